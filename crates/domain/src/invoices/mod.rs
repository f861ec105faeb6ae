//! The invoice: its events and the state they fold into.

mod command;
mod conversation;
pub(crate) mod decide;
pub mod document;
mod event;
mod fees;
mod postings;
pub mod status;
mod stream;
pub mod vat;
pub mod view;
pub mod wire;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::actor::{Actor, Stamp};
use crate::checkouts::CheckoutState;
use crate::conversations::{Conversation, Side};
use crate::ids::{CheckoutId, DisputeId, FeeId, PayerId, PaymentId, ProposalId};
use crate::invoices::status::{Facts, Lifecycle};
use crate::money::Currency;
use crate::payments::PaymentState;
use crate::proposals::{InvoiceTerms, ProposalRecord, ProposalState};
use crate::time::Timestamp;

pub use command::InvoiceCommand;
pub use event::{CreditSource, InvoiceEvent, Issued, RevenueSplit, ReviewReason};

/// A payment as it concerns one invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentAllocation {
    /// The part of the payment meant for this invoice, or later moved to it.
    pub amount_minor: i64,
    /// The part that is allocated to this invoice.
    pub allocated_minor: i64,
    /// The unapplied part: the payer's credit, recorded with this invoice.
    pub unapplied_minor: i64,
    pub state: PaymentState,
}

/// The state of an invoice: the fold of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// The number of the last event.
    pub seq: i64,
    /// The number of the last event that the payer may see.
    pub payer_seq: i64,
    pub payer: PayerId,
    pub number: String,
    /// The remittance references of its payment means.
    pub references: Vec<String>,
    /// The currency of every amount.
    pub currency: Currency,
    pub issue_date: Date,
    /// The last day on which payment is on time.
    pub due_date: Date,
    /// Whether the biller still asks for the money.
    pub lifecycle: Lifecycle,
    /// How the total is split between the ledger's accounts.
    pub split: RevenueSplit,
    /// The balance of the receivable: what remains to be paid. Never negative.
    pub open_minor: i64,
    /// The sum of credit notes, applied or not.
    pub credited_minor: i64,
    /// Unused credit from credit notes and released prepayments, recorded with this invoice.
    pub unused_credit_minor: i64,
    /// Credit of other invoices that paid this one, by source.
    pub applied_credit: BTreeMap<CreditSource, i64>,
    pub payments: BTreeMap<PaymentId, PaymentAllocation>,
    /// Attempts to pay at a provider.
    pub checkouts: BTreeMap<CheckoutId, CheckoutState>,
    pub review_reasons: Vec<ReviewReason>,
    pub messages: u32,
    pub lines: u32,
    pub fees: BTreeMap<FeeId, Fee>,
    pub proposals: BTreeMap<ProposalId, ProposalRecord>,
    /// The disputes that wait for a decision.
    pub disputes: Vec<DisputeId>,
    /// Whether staff paused reminders.
    pub pause: Option<Pause>,
    /// How often the payer moved the due date without asking anybody.
    pub extensions: u32,
    pub conversation: Conversation,
}

/// A fee on top of the document's total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fee {
    pub amount_minor: i64,
    pub waived: bool,
    /// The part that went back to the payer as credit when the fee was waived, minor units.
    pub unused_credit_minor: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// The last day of the pause; `None` until further notice.
    pub until: Option<Date>,
}

impl Invoice {
    /// The state after the first event.
    #[must_use]
    pub fn open(issued: &Issued) -> Self {
        let document = &issued.document;
        let payable = document.totals.payable_minor;
        Self {
            seq: 1,
            payer_seq: 1,
            payer: issued.payer,
            number: document.number.clone(),
            references: document.payment_means.iter().filter_map(|means| means.reference.clone()).collect(),
            currency: document.currency,
            issue_date: document.issue_date,
            due_date: issued.due_date,
            lifecycle: Lifecycle::Live,
            split: RevenueSplit::of(&document.totals),
            open_minor: payable.max(0),
            credited_minor: 0,
            unused_credit_minor: (-payable).max(0),
            applied_credit: BTreeMap::new(),
            payments: BTreeMap::new(),
            checkouts: BTreeMap::new(),
            review_reasons: Vec::new(),
            messages: 0,
            lines: u32::try_from(document.lines.len()).unwrap_or(u32::MAX),
            fees: BTreeMap::new(),
            proposals: BTreeMap::new(),
            disputes: Vec::new(),
            pause: None,
            extensions: 0,
            conversation: Conversation::default(),
        }
    }

    /// The total with VAT, rounding and fees.
    #[must_use]
    pub fn total_minor(&self) -> i64 {
        self.split.total_minor() + self.fees_minor()
    }

    /// The sum of the fees that were not waived.
    #[must_use]
    pub fn fees_minor(&self) -> i64 {
        self.fees.values().filter(|fee| !fee.waived).map(|fee| fee.amount_minor).sum()
    }

