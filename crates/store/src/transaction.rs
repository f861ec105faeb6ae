//! A transaction under way, as the use cases see it.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::document::DocumentKind;
use domain::ids::{BillerId, CreditNoteId, InvoiceId, LinkId, PayerId, ReceiptId};
use domain::receipt::{ReceiptEvent, ReceiptSource};
use domain::wire::PayerFrame;
use domain::{Books, Event, StreamId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::{
    Biller, Content, IdempotencyRecord, InvoiceRow, KnownDocument, Link, LinkPlace, Meta, NewApiKey, NewJob,
    StoreError, StoredDocument, Transaction,
};

use crate::cache::{Cache, Key, State};
use crate::engine::Engine;
use crate::failure::Failure;
use crate::{
    append, billers, content, documents, idempotency, invoices, jobs, links, log, personal_data, receipts,
};

/// A transaction on one connection: the whole one on PostgreSQL, a savepoint in the writer's batch on
/// SQLite.
pub(crate) struct SqlTransaction<'c> {
    pub(crate) conn: &'c mut AnyConnection,
    pub(crate) engine: Engine,
    cache: &'c Cache,
    /// States that may be kept once they are committed.
    pub(crate) folded: HashMap<Key, State>,
    /// What made the transaction as a whole unusable, even if the work went on.
    pub(crate) broken: Option<String>,
    /// A statement that failed. PostgreSQL does nothing more after it and ends the transaction without a
    /// word, so a work that goes on after it must not be answered as done.
    pub(crate) failed: Option<String>,
    /// Whether content was erased: older pages that hold it have to go as well.
    pub(crate) erased: bool,
    /// What another writer was faster with.
    pub(crate) contended: Option<String>,
}

impl<'c> SqlTransaction<'c> {
    pub(crate) fn new(conn: &'c mut AnyConnection, engine: Engine, cache: &'c Cache) -> Self {
        let folded = HashMap::new();
        Self { conn, engine, cache, folded, broken: None, failed: None, erased: false, contended: None }
    }

    /// Notes what an error says about the transaction as a whole.
    pub(crate) fn check<T>(&mut self, result: Result<T, Failure>) -> Result<T, StoreError> {
        result.map_err(|failure| {
            if let Failure::Database(error) = &failure {
                self.failed.get_or_insert_with(|| error.to_string());
            }
            if failure.is_fatal(self.engine.is_sqlite()) {
                self.broken.get_or_insert_with(|| failure.to_string());
            }
            failure.into()
        })
    }

    /// The same for a write that another writer may have been faster with: `what` names it.
    pub(crate) fn check_write<T>(
        &mut self,
        result: Result<T, Failure>,
        what: impl FnOnce() -> String,
    ) -> Result<T, StoreError> {
        let checked = self.check(result);
        if matches!(checked, Err(StoreError::Conflict)) {
            self.contended = Some(what());
        }
        checked
    }

    /// Makes others that want the same name wait until this transaction ends.
    pub(crate) async fn hold_name(&mut self, name: &str) -> Result<(), StoreError> {
        let Some(statement) = self.engine.dialect().lock_name else { return Ok(()) };
        let held = self.conn.execute(sqlx::query(statement).bind(name)).await;
        self.check(held.map(drop).map_err(Failure::from))
    }
}

impl SqlTransaction<'_> {
    /// Whether a committed state of a stream is at hand.
    pub(crate) fn is_cached(&self, biller: BillerId, stream: StreamId) -> bool {
        self.cache.has((biller, stream))
    }

    /// Keeps the states of streams that were just folded, for when this is committed.
    pub(crate) fn keep_folded(&mut self, biller: BillerId, streams: &[StreamId], books: &Books) {
        let states =
            streams.iter().filter_map(|stream| Some(((biller, *stream), State::of(books, *stream)?)));
        self.folded.extend(states);
    }
}

