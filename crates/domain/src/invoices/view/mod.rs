//! The invoice as a reader sees it: a fold of wire events. The server folds them for the page, the browser folds those
//! that arrive later.

mod staff;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::checkouts::CheckoutState;
use crate::conversations::Side;
use crate::ids::{CheckoutId, DisputeId, FeeId, PaymentId, ProposalId};
use crate::invoices::status::{Facts, Lifecycle, Status, status_when};
use crate::invoices::wire::{By, PayerEvent, PayerFrame};
use crate::money::{Currency, Money};
use crate::payments::PaymentState;
use crate::proposals::{InvoiceTerms, ProposalState, ProposedChange};
use crate::time::Timestamp;

pub use staff::StaffView;

/// What became of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    New,
    /// The view had the frame already.
    Known,
}

/// A frame does not follow the view's last one. A frame between them was missed and has to be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the view is at {seen}, the event follows {prev}")]
pub struct Gap {
    /// The last number the view has.
    pub seen: i64,
    /// The number the frame follows.
    pub prev: i64,
}

/// A payment as the page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentView {
    pub payment_id: PaymentId,
    /// Minor units.
    pub amount_minor: i64,
    /// The part that is allocated to this invoice, minor units.
    pub allocated_minor: i64,
    /// The unapplied part: the payer's credit, recorded with this invoice.
    pub unapplied_minor: i64,
    pub state: PaymentState,
}

/// A fee as the page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeView {
    pub fee_id: FeeId,
    /// Minor units.
    pub amount_minor: i64,
    pub waived: bool,
}

/// A proposal as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalView {
    pub proposal_id: ProposalId,
    pub by: By,
    pub change: ProposedChange,
    /// A short text that goes with the proposal.
    pub text: Option<String>,
    /// After this instant it can no longer be accepted.
    pub expires_at: Timestamp,
    /// The invoice's terms when the proposal was made.
    pub terms: InvoiceTerms,
    pub state: ProposalState,
}

/// How a proposal stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalStanding {
    /// It waits for the other side.
    Waits,
    Accepted,
    Declined,
    Withdrawn,
    /// Nobody answered in time.
    Expired,
    /// The invoice has changed since; the proposal can no longer be accepted.
    Outdated,
}

/// The invoice as its payer sees it. It serialises as the list of its frames, the same frames that the socket carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<PayerFrame>", into = "Vec<PayerFrame>")]
pub struct PayerView {
    /// The number of the last event in it.
    pub seq: i64,
    pub number: String,
    /// The currency of every amount.
    pub currency: Currency,
    pub issue_date: Date,
    /// The last day on which payment is on time.
    pub due_date: Date,
    /// The first instant at which it is overdue.
    pub overdue_from: Timestamp,
    /// The due date before its last move, and who moved it.
    pub moved: Option<(Date, By)>,
    /// Whether the biller still asks for the money.
    pub lifecycle: Lifecycle,
    /// The total with VAT, minor units.
    pub total_minor: i64,
    /// The prepaid part, minor units.
    pub prepaid_minor: i64,
    /// What remains to be paid, minor units.
    pub open_minor: i64,
    /// The sum of credit notes, minor units.
    pub credited_minor: i64,
    /// Credit of other invoices that paid this one, minor units.
    pub applied_credit_minor: i64,
    /// Unused credit that comes from this invoice, minor units.
    pub unused_credit_minor: i64,
    /// In the order of their first event.
    pub payments: Vec<PaymentView>,
    /// Attempts to pay at a provider, in the order of their opening.
    pub checkouts: Vec<(CheckoutId, CheckoutState)>,
    /// In the order of their charging.
    pub fees: Vec<FeeView>,
    /// In the order in which they were made.
    pub proposals: Vec<ProposalView>,
    /// The open dispute, with the line it is about.
    pub dispute: Option<(DisputeId, Option<u32>)>,
    /// Whether staff paused reminders, and the last day of the pause.
    pub pause: Option<Option<Date>>,
    /// How often the payer moved the due date without asking anybody.
    pub extensions: u32,
    /// The number of the last event that the payer has read.
    pub payer_seen: i64,
    /// The number of the last event that the biller has read.
    pub biller_seen: i64,
    /// Every frame so far, oldest first: the history and the conversation.
    pub log: Vec<PayerFrame>,
}

/// The frames do not form a log: no first event, or a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    /// The first frame is not the issuing of an invoice.
    #[error("the log does not begin with the issuing of an invoice")]
    NoBeginning,
    #[error(transparent)]
    Gap(#[from] Gap),
}

impl TryFrom<Vec<PayerFrame>> for PayerView {
    type Error = ViewError;

