//! Checkouts at a provider: the one that the reader returns from, and one that another window has begun.

use domain::checkouts::{CheckoutEnd, CheckoutState};
use domain::ids::CheckoutId;
use domain::invoices::wire::PayerEvent;

use super::{Slot, ViewContext};
use crate::words::Words;

const DAY_MS: i64 = 86_400_000;

/// The slots for checkouts.
pub fn slots<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    back(context, slots);
    begun(context, slots);
    closed(context, slots);
}

fn found<W: Words + ?Sized>(context: &ViewContext<'_, W>, checkout: CheckoutId) -> Option<CheckoutState> {
    context.view.checkouts.iter().find(|(id, _)| *id == checkout).map(|(_, state)| *state)
}

/// The reader returns from the provider: what is known about that checkout. The return itself proves nothing; what is
/// known comes from the log.
fn back<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    let attempt = context.paying.back_from.and_then(|checkout| found(context, checkout));
    let waits = attempt.is_some_and(|attempt| attempt.end.is_none());
    let (tone, text) = match attempt {
        None => ("", String::new()),
        Some(attempt) => {
            let (tone, key) = match attempt.end {
                None => ("wait", "back-open"),
                Some(CheckoutEnd::Paid) => ("good", "back-paid"),
                Some(CheckoutEnd::Failed) => ("warn", "change-checkout-failed"),
                Some(CheckoutEnd::Cancelled) => ("calm", "back-cancelled"),
                Some(CheckoutEnd::Expired) => ("calm", "back-expired"),
                Some(CheckoutEnd::AmountChanged) => ("calm", "change-checkout-amount"),
            };
            let known = matches!(attempt.end, Some(CheckoutEnd::Paid | CheckoutEnd::Failed));
            // The newest change says the same already.
            let said = known && newest_is_a_payment(context);
            (tone, if said { String::new() } else { context.with_amount(key, attempt.amount_minor) })
        }
    };
    slots.push(Slot::part("back", !text.is_empty()).with("data-tone", tone.to_owned()));
    slots.push(Slot::text("back-text", text));
    slots.push(Slot::part("back-check", waits));
}

fn newest_is_a_payment<W: Words + ?Sized>(context: &ViewContext<'_, W>) -> bool {
    use PayerEvent as E;
    let newest = context.view.log.iter().rev().find(|frame| super::news(context, &frame.event).is_some());
    newest.is_some_and(|frame| {
        matches!(
            frame.event,
            E::PaymentPending { .. }
                | E::PaymentSettled { .. }
                | E::PaymentFailed { .. }
                | E::CheckoutClosed { .. }
        )
    })
}

/// A checkout that is still open: begun in another window, or before the page was left.
fn begun<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    let newest = context.view.checkouts.iter().rev().find(|(_, state)| state.is_open(context.now));
    let (id, text) = match newest {
        None => (String::new(), String::new()),
        Some((id, state)) => {
            let (amount, at) = (context.money(state.amount_minor), context.words.moment(state.opened_at));
            let args = [("amount", &*amount), ("moment", &*at)];
            (id.to_string(), context.words.text("pay-begun", &args))
        }
    };
    let way = |end: &str| [context.base, "/checkout/", &id, end].concat();
    slots.push(Slot::part("begun", newest.is_some()));
    slots.push(Slot::text("begun-text", text));
    slots.push(Slot::part("begun-go", true).with("href", way("")));
    slots.push(Slot::part("begun-cancel", true).with("action", way("/cancel")));
    // Which checkout the reader knows of when they pay: the server warns if there is another one.
    slots.push(Slot::part("pay-seen", true).with("value", id));
}

/// Why the newest checkout was closed. A day later only the history shows it.
fn closed<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    let newest = context.view.checkouts.last().filter(|(id, _)| context.paying.back_from != Some(*id));
    let changed = newest.filter(|(id, _)| {
        context.view.log.iter().any(|frame| match &frame.event {
            PayerEvent::CheckoutClosed { checkout_id, why: CheckoutEnd::AmountChanged } => {
                checkout_id == id && context.now.0 - frame.at.0 < DAY_MS
            }
            _ => false,
        })
    });
    let text = changed.map(|(_, state)| context.with_amount("change-checkout-amount", state.amount_minor));
    slots.push(Slot::text("attempt-closed", text.unwrap_or_default()));
}