#[async_trait]
impl Transaction for SqlTransaction<'_> {
    async fn biller(&mut self, biller: BillerId) -> Result<Option<Biller>, StoreError> {
        let found = billers::get(self.conn, biller).await;
        self.check(found)
    }

    async fn load(
        &mut self,
        biller: BillerId,
        stream: StreamId,
        books: &mut Books,
    ) -> Result<(), StoreError> {
        let key = (biller, stream);
        let known = books.head(stream) > 0 || self.cache.fill(key, books);
        let before = books.head(stream);
        let loaded = log::load(self.conn, biller, stream, books).await;
        self.check(loaded)?;
        if (!known || books.head(stream) > before)
            && let Some(state) = State::of(books, stream)
        {
            self.folded.insert(key, state);
        }
        Ok(())
    }

    async fn append(&mut self, meta: &Meta, before: &Books, events: &[Event]) -> Result<(), StoreError> {
        // What was kept about money that turns out to be a forgotten payer's goes as they went.
        self.erased |= events.iter().any(|event| match event {
            Event::Receipt(_, ReceiptEvent::Identified { payer, .. }) => {
                before.accounts.get(payer).is_none_or(|account| account.forgotten)
            }
            _ => false,
        });
        let appended = append::append(self.conn, self.engine, meta, before, events).await;
        let appended = appended.map(|(after, touched)| {
            let states =
                touched.into_iter().filter_map(|one| Some(((meta.biller, one), State::of(&after, one)?)));
            self.folded.extend(states);
        });
        // Where others write as well, it may have come a moment ago: run again, the work finds it.
        let appended = match appended {
            Err(Failure::Store(StoreError::Exists(_))) if !self.engine.is_sqlite() => {
                Err(StoreError::Conflict.into())
            }
            other => other,
        };
        self.check_write(appended, || {
            // Streams that exist are what writers meet at; new ones have ids of their own.
            let met = events.iter().map(Event::stream).find(|stream| before.head(*stream) > 0);
            met.or_else(|| events.first().map(Event::stream)).map_or_else(String::new, |one| one.to_string())
        })
    }

    async fn document_by_number(
        &mut self,
        biller: BillerId,
        kind: DocumentKind,
        number: &str,
    ) -> Result<Option<KnownDocument>, StoreError> {
        // A credit note that looks for its invoice, and that invoice coming in: one of them sees the other.
        self.hold_name(&number_name(biller, kind, number)).await?;
        let found = documents::by_number(self.conn, biller, kind, number).await;
        self.check(found)
    }

    async fn document(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<StoredDocument>, StoreError> {
        let found = documents::get(self.conn, biller, invoice).await;
        self.check(found)
    }

    async fn invoice_row(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<InvoiceRow>, StoreError> {
        let found = invoices::get(self.conn, biller, invoice).await;
        self.check(found)
    }

    async fn payer_frames(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Vec<PayerFrame>, StoreError> {
        let found = log::payer_frames(self.conn, biller, invoice, 0).await;
        self.check(found)
    }

    async fn claim_number(
        &mut self,
        biller: BillerId,
        kind: DocumentKind,
        number: &str,
        document: &KnownDocument,
    ) -> Result<(), StoreError> {
        let claimed = documents::claim_number(self.conn, biller, kind, number, document).await;
        self.check_write(claimed, || number_name(biller, kind, number))
    }

    async fn receipt_by_source(
        &mut self,
        biller: BillerId,
        source: &ReceiptSource,
        currency: domain::Currency,
    ) -> Result<Option<ReceiptId>, StoreError> {
        let found = receipts::by_source(self.conn, biller, source, currency).await;
        self.check(found)
    }

    async fn payer_by_key(&mut self, biller: BillerId, key: &str) -> Result<Option<PayerId>, StoreError> {
        let found = documents::payer_by_key(self.conn, biller, key).await;
        self.check(found)
    }

    async fn put_payer_key(&mut self, biller: BillerId, key: &str, payer: PayerId) -> Result<(), StoreError> {
        let put = documents::put_payer_key(self.conn, biller, key, payer).await;
        self.check_write(put, || format!("payer {biller} {key}"))
    }

    async fn put_payer_search(
        &mut self,
        biller: BillerId,
        payer: PayerId,
        text: &str,
    ) -> Result<(), StoreError> {
        let put = documents::put_payer_search(self.conn, biller, payer, text).await;
        self.check(put)
    }

    async fn waiting_credit_notes(
        &mut self,
        biller: BillerId,
        number: &str,
    ) -> Result<Vec<CreditNoteId>, StoreError> {
        self.hold_name(&number_name(biller, DocumentKind::Invoice, number)).await?;
        let found = documents::waiting_credit_notes(self.conn, biller, number).await;
        self.check(found)
    }

    async fn invoices_of(&mut self, biller: BillerId, payer: PayerId) -> Result<Vec<InvoiceId>, StoreError> {
        self.lock_account(biller, payer).await?;
        let found = documents::invoices_of(self.conn, biller, payer).await;
        self.check(found)
    }

    async fn next_number(&mut self, biller: BillerId, series: &str) -> Result<i64, StoreError> {
        let next = documents::next_number(self.conn, biller, series).await;
        self.check(next)
    }

    async fn find_idempotency(
        &mut self,
        biller: BillerId,
        caller: &str,
        key: &str,
    ) -> Result<Option<IdempotencyRecord>, StoreError> {
        let found = idempotency::find(self.conn, biller, caller, key).await;
        self.check(found)
    }

    async fn insert_idempotency(
        &mut self,
        biller: BillerId,
        caller: &str,
        key: &str,
        remembered: &IdempotencyRecord,
    ) -> Result<(), StoreError> {
        let put = idempotency::insert(self.conn, biller, caller, key, remembered).await;
        self.check_write(put, || format!("key {biller} {caller} {key}"))
    }

    async fn put_content(&mut self, content: &Content) -> Result<(), StoreError> {
        let put = content::put(self.conn, self.engine, std::slice::from_ref(content)).await;
        self.check(put)
    }

    async fn erase_content(&mut self, biller: BillerId, payer: PayerId) -> Result<u64, StoreError> {
        self.lock_account(biller, payer).await?;
        let erased = personal_data::erase(self.conn, biller, payer).await;
        self.erased = true;
        self.check(erased)
    }

    async fn link_at(&mut self, place: &LinkPlace) -> Result<Option<Link>, StoreError> {
        let found = links::at(self.conn, place).await;
        self.check(found)
    }

    async fn link(&mut self, biller: BillerId, link: LinkId) -> Result<Option<Link>, StoreError> {
        let found = links::get(self.conn, biller, link).await;
        self.check(found)
    }

    async fn put_link(&mut self, link: &Link) -> Result<(), StoreError> {
        let put = links::put(self.conn, link).await;
        self.check_write(put, || format!("link of invoice {}", link.place.invoice))
    }

    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError> {
        let added = jobs::enqueue(self.conn, job).await;
        self.check(added)
    }

    async fn put_biller(&mut self, biller: &Biller) -> Result<(), StoreError> {
        let put = billers::put(self.conn, biller).await;
        self.check(put)
    }

    async fn put_api_key(&mut self, key: &NewApiKey) -> Result<(), StoreError> {
        let put = billers::put_api_key(self.conn, key).await;
        self.check(put)
    }
}

impl SqlTransaction<'_> {
    /// Nobody opens anything for this payer until the transaction ends: what is erased stays all there is.
    async fn lock_account(&mut self, biller: BillerId, payer: PayerId) -> Result<(), StoreError> {
        let Some(statement) = self.engine.dialect().lock_account else { return Ok(()) };
        let locked = sqlx::query(statement)
            .bind(biller.0.as_bytes().as_slice())
            .bind(payer.0.as_bytes().as_slice())
            .fetch_optional(&mut *self.conn)
            .await;
        self.check(locked.map(drop).map_err(Failure::from))
    }
}

fn number_name(biller: BillerId, kind: DocumentKind, number: &str) -> String {
    format!("document {biller} {} {number}", kind.as_str())
}