    /// The terms that a proposal is made on and checked against.
    #[must_use]
    pub const fn terms(&self) -> InvoiceTerms {
        InvoiceTerms { open_minor: self.open_minor, due_date: self.due_date }
    }

    /// The proposals that can be answered at `now`.
    pub fn waiting_proposals(&self, now: Timestamp) -> impl Iterator<Item = &ProposalRecord> {
        self.proposals.values().filter(move |record| record.waits(now))
    }

    /// Whether reminders are paused on the civil date `today` of the biller's zone.
    #[must_use]
    pub fn reminders_paused(&self, today: Date) -> bool {
        !self.disputes.is_empty()
            || self.pause.is_some_and(|pause| pause.until.is_none_or(|until| today <= until))
    }

    /// The paid amount: the prepayment, settled payments, and credit of other invoices.
    #[must_use]
    pub fn paid_minor(&self) -> i64 {
        self.prepaid_used_minor()
            + self.payments.values().map(|payment| payment.allocated_minor).sum::<i64>()
            + self
                .applied_credit
                .iter()
                .filter(|(source, _)| matches!(source, CreditSource::Invoice(_)))
                .map(|(_, amount)| amount)
                .sum::<i64>()
    }

    /// The sum of pending payments.
    #[must_use]
    pub fn pending_minor(&self) -> i64 {
        self.payments
            .values()
            .filter(|payment| payment.state == PaymentState::Pending)
            .map(|payment| payment.amount_minor)
            .sum()
    }

    /// The payer's credit recorded with this invoice.
    #[must_use]
    pub fn credit_minor(&self) -> i64 {
        self.unused_credit_minor + self.payments.values().map(|payment| payment.unapplied_minor).sum::<i64>()
    }

    /// The part of the prepayment that this invoice uses; a voided invoice uses none.
    #[must_use]
    pub fn prepaid_used_minor(&self) -> i64 {
        if self.lifecycle == Lifecycle::Voided {
            0
        } else {
            self.split.prepaid_minor.min(self.split.total_minor())
        }
    }

    /// The facts that decide the status.
    #[must_use]
    pub fn facts(&self) -> Facts {
        Facts {
            lifecycle: self.lifecycle,
            total_minor: self.total_minor(),
            credited_minor: self.credited_minor,
            open_minor: self.open_minor,
            due_date: self.due_date,
        }
    }

