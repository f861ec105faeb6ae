//! What can be asked about a payer.

use crate::command::Command;
use crate::ids::{ContentId, InvoiceId, PayerId};
use crate::kernel::decide::{Context, Decision};
use crate::refusal::Refusal;
use crate::stream::StreamId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayerCommand {
    /// Make a payer known.
    Open {
        payer: PayerId,
        /// BCP 47 tag of the language the payer reads.
        language: Option<String>,
        /// Name, address and contact points.
        details: ContentId,
    },
    /// Change a payer's name, address or contact points. Issued documents stay as they were.
    ChangeDetails {
        payer: PayerId,
        /// All of them, as they are from now on.
        details: ContentId,
    },
    /// Erase everything personal about a payer. The store empties the rows in the same transaction.
    Forget {
        payer: PayerId,
        /// All invoices of the payer, so that open pages are updated.
        invoices: Vec<InvoiceId>,
    },
}

impl Command for PayerCommand {
    fn streams(&self) -> Vec<StreamId> {
        match self {
            Self::Open { payer, .. } | Self::ChangeDetails { payer, .. } => vec![StreamId::Payer(*payer)],
            Self::Forget { payer, invoices } => {
                let invoices = invoices.iter().copied().map(StreamId::Invoice);
                std::iter::once(StreamId::Payer(*payer)).chain(invoices).collect()
            }
        }
    }

    fn begins(&self) -> Option<StreamId> {
        match self {
            Self::Open { payer, .. } => Some(StreamId::Payer(*payer)),
            _ => None,
        }
    }

    fn decide(self: Box<Self>, decision: &mut Decision, _context: &Context) -> Result<(), Refusal> {
        match *self {
            Self::Open { payer, language, details } => decision.open_payer(payer, language, details),
            Self::ChangeDetails { payer, details } => decision.change_details(payer, details),
            Self::Forget { payer, invoices } => decision.forget(payer, invoices),
        }
    }
}