    fn try_from(frames: Vec<PayerFrame>) -> Result<Self, ViewError> {
        let mut frames = frames.into_iter();
        let mut view = Self::open(frames.next().ok_or(ViewError::NoBeginning)?)?;
        for frame in frames {
            view.apply(frame)?;
        }
        Ok(view)
    }
}

impl From<PayerView> for Vec<PayerFrame> {
    fn from(view: PayerView) -> Self {
        view.log
    }
}

impl PayerView {
    /// The view after an invoice's first frame.
    ///
    /// # Errors
    /// [`ViewError::NoBeginning`] when it is another event.
    pub fn open(frame: PayerFrame) -> Result<Self, ViewError> {
        let PayerEvent::Issued {
            number,
            currency,
            total_minor,
            prepaid_minor,
            credit_minor,
            issue_date,
            due_date,
            overdue_from,
        } = &frame.event
        else {
            return Err(ViewError::NoBeginning);
        };
        Ok(Self {
            seq: frame.seq,
            number: number.clone(),
            currency: *currency,
            issue_date: *issue_date,
            due_date: *due_date,
            overdue_from: *overdue_from,
            moved: None,
            lifecycle: Lifecycle::Live,
            total_minor: *total_minor,
            prepaid_minor: *prepaid_minor,
            open_minor: total_minor - prepaid_minor,
            credited_minor: 0,
            applied_credit_minor: 0,
            unused_credit_minor: *credit_minor,
            payments: Vec::new(),
            checkouts: Vec::new(),
            fees: Vec::new(),
            proposals: Vec::new(),
            dispute: None,
            pause: None,
            extensions: 0,
            payer_seen: 0,
            biller_seen: 0,
            log: vec![frame],
        })
    }

    /// Folds a further frame. A frame that the view has already is skipped.
    ///
    /// # Errors
    /// [`Gap`] when a frame between them is missing; the view is unchanged then.
    pub fn apply(&mut self, frame: PayerFrame) -> Result<Applied, Gap> {
        if frame.seq <= self.seq {
            return Ok(Applied::Known);
        }
        if frame.prev != self.seq {
            return Err(Gap { seen: self.seq, prev: frame.prev });
        }
        self.seq = frame.seq;
        self.fold(&frame);
        self.log.push(frame);
        Ok(Applied::New)
    }

