//! The history of a payment, in lines for staff.

use std::collections::HashMap;

use console::pages::Formatter;
use console::pages::payments::payment::Event;
use domain::Actor;
use domain::ids::InvoiceId;
use domain::payments::PaymentEvent;
use usecases::{PaymentDetails, PaymentEntry};

/// Every line, oldest first. `numbers` has the numbers of the invoices that are named.
pub fn lines(payment: &PaymentDetails, numbers: &HashMap<InvoiceId, String>, say: &Formatter) -> Vec<Event> {
    payment.history.iter().map(|entry| line(payment, entry, numbers, say)).collect()
}

/// The invoices that a payment's history names.
pub fn invoices(payment: &PaymentDetails) -> impl Iterator<Item = InvoiceId> {
    payment.history.iter().filter_map(|entry| match entry.event {
        PaymentEvent::Allocated { invoice, .. }
        | PaymentEvent::Deallocated { invoice, .. }
        | PaymentEvent::PayerAsked { invoice, .. }
        | PaymentEvent::Disclaimed { invoice } => Some(invoice),
        _ => None,
    })
}

fn line(
    payment: &PaymentDetails,
    entry: &PaymentEntry,
    numbers: &HashMap<InvoiceId, String>,
    say: &Formatter,
) -> Event {
    let what = what(payment, &entry.event, numbers, say);
    let text = match (entry.actor, &entry.staff_name) {
        (Actor::Staff { .. }, Some(name)) => format!("{what}, by {name}"),
        (Actor::Payer, _) => format!("{what}, by the payer"),
        _ => what,
    };
    Event { at: entry.at, text, reason: entry.reason.clone() }
}

fn what(
    payment: &PaymentDetails,
    event: &PaymentEvent,
    numbers: &HashMap<InvoiceId, String>,
    say: &Formatter,
) -> String {
    use PaymentEvent as E;
    let row = &payment.listed.row;
    let money = |minor: i64| say.money(minor, row.currency);
    let number = |invoice: &InvoiceId| numbers.get(invoice).map_or("that is gone", String::as_str);
    match event {
        E::Recorded(_) => format!("Reported by {}", super::source(row)),
        E::Settled => format!("{} received", money(row.amount_minor)),
        E::Failed { .. } => "It will not come".to_owned(),
        E::Allocated { invoice, amount_minor } => {
            format!("{} booked on invoice {}", money(*amount_minor), number(invoice))
        }
        E::Deallocated { invoice, amount_minor } => {
            format!("{} no longer pays invoice {}", money(*amount_minor), number(invoice))
        }
        E::Reversed { .. } => "Taken back".to_owned(),
        E::Identified { .. } => "Its payer became known".to_owned(),
        E::Unidentified { .. } => "The match was undone".to_owned(),
        E::Rematched(matching) => match matching.candidates.len() {
            0 => "Looked at again: nothing speaks for any invoice".to_owned(),
            1 => "Looked at again: one candidate".to_owned(),
            many => format!("Looked at again: {many} candidates"),
        },
        E::PayerAsked { invoice, .. } => format!("The payer of invoice {} was asked", number(invoice)),
        E::Disclaimed { invoice } => {
            format!("The payer of invoice {} says it is not theirs", number(invoice))
        }
        E::ChargesKept { amount_minor } => format!("Banks kept {}, at your cost", money(*amount_minor)),
        E::Joined { .. } => "It is the same money as another payment, which counts".to_owned(),
        E::Separated { .. } => "It is money of its own again".to_owned(),
        E::Confirmed { .. } => "Another report of it was joined to it".to_owned(),
        E::Unconfirmed { .. } => "The other report of it was separated".to_owned(),
        E::RefundStarted { amount_minor, .. } => format!("{} is to be paid back", money(*amount_minor)),
        E::RefundCompleted { .. } => "It was paid back".to_owned(),
        E::RefundFailed { .. } => "It could not be paid back".to_owned(),
    }
}
