//! The payer: its events and state.

mod command;
mod decide;
mod postings;
mod stream;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::VariantNames;

use crate::ids::{ContentId, InvoiceId};
use crate::money::Money;

pub use command::PayerCommand;

/// What happened to a payer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum PayerStreamEvent {
    Opened {
        /// BCP 47 tag of the language the payer reads, where it is known.
        language: Option<String>,
        /// Name, address and contact points.
        details: ContentId,
    },
    /// Name, address or contact points changed.
    DetailsChanged {
        /// All details after the change.
        details: ContentId,
    },
    /// Credit from an invoice was added.
    CreditAdded { from: InvoiceId, amount: Money },
    /// Credit from an invoice paid another invoice.
    CreditUsed {
        /// The invoice that the credit comes from.
        from: InvoiceId,
        invoice: InvoiceId,
        amount: Money,
    },
    /// Everything personal about the payer was erased.
    Forgotten,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payer {
    /// The number of the last event.
    pub seq: i64,
    /// Unused credit by the invoice it comes from. Unapplied payments are credit too; the payment holds them.
    pub credit: BTreeMap<InvoiceId, Money>,
    /// Name, address and contact points as they are now; `None` once everything personal was erased.
    pub details: Option<ContentId>,
    pub forgotten: bool,
}

impl Payer {
    /// Folds one event.
    pub fn apply(&mut self, event: &PayerStreamEvent) {
        self.seq += 1;
        match event {
            PayerStreamEvent::Opened { details, .. } | PayerStreamEvent::DetailsChanged { details } => {
                self.details = Some(*details);
            }
            PayerStreamEvent::CreditAdded { from, amount } => {
                self.credit.entry(*from).or_insert(Money::new(0, amount.currency)).minor += amount.minor;
            }
            PayerStreamEvent::CreditUsed { from, amount, .. } => {
                if let Some(credit) = self.credit.get_mut(from) {
                    credit.minor -= amount.minor;
                    if credit.minor == 0 {
                        self.credit.remove(from);
                    }
                }
            }
            PayerStreamEvent::Forgotten => self.forgotten = true,
        }
    }
}
