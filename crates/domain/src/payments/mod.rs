//! Money that arrived or is on its way: its events and state.

mod decide;
pub mod iban;
pub mod reference;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{ContentId, InvoiceId, PayerId, PaymentId, ProposalId, RefundId};
use crate::matching::Matching;
use crate::money::Money;

/// How a payer pays.
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
    /// It never came.
    Failed,
    /// It came and was taken back.
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

/// What makes a payment the same as one seen before, together with its currency: where it was reported, on which
/// account, under which id there. Unique within a biller; an account may be kept in several currencies.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PaymentSource {
    /// The system that reports it: `manual`, `camt`, a payment provider …
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

/// Shares for the same invoice become one, as a payment records them.
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum PaymentEvent {
    Recorded(Box<Recorded>),
    Settled,
    /// It will not come.
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
    /// It became known whose money it is.
    Identified {
        payer: PayerId,
        /// The invoices it is meant for.
        invoices: Vec<InvoiceId>,
    },
    /// That turned out to be wrong: nobody knows whose money it is.
    Unidentified {
        /// Why, in words of staff.
        reason: Option<ContentId>,
    },
    /// It was looked at again: which invoices it may be for.
    Rematched(Box<Matching>),
    /// A payer was asked whether it is theirs.
    PayerAsked {
        /// On which invoice.
        invoice: InvoiceId,
        /// By which proposal.
        proposal: ProposalId,
    },
    /// A payer who was asked said that it is not theirs.
    Disclaimed {
        /// On which invoice.
        invoice: InvoiceId,
    },
    /// Banks kept a part of it for themselves, and the biller bears that: it pays its invoices all the same.
    ChargesKept {
        amount_minor: i64,
    },
    /// A part that no invoice has taken is to be paid back. It is no longer the payer's credit.
    RefundStarted {
        refund: RefundId,
        amount_minor: i64,
        /// What of it stood at which invoice.
        parts: Vec<Share>,
        /// Why, in words of staff.
        reason: Option<ContentId>,
    },
    RefundCompleted {
        refund: RefundId,
    },
    /// It is the same money as another payment, which counts in its place.
    Joined {
        to: PaymentId,
        /// Whose that is, as far as it is known.
        payer: Option<PayerId>,
    },
    /// That was wrong: it is money of its own, and nobody knows whose.
    Separated {
        from: PaymentId,
        /// Why, in words of staff.
        reason: Option<ContentId>,
    },
    /// Another report of this money was joined to it.
    Confirmed {
        by: PaymentId,
    },
    Unconfirmed {
        by: PaymentId,
    },
    /// It could not be paid back, and is the payer's credit again.
    RefundFailed {
        refund: RefundId,
        /// Why, in words of the provider or of staff.
        reason: Option<ContentId>,
    },
}

/// The first event of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Whose money it is; nothing while nobody knows.
    pub payer: Option<PayerId>,
    pub source: PaymentSource,
    pub amount: Money,
    pub method: Method,
    /// The day the payer paid.
    pub paid_on: Date,
    /// The invoices it is meant for; what they do not take is the payer's credit.
    pub shares: Vec<Share>,
    /// What came with it: a [`Remittance`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remittance: Option<ContentId>,
    /// How its invoices were found, where nobody named them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching: Option<Box<Matching>>,
}

/// What the bank says about a transfer besides amount and dates. Personal: kept as content, for staff only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remittance {
    /// Who paid, as the bank names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debtor_name: Option<String>,
    /// The account it was paid from: IBAN or domestic number, without spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debtor_account: Option<String>,
    /// References in the fields that are made for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// What the payer wrote, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<String>,
    /// Further ids and words of the payer or the bank, in which a reference may stand as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<String>,
    /// The payer's own reference for the transfer (ISO 20022 `EndToEndId`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_to_end_id: Option<String>,
    /// The bank's own reference (ISO 20022 `AcctSvcrRef`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank_reference: Option<String>,
}

/// Money that is paid back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// How much, minor units.
    pub amount_minor: i64,
    /// What of it stood at which invoice.
    pub parts: Vec<Share>,
    pub state: RefundState,
}

/// Where a refund stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    Underway,
    /// The money is on its way to the payer.
    Completed,
    /// It could not be paid back.
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
    /// Whose money it is; nothing while nobody knows.
    pub payer: Option<PayerId>,
    /// How its invoices were found, or which it may be for, as it was last looked at.
    pub matching: Option<Box<Matching>>,
    /// Who was asked whether it is theirs, and has not been answered for.
    pub asked: BTreeMap<ProposalId, InvoiceId>,
    /// The invoices whose payers said that it is not theirs.
    pub disclaimed: BTreeSet<InvoiceId>,
    /// What is paid back, was, or could not be.
    pub refunds: BTreeMap<RefundId, Refund>,
    /// What banks kept of it at the biller's cost, minor units.
    pub charges_minor: i64,
    /// The payment that counts in its place, where it is joined to one.
    pub joined_to: Option<PaymentId>,
    /// Other reports of this money that were joined to it.
    pub confirmed_by: BTreeSet<PaymentId>,
    /// Whether a person has undone a match of it: from then on a person decides.
    pub was_unmatched: bool,
    pub state: PaymentState,
    /// What pays which invoice, minor units.
    pub allocations: BTreeMap<InvoiceId, i64>,
    /// Every invoice that knows of it: those it was meant for and those it ever paid. One that was
    /// withdrawn since still shows what it had been paid as credit.
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

    /// What is paid back or is to be: everything but refunds that failed.
    #[must_use]
    pub fn refunded_minor(&self) -> i64 {
        let standing = self.refunds.values().filter(|refund| refund.state != RefundState::Failed);
        standing.map(|refund| refund.amount_minor).sum()
    }

    /// How much of it is on its way back, minor units.
    #[must_use]
    pub fn refunds_underway_minor(&self) -> i64 {
        let underway = self.refunds.values().filter(|refund| refund.state == RefundState::Underway);
        underway.map(|refund| refund.amount_minor).sum()
    }

    /// Whether it is here and nobody knows whose it is.
    #[must_use]
    pub fn is_unidentified(&self) -> bool {
        self.state == PaymentState::Settled && self.payer.is_none()
    }

    /// Whether it and another report of it were joined, either way.
    #[must_use]
    pub fn is_joined(&self) -> bool {
        self.joined_to.is_some() || !self.confirmed_by.is_empty()
    }

    /// What no invoice has taken: the payer's credit, once it is settled and known whose it is.
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