    fn fold(&mut self, frame: &PayerFrame) {
        let seq = frame.seq;
        match &frame.event {
            PayerEvent::PaymentPending { payment_id, amount_minor, .. } => {
                *self.payment(*payment_id) = PaymentView {
                    payment_id: *payment_id,
                    amount_minor: *amount_minor,
                    allocated_minor: 0,
                    unapplied_minor: 0,
                    state: PaymentState::Pending,
                };
            }
            PayerEvent::PaymentSettled { payment_id, amount_minor, allocated_minor, .. } => {
                self.open_minor -= allocated_minor;
                *self.payment(*payment_id) = PaymentView {
                    payment_id: *payment_id,
                    amount_minor: *amount_minor,
                    allocated_minor: *allocated_minor,
                    unapplied_minor: amount_minor - allocated_minor,
                    state: PaymentState::Settled,
                };
            }
            PayerEvent::PaymentFailed { payment_id, .. } => self.close(*payment_id, PaymentState::Failed),
            PayerEvent::PaymentReversed { payment_id, reopened_minor, .. } => {
                self.open_minor += reopened_minor;
                self.close(*payment_id, PaymentState::Reversed);
            }
            PayerEvent::PaymentUnmatched { payment_id, reopened_minor, .. } => {
                self.open_minor += reopened_minor;
                self.payments.retain(|one| one.payment_id != *payment_id);
            }
            PayerEvent::PaymentRefunded { payment_id, amount_minor } => {
                self.add_credit(*payment_id, -amount_minor);
            }
            PayerEvent::RefundFailed { payment_id, amount_minor } => {
                self.add_credit(*payment_id, *amount_minor);
            }
            PayerEvent::CheckoutOpened { checkout_id, amount_minor, method, expires_at } => {
                let state = CheckoutState {
                    amount_minor: *amount_minor,
                    method: *method,
                    opened_at: frame.at,
                    expires_at: *expires_at,
                    end: None,
                };
                self.checkouts.push((*checkout_id, state));
            }
            PayerEvent::CheckoutClosed { checkout_id, why } => {
                if let Some((_, state)) = self.checkouts.iter_mut().find(|(id, _)| id == checkout_id) {
                    state.end = Some(*why);
                }
            }
            PayerEvent::CreditApplied { payment_id, amount_minor } => {
                self.open_minor -= amount_minor;
                match payment_id {
                    Some(payment_id) => {
                        let payment = self.payment(*payment_id);
                        payment.amount_minor += amount_minor;
                        payment.allocated_minor += amount_minor;
                    }
                    None => self.applied_credit_minor += amount_minor,
                }
            }
            PayerEvent::CreditMoved { payment_id, amount_minor } => match payment_id {
                Some(payment_id) => self.add_credit(*payment_id, -amount_minor),
                None => self.unused_credit_minor -= amount_minor,
            },
            PayerEvent::CreditReapplied { amount_minor } => {
                self.open_minor -= amount_minor;
                self.unused_credit_minor -= amount_minor;
            }
            PayerEvent::Credited { amount_minor, applied_minor, .. } => {
                self.credited_minor += amount_minor;
                self.open_minor -= applied_minor;
                self.unused_credit_minor += amount_minor - applied_minor;
            }
            PayerEvent::DueDateChanged { from, to, overdue_from, by, agreed } => {
                if *by == By::Payer && !agreed {
                    self.extensions += 1;
                }
                self.due_date = *to;
                self.overdue_from = *overdue_from;
                self.moved = Some((*from, by.clone()));
            }
            PayerEvent::Voided { .. } => {
                self.lifecycle = Lifecycle::Voided;
                self.open_minor = 0;
                self.unused_credit_minor += self.prepaid_minor;
                self.prepaid_minor = 0;
                for payment in &mut self.payments {
                    payment.unapplied_minor += payment.allocated_minor;
                    payment.allocated_minor = 0;
                }
            }
            PayerEvent::WrittenOff { .. } => {
                self.lifecycle = Lifecycle::WrittenOff;
                self.open_minor = 0;
            }
            // A side that writes has read everything before.
            PayerEvent::MessagePosted { by: By::Payer, .. } => self.payer_seen = seq,
            PayerEvent::MessagesSeen { side, through } => {
                let seen = match side {
                    Side::Payer => &mut self.payer_seen,
                    Side::Biller => &mut self.biller_seen,
                };
                *seen = (*seen).max(*through);
            }
            PayerEvent::ProposalMade { proposal_id, by, change, text, expires_at, terms } => {
                self.proposals.push(ProposalView {
                    proposal_id: *proposal_id,
                    by: by.clone(),
                    change: *change,
                    text: text.clone(),
                    expires_at: *expires_at,
                    terms: *terms,
                    state: ProposalState::Proposed,
                });
                if *by == By::Payer {
                    self.payer_seen = seq;
                }
            }
            PayerEvent::ProposalAccepted { proposal_id, by } => {
                self.answer(seq, proposal_id, by, ProposalState::Accepted)
            }
            PayerEvent::ProposalDeclined { proposal_id, by, .. } => {
                self.answer(seq, proposal_id, by, ProposalState::Declined);
            }
            PayerEvent::ProposalWithdrawn { proposal_id } => {
                self.close_proposal(proposal_id, ProposalState::Withdrawn)
            }
            PayerEvent::FeeCharged { fee_id, amount_minor } => {
                self.total_minor += amount_minor;
                self.open_minor += amount_minor;
                self.fees.push(FeeView { fee_id: *fee_id, amount_minor: *amount_minor, waived: false });
            }
            PayerEvent::FeeWaived { fee_id, amount_minor, applied_minor } => {
                self.total_minor -= amount_minor;
                self.open_minor -= applied_minor;
                self.unused_credit_minor += amount_minor - applied_minor;
                if let Some(fee) = self.fees.iter_mut().find(|fee| fee.fee_id == *fee_id) {
                    fee.waived = true;
                }
            }
            PayerEvent::RemindersPaused { until } => self.pause = Some(until.map(|day| day.0)),
            PayerEvent::RemindersResumed => self.pause = None,
            PayerEvent::Disputed { dispute_id, line, by, .. } => {
                self.dispute = Some((*dispute_id, *line));
                if *by == By::Payer {
                    self.payer_seen = seq;
                }
            }
            PayerEvent::DisputeClosed { .. } => self.dispute = None,
            PayerEvent::PayerForgotten => {
                for frame in &mut self.log {
                    frame.event.erase();
                }
                for proposal in &mut self.proposals {
                    proposal.text = None;
                }
            }
            // The others are only lines of the log. A test lists them.
            _ => {}
        }
    }

    fn answer(&mut self, seq: i64, proposal_id: &ProposalId, by: &By, state: ProposalState) {
        self.close_proposal(proposal_id, state);
        if *by == By::Payer {
            self.payer_seen = seq;
        }
    }

    fn close_proposal(&mut self, proposal_id: &ProposalId, state: ProposalState) {
        if let Some(proposal) =
            self.proposals.iter_mut().find(|proposal| proposal.proposal_id == *proposal_id)
        {
            proposal.state = state;
        }
    }

