//! A change in one sentence.

use domain::wire::{By, PayerEvent};

use super::Sight;
use crate::words::{DateStyle, Words};

/// How a sentence is meant.
pub type Tone = &'static str;

/// What an event means to the payer, and in which tone; nothing for what is no news.
#[must_use]
pub fn sentence<W: Words + ?Sized>(sight: &Sight<'_, W>, event: &PayerEvent) -> Option<(Tone, String)> {
    use PayerEvent as E;
    Some(match event {
        E::PaymentPending { amount_minor, .. } => {
            ("wait", sight.with_amount("change-payment-pending", *amount_minor))
        }
        E::PaymentSettled { amount_minor, .. } => {
            ("good", sight.with_amount("change-payment-settled", *amount_minor))
        }
        E::PaymentFailed { amount_minor, .. } => {
            ("warn", sight.with_amount("change-payment-failed", *amount_minor))
        }
        E::PaymentReversed { amount_minor, .. } => {
            ("warn", sight.with_amount("change-payment-reversed", *amount_minor))
        }
        E::CreditApplied { amount_minor, .. } | E::CreditReapplied { amount_minor } => {
            ("good", sight.with_amount("change-credit-used", *amount_minor))
        }
        E::CreditMoved { amount_minor, .. } => {
            ("calm", sight.with_amount("change-credit-moved", *amount_minor))
        }
        E::Credited { number, amount_minor, .. } => {
            let args = [("amount", &*sight.money(*amount_minor)), ("number", number)];
            ("good", sight.words.text("change-credited", &args))
        }
        E::DueDateChanged { to, by, .. } => {
            let date = sight.words.date(*to, DateStyle::Long);
            let key = match by {
                By::Payer => "change-due-date-you",
                By::System => "change-due-date-plain",
                By::Biller { .. } => "change-due-date",
            };
            ("calm", sight.words.text(key, &[("name", sight.name(by)), ("date", &date)]))
        }
        E::Voided { .. } => ("calm", sight.text("change-voided")),
        E::WrittenOff { amount_minor } => ("calm", sight.with_amount("change-written-off", *amount_minor)),
        E::Issued { .. } | E::MessagePosted { .. } | E::PayerForgotten => return None,
    })
}
