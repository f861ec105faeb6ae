//! Random steps of money that nobody is known to have paid, of refunds, and of attempts to pay.

use domain::checkouts::{CheckoutCommand, CheckoutEnd};
use domain::ids::{CheckoutId, PayerId, PaymentId, ProposalId, RefundId};
use domain::payments::{Method, PaymentCommand, Share};
use domain::proposals::{NewProposal, ProposalCommand, ProposedChange};
use domain::{Actor, Timestamp};

use super::steps::{Amount, Drawn, Pick, Step, a_payment, an_invoice, nth};
use crate::scenario::{STAFF, Scenario};

/// The commands of a step of this kind.
pub fn commands(scenario: &mut Scenario, step: Step) -> Vec<Drawn> {
    match step {
        Step::Match { payment, invoices, rest } => match_payment(scenario, payment, &invoices, rest),
        Step::Unmatch(payment) => {
            let payment = a_payment(scenario, payment);
            vec![PaymentCommand::Unmatch { payment, reason: None }.into()]
        }
        Step::Join { payment, to } => join(scenario, payment, to),
        Step::Separate(pick) => {
            let joined: Vec<_> = scenario
                .books
                .payments
                .iter()
                .filter(|(_, one)| one.joined_to.is_some())
                .map(|(id, _)| *id)
                .collect();
            let payment = joined.get(pick % joined.len().max(1)).copied();
            let payment = payment.unwrap_or_else(|| a_payment(scenario, pick));
            vec![PaymentCommand::Separate { payment, reason: None }.into()]
        }
        Step::Ask { payment, invoice } => ask(scenario, payment, invoice)
            .map(|asking| ProposalCommand::Propose(asking).into())
            .into_iter()
            .collect(),
        Step::Refund { payment, amount } => {
            let payment = unidentified(scenario, payment).unwrap_or_else(|| a_payment(scenario, payment));
            let free = scenario.books.payments.get(&payment).map_or(1, domain::payments::Payment::free_minor);
            let refund = RefundId(scenario.fresh());
            vec![
                PaymentCommand::StartRefund { payment, refund, amount_minor: amount.of(free), reason: None }
                    .into(),
            ]
        }
        Step::EndRefund { payment: pick, well } => {
            let refunded: Vec<_> =
                scenario.books.payments.iter().filter(|(_, one)| !one.refunds.is_empty()).collect();
            let Some((payment, known)) = refunded.get(pick % refunded.len().max(1)) else { return vec![] };
            let (payment, refund) = (**payment, nth(&known.refunds, pick, RefundId));
            vec![if well {
                PaymentCommand::CompleteRefund { payment, refund }.into()
            } else {
                PaymentCommand::FailRefund { payment, refund, reason: None }.into()
            }]
        }
        Step::OpenCheckout { invoice, amount } => {
            let invoice = an_invoice(scenario, invoice);
            let open = scenario.books.invoices.get(&invoice).map_or(1, |invoice| invoice.open_minor);
            vec![
                CheckoutCommand::Open {
                    invoice,
                    checkout: CheckoutId(scenario.fresh()),
                    amount_minor: amount.of(open),
                    method: Method::Card,
                    expires_at: Timestamp(scenario.now.0 + 86_400_000),
                    minimum_minor: 10,
                }
                .into(),
            ]
        }
        Step::CloseCheckout { invoice, why } => {
            let invoice = an_invoice(scenario, invoice);
            let Some(known) = scenario.books.invoices.get(&invoice) else { return vec![] };
            let checkout = nth(&known.checkouts, why, CheckoutId);
            let why = [CheckoutEnd::Paid, CheckoutEnd::Failed, CheckoutEnd::Cancelled, CheckoutEnd::Expired];
            vec![
                CheckoutCommand::Close { invoice, checkout, why: why[checkout.0.as_u128() as usize % 4] }
                    .into(),
            ]
        }
        _ => unreachable!("not a step of this kind"),
    }
}

/// A payment that nobody is known to have paid, where there is one.
/// The same money is told of once more, or two that are there are said to be the same.
fn join(scenario: &mut Scenario, pick: Pick, to: Pick) -> Vec<Drawn> {
    let Some(payment) = unidentified(scenario, pick) else { return vec![] };
    if to.is_multiple_of(3) {
        return vec![PaymentCommand::Join { payment, to: a_payment(scenario, to) }.into()];
    }
    let amount = scenario.books.payments[&payment].recorded.amount;
    let again = scenario.finding(amount.currency.code(), amount.minor);
    let PaymentCommand::Record { payment: new, .. } = &again else { return vec![] };
    let to = *new;
    vec![again.into(), PaymentCommand::Join { payment, to }.into()]
}

fn unidentified(scenario: &Scenario, pick: Pick) -> Option<PaymentId> {
    let waiting: Vec<_> = scenario.books.payments.iter().filter(|(_, one)| one.is_unidentified()).collect();
    // Some of the time any other, which is refused.
    waiting.get(pick % waiting.len().max(1)).filter(|_| !pick.is_multiple_of(9)).map(|(id, _)| **id)
}

fn match_payment(scenario: &Scenario, pick: Pick, invoices: &[(Pick, Amount)], rest: i64) -> Vec<Drawn> {
    let payment = unidentified(scenario, pick).unwrap_or_else(|| a_payment(scenario, pick));
    let Some(known) = scenario.books.payments.get(&payment) else { return vec![] };
    let currency = known.recorded.amount.currency;
    let fitting: Vec<_> =
        scenario.books.invoices.iter().filter(|(_, one)| one.currency == currency).collect();
    let mut left = known.free_minor() - rest.max(0);
    let mut shares = Vec::new();
    let mut payer = None;
    for (pick, amount) in invoices {
        let Some((id, invoice)) = fitting.get(pick % fitting.len().max(1)) else { continue };
        payer = payer.or(Some(invoice.payer));
        if payer != Some(invoice.payer) && pick % 10 > 0 {
            continue;
        }
        let amount_minor =
            if pick % 10 > 1 { amount.of(invoice.open_minor).min(left) } else { amount.of(left) };
        left -= amount_minor;
        shares.push(Share { invoice: **id, amount_minor });
    }
    let payer = payer.unwrap_or_else(|| nth(&scenario.books.payers, pick, PayerId));
    vec![PaymentCommand::Match { payment, payer, shares }.into()]
}

/// Staff ask a payer of an invoice that fits.
pub fn ask(scenario: &mut Scenario, pick: Pick, invoice: Pick) -> Option<NewProposal> {
    let payment = unidentified(scenario, pick)?;
    let recorded = &scenario.books.payments[&payment].recorded;
    let fitting: Vec<_> = scenario
        .books
        .invoices
        .iter()
        .filter(|(_, one)| one.currency == recorded.amount.currency && one.open_minor > 0)
        .map(|(id, _)| *id)
        .collect();
    let invoice = *fitting.get(invoice % fitting.len().max(1))?;
    let (amount_minor, paid_on) = (scenario.books.payments[&payment].free_minor(), recorded.paid_on);
    let change = ProposedChange::ClaimPayment { payment, amount_minor, paid_on };
    let expires_at = Timestamp(scenario.now.0 + 9 * 86_400_000);
    scenario.actor = Actor::Staff { id: STAFF };
    let id = ProposalId(scenario.fresh());
    Some(NewProposal { invoice, id, change, text: None, expires_at, respond_by: None })
}