    fn payment(&mut self, payment_id: PaymentId) -> &mut PaymentView {
        let at = self.payments.iter().position(|one| one.payment_id == payment_id).unwrap_or_else(|| {
            self.payments.push(PaymentView {
                payment_id,
                amount_minor: 0,
                allocated_minor: 0,
                unapplied_minor: 0,
                state: PaymentState::Settled,
            });
            self.payments.len() - 1
        });
        &mut self.payments[at]
    }

    /// Adds `by_minor` to the unapplied part of a payment; it may be negative.
    fn add_credit(&mut self, payment_id: PaymentId, by_minor: i64) {
        let payment = self.payment(payment_id);
        payment.amount_minor += by_minor;
        payment.unapplied_minor += by_minor;
    }

    fn close(&mut self, payment_id: PaymentId, state: PaymentState) {
        let payment = self.payment(payment_id);
        payment.allocated_minor = 0;
        payment.unapplied_minor = 0;
        payment.state = state;
    }

    /// Whether the log has an event that this program does not know. Figures may then miss its changes.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        self.log.iter().any(|frame| matches!(frame.event, PayerEvent::Unknown))
    }

    /// The paid amount: the prepayment, settled payments and credit, minor units.
    #[must_use]
    pub fn paid_minor(&self) -> i64 {
        let allocated: i64 = self.payments.iter().map(|payment| payment.allocated_minor).sum();
        self.prepaid_minor + self.applied_credit_minor + allocated
    }

    /// The sum of pending payments, minor units.
    #[must_use]
    pub fn pending_minor(&self) -> i64 {
        self.payments
            .iter()
            .filter(|payment| payment.state == PaymentState::Pending)
            .map(|payment| payment.amount_minor)
            .sum()
    }

    /// The payer's credit recorded with this invoice, minor units.
    #[must_use]
    pub fn credit_minor(&self) -> i64 {
        self.unused_credit_minor + self.payments.iter().map(|payment| payment.unapplied_minor).sum::<i64>()
    }

    /// The status at the instant `now`.
    #[must_use]
    pub fn status(&self, now: Timestamp) -> Status {
        status_when(&self.facts(), now >= self.overdue_from)
    }

    /// When the status changes without an event: the instant at which the open amount becomes overdue.
    #[must_use]
    pub fn changes_at(&self, now: Timestamp) -> Option<Timestamp> {
        let waits = matches!(self.status(now), Status::Open | Status::PartlyPaid);
        waits.then_some(self.overdue_from)
    }

    /// The terms that a proposal is made on and checked against.
    #[must_use]
    pub const fn terms(&self) -> InvoiceTerms {
        InvoiceTerms { open_minor: self.open_minor, due_date: self.due_date }
    }

    /// Whether a proposal can be answered at `now`, and if not, why.
    #[must_use]
    pub fn standing(&self, proposal: &ProposalView, now: Timestamp) -> ProposalStanding {
        match proposal.state {
            ProposalState::Accepted => ProposalStanding::Accepted,
            ProposalState::Declined => ProposalStanding::Declined,
            ProposalState::Withdrawn => ProposalStanding::Withdrawn,
            ProposalState::Proposed if now >= proposal.expires_at => ProposalStanding::Expired,
            ProposalState::Proposed if self.is_outdated(proposal) => ProposalStanding::Outdated,
            ProposalState::Proposed => ProposalStanding::Waits,
        }
    }

    fn is_outdated(&self, proposal: &ProposalView) -> bool {
        let waived = |fee| self.fees.iter().any(|one| one.fee_id == fee && one.waived);
        self.lifecycle != Lifecycle::Live
            || proposal.change.is_outdated(proposal.terms, self.terms())
            || matches!(proposal.change, ProposedChange::WaiveFee { fee, .. } if waived(fee))
    }

    /// The facts that decide the status.
    #[must_use]
    pub const fn facts(&self) -> Facts {
        Facts {
            lifecycle: self.lifecycle,
            total_minor: self.total_minor,
            credited_minor: self.credited_minor,
            open_minor: self.open_minor,
            due_date: self.due_date,
        }
    }

    /// An amount in the invoice's currency.
    #[must_use]
    pub const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

impl PayerEvent {
    /// Empties all texts that a person wrote.
    fn erase(&mut self) {
        match self {
            Self::MessagePosted { text, attachments, .. } | Self::Disputed { text, attachments, .. } => {
                *text = None;
                attachments.clear();
            }
            Self::ProposalMade { text, .. } | Self::ProposalDeclined { text, .. } => *text = None,
            _ => {}
        }
    }
}
