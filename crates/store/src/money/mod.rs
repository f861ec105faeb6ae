//! Payments as staff list them, and the money that waits for a person.

pub(crate) mod candidates;
mod list;
pub(crate) mod ownership;
mod payment;
mod report;
mod same;
mod streams;
mod waiting;

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, ReceiptId};
use usecases::{
    HoldsReminders, ListedPayments, MoneyStore, Payment, PaymentFilter, PaymentList, ReportRow, StoreError,
    WaitingMatches,
};

use crate::personal_data::TableData;
use crate::store::SqlStore;

/// The table `match_candidates`.
pub(crate) const CANDIDATES_DATA: TableData = TableData::plain("matching", &["biller", "receipt", "invoice"]);

#[async_trait]
impl MoneyStore for SqlStore {
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
