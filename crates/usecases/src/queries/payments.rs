//! Payments, the money that waits for a person, bank files, attempts to pay.

use super::Query;
use crate::access::{About, Caller, Scope, Who};
use crate::error::UseCaseError;
use crate::money_in::bank::{BankFiles, ListedReturn};
use crate::money_in::checkout::CheckoutRow;
use crate::money_in::{
    HoldsReminders, ListedPayments, Payment, PaymentFilter, PaymentList, ReportRow, WaitingMatches,
};
use crate::ports::{ReceiptRow, Store};
use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{CheckoutId, InvoiceId, ReceiptId};
use domain::proof::PayerAction;

/// A page of payments, those paid last first.
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

/// What came in by day, method, standing and currency, the newest day first.
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
pub struct FindPayment {
    pub receipt: ReceiptId,
}

#[async_trait]
impl Query for FindPayment {
    type Output = Option<Payment>;
    const NAME: &'static str = "find_payment";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator, Who::System];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<Payment>, UseCaseError> {
        Ok(store.payment(caller.biller, self.receipt).await?)
    }
}

#[derive(Debug, Clone)]
pub struct FindReceipt {
    pub receipt: ReceiptId,
}

#[async_trait]
impl Query for FindReceipt {
    type Output = Option<ReceiptRow>;
    const NAME: &'static str = "find_receipt";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator, Who::System];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<ReceiptRow>, UseCaseError> {
        Ok(store.receipt(caller.biller, self.receipt).await?)
    }
}

/// The payments of an invoice, oldest first.
#[derive(Debug, Clone)]
pub struct ListPaymentsOfInvoice {
    pub invoice: InvoiceId,
}

#[async_trait]
impl Query for ListPaymentsOfInvoice {
    type Output = Vec<ReceiptRow>;
    const NAME: &'static str = "list_payments_of_invoice";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<ReceiptRow>, UseCaseError> {
        Ok(store.receipts_of(caller.biller, self.invoice).await?)
    }
}

/// A page of the money that waits for a person, what has waited longest first.
#[derive(Debug, Clone)]
pub struct ListWaitingMatches {
    /// Where the page before ended.
    pub after: Option<ReceiptId>,
    /// How many at most.
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

/// The money that waits for a person and may be for this invoice: nobody is reminded of it meanwhile.
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

/// Bank files that came in, the newest first.
#[derive(Debug, Clone)]
pub struct ListBankFiles {
    /// From before this instant.
    pub before: Option<Timestamp>,
    /// How many at most.
    pub limit: usize,
}

#[async_trait]
impl Query for ListBankFiles {
    type Output = BankFiles;
    const NAME: &'static str = "list_bank_files";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<BankFiles, UseCaseError> {
        Ok(store.bank_files(caller.biller, self.before, self.limit).await?)
    }
}

/// An attempt to pay on an invoice.
#[derive(Debug, Clone)]
pub struct FindCheckout {
    /// On which invoice.
    pub invoice: InvoiceId,
    pub checkout: CheckoutId,
}

#[async_trait]
impl Query for FindCheckout {
    type Output = Option<CheckoutRow>;
    const NAME: &'static str = "find_checkout";
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Pay), Who::Api(Scope::Payments), Who::System];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<CheckoutRow>, UseCaseError> {
        let found = store.checkout_row(caller.biller, self.checkout).await?;
        Ok(found.filter(|row| row.invoice == self.invoice))
    }
}

/// Returns that wait for their payment or for a person, the youngest first.
#[derive(Debug, Clone)]
pub struct ListReturns;

#[async_trait]
impl Query for ListReturns {
    type Output = Vec<ListedReturn>;
    const NAME: &'static str = "list_returns";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<ListedReturn>, UseCaseError> {
        Ok(store.list_returns(caller.biller).await?)
    }
}

/// How many returns wait.
#[derive(Debug, Clone)]
pub struct CountReturns;

#[async_trait]
impl Query for CountReturns {
    type Output = i64;
    const NAME: &'static str = "count_returns";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<i64, UseCaseError> {
        Ok(store.count_returns(caller.biller).await?)
    }
}
