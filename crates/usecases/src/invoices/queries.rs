//! Queries about invoices: figures, documents, logs. The marketing role gets fewer details.

use super::ports::{InvoiceCounts, InvoiceList, InvoiceRow, ListedInvoice, ListedInvoices, StoredDocument};
use crate::kernel::access::{About, Caller, Principal, Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;
use crate::kernel::role::Role;
use async_trait::async_trait;
use domain::Date;
use domain::ids::InvoiceId;
use domain::invoices::document::Party;
use domain::invoices::wire::{PayerFrame, StaffFrame};
use domain::links::PayerAction;

#[derive(Debug, Clone)]
pub struct FindInvoice {
    pub invoice: InvoiceId,
}

#[async_trait]
impl Query for FindInvoice {
    type Output = Option<InvoiceRow>;
    const NAME: &'static str = "find_invoice";
    const ALLOWED: &'static [Who] =
        &[Who::Payer(PayerAction::See), Who::Staff, Who::Api(Scope::Invoices), Who::Operator, Who::System];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<InvoiceRow>, UseCaseError> {
        let found = store.invoice(caller.biller, self.invoice).await?;
        Ok(if is_marketing(caller) { found.map(without_payments) } else { found })
    }
}

/// A page of invoices: filtered, searched, sorted.
#[derive(Debug, Clone)]
pub struct ListInvoices {
    pub list: InvoiceList,
}

#[async_trait]
impl Query for ListInvoices {
    type Output = ListedInvoices;
    const NAME: &'static str = "list_invoices";
    const ALLOWED: &'static [Who] = &[Who::Staff, Who::Api(Scope::Invoices), Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<ListedInvoices, UseCaseError> {
        let mut list = self.list.clone();
        list.without_payers |= is_marketing(caller);
        let mut found = store.list_invoices(caller.biller, &list).await?;
        if is_marketing(caller) {
            let cut = |one: ListedInvoice| ListedInvoice { row: without_payments(one.row), ..one };
            found.invoices = found.invoices.into_iter().map(cut).collect();
        }
        Ok(found)
    }
}

/// How many invoices each filter has.
#[derive(Debug, Clone)]
pub struct CountInvoices {
    /// The civil date for the status `overdue`.
    pub today: Date,
}

#[async_trait]
impl Query for CountInvoices {
    type Output = InvoiceCounts;
    const NAME: &'static str = "count_invoices";
    const ALLOWED: &'static [Who] = &[Who::Staff];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<InvoiceCounts, UseCaseError> {
        Ok(store.count_invoices(caller.biller, self.today).await?)
    }
}

/// The document of an invoice and its buyer, unless erased. The marketing role gets only the buyer's name.
#[derive(Debug, Clone)]
pub struct ReadDocument {
    pub invoice: InvoiceId,
}

#[async_trait]
impl Query for ReadDocument {
    type Output = Option<StoredDocument>;
    const NAME: &'static str = "read_document";
    const ALLOWED: &'static [Who] =
        &[Who::Payer(PayerAction::See), Who::Staff, Who::Api(Scope::Invoices), Who::Operator, Who::System];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(
        &self,
        store: &dyn Store,
        caller: &Caller,
    ) -> Result<Option<StoredDocument>, UseCaseError> {
        let mut found = store.document(caller.biller, self.invoice).await?;
        if is_marketing(caller)
            && let Some(found) = &mut found
        {
            found.buyer = found.buyer.take().map(|buyer| Party { name: buyer.name, ..Party::default() });
        }
        Ok(found)
    }
}

/// The original bytes of an invoice that came in as a file.
#[derive(Debug, Clone)]
pub struct ReadOriginal {
    pub invoice: InvoiceId,
}

#[async_trait]
impl Query for ReadOriginal {
    type Output = Option<Vec<u8>>;
    const NAME: &'static str = "read_original";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<Vec<u8>>, UseCaseError> {
        Ok(store.original(caller.biller, self.invoice).await?)
    }
}

/// The log of an invoice as its payer sees it, in order.
#[derive(Debug, Clone)]
pub struct ReadPayerFrames {
    pub invoice: InvoiceId,
    /// Only frames after this number.
    pub since: i64,
}

#[async_trait]
impl Query for ReadPayerFrames {
    type Output = Vec<PayerFrame>;
    const NAME: &'static str = "read_payer_frames";
    const ALLOWED: &'static [Who] =
        &[Who::Payer(PayerAction::See), Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<PayerFrame>, UseCaseError> {
        Ok(store.payer_frames(caller.biller, self.invoice, self.since).await?)
    }
}

/// The log of an invoice as staff see it, in order.
#[derive(Debug, Clone)]
pub struct ReadStaffFrames {
    pub invoice: InvoiceId,
    /// Only frames after this number.
    pub since: i64,
}

#[async_trait]
impl Query for ReadStaffFrames {
    type Output = Vec<StaffFrame>;
    const NAME: &'static str = "read_staff_frames";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<StaffFrame>, UseCaseError> {
        Ok(store.staff_frames(caller.biller, self.invoice, self.since).await?)
    }
}

/// The marketing role sees invoices, but no conversations, payments or contact details.
fn is_marketing(caller: &Caller) -> bool {
    matches!(caller.principal, Principal::Staff { role: Role::Marketing, .. })
}

/// The figures of an invoice without single payments: the open amount and the status remain.
fn without_payments(row: InvoiceRow) -> InvoiceRow {
    InvoiceRow { paid_minor: 0, pending_minor: 0, credit_minor: 0, flagged: false, ..row }
}
