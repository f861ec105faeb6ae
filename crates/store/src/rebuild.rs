//! Rebuilds everything that can be derived from the log.

use std::sync::Arc;

use async_trait::async_trait;
use domain::ids::BillerId;
use domain::invoices::InvoiceEvent;
use domain::{Books, Event, StreamId, ledger};
use sqlx::{AnyConnection, Executor as _};
use usecases::{StoreError, UseCaseError, UseCaseResult};

use crate::append::payer_prev;
use crate::conversations::rows as conversations;
use crate::engine::Engine;
use crate::failure::Failure;
use crate::iterate::{self, Page, Place, Visit};
use crate::maintenance::nothing;
use crate::matching::candidates;
use crate::payers;
use crate::postings::{self, NewPosting};
use crate::store::SqlStore;
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;

/// Called with the number of events that were processed so far.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

impl SqlStore {
    /// Rebuilds postings, the rows that lists read, and the words and keys by which payers are found, in one
    /// transaction. Readers see the old rows until it is done; writers wait. Number claims, links, jobs and content are
    /// not derived and stay as they are.
    ///
    /// # Errors
    /// [`StoreError::NodeTooOld`] if a newer version of the program wrote some of the log, [`StoreError::Unreadable`]
    /// if it is damaged. Nothing has changed then.
    pub async fn rebuild(&self, progress: Progress) -> Result<(), StoreError> {
        self.do_own(Arc::new(Rebuild { progress })).await
    }
}

struct Rebuild {
    progress: Progress,
}

#[async_trait]
impl WriteTask for Rebuild {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let rebuilt = rebuild(tx.conn, tx.engine, self.progress.as_ref()).await;
        tx.check(rebuilt)?;
        Ok(nothing())
    }
}

const DERIVED: [&str; 12] = [
    "DELETE FROM postings",
    "DELETE FROM invoices",
    "DELETE FROM invoice_words",
    "DELETE FROM payment_references",
    "DELETE FROM conversations",
    "DELETE FROM payments",
    "DELETE FROM match_candidates",
    "DELETE FROM payers",
    "DELETE FROM credit_notes",
    "DELETE FROM credit_note_invoices",
    "DELETE FROM payer_words",
    "DELETE FROM payer_names",
];

/// Rebuilds everything derived, in the transaction that is open.
pub(crate) async fn rebuild(
    conn: &mut AnyConnection,
    engine: Engine,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<(), Failure> {
    if let Some(lock) = engine.dialect().lock_all {
        sqlx::raw_sql(lock).execute(&mut *conn).await?;
    }
    for delete in DERIVED {
        conn.execute(delete).await?;
    }
    let mut after = Place::default();
    let mut open: Option<Stream> = None;
    let mut done = 0;
    loop {
        let Page { steps, strays, last } = iterate::page(conn, &after).await?;
        let Some(last) = last else { break };
        if let Some(stray) = strays.into_iter().next() {
            return Err(stray.why.into());
        }
        done += u64::try_from(steps.len()).unwrap_or_default();
        let mut posted: Vec<NewPosting> = Vec::new();
        let Some(mut biller) = steps.first().map(|step| step.biller) else { break };
        for step in steps {
            let same = open.take_if(|open| open.id == step.stream);
            let mut stream = match same {
                Some(stream) => stream,
                None => {
                    if let Some(finished) = open.take() {
                        finished.write(conn).await?;
                    }
                    Stream::new(&step)
                }
            };
            // Postings are inserted many at a time, always of one biller.
            if step.biller != biller {
                postings::insert(conn, biller, &posted).await?;
                posted.clear();
                biller = step.biller;
            }
            posted.extend(stream.add(conn, step).await?);
            open = Some(stream);
        }
        postings::insert(conn, biller, &posted).await?;
        after = last;
        progress(done);
    }
    if let Some(finished) = open {
        finished.write(conn).await?;
    }
    payers::keys::write_all_words(conn).await
}

/// The stream that is being read.
struct Stream {
    biller: BillerId,
    id: StreamId,
    books: Books,
    search: String,
}

impl Stream {
    fn new(step: &Visit) -> Self {
        Self { biller: step.biller, id: step.stream, books: Books::default(), search: String::new() }
    }

    /// Folds an event and returns its postings. Also corrects the number of the previous event that a payer saw.
    async fn add(
        &mut self,
        conn: &mut AnyConnection,
        step: Visit,
    ) -> Result<impl Iterator<Item = NewPosting> + use<>, Failure> {
        let (stream, seq) = (step.stream, step.seq);
        let (event, stamp) = step.event?;
        if seq != self.books.head(stream) + 1 || step.biller != self.biller {
            return Err(Failure::unreadable(format!(
                "the log is damaged before event {seq} of {stream}: restore a backup"
            )));
        }
        let prev = payer_prev(&self.books, &event);
        if prev != step.payer_prev {
            let query = sqlx::query(
                "UPDATE events SET payer_prev = $4 WHERE stream_id = $1 AND stream_kind = $2 AND seq = $3",
            )
            .bind(stream.uuid().into_bytes().to_vec())
            .bind(stream.kind())
            .bind(seq)
            .bind(prev);
            conn.execute(query).await?;
        }
        let posted = ledger::postings(&self.books, &event);
        if let Event::Invoice(_, InvoiceEvent::Issued(issued)) = &event {
            self.search = crate::invoices::projection::search_text(issued);
        }
        self.books.apply(&event, stamp);
        Ok(postings::number(stream, seq, posted))
    }

    async fn write(self, conn: &mut AnyConnection) -> Result<(), Failure> {
        let Self { biller, id, books, search } = self;
        match id {
            StreamId::Invoice(id) => match books.invoices.get(&id) {
                Some(invoice) => {
                    let row = crate::invoices::projection::row(id, invoice);
                    crate::invoices::projection::insert(conn, biller, &row, &search).await?;
                    conversations::write(conn, biller, id, None, invoice).await
                }
                None => Ok(()),
            },
            StreamId::Payment(id) => match books.payments.get(&id) {
                Some(payment) => {
                    crate::payments::projection::insert(conn, biller, id, payment).await?;
                    candidates::write(conn, biller, id, None, payment).await
                }
                None => Ok(()),
            },
            StreamId::Payer(id) => match books.payers.get(&id) {
                Some(account) => crate::payers::projection::insert(conn, biller, id, account).await,
                None => Ok(()),
            },
            StreamId::CreditNote(id) => match books.credit_notes.get(&id) {
                Some(credit_note) => {
                    crate::credit_notes::projection::insert(conn, biller, id, credit_note).await
                }
                None => Ok(()),
            },
        }
    }
}
