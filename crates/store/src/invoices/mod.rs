//! Invoices: their rows, lists and documents, and the numbers of documents.

pub(crate) mod documents;
pub(crate) mod list;
pub(crate) mod numbers;
pub(crate) mod projection;
pub(crate) mod rows;
mod status;
mod stream;
pub(crate) mod tables;

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, PayerId};
use domain::invoices::document::DocumentKind;
use domain::invoices::wire::{PayerFrame, StaffFrame};
use domain::{Date, StreamId};
use usecases::{
    InvoiceCounts, InvoiceList, InvoiceRow, InvoiceStore, InvoiceTransaction, KnownDocument, ListedInvoices,
    StoreError, StoredDocument,
};

use crate::frames;
use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

#[async_trait]
impl InvoiceTransaction for SqlTransaction<'_> {
    async fn document_by_number(
        &mut self,
        biller: BillerId,
        kind: DocumentKind,
        number: &str,
    ) -> Result<Option<KnownDocument>, StoreError> {
        // A credit note that looks for its invoice, and that invoice being imported: with this lock one of them sees
        // the other.
        self.hold_name(&numbers::name(biller, kind, number)).await?;
        let found = numbers::by_number(self.conn().await?, biller, kind, number).await;
        self.check(found)
    }

    async fn document(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<StoredDocument>, StoreError> {
        let found = documents::get(self.conn().await?, biller, invoice).await;
        self.check(found)
    }

    async fn invoice_row(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<InvoiceRow>, StoreError> {
        let found = rows::get(self.conn().await?, biller, invoice).await;
        self.check(found)
    }

    async fn payer_frames(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Vec<PayerFrame>, StoreError> {
        let found = frames::payer(self.conn().await?, biller, invoice, 0).await;
        self.check(found)
    }

    async fn claim_number(
        &mut self,
        biller: BillerId,
        kind: DocumentKind,
        number: &str,
        document: &KnownDocument,
    ) -> Result<(), StoreError> {
        let claimed = numbers::claim(self.conn().await?, biller, kind, number, document).await;
        self.check_write(claimed, || numbers::name(biller, kind, number))
    }

    async fn invoices_of(&mut self, biller: BillerId, payer: PayerId) -> Result<Vec<InvoiceId>, StoreError> {
        self.lock_payer(biller, payer).await?;
        let found = rows::of_payer(self.conn().await?, biller, payer).await;
        self.check(found)
    }

    async fn next_number(&mut self, biller: BillerId, series: &str) -> Result<i64, StoreError> {
        let next = numbers::next(self.conn().await?, biller, series).await;
        self.check(next)
    }

    async fn invoice_numbers(
        &mut self,
        biller: BillerId,
        invoices: &[InvoiceId],
    ) -> Result<Vec<(InvoiceId, String)>, StoreError> {
        let found = rows::numbers(self.conn().await?, biller, invoices).await;
        self.check(found)
    }
}

#[async_trait]
impl InvoiceStore for SqlStore {
    async fn invoice(&self, biller: BillerId, invoice: InvoiceId) -> Result<Option<InvoiceRow>, StoreError> {
        Ok(rows::get(&mut *self.reader().await?, biller, invoice).await?)
    }

    async fn document(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<StoredDocument>, StoreError> {
        Ok(documents::get(&mut *self.reader().await?, biller, invoice).await?)
    }

    async fn original(&self, biller: BillerId, invoice: InvoiceId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(documents::original(&mut *self.reader().await?, biller, StreamId::Invoice(invoice)).await?)
    }

    async fn payer_frames(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        since: i64,
    ) -> Result<Vec<PayerFrame>, StoreError> {
        Ok(frames::payer(&mut *self.reader().await?, biller, invoice, since).await?)
    }

    async fn staff_frames(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        since: i64,
    ) -> Result<Vec<StaffFrame>, StoreError> {
        Ok(frames::staff(&mut *self.reader().await?, biller, invoice, since).await?)
    }

    async fn list_invoices(
        &self,
        biller: BillerId,
        list: &InvoiceList,
    ) -> Result<ListedInvoices, StoreError> {
        Ok(list::page(&mut *self.reader().await?, biller, list).await?)
    }

    async fn count_invoices(&self, biller: BillerId, today: Date) -> Result<InvoiceCounts, StoreError> {
        Ok(list::counts(&mut *self.reader().await?, biller, today).await?)
    }
}
