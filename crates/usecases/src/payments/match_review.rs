//! Reviews of uncertain matches: a person sets the payer of a payment, or says that it has none.

use async_trait::async_trait;
use domain::Event;
use domain::ids::{InvoiceId, PayerId, PaymentId};
use domain::matching::{MatchOutcome, Matching};
use domain::payments::{Payment, PaymentCommand, PaymentState, Share};
use domain::proposals::ProposedChange;
use serde::{Deserialize, Serialize};

use crate::kernel::access::{Scope, Who};
use crate::kernel::error::{FieldProblem, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::matching::again;
use crate::matching::known_accounts;
use crate::payments::MovedInvoice;
use crate::payments::PaymentStanding;
use crate::payments::content_owner;
use crate::proposals::{MakeProposal, ProposalMade};

/// Sets the invoices that an unidentified payment pays. Their payer becomes the payment's payer; the part that they do
/// not need is unapplied credit. The bank account is remembered as the payer's.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmMatch {
    pub payment: PaymentId,
    /// The shares, all on invoices of one payer.
    pub shares: Vec<Share>,
}

/// A payment whose match changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchChanged {
    pub payment_id: PaymentId,
    pub state: PaymentState,
    /// The payer, if known.
    pub payer_id: Option<PayerId>,
    /// The unapplied amount, minor units.
    pub credit_minor: i64,
    /// The invoices that changed, with the number of their last event.
    pub invoices: Vec<MovedInvoice>,
}

impl MatchChanged {
    #[must_use]
    pub const fn standing(&self) -> PaymentStanding {
        PaymentStanding::at(self.state, self.payer_id.is_some())
    }
}

#[async_trait]
impl UseCase for ConfirmMatch {
    type Output = MatchChanged;
    const NAME: &'static str = "confirm_match";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<MatchChanged, UseCaseError> {
        let Some(first) = self.shares.first() else {
            return Err(UseCaseError::Invalid(vec![FieldProblem {
                place: "/allocations".into(),
                rule: "required".into(),
                message: "a match names at least one invoice".into(),
            }]));
        };
        let payer = unit.open_invoice(first.invoice).await?.payer;
        let (payment, shares) = (self.payment, self.shares.clone());
        identify(unit, payment, PaymentCommand::Match { payment, payer, shares }).await
    }
}

/// Sets the payer of a payment without paying an invoice: the payment becomes unapplied credit.
#[derive(Debug, Clone, Serialize)]
pub struct KeepAsCredit {
    pub payment: PaymentId,
    pub payer: PayerId,
}

#[async_trait]
impl UseCase for KeepAsCredit {
    type Output = MatchChanged;
    const NAME: &'static str = "keep_as_credit";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<MatchChanged, UseCaseError> {
        let (payment, payer) = (self.payment, self.payer);
        identify(unit, payment, PaymentCommand::Match { payment, payer, shares: Vec::new() }).await
    }
}

/// Sets the payer with this command. The bank account is remembered as the payer's.
async fn identify(
    unit: &mut UnitOfWork<'_>,
    payment: PaymentId,
    command: PaymentCommand,
) -> Result<MatchChanged, UseCaseError> {
    let events = unit.carry_out(command).await?;
    if let Some(payer) = unit.open_payment(payment).await?.payer {
        known_accounts::account(unit, payment, payer).await?;
    }
    let moved = moved(unit, &events);
    answer(unit, payment, moved)
}

/// Undoes a match, whoever made it: the paid amounts are open again, and the payment waits for a person.
#[derive(Debug, Clone, Serialize)]
pub struct UndoMatch {
    pub payment: PaymentId,
    /// The reason, in words for staff.
    pub reason: Option<String>,
}