    /// Folds one further event. Events are facts: nothing here refuses.
    pub fn apply(&mut self, event: &InvoiceEvent, stamp: Stamp) {
        self.seq += 1;
        if event.shown_to_payer() {
            self.payer_seq = self.seq;
        }
        conversation::fold(&mut self.conversation, self.seq, event, stamp);
        match event {
            InvoiceEvent::Issued(issued) => *self = Self::open(issued),
            InvoiceEvent::PaymentPending { payment, amount_minor, .. } => {
                self.payments.insert(
                    *payment,
                    PaymentAllocation {
                        amount_minor: *amount_minor,
                        allocated_minor: 0,
                        unapplied_minor: 0,
                        state: PaymentState::Pending,
                    },
                );
            }
            InvoiceEvent::PaymentSettled { payment, amount_minor, allocated_minor, .. } => {
                self.open_minor -= allocated_minor;
                self.payments.insert(
                    *payment,
                    PaymentAllocation {
                        amount_minor: *amount_minor,
                        allocated_minor: *allocated_minor,
                        unapplied_minor: amount_minor - allocated_minor,
                        state: PaymentState::Settled,
                    },
                );
            }
            InvoiceEvent::PaymentFailed { payment, .. } => self.close_payment(*payment, PaymentState::Failed),
            InvoiceEvent::PaymentReversed { payment, reopened_minor, .. } => {
                self.open_minor += reopened_minor;
                self.close_payment(*payment, PaymentState::Reversed);
            }
            InvoiceEvent::PaymentUnmatched { payment, reopened_minor, .. } => {
                self.open_minor += reopened_minor;
                self.payments.remove(payment);
            }
            InvoiceEvent::PaymentRefunded { payment, amount_minor, .. } => {
                self.add_credit(*payment, -amount_minor);
            }
            InvoiceEvent::RefundFailed { payment, amount_minor, .. } => {
                self.add_credit(*payment, *amount_minor);
            }
            InvoiceEvent::CheckoutOpened { checkout, amount_minor, method, expires_at } => {
                let state = CheckoutState {
                    amount_minor: *amount_minor,
                    method: *method,
                    opened_at: stamp.at,
                    expires_at: *expires_at,
                    end: None,
                };
                self.checkouts.insert(*checkout, state);
            }
            InvoiceEvent::CheckoutClosed { checkout, why } => {
                if let Some(checkout) = self.checkouts.get_mut(checkout) {
                    checkout.end = Some(*why);
                }
            }
            InvoiceEvent::CreditApplied { source, amount_minor } => self.apply_credit(*source, *amount_minor),
            InvoiceEvent::CreditMoved { source, amount_minor, .. } => match source {
                CreditSource::Payment(payment) => self.add_credit(*payment, -amount_minor),
                CreditSource::Invoice(_) => self.unused_credit_minor -= amount_minor,
            },
            InvoiceEvent::CreditReapplied { amount_minor } => {
                self.open_minor -= amount_minor;
                self.unused_credit_minor -= amount_minor;
            }
            InvoiceEvent::Credited { amount_minor, applied_minor, .. } => {
                self.credited_minor += amount_minor;
                self.open_minor -= applied_minor;
                self.unused_credit_minor += amount_minor - applied_minor;
            }
            InvoiceEvent::DueDateChanged { to, agreed, .. } => {
                self.due_date = *to;
                if agreed.is_none() && stamp.actor == Actor::Payer {
                    self.extensions += 1;
                }
            }
            InvoiceEvent::Voided { .. } => {
                self.unused_credit_minor += self.prepaid_used_minor();
                self.lifecycle = Lifecycle::Voided;
                self.open_minor = 0;
                for payment in self.payments.values_mut() {
                    payment.unapplied_minor += payment.allocated_minor;
                    payment.allocated_minor = 0;
                }
            }
            InvoiceEvent::WrittenOff { .. } => {
                self.lifecycle = Lifecycle::WrittenOff;
                self.open_minor = 0;
            }
            InvoiceEvent::MessagePosted { .. } => self.messages += 1,
            InvoiceEvent::Flagged { review_reason, .. } => self.review_reasons.push(*review_reason),
            InvoiceEvent::ProposalMade(proposal) => {
                let record = ProposalRecord {
                    proposal: **proposal,
                    side: Side::of(&stamp.actor),
                    state: ProposalState::Proposed,
                };
                self.proposals.insert(proposal.id, record);
            }
            InvoiceEvent::ProposalAccepted { proposal, .. } => {
                self.close_proposal(*proposal, ProposalState::Accepted)
            }
            InvoiceEvent::ProposalDeclined { proposal, .. } => {
                self.close_proposal(*proposal, ProposalState::Declined)
            }
            InvoiceEvent::ProposalWithdrawn { proposal } => {
                self.close_proposal(*proposal, ProposalState::Withdrawn)
            }
            InvoiceEvent::FeeCharged { fee, amount_minor, .. } => {
                self.open_minor += amount_minor;
                let fee_state = Fee { amount_minor: *amount_minor, waived: false, unused_credit_minor: 0 };
                self.fees.insert(*fee, fee_state);
            }
            InvoiceEvent::FeeWaived { fee, amount_minor, applied_minor } => {
                self.open_minor -= applied_minor;
                self.unused_credit_minor += amount_minor - applied_minor;
                if let Some(fee) = self.fees.get_mut(fee) {
                    fee.waived = true;
                    fee.unused_credit_minor = amount_minor - applied_minor;
                }
            }
            InvoiceEvent::RemindersPaused { until, .. } => self.pause = Some(Pause { until: *until }),
            InvoiceEvent::RemindersResumed => self.pause = None,
            InvoiceEvent::Disputed { dispute, .. } => self.disputes.push(*dispute),
            InvoiceEvent::DisputeClosed { dispute, .. } => self.disputes.retain(|one| one != dispute),
            // The others change the conversation, which has folded them, or nothing. A test lists them.
            _ => {}
        }
    }

    /// Adds `by_minor` to the unapplied part of a payment; it may be negative.
    fn add_credit(&mut self, payment: PaymentId, by_minor: i64) {
        if let Some(payment) = self.payments.get_mut(&payment) {
            payment.unapplied_minor += by_minor;
            payment.amount_minor += by_minor;
        }
    }

    fn close_proposal(&mut self, proposal: ProposalId, state: ProposalState) {
        if let Some(record) = self.proposals.get_mut(&proposal) {
            record.state = state;
        }
    }

    fn close_payment(&mut self, payment: PaymentId, state: PaymentState) {
        if let Some(payment) = self.payments.get_mut(&payment) {
            payment.allocated_minor = 0;
            payment.unapplied_minor = 0;
            payment.state = state;
        }
    }

    fn apply_credit(&mut self, source: CreditSource, amount_minor: i64) {
        self.open_minor -= amount_minor;
        match source {
            CreditSource::Payment(payment) => {
                let part = self.payments.entry(payment).or_insert(PaymentAllocation {
                    amount_minor: 0,
                    allocated_minor: 0,
                    unapplied_minor: 0,
                    state: PaymentState::Settled,
                });
                part.amount_minor += amount_minor;
                part.allocated_minor += amount_minor;
            }
            CreditSource::Invoice(_) => *self.applied_credit.entry(source).or_default() += amount_minor,
        }
    }
}
