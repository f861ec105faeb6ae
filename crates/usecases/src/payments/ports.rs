//! Payments as staff list them, and payments that wait for a person: parts of [`crate::Store`] and
//! [`crate::Transaction`]. Every query names its biller.

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

/// Reads of payments within a transaction.
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

#[async_trait]
pub trait PaymentStore: Send + Sync {
    async fn payment(&self, biller: BillerId, payment: PaymentId) -> Result<Option<PaymentRow>, StoreError>;

    /// The payments of an invoice, oldest first.
    async fn payments_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<PaymentRow>, StoreError>;

    /// A page of payments, last paid first.
    async fn payments(&self, biller: BillerId, list: &PaymentList) -> Result<ListedPayments, StoreError>;

    /// The sums by day, method, state and currency, newest day first.
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

    /// A page of the payments that wait for a person, longest waiting first.
    async fn waiting_matches(
        &self,
        biller: BillerId,
        after: Option<PaymentId>,
        limit: usize,
    ) -> Result<WaitingMatches, StoreError>;

    /// How many payments wait for a person.
    async fn count_waiting(&self, biller: BillerId) -> Result<i64, StoreError>;

    /// The payments that wait for a person and may be for this invoice: while there are any, no reminder is sent.
    async fn reminders_held(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Vec<HoldsReminders>, StoreError>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    pub id: PaymentId,
    /// `None` while the payer is unknown.
    pub payer: Option<PayerId>,
    pub source: PaymentSource,
    pub amount_minor: i64,
    pub currency: Currency,
    pub method: Method,
    /// The day the payer paid.
    pub paid_on: Date,
    pub state: PaymentState,
    /// The unapplied amount: the payer's credit.
    pub free_minor: i64,
}

/// The state of a payment, as staff filter by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStanding {
    /// It was announced and has not arrived.
    Pending,
    /// It has arrived, and its payer is known.
    Settled,
    /// It has arrived, and its payer is unknown.
    Unidentified,
    /// It will not arrive.
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

    /// The standing for a state, by whether the payer is known.
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

/// A filter of payments; every given value has to match.
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
    /// Starts of words in the payer's name, e-mail address or customer number, or whole amounts; each has to match.
    pub search: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentList {
    pub filter: PaymentFilter,
    /// Where the previous page ended.
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
    /// Where the next page begins; `None` on the last page.
    pub next: Option<PaymentMark>,
}

/// A payment in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPayment {
    pub row: PaymentRow,
    /// The payer's name, unless erased.
    pub payer_name: Option<String>,
    /// The sender's name as the bank writes it, unless erased.
    pub debtor_name: Option<String>,
    pub allocations: Vec<PaidInvoice>,
    /// The sum of refunds, finished or running, minor units.
    pub refunded_minor: i64,
    /// What Billow decided without a person; `None` if somebody named its invoices.
    pub outcome: Option<MatchOutcome>,
}

/// An invoice that a payment pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidInvoice {
    pub invoice: InvoiceId,
    pub number: String,
    /// The allocated amount, minor units.
    pub amount_minor: i64,
}

/// The payments of one day, method and currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRow {
    pub paid_on: Date,
    pub method: Method,
    pub standing: PaymentStanding,
    pub currency: Currency,
    pub count: i64,
    /// The sum, minor units.
    pub amount_minor: i64,
    /// The unapplied part, minor units.
    pub free_minor: i64,
}

/// Everything about one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentDetails {
    /// The same as in lists.
    pub listed: ListedPayment,
    /// The bank's further information, unless erased.
    pub remittance: Option<Remittance>,
    /// The last result of matching.
    pub matching: Option<Matching>,
    /// The invoices it may be for, with their current figures, best first.
    pub candidates: Vec<InvoiceCandidate>,
    /// Payments that may be the same money, in their current state; empty once that is decided.
    pub same_as: Vec<SamePayment>,
    /// The payment that counts in its place, if it was joined to one.
    pub joined_to: Option<PaymentId>,
    /// Other reports of the same money that were joined to it.
    pub confirmed_by: Vec<PaymentId>,
    /// Payers who were asked whether the payment is theirs, and have not answered.
    pub asked: Vec<(ProposalId, InvoiceId)>,
    /// Invoices whose payers said that the payment is not theirs.
    pub disclaimed: Vec<InvoiceId>,
    /// All refunds, in any state.
    pub refunds: Vec<RefundRow>,
    /// Its events, oldest first.
    pub history: Vec<PaymentEntry>,
}

/// A payment that may be the same money as a waiting one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamePayment {
    pub reason: SameReason,
    pub payment: ListedPayment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceCandidate {
    /// The score and its reasons; while the payment waits, with the currently open amount.
    pub candidate: MatchCandidate,
    /// The invoice as it is now.
    pub invoice: ListedInvoice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundRow {
    pub id: RefundId,
    /// Minor units.
    pub amount_minor: i64,
    pub state: RefundState,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentEntry {
    pub seq: i64,
    pub at: Timestamp,
    pub actor: Actor,
    /// The person's name, if a staff member did it.
    pub staff_name: Option<String>,
    pub event: PaymentEvent,
    /// The reason, in words, unless erased.
    pub reason: Option<String>,
}

impl PaymentEntry {
    /// The content row with the reason of an event.
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMatch {
    pub row: PaymentRow,
    /// The bank's further information, unless erased.
    pub remittance: Option<Remittance>,
    /// The reference in it, in normal form.
    pub given: Option<String>,
    /// The invoices it may be for, with their current figures, best first.
    pub candidates: Vec<InvoiceCandidate>,
    /// Payments that may be the same money, in their current state.
    pub same_as: Vec<SamePayment>,
    /// Whether a payer was asked and has not answered.
    pub asked: bool,
}

/// A page of waiting payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMatches {
    pub waiting: Vec<WaitingMatch>,
    /// Where the next page begins; `None` on the last page.
    pub next: Option<PaymentId>,
}

/// A waiting payment that may be for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldsReminders {
    pub payment: PaymentId,
    /// The part that nobody has claimed, minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    pub paid_on: Date,
    /// The score for the invoice, 0 to 1000.
    pub score: u16,
}