#[async_trait]
impl UseCase for UndoMatch {
    type Output = MatchChanged;
    const NAME: &'static str = "undo_match";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<MatchChanged, UseCaseError> {
        let payment = self.payment;
        let known = unit.open_payment(payment).await?;
        let (owner, payer) = (content_owner(known), known.payer);
        let seen = known.matching.as_deref().cloned();
        // A match without a person taught no account.
        let learned = seen.as_ref().is_some_and(|seen| seen.outcome != MatchOutcome::Booked);
        let reason = unit.write_reason(owner, self.reason.as_deref()).await?;
        let mut events = unit.carry_out(PaymentCommand::Unmatch { payment, reason }).await?;
        // The reasons for an invoice stay; but from now on a person decides.
        let matching = Box::new(match seen {
            Some(seen) if !seen.candidates.is_empty() => Matching { outcome: MatchOutcome::Asked, ..seen },
            seen => Matching {
                same_as: seen.as_ref().map(|seen| seen.same_as.clone()).unwrap_or_default(),
                outcome: MatchOutcome::NotFound,
                given: seen.and_then(|seen| seen.given),
                candidates: Vec::new(),
            },
        });
        events.extend(unit.carry_out(PaymentCommand::Rematch { payment, matching }).await?);
        if let Some(payer) = payer.filter(|_| learned) {
            known_accounts::unlearn(unit, payment, payer).await?;
        }
        again::remember_waiting(unit, payment).await?;
        let moved = moved(unit, &events);
        answer(unit, payment, moved)
    }
}

/// Joins waiting money to another payment: one that was recorded by hand before the bank reported it, or one that the
/// bank reported twice. The other one counts; its payer also gets the bank account of this one.
#[derive(Debug, Clone, Serialize)]
pub struct JoinPayment {
    pub payment: PaymentId,
    /// The payment that counts.
    pub to: PaymentId,
}

#[async_trait]
impl UseCase for JoinPayment {
    type Output = MatchChanged;
    const NAME: &'static str = "join_payment";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<MatchChanged, UseCaseError> {
        let payment = self.payment;
        unit.open_payment(payment).await?;
        identify(unit, payment, PaymentCommand::Join { payment, to: self.to }).await
    }
}

/// Undoes a join: the money is a payment of its own again, and waits for a person.
#[derive(Debug, Clone, Serialize)]
pub struct SeparatePayment {
    pub payment: PaymentId,
    /// The reason, in words for staff.
    pub reason: Option<String>,
}

#[async_trait]
impl UseCase for SeparatePayment {
    type Output = MatchChanged;
    const NAME: &'static str = "separate_payment";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<MatchChanged, UseCaseError> {
        let payment = self.payment;
        let known = unit.open_payment(payment).await?;
        let (owner, payer) = (content_owner(known), known.payer);
        let reason = unit.write_reason(owner, self.reason.as_deref()).await?;
        let events = unit.carry_out(PaymentCommand::Separate { payment, reason }).await?;
        if let Some(payer) = payer {
            known_accounts::unlearn(unit, payment, payer).await?;
        }
        again::remember_waiting(unit, payment).await?;
        let moved = moved(unit, &events);
        answer(unit, payment, moved)
    }
}

/// Asks the payer of an invoice whether the payment is theirs, in its conversation. The answer triggers the rest.
#[derive(Debug, Clone, Serialize)]
pub struct AskPayer {
    pub payment: PaymentId,
    /// The invoice whose payer is asked.
    pub invoice: InvoiceId,
    /// A short text that goes with the question.
    pub text: Option<String>,
}

#[async_trait]
impl UseCase for AskPayer {
    type Output = ProposalMade;
    const NAME: &'static str = "ask_payer";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ProposalMade, UseCaseError> {
        let payment = self.payment;
        let known = unit.open_payment(payment).await?;
        let (amount_minor, paid_on) = (known.free_minor(), known.recorded.paid_on);
        let change = ProposedChange::ClaimPayment { payment, amount_minor, paid_on };
        MakeProposal { invoice: self.invoice, change, text: self.text.clone() }.perform(unit).await
    }
}

/// The invoices that changed.
fn moved(unit: &UnitOfWork<'_>, events: &[Event]) -> Vec<MovedInvoice> {
    let mut moved: Vec<MovedInvoice> = Vec::new();
    for event in events {
        if let Event::Invoice(invoice_id, _) = event
            && let Some(invoice) = unit.books.invoices.get(invoice_id)
            && !moved.iter().any(|one| one.invoice_id == *invoice_id)
        {
            moved.push(MovedInvoice { invoice_id: *invoice_id, seq: invoice.seq });
        }
    }
    moved
}

fn answer(
    unit: &UnitOfWork<'_>,
    payment: PaymentId,
    invoices: Vec<MovedInvoice>,
) -> Result<MatchChanged, UseCaseError> {
    let known: &Payment = unit.books.payments.get(&payment).ok_or(UseCaseError::NotFound("payment"))?;
    Ok(MatchChanged {
        payment_id: payment,
        state: known.state,
        payer_id: known.payer,
        credit_minor: known.free_minor(),
        invoices,
    })
}
