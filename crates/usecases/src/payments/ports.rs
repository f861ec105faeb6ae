//! Payments as staff list them, and the money that waits for a person: parts of [`crate::Store`] and
//! [`crate::Transaction`]. Every query
//! names its biller.

use std::fmt;
use std::str::FromStr;

use async_trait::async_trait;
use domain::ids::{BillerId, ContentId, InvoiceId, PayerId, PaymentId, ProposalId, RefundId};
use domain::matching::{MatchCandidate, MatchOutcome, Matching, SameReason};
use domain::payments::{Method, PaymentEvent, PaymentSource, PaymentState, RefundState, Remittance};
use domain::{Actor, Currency, Date, Timestamp};
use serde::{Deserialize, Serialize};

use crate::invoices::ListedInvoice;
use crate::kernel::error::StoreError;

/// What a transaction reads of payments.
#[async_trait]
pub trait PaymentTransaction: Send {
    /// The payment that this source reported before in this currency.
    async fn payment_by_source(
        &mut self,
        biller: BillerId,
        source: &PaymentSource,
        currency: Currency,
    ) -> Result<Option<PaymentId>, StoreError>;
}

/// What payments are listed from.
#[async_trait]
pub trait PaymentStore: Send + Sync {
    async fn payment(&self, biller: BillerId, payment: PaymentId) -> Result<Option<PaymentRow>, StoreError>;

    /// The payments of an invoice, oldest first.
    async fn payments_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<PaymentRow>, StoreError>;

    /// A page of payments, those paid last first.
    async fn payments(&self, biller: BillerId, list: &PaymentList) -> Result<ListedPayments, StoreError>;

    /// What came in by day, method, standing and currency, the newest day first.
    async fn payments_report(
        &self,
        biller: BillerId,
        filter: &PaymentFilter,
    ) -> Result<Vec<ReportRow>, StoreError>;

    /// Everything about one payment.
    async fn payment_details(
        &self,
        biller: BillerId,
        payment: PaymentId,
    ) -> Result<Option<PaymentDetails>, StoreError>;

    /// A page of the money that waits for a person, what has waited longest first.
    async fn waiting_matches(
        &self,
        biller: BillerId,
        after: Option<PaymentId>,
        limit: usize,
    ) -> Result<WaitingMatches, StoreError>;

    /// How many payments wait for a person.
    async fn count_waiting(&self, biller: BillerId) -> Result<i64, StoreError>;

    /// The money that waits for a person and may be for this invoice: while there is any, nobody is reminded of it.
    async fn reminders_held(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Vec<HoldsReminders>, StoreError>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    pub id: PaymentId,
    /// Whose money it is; nothing while nobody knows.
    pub payer: Option<PayerId>,
    pub source: PaymentSource,
    pub amount_minor: i64,
    pub currency: Currency,
    pub method: Method,
    /// The day the payer paid.
    pub paid_on: Date,
    pub state: PaymentState,
    /// What no invoice has taken: the payer's credit.
    pub free_minor: i64,
}

/// Where a payment stands, as staff ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStanding {
    /// It was announced and has not arrived.
    Pending,
    /// It arrived, and it is known whose it is.
    Settled,
    /// It arrived, and nobody knows whose it is.
    Unidentified,
    /// It will not come.
    Failed,
    Reversed,
    /// It is the same money as another payment, which counts in its place.
    Joined,
}

impl PaymentStanding {
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Settled, Self::Unidentified, Self::Failed, Self::Reversed, Self::Joined];

    /// The name in the API and in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Settled => "settled",
            Self::Unidentified => "unidentified",
            Self::Failed => "failed",
            Self::Reversed => "reversed",
            Self::Joined => "joined",
        }
    }

    /// Where this payment stands.
    #[must_use]
    pub const fn of(row: &PaymentRow) -> Self {
        Self::at(row.state, row.payer.is_some())
    }

    /// Where a payment in this state stands, of which it is known whose it is, or not.
    #[must_use]
    pub const fn at(state: PaymentState, identified: bool) -> Self {
        match state {
            PaymentState::Pending => Self::Pending,
            PaymentState::Settled if identified => Self::Settled,
            PaymentState::Settled => Self::Unidentified,
            PaymentState::Failed => Self::Failed,
            PaymentState::Reversed => Self::Reversed,
            PaymentState::Joined => Self::Joined,
        }
    }
}

impl FromStr for PaymentStanding {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == text).ok_or(())
    }
}

/// Which payments; all that is given has to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentFilter {
    /// Paid on this day or later.
    pub from: Option<Date>,
    /// Paid on this day or earlier.
    pub to: Option<Date>,
    pub method: Option<Method>,
    pub standing: Option<PaymentStanding>,
    pub currency: Option<Currency>,
    pub payer: Option<PayerId>,
    /// Starts of words in the payer's name, e-mail address or customer number, or whole amounts; a payment has to
    /// fit each.
    pub search: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentList {
    pub filter: PaymentFilter,
    /// Where the page before ended.
    pub after: Option<PaymentMark>,
    /// How many at most, 1 to 200.
    pub limit: usize,
}

