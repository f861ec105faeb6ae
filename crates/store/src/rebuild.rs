//! Rebuilds everything that can be derived from the log.

use std::sync::Arc;

use async_trait::async_trait;
use domain::ids::BillerId;
use domain::{Books, StreamId, ledger};
use sqlx::{AnyConnection, AssertSqlSafe, Executor as _};
use usecases::{StoreError, UseCaseError, UseCaseResult};

use crate::append::payer_prev;
use crate::engine::Engine;
use crate::failure::Failure;
use crate::iterate::{self, Page, Place, Visit};
use crate::maintenance::nothing;
use crate::postings::{self, NewPosting};
use crate::projections::AllChanges;
use crate::statement::{self, Statement};
use crate::store::SqlStore;
use crate::streams::{self, kind_of};
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;
use crate::{matching, payers};

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
        let engine = tx.engine;
        let rebuilt = rebuild(tx.conn().await?, engine, self.progress.as_ref()).await;
        tx.check(rebuilt)?;
        Ok(nothing())
    }
}

/// Tables that are derived from something else than a stream.
const OTHERS: [&str; 3] =
    [postings::TABLE.name, payers::tables::PAYER_WORDS.name, matching::tables::PAYER_NAMES.name];

/// How many rows are inserted together.
const ROWS_AT_ONCE: usize = 500;

/// Rebuilds everything derived, in the transaction that is open.
pub(crate) async fn rebuild(
    conn: &mut AnyConnection,
    engine: Engine,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<(), Failure> {
    if let Some(lock) = engine.dialect().lock_all {
        sqlx::raw_sql(lock).execute(&mut *conn).await?;
    }
    let folded = streams::all().into_iter().flat_map(|kind| (kind.tables)());
    for table in folded.map(|one| one.declared().table).chain(OTHERS) {
        // A name from our own list.
        conn.execute(AssertSqlSafe(format!("DELETE FROM {table}"))).await?;
    }
    let mut after = Place::default();
    let mut open: Option<Growing> = None;
    let mut changes = AllChanges::default();
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
                        finished.add_rows(&mut changes);
                    }
                    Growing::new(&step)
                }
            };
            // Postings are inserted many at a time, always of one biller.
            if step.biller != biller {
                write_each(conn, engine, postings::inserts(biller, &posted)).await?;
                posted.clear();
                biller = step.biller;
            }
            posted.extend(stream.add(conn, step).await?);
            open = Some(stream);
        }
        write_each(conn, engine, postings::inserts(biller, &posted)).await?;
        if changes.inserts() >= ROWS_AT_ONCE {
            write_each(conn, engine, std::mem::take(&mut changes).into_statements()).await?;
        }
        after = last;
        progress(done);
    }
    if let Some(finished) = open {
        finished.add_rows(&mut changes);
    }
    write_each(conn, engine, changes.into_statements()).await?;
    payers::keys::write_all_words(conn).await
}

/// Sends statements one by one: most insert as many rows as one statement takes, so that their texts are few.
async fn write_each(
    conn: &mut AnyConnection,
    engine: Engine,
    statements: Vec<Statement>,
) -> Result<(), Failure> {
    for statement in statements {
        statement::write(conn, engine, vec![statement]).await?;
    }
    Ok(())
}

/// The stream that is being read.
struct Growing {
    biller: BillerId,
    id: StreamId,
    books: Books,
}

impl Growing {
    fn new(step: &Visit) -> Self {
        Self { biller: step.biller, id: step.stream, books: Books::default() }
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
        self.books.apply(&event, stamp);
        Ok(postings::number(stream, seq, posted))
    }

    fn add_rows(self, changes: &mut AllChanges) {
        let Self { biller, id, books } = self;
        (kind_of(id).changes)(changes, biller, id, &Books::default(), &books);
    }
}
