//! Why a command is refused, each with a stable code.

use jiff::civil::Date;

use crate::money::{Currency, Money};

/// A command that the rules do not allow. The code is stable; the text is for developers and logs. People read a
/// translation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A stream the command names is not among the loaded ones: it does not exist for this biller.
    #[error("there is no {0} with this id")]
    NotFound(&'static str),
    /// The invoice or payment exists already.
    #[error("this {0} exists already")]
    Exists(&'static str),
    /// An amount has to be more than zero.
    #[error("the amount has to be more than zero")]
    AmountNotPositive,
    /// An amount is larger than any that is accepted.
    #[error("the amount is larger than any that is accepted")]
    AmountTooLarge,
    /// The shares of a payment are more than the payment.
    #[error("the shares add up to more than the payment of {0}")]
    SharesExceedPayment(Money),
    /// Money of one currency for an invoice in another.
    #[error(
        "the invoice is in {invoice}, the payment in {payment}: a person has to decide about the exchange"
    )]
    CurrencyMismatch { invoice: Currency, payment: Currency },
    /// The invoice of another payer.
    #[error("the invoice belongs to another payer")]
    OtherPayer,
    /// The document is not of the kind that the command is for.
    #[error("this is not {0}")]
    WrongDocument(&'static str),
    #[error("nothing is open on this invoice")]
    NothingOpen,
    /// There is less credit than asked for.
    #[error("there is {0} of credit, less than asked for")]
    NotEnoughCredit(Money),
    /// More than is open.
    #[error("{0} is open, less than asked for")]
    ExceedsOpen(Money),
    /// More than the invoice's total less what was credited before.
    #[error("{0} of this invoice can still be credited, less than asked for")]
    ExceedsInvoice(Money),
    #[error("the invoice was withdrawn")]
    Voided,
    /// The invoice was written off.
    #[error("the invoice was written off")]
    WrittenOff,
    /// A credit note stands against it.
    #[error("a credit note stands against this invoice: credit the rest instead of withdrawing it")]
    AlreadyCredited,
    /// Credit from another invoice pays it.
    #[error("credit from another invoice pays this one: credit it instead of withdrawing it")]
    PaidByCredit,
    /// The credit note was booked before.
    #[error("this credit note is already booked")]
    CreditNoteApplied,
    /// The payment is no longer pending.
    #[error("the payment is not pending")]
    PaymentNotPending,
    /// The payment is not settled.
    #[error("the payment is not settled")]
    PaymentNotSettled,
    /// The due date is before the issue date.
    #[error("the due date cannot be before the issue date, {0}")]
    DueDateBeforeIssue(Date),
    /// The due date is absurdly far away.
    #[error("the due date cannot be after {0}")]
    DueDateTooFar(Date),
    /// The due date is that already.
    #[error("the due date is {0} already")]
    DueDateUnchanged(Date),
    #[error("the payer's details were erased")]
    PayerForgotten,
    /// The document has no such line.
    #[error("the invoice has no line {0}")]
    NoSuchLine(u32),
    /// The side that made a proposal cannot answer it, and the other side cannot withdraw it.
    #[error("this proposal is for the other side")]
    ProposalOfOtherSide,
    /// The proposal was answered or withdrawn before.
    #[error("this proposal was answered or withdrawn before")]
    ProposalClosed,
    #[error("this proposal has expired")]
    ProposalExpired,
    /// The invoice has changed since the proposal was made.
    #[error("the invoice has changed since this was proposed")]
    ProposalOutdated,
    /// Too many proposals wait for an answer.
    #[error("{0} proposals wait for an answer already: withdraw one first")]
    TooManyProposals(usize),
    /// A day that has to lie ahead does not.
    #[error("the day has to be {0} or later")]
    DayPassed(Date),
    /// A part has to be less than the whole.
    #[error("the part has to be less than the open amount, {0}")]
    PartNotLess(Money),
    /// The fee was waived before.
    #[error("this fee was waived before")]
    FeeWaived,
    /// Reminders are not paused.
    #[error("reminders are not paused")]
    NotPaused,
    /// The payer of the payment is known already.
    #[error("this payment is matched already: undo that first")]
    AlreadyMatched,
    /// The payer of the payment is unknown.
    #[error("nobody knows yet whose payment this is")]
    NotMatched,
    /// Two payments of different sums are not the same money.
    #[error("the other payment is of {0}: only payments of the same sum are the same money")]
    AmountsDiffer(Money),
    /// The payment is not joined to another one.
    #[error("this payment is not joined to another one")]
    NotJoined,
    /// All of the payment was refunded.
    #[error("nothing is left of this payment")]
    NothingLeft,
    /// A part of the payment was refunded.
    #[error("a part of this payment was paid back")]
    Refunded,
    /// The refund was completed or failed before.
    #[error("this refund has ended")]
    RefundEnded,
    /// The amount is below the biller's minimum.
    #[error("the least that can be paid is {0}")]
    BelowMinimum(Money),
    /// Too many attempts to pay are open.
    #[error("{0} payments have been begun and not finished: finish or cancel one first")]
    TooManyCheckouts(usize),
    /// A dispute is open already.
    #[error("a dispute about this invoice is open already")]
    Disputed,
}

impl Refusal {
    /// The stable code that API, socket and translations use.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "not_found",
            Self::Exists(_) => "exists",
            Self::AmountNotPositive => "amount_not_positive",
            Self::AmountTooLarge => "amount_too_large",
            Self::SharesExceedPayment(_) => "shares_exceed_payment",
            Self::CurrencyMismatch { .. } => "currency_mismatch",
            Self::OtherPayer => "other_payer",
            Self::WrongDocument(_) => "wrong_document",
            Self::NothingOpen => "nothing_open",
            Self::NotEnoughCredit(_) => "not_enough_credit",
            Self::ExceedsOpen(_) => "exceeds_open",
            Self::ExceedsInvoice(_) => "exceeds_invoice",
            Self::Voided => "voided",
            Self::WrittenOff => "written_off",
            Self::AlreadyCredited => "already_credited",
            Self::PaidByCredit => "paid_by_credit",
            Self::CreditNoteApplied => "credit_note_applied",
            Self::PaymentNotPending => "payment_not_pending",
            Self::PaymentNotSettled => "payment_not_settled",
            Self::DueDateBeforeIssue(_) => "due_date_before_issue",
            Self::DueDateTooFar(_) => "due_date_too_far",
            Self::DueDateUnchanged(_) => "due_date_unchanged",
            Self::PayerForgotten => "payer_forgotten",
            Self::NoSuchLine(_) => "no_such_line",
            Self::ProposalOfOtherSide => "proposal_of_other_side",
            Self::ProposalClosed => "proposal_closed",
            Self::ProposalExpired => "proposal_expired",
            Self::ProposalOutdated => "proposal_outdated",
            Self::TooManyProposals(_) => "too_many_proposals",
            Self::DayPassed(_) => "day_passed",
            Self::PartNotLess(_) => "part_not_less",
            Self::FeeWaived => "fee_waived",
            Self::NotPaused => "not_paused",
            Self::Disputed => "disputed",
            Self::AlreadyMatched => "already_matched",
            Self::NotMatched => "not_matched",
            Self::AmountsDiffer(_) => "amounts_differ",
            Self::NotJoined => "not_joined",
            Self::NothingLeft => "nothing_left",
            Self::Refunded => "refunded",
            Self::RefundEnded => "refund_ended",
            Self::BelowMinimum(_) => "below_minimum",
            Self::TooManyCheckouts(_) => "too_many_checkouts",
        }
    }
}