/// Where a page of payments ends. Opaque in addresses, as `day.id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentMark {
    /// The day of the last payment of the page.
    pub paid_on: Date,
    pub id: PaymentId,
}

impl fmt::Display for PaymentMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.paid_on, self.id)
    }
}

impl FromStr for PaymentMark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (paid_on, id) = text.split_once('.').ok_or(())?;
        Ok(Self { paid_on: paid_on.parse().map_err(drop)?, id: id.parse().map_err(drop)? })
    }
}

/// Payments, and where the next page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPayments {
    pub payments: Vec<ListedPayment>,
    /// Where the next page begins, if there is one.
    pub next: Option<PaymentMark>,
}

/// A payment in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPayment {
    pub row: PaymentRow,
    /// What its payer is called, unless erased.
    pub payer_name: Option<String>,
    /// Who paid, as the bank names them, unless erased.
    pub debtor_name: Option<String>,
    /// What it pays now.
    pub allocations: Vec<PaidInvoice>,
    /// What was paid back or is about to be, minor units.
    pub refunded_minor: i64,
    /// What was decided about it without a person; nothing where somebody named its invoices.
    pub outcome: Option<MatchOutcome>,
}

/// An invoice that a payment pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidInvoice {
    pub invoice: InvoiceId,
    pub number: String,
    /// How much of the payment, minor units.
    pub amount_minor: i64,
}

/// What came in on one day, in one way and currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRow {
    pub paid_on: Date,
    pub method: Method,
    pub standing: PaymentStanding,
    pub currency: Currency,
    /// How many payments.
    pub count: i64,
    /// Their sum, minor units.
    pub amount_minor: i64,
    /// What of it no invoice has taken, minor units.
    pub free_minor: i64,
}

/// Everything about one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentDetails {
    /// What lists say of it.
    pub listed: ListedPayment,
    /// What the bank says besides, unless erased.
    pub remittance: Option<Remittance>,
    /// How its invoices were found, as it was last looked at.
    pub matching: Option<Matching>,
    /// The invoices it may be for, with their figures as they are now, best first.
    pub candidates: Vec<InvoiceCandidate>,
    /// Payments of which it may be the same money, as they are now; nothing once that is decided.
    pub same_as: Vec<SamePayment>,
    /// The payment that counts in its place, where it was joined to one.
    pub joined_to: Option<PaymentId>,
    /// Other reports of this money that were joined to it.
    pub confirmed_by: Vec<PaymentId>,
    /// Payers who were asked whether it is theirs, and have not answered.
    pub asked: Vec<(ProposalId, InvoiceId)>,
    /// Invoices whose payers said that it is not theirs.
    pub disclaimed: Vec<InvoiceId>,
    /// What was paid back, is about to be, or could not be.
    pub refunds: Vec<RefundRow>,
    /// What happened to it, oldest first.
    pub history: Vec<PaymentEntry>,
}

/// A payment that money that waits may be the same as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamePayment {
    /// Why it may be.
    pub reason: SameReason,
    pub payment: ListedPayment,
}

/// An invoice that a payment may be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceCandidate {
    /// How much speaks for it, and what; while the money waits, with the sum that is open now.
    pub candidate: MatchCandidate,
    /// The invoice as it is now.
    pub invoice: ListedInvoice,
}

/// Money that is paid back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundRow {
    pub id: RefundId,
    /// How much, minor units.
    pub amount_minor: i64,
    pub state: RefundState,
}

/// Something that happened to a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentEntry {
    pub seq: i64,
    pub at: Timestamp,
    pub actor: Actor,
    /// The person's name, where it was one at the biller.
    pub staff_name: Option<String>,
    pub event: PaymentEvent,
    /// Why, in words, unless erased.
    pub reason: Option<String>,
}

impl PaymentEntry {
    /// Where the reason of an event is kept, if it has one.
    #[must_use]
    pub const fn reason_of(event: &PaymentEvent) -> Option<ContentId> {
        match event {
            PaymentEvent::Failed { reason }
            | PaymentEvent::Reversed { reason }
            | PaymentEvent::Unidentified { reason }
            | PaymentEvent::Separated { reason, .. }
            | PaymentEvent::RefundStarted { reason, .. }
            | PaymentEvent::RefundFailed { reason, .. } => *reason,
            _ => None,
        }
    }
}

/// Money that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMatch {
    pub row: PaymentRow,
    /// What the bank says besides, unless erased.
    pub remittance: Option<Remittance>,
    /// The reference that was found in it, as it is compared.
    pub given: Option<String>,
    /// The invoices it may be for, with their figures as they are now, best first.
    pub candidates: Vec<InvoiceCandidate>,
    /// Payments of which it may be the same money, as they are now.
    pub same_as: Vec<SamePayment>,
    /// Whether a payer was asked and has not answered.
    pub asked: bool,
}

/// Money that waits, and where the next page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMatches {
    pub waiting: Vec<WaitingMatch>,
    /// Where the next page begins, if there is one.
    pub next: Option<PaymentId>,
}

/// Money that waits and may be for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldsReminders {
    pub payment: PaymentId,
    /// What of it nobody has claimed, minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    pub paid_on: Date,
    /// How much speaks for the invoice, 0 to 1000.
    pub score: u16,
}
