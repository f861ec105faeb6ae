//! Queries about payments, and about those that wait for a person.

use crate::kernel::access::{About, Caller, Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;
use crate::payments::ports::{
    HoldsReminders, ListedPayments, PaymentDetails, PaymentFilter, PaymentList, PaymentRow, ReportRow,
    WaitingMatches,
};
use async_trait::async_trait;
use domain::ids::{InvoiceId, PaymentId};

/// A page of payments, last paid first.
#[derive(Debug, Clone)]
pub struct ListPayments {
    pub list: PaymentList,
}

#[async_trait]
impl Query for ListPayments {
    type Output = ListedPayments;
    const NAME: &'static str = "list_payments";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<ListedPayments, UseCaseError> {
        Ok(store.payments(caller.biller, &self.list).await?)
    }
}

/// The sums by day, method, state and currency, newest day first.
#[derive(Debug, Clone)]
pub struct ReportPayments {
    pub filter: PaymentFilter,
}

#[async_trait]
impl Query for ReportPayments {
    type Output = Vec<ReportRow>;
    const NAME: &'static str = "report_payments";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<ReportRow>, UseCaseError> {
        Ok(store.payments_report(caller.biller, &self.filter).await?)
    }
}

/// Everything about one payment.
#[derive(Debug, Clone)]
pub struct FindPaymentDetails {
    pub payment: PaymentId,
}

#[async_trait]
impl Query for FindPaymentDetails {
    type Output = Option<PaymentDetails>;
    const NAME: &'static str = "find_payment_details";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator, Who::System];

    async fn answer(
        &self,
        store: &dyn Store,
        caller: &Caller,
    ) -> Result<Option<PaymentDetails>, UseCaseError> {
        Ok(store.payment_details(caller.biller, self.payment).await?)
    }
}

#[derive(Debug, Clone)]
pub struct FindPayment {
    pub payment: PaymentId,
}

#[async_trait]
impl Query for FindPayment {
    type Output = Option<PaymentRow>;
    const NAME: &'static str = "find_payment";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator, Who::System];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<PaymentRow>, UseCaseError> {
        Ok(store.payment(caller.biller, self.payment).await?)
    }
}

/// The payments of an invoice, oldest first.
#[derive(Debug, Clone)]
pub struct ListPaymentsOfInvoice {
    pub invoice: InvoiceId,
}

#[async_trait]
impl Query for ListPaymentsOfInvoice {
    type Output = Vec<PaymentRow>;
    const NAME: &'static str = "list_payments_of_invoice";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<PaymentRow>, UseCaseError> {
        Ok(store.payments_of(caller.biller, self.invoice).await?)
    }
}

/// A page of the payments that wait for a person, longest waiting first.
#[derive(Debug, Clone)]
pub struct ListWaitingMatches {
    /// Where the previous page ended.
    pub after: Option<PaymentId>,
    pub limit: usize,
}

#[async_trait]
impl Query for ListWaitingMatches {
    type Output = WaitingMatches;
    const NAME: &'static str = "list_waiting_matches";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<WaitingMatches, UseCaseError> {
        Ok(store.waiting_matches(caller.biller, self.after, self.limit).await?)
    }
}

/// How many payments wait for a person.
#[derive(Debug, Clone)]
pub struct CountWaitingMatches;

#[async_trait]
impl Query for CountWaitingMatches {
    type Output = i64;
    const NAME: &'static str = "count_waiting_matches";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::System];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<i64, UseCaseError> {
        Ok(store.count_waiting(caller.biller).await?)
    }
}

/// The payments that wait for a person and may be for this invoice: no reminder is sent meanwhile.
#[derive(Debug, Clone)]
pub struct ListHeldReminders {
    pub invoice: InvoiceId,
}

#[async_trait]
impl Query for ListHeldReminders {
    type Output = Vec<HoldsReminders>;
    const NAME: &'static str = "list_held_reminders";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::System];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<HoldsReminders>, UseCaseError> {
        Ok(store.reminders_held(caller.biller, self.invoice).await?)
    }
}
