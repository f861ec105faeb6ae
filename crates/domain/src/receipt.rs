//! Money that arrived or is on its way: its events and state.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{ContentId, InvoiceId, PayerId};
use crate::invoice::PaymentState;
use crate::money::Money;

/// How a payer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A transfer between bank accounts, by the payer.
    BankTransfer,
    /// A direct debit, by the biller's bank.
    DirectDebit,
    /// A payment card.
    Card,
    /// An instant payment by app, such as Swish, iDEAL or PayPal.
    Wallet,
    /// Notes and coins.
    Cash,
    /// Anything else.
    Other,
}

impl Method {
    /// Every method.
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

/// What makes a receipt the same as one seen before: where it was reported, on which account,
/// under which id there. Unique within a biller.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReceiptSource {
    /// The system that reports it: `manual`, `camt`, a payment provider …
    pub system: String,
    /// The account or connection there; empty where there is only one.
    pub account: String,
    /// Its id there.
    pub id: String,
}

/// A part of a receipt that is meant for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Minor units of the receipt's currency.
    pub amount_minor: i64,
}

/// What happened to a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum ReceiptEvent {
    /// It was reported.
    Recorded(Box<Recorded>),
    /// It arrived.
    Settled,
    /// It will not come.
    Failed {
        /// Why.
        reason: Option<ContentId>,
    },
    /// A part of it pays an invoice.
    Allocated {
        /// Which.
        invoice: InvoiceId,
        /// How much.
        amount_minor: i64,
    },
    /// A part of it no longer pays an invoice.
    Deallocated {
        /// Which.
        invoice: InvoiceId,
        /// How much.
        amount_minor: i64,
    },
    /// It was taken back.
    Reversed {
        /// Why.
        reason: Option<ContentId>,
    },
}

/// The first event of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Whose money it is.
    pub payer: PayerId,
    /// Where it was reported.
    pub source: ReceiptSource,
    /// How much.
    pub amount: Money,
    /// How it was paid.
    pub method: Method,
    /// The day the payer paid.
    pub paid_on: Date,
    /// The invoices it is meant for; what they do not take is the payer's credit.
    pub shares: Vec<Share>,
}

/// The state of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The number of the last event.
    pub seq: i64,
    /// What was reported.
    pub recorded: Recorded,
    /// Where it stands.
    pub state: PaymentState,
    /// What pays which invoice, minor units.
    pub allocations: BTreeMap<InvoiceId, i64>,
    /// Every invoice that knows of it: those it was meant for and those it ever paid. One that was
    /// withdrawn since still shows what it had been paid as credit.
    pub invoices: BTreeSet<InvoiceId>,
}

impl Receipt {
    /// The state after the first event.
    #[must_use]
    pub fn open(recorded: &Recorded) -> Self {
        Self {
            seq: 1,
            recorded: recorded.clone(),
            state: PaymentState::Pending,
            allocations: BTreeMap::new(),
            invoices: recorded.shares.iter().map(|share| share.invoice).collect(),
        }
    }

    /// What no invoice has taken: the payer's credit, once it is settled.
    #[must_use]
    pub fn free_minor(&self) -> i64 {
        match self.state {
            PaymentState::Settled => self.recorded.amount.minor - self.allocations.values().sum::<i64>(),
            PaymentState::Pending | PaymentState::Failed | PaymentState::Reversed => 0,
        }
    }

    /// Folds one further event.
    pub fn apply(&mut self, event: &ReceiptEvent) {
        self.seq += 1;
        match event {
            ReceiptEvent::Recorded(recorded) => *self = Self::open(recorded),
            ReceiptEvent::Settled => self.state = PaymentState::Settled,
            ReceiptEvent::Failed { .. } => self.state = PaymentState::Failed,
            ReceiptEvent::Reversed { .. } => self.state = PaymentState::Reversed,
            ReceiptEvent::Allocated { invoice, amount_minor } => {
                *self.allocations.entry(*invoice).or_default() += amount_minor;
                self.invoices.insert(*invoice);
            }
            ReceiptEvent::Deallocated { invoice, amount_minor } => {
                let allocation = self.allocations.entry(*invoice).or_default();
                *allocation -= amount_minor;
                if *allocation == 0 {
                    self.allocations.remove(invoice);
                }
            }
        }
    }
}
