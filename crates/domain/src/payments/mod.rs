//! Money that arrived or is on its way: its events and state.

pub(crate) mod command;
pub mod credit;
mod decide;
pub mod iban;
mod postings;
pub mod reference;
mod stream;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::VariantNames;

use crate::ids::{ContentId, InvoiceId, PayerId, PaymentId, ProposalId, RefundId};
use crate::matching::Matching;
use crate::money::Money;

pub use command::PaymentCommand;

/// How a payer paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A transfer between bank accounts, by the payer.
    BankTransfer,
    /// A direct debit, by the biller's bank.
    DirectDebit,
    Card,
    /// An instant payment by app, such as Swish, iDEAL or PayPal.
    Wallet,
    /// Notes and coins.
    Cash,
    Other,
}

impl Method {
    pub const ALL: [Self; 6] =
        [Self::BankTransfer, Self::DirectDebit, Self::Card, Self::Wallet, Self::Cash, Self::Other];

    /// The name in the database and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BankTransfer => "bank_transfer",
            Self::DirectDebit => "direct_debit",
            Self::Card => "card",
            Self::Wallet => "wallet",
            Self::Cash => "cash",
            Self::Other => "other",
        }
    }
}

impl std::str::FromStr for Method {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|method| method.as_str() == text).ok_or(())
    }
}

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    Pending,
    Settled,
    /// It never arrived.
    Failed,
    /// It arrived and was taken back.
    Reversed,
    /// It is the same money as another payment, which counts in its place.
    Joined,
}

impl PaymentState {
    /// The name in the database and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Settled => "settled",
            Self::Failed => "failed",
            Self::Reversed => "reversed",
            Self::Joined => "joined",
        }
    }
}

/// Identifies a payment together with its currency: the system that reported it, the account there, and the id there.
/// Unique within a biller; one account may hold several currencies.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PaymentSource {
    /// The reporting system: `manual`, `camt`, a payment provider …
    pub system: String,
    /// The account or connection there; empty where there is only one.
    pub account: String,
    pub id: String,
}

/// A part of a payment that is meant for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub invoice: InvoiceId,
    /// Minor units of the payment's currency.
    pub amount_minor: i64,
}

/// Merges shares for the same invoice, as a payment records them.
#[must_use]
pub fn one_share_each(shares: &[Share]) -> Vec<Share> {
    let mut merged: Vec<Share> = Vec::with_capacity(shares.len());
    for share in shares {
        match merged.iter_mut().find(|one| one.invoice == share.invoice) {
            Some(one) => one.amount_minor = one.amount_minor.saturating_add(share.amount_minor),
            None => merged.push(*share),
        }
    }
    merged
}

/// What happened to a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum PaymentEvent {
    Recorded(Box<Recorded>),
    Settled,
    /// It will not arrive.
    Failed {
        reason: Option<ContentId>,
    },
    /// A part of it pays an invoice.
    Allocated {
        invoice: InvoiceId,
        amount_minor: i64,
    },
    /// A part of it no longer pays an invoice.
    Deallocated {
        invoice: InvoiceId,
        amount_minor: i64,
    },
    Reversed {
        reason: Option<ContentId>,
    },
    /// Its payer became known.
    Identified {
        payer: PayerId,
        /// The invoices it is meant for.
        invoices: Vec<InvoiceId>,
    },
    /// That was wrong: its payer is unknown again.
    Unidentified {
        /// The reason that staff gave.
        reason: Option<ContentId>,
    },
    /// It was matched again: the invoices it may be for.
    Rematched(Box<Matching>),
    /// A payer was asked whether the payment is theirs.
    PayerAsked {
        invoice: InvoiceId,
        proposal: ProposalId,
    },
    /// A payer who was asked said that the payment is not theirs.
    Disclaimed {
        invoice: InvoiceId,
    },
    /// Banks deducted charges at the biller's cost; the payment pays its invoices in full all the same.
    ChargesKept {
        amount_minor: i64,
    },
    /// A refund of the unapplied part began. That part is no longer the payer's credit.
    RefundStarted {
        refund: RefundId,
        amount_minor: i64,
        /// The part recorded with each invoice.
        parts: Vec<Share>,
        /// The reason that staff gave.
        reason: Option<ContentId>,
    },
    RefundCompleted {
        refund: RefundId,
    },
    /// It is the same money as another payment, which counts in its place.
    Joined {
        to: PaymentId,
        /// The payer of the other payment, if known.
        payer: Option<PayerId>,
    },
    /// The join was wrong: it is money of its own, with an unknown payer.
    Separated {
        from: PaymentId,
        /// The reason that staff gave.
        reason: Option<ContentId>,
    },
    /// Another report of the same money was joined to it.
    Confirmed {
        by: PaymentId,
    },
    Unconfirmed {
        by: PaymentId,
    },
    /// The refund failed; the amount is the payer's credit again.
    RefundFailed {
        refund: RefundId,
        /// The reason that the provider or staff gave.
        reason: Option<ContentId>,
    },
}

