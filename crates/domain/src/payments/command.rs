//! What can be asked about a payment.

use crate::books::Books;
use crate::command::Command;
use crate::ids::{ContentId, InvoiceId, PayerId, PaymentId, RefundId};
use crate::invoices::CreditSource;
use crate::kernel::decide::{Context, Decision};
use crate::matching::Matching;
use crate::payments::{PaymentState, Recorded, Share};
use crate::refusal::Refusal;
use crate::stream::StreamId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentCommand {
    /// Record a payment that arrived or is pending.
    Record {
        payment: PaymentId,
        /// The reported payment. Without a known payer it has arrived and has no shares.
        recorded: Box<Recorded>,
        settled: bool,
    },
    /// Set the payer of a payment and the invoices it pays. The part without a share is the payer's credit.
    Match {
        /// A payment without a known payer.
        payment: PaymentId,
        payer: PayerId,
        /// The invoices that it pays, all of that payer.
        shares: Vec<Share>,
    },
    /// Undo a match: the paid amounts are open again, and the payer is unknown.
    Unmatch {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Join an unidentified payment to another payment for the same money. The other one counts in its place.
    Join {
        payment: PaymentId,
        /// The payment that counts.
        to: PaymentId,
    },
    /// Undo such a join.
    Separate {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Store the result of matching a payment again.
    Rematch {
        /// A payment without a known payer.
        payment: PaymentId,
        matching: Box<Matching>,
    },
    /// Refund unapplied credit, or money whose payer is unknown.
    StartRefund {
        payment: PaymentId,
        refund: RefundId,
        amount_minor: i64,
        reason: Option<ContentId>,
    },
    CompleteRefund {
        payment: PaymentId,
        refund: RefundId,
    },
    FailRefund {
        payment: PaymentId,
        refund: RefundId,
        reason: Option<ContentId>,
    },
    /// Pending money has arrived.
    Settle {
        payment: PaymentId,
    },
    /// Pending money will not arrive.
    Fail {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Settled money was taken back.
    Reverse {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Banks deducted charges from a payment, at the biller's cost.
    PostCharges {
        payment: PaymentId,
        /// Minor units.
        amount_minor: i64,
    },
    /// Pay an invoice from the payer's credit.
    Allocate {
        source: CreditSource,
        /// The invoice to pay.
        invoice: InvoiceId,
        /// Minor units of the invoice's currency.
        amount_minor: i64,
    },
}

impl Command for PaymentCommand {
    fn streams(&self) -> Vec<StreamId> {
        use StreamId::{Invoice, Payer, Payment};
        match self {
            Self::Record { payment, recorded, .. } => {
                let invoices = recorded.shares.iter().map(|share| Invoice(share.invoice));
                let payer = recorded.payer.map(Payer);
                std::iter::once(Payment(*payment)).chain(payer).chain(invoices).collect()
            }
            Self::Match { payment, payer, shares } => {
                let invoices = shares.iter().map(|share| Invoice(share.invoice));
                [Payment(*payment), Payer(*payer)].into_iter().chain(invoices).collect()
            }
            Self::Join { payment, to } => vec![Payment(*payment), Payment(*to)],
            Self::Allocate { source: CreditSource::Payment(payment), invoice, .. } => {
                vec![Payment(*payment), Invoice(*invoice)]
            }
            Self::Allocate { source: CreditSource::Invoice(from), invoice, .. } => {
                vec![Invoice(*from), Invoice(*invoice)]
            }
            Self::Settle { payment }
            | Self::Fail { payment, .. }
            | Self::Reverse { payment, .. }
            | Self::Unmatch { payment, .. }
            | Self::Rematch { payment, .. }
            | Self::Separate { payment, .. }
            | Self::StartRefund { payment, .. }
            | Self::CompleteRefund { payment, .. }
            | Self::FailRefund { payment, .. }
            | Self::PostCharges { payment, .. } => vec![Payment(*payment)],
        }
    }

    fn begins(&self) -> Option<StreamId> {
        match self {
            Self::Record { payment, .. } => Some(StreamId::Payment(*payment)),
            _ => None,
        }
    }

    fn follow(&self, books: &Books) -> Vec<StreamId> {
        match self {
            Self::Settle { payment }
            | Self::Fail { payment, .. }
            | Self::Reverse { payment, .. }
            | Self::Match { payment, .. }
            | Self::Unmatch { payment, .. }
            | Self::StartRefund { payment, .. }
            | Self::FailRefund { payment, .. }
            | Self::Allocate { source: CreditSource::Payment(payment), .. }
            // Payers who were asked whether the payment is theirs need not answer any more.
            | Self::Join { payment, .. } => invoices_of(books, *payment),
            Self::Separate { payment, .. } => {
                let to = books.payments.get(payment).and_then(|known| known.joined_to);
                to.map(StreamId::Payment).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn decide(self: Box<Self>, decision: &mut Decision, _context: &Context) -> Result<(), Refusal> {
        match *self {
            Self::Record { payment, recorded, settled } => {
                decision.record_payment(payment, *recorded, settled)
            }
            Self::Match { payment, payer, shares } => decision.match_payment(payment, payer, shares),
            Self::Unmatch { payment, reason } => decision.unmatch(payment, reason),
            Self::Join { payment, to } => decision.join(payment, to),
            Self::Separate { payment, reason } => decision.separate(payment, reason),
            Self::Rematch { payment, matching } => decision.rematch(payment, matching),
            Self::StartRefund { payment, refund, amount_minor, reason } => {
                decision.start_refund(payment, refund, amount_minor, reason)
            }
            Self::CompleteRefund { payment, refund } => decision.complete_refund(payment, refund),
            Self::FailRefund { payment, refund, reason } => decision.fail_refund(payment, refund, reason),
            Self::Settle { payment } => {
                decision.payment_in(payment, PaymentState::Pending)?;
                decision.settle(payment)
            }
            Self::Fail { payment, reason } => decision.fail(payment, reason),
            Self::Reverse { payment, reason } => decision.reverse(payment, reason),
            Self::PostCharges { payment, amount_minor } => decision.post_charges(payment, amount_minor),
            Self::Allocate { source, invoice, amount_minor } => {
                decision.allocate(source, invoice, amount_minor)
            }
        }
    }
}

/// The invoices that a payment lists, in any state.
pub(crate) fn invoices_of(books: &Books, payment: PaymentId) -> Vec<StreamId> {
    let payment = books.payments.get(&payment);
    payment.into_iter().flat_map(|one| one.invoices.iter().copied().map(StreamId::Invoice)).collect()
}
