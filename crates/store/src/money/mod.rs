//! Payments as staff list them, and the money that waits for a person.

pub(crate) mod candidates;
pub(crate) mod events;
mod list;
pub(crate) mod ownership;
mod payment;
pub(crate) mod projection;
pub(crate) mod receipts;
mod report;
mod same;
mod streams;
pub(crate) mod tables;
mod waiting;

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, ReceiptId};
use domain::receipt::ReceiptSource;
use usecases::{
    HoldsReminders, ListedPayments, Payment, PaymentFilter, PaymentList, PaymentStore, PaymentTransaction,
    ReceiptRow, ReportRow, StoreError, WaitingMatches,
};

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

#[async_trait]
impl PaymentTransaction for SqlTransaction<'_> {
    async fn receipt_by_source(
        &mut self,
        biller: BillerId,
        source: &ReceiptSource,
        currency: domain::Currency,
    ) -> Result<Option<ReceiptId>, StoreError> {
        let found = receipts::by_source(self.conn, biller, source, currency).await;
        self.check(found)
    }
}

#[async_trait]
impl PaymentStore for SqlStore {
    async fn receipt(&self, biller: BillerId, receipt: ReceiptId) -> Result<Option<ReceiptRow>, StoreError> {
        Ok(receipts::get(&mut *self.reader().await?, biller, receipt).await?)
    }

    async fn receipts_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<ReceiptRow>, StoreError> {
        Ok(receipts::of_invoice(&mut *self.reader().await?, biller, invoice).await?)
    }

    async fn payments(&self, biller: BillerId, list: &PaymentList) -> Result<ListedPayments, StoreError> {
        Ok(list::page(&mut *self.reader().await?, biller, list).await?)
    }

    async fn payments_report(
        &self,
        biller: BillerId,
        filter: &PaymentFilter,
    ) -> Result<Vec<ReportRow>, StoreError> {
        Ok(report::rows(&mut *self.reader().await?, biller, filter).await?)
    }

    async fn payment(&self, biller: BillerId, receipt: ReceiptId) -> Result<Option<Payment>, StoreError> {
        Ok(payment::get(&mut *self.reader().await?, biller, receipt).await?)
    }

    async fn waiting_matches(
        &self,
        biller: BillerId,
        after: Option<ReceiptId>,
        limit: usize,
    ) -> Result<WaitingMatches, StoreError> {
        Ok(waiting::page(&mut *self.reader().await?, biller, after, limit).await?)
    }

    async fn count_waiting(&self, biller: BillerId) -> Result<i64, StoreError> {
        Ok(waiting::count(&mut *self.reader().await?, biller).await?)
    }

    async fn reminders_held(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Vec<HoldsReminders>, StoreError> {
        Ok(candidates::holding(&mut *self.reader().await?, biller, invoice).await?)
    }
}