/// The first event of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// `None` while the payer is unknown.
    pub payer: Option<PayerId>,
    pub source: PaymentSource,
    pub amount: Money,
    pub method: Method,
    /// The day the payer paid.
    pub paid_on: Date,
    /// The invoices it is meant for; the part that they do not need is the payer's credit.
    pub shares: Vec<Share>,
    /// What the bank reported with it: a [`Remittance`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remittance: Option<ContentId>,
    /// How its invoices were matched, if the sender named none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching: Option<Box<Matching>>,
}

/// What the bank says about a transfer besides amount and dates. Personal data: stored as content, for staff only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remittance {
    /// The sender's name, as the bank writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debtor_name: Option<String>,
    /// The sender's account: IBAN or domestic number, without spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debtor_account: Option<String>,
    /// References in structured fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// What the payer wrote, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<String>,
    /// Further ids and texts of the payer or the bank that may contain a reference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<String>,
    /// The payer's own reference for the transfer (ISO 20022 `EndToEndId`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_to_end_id: Option<String>,
    /// The bank's own reference (ISO 20022 `AcctSvcrRef`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank_reference: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    pub amount_minor: i64,
    /// The part recorded with each invoice.
    pub parts: Vec<Share>,
    pub state: RefundState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    Underway,
    Completed,
    /// It could not be sent.
    Failed,
}

impl RefundState {
    pub const ALL: [Self; 3] = [Self::Underway, Self::Completed, Self::Failed];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Underway => "underway",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The number of the last event.
    pub seq: i64,
    pub recorded: Recorded,
    /// `None` while the payer is unknown.
    pub payer: Option<PayerId>,
    /// The last result of matching.
    pub matching: Option<Box<Matching>>,
    /// Payers who were asked whether the payment is theirs and whose answer is not in yet.
    pub asked: BTreeMap<ProposalId, InvoiceId>,
    /// The invoices whose payers said that the payment is not theirs.
    pub disclaimed: BTreeSet<InvoiceId>,
    /// All refunds, in any state.
    pub refunds: BTreeMap<RefundId, Refund>,
    /// Charges that banks deducted at the biller's cost, minor units.
    pub charges_minor: i64,
    /// The payment that counts in its place, if it was joined to one.
    pub joined_to: Option<PaymentId>,
    /// Other reports of the same money that were joined to it.
    pub confirmed_by: BTreeSet<PaymentId>,
    /// Whether a person has undone a match of it; from then on a person decides.
    pub was_unmatched: bool,
    pub state: PaymentState,
    /// The amount allocated to each invoice, minor units.
    pub allocations: BTreeMap<InvoiceId, i64>,
    /// Every invoice that the payment was meant for or ever paid. A voided invoice still shows its paid amount as
    /// credit.
    pub invoices: BTreeSet<InvoiceId>,
}

impl Payment {
    /// The state after the first event.
    #[must_use]
    pub fn open(recorded: &Recorded) -> Self {
        Self {
            seq: 1,
            recorded: recorded.clone(),
            payer: recorded.payer,
            matching: recorded.matching.clone(),
            asked: BTreeMap::new(),
            disclaimed: BTreeSet::new(),
            refunds: BTreeMap::new(),
            charges_minor: 0,
            joined_to: None,
            confirmed_by: BTreeSet::new(),
            was_unmatched: false,
            state: PaymentState::Pending,
            allocations: BTreeMap::new(),
            invoices: recorded.shares.iter().map(|share| share.invoice).collect(),
        }
    }

