//! Payments as staff list them, and the payments that wait for a person.

mod list;
pub(crate) mod ownership;
mod payment;
pub(crate) mod projection;
mod report;
pub(crate) mod rows;
mod same;
mod stream;
mod streams;
pub(crate) mod tables;
mod waiting;

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, PaymentId};
use domain::payments::PaymentSource;
use usecases::{
    HoldsReminders, ListedPayments, PaymentDetails, PaymentFilter, PaymentList, PaymentRow, PaymentStore,
    PaymentTransaction, ReportRow, StoreError, WaitingMatches,
};

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

#[async_trait]
impl PaymentTransaction for SqlTransaction<'_> {
    async fn payment_by_source(
        &mut self,
        biller: BillerId,
        source: &PaymentSource,
        currency: domain::Currency,
    ) -> Result<Option<PaymentId>, StoreError> {
        let found = rows::by_source(self.conn().await?, biller, source, currency).await;
        self.check(found)
    }
}

#[async_trait]
impl PaymentStore for SqlStore {
    async fn payment(&self, biller: BillerId, payment: PaymentId) -> Result<Option<PaymentRow>, StoreError> {
        Ok(rows::get(&mut *self.reader().await?, biller, payment).await?)
    }

    async fn payments_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<PaymentRow>, StoreError> {
        Ok(rows::of_invoice(&mut *self.reader().await?, biller, invoice).await?)
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

    async fn payment_details(
        &self,
        biller: BillerId,
        payment: PaymentId,
    ) -> Result<Option<PaymentDetails>, StoreError> {
        Ok(payment::get(&mut *self.reader().await?, biller, payment).await?)
    }

    async fn waiting_matches(
        &self,
        biller: BillerId,
        after: Option<PaymentId>,
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
        Ok(crate::matching::candidates::holding(&mut *self.reader().await?, biller, invoice).await?)
    }
}