    /// The sum of all refunds that did not fail.
    #[must_use]
    pub fn refunded_minor(&self) -> i64 {
        let standing = self.refunds.values().filter(|refund| refund.state != RefundState::Failed);
        standing.map(|refund| refund.amount_minor).sum()
    }

    /// The sum of refunds that are on their way, minor units.
    #[must_use]
    pub fn refunds_underway_minor(&self) -> i64 {
        let underway = self.refunds.values().filter(|refund| refund.state == RefundState::Underway);
        underway.map(|refund| refund.amount_minor).sum()
    }

    /// Whether it has arrived and its payer is unknown.
    #[must_use]
    pub fn is_unidentified(&self) -> bool {
        self.state == PaymentState::Settled && self.payer.is_none()
    }

    /// Whether it and another report of it were joined, either way.
    #[must_use]
    pub fn is_joined(&self) -> bool {
        self.joined_to.is_some() || !self.confirmed_by.is_empty()
    }

    /// The unapplied amount: the payer's credit, once the payment is settled and its payer known.
    #[must_use]
    pub fn free_minor(&self) -> i64 {
        match self.state {
            PaymentState::Settled => {
                let allocated_minor: i64 = self.allocations.values().sum();
                self.recorded.amount.minor - allocated_minor - self.refunded_minor()
            }
            PaymentState::Pending | PaymentState::Failed | PaymentState::Reversed | PaymentState::Joined => 0,
        }
    }

    /// Folds one further event.
    pub fn apply(&mut self, event: &PaymentEvent) {
        self.seq += 1;
        match event {
            PaymentEvent::Recorded(recorded) => *self = Self::open(recorded),
            PaymentEvent::Settled => self.state = PaymentState::Settled,
            PaymentEvent::Failed { .. } => self.state = PaymentState::Failed,
            PaymentEvent::Reversed { .. } => self.state = PaymentState::Reversed,
            PaymentEvent::Allocated { invoice, amount_minor } => {
                *self.allocations.entry(*invoice).or_default() += amount_minor;
                self.invoices.insert(*invoice);
            }
            PaymentEvent::Deallocated { invoice, amount_minor } => {
                let allocation = self.allocations.entry(*invoice).or_default();
                *allocation -= amount_minor;
                if *allocation == 0 {
                    self.allocations.remove(invoice);
                }
            }
            PaymentEvent::Identified { payer, invoices } => {
                self.payer = Some(*payer);
                self.invoices.extend(invoices);
                self.asked.clear();
            }
            PaymentEvent::Unidentified { .. } => {
                self.payer = None;
                self.was_unmatched = true;
            }
            PaymentEvent::Joined { to, payer } => {
                self.state = PaymentState::Joined;
                self.joined_to = Some(*to);
                self.payer = *payer;
                self.asked.clear();
            }
            PaymentEvent::Separated { .. } => {
                self.state = PaymentState::Settled;
                self.joined_to = None;
                self.payer = None;
            }
            PaymentEvent::Confirmed { by } => {
                self.confirmed_by.insert(*by);
            }
            PaymentEvent::Unconfirmed { by } => {
                self.confirmed_by.remove(by);
            }
            PaymentEvent::Rematched(matching) => self.matching = Some(matching.clone()),
            PaymentEvent::PayerAsked { invoice, proposal } => {
                self.asked.insert(*proposal, *invoice);
                self.invoices.insert(*invoice);
            }
            PaymentEvent::Disclaimed { invoice } => {
                self.asked.retain(|_, one| one != invoice);
                self.disclaimed.insert(*invoice);
            }
            PaymentEvent::ChargesKept { amount_minor } => self.charges_minor += amount_minor,
            PaymentEvent::RefundStarted { refund, amount_minor, parts, .. } => {
                let (amount_minor, parts) = (*amount_minor, parts.clone());
                self.refunds.insert(*refund, Refund { amount_minor, parts, state: RefundState::Underway });
            }
            PaymentEvent::RefundCompleted { refund } => self.end_refund(refund, RefundState::Completed),
            PaymentEvent::RefundFailed { refund, .. } => self.end_refund(refund, RefundState::Failed),
        }
    }

    fn end_refund(&mut self, refund: &RefundId, state: RefundState) {
        if let Some(refund) = self.refunds.get_mut(refund) {
            refund.state = state;
        }
    }
}
