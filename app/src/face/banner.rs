//! A change in one sentence.

use domain::wire::{By, PayerEvent};

use super::{Sight, card};
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
        E::FeeCharged { amount_minor, .. } => {
            ("wait", sight.with_amount("change-fee-charged", *amount_minor))
        }
        E::FeeWaived { amount_minor, .. } => ("good", sight.with_amount("change-fee-waived", *amount_minor)),
        E::RemindersPaused { until: None } => ("calm", sight.text("change-paused")),
        E::RemindersPaused { until: Some(until) } => {
            let date = sight.words.date(until.0, DateStyle::Long);
            ("calm", sight.words.text("change-paused-until", &[("date", &date)]))
        }
        E::RemindersResumed => ("calm", sight.text("change-resumed")),
        E::Disputed { by, line, .. } => {
            let line = line.map_or_else(|| sight.text("dispute-whole"), sight.line);
            ("wait", sight.told("change-disputed", "change-disputed-you", by, &[("line", &line)]))
        }
        E::DisputeClosed { upheld: true, .. } => ("good", sight.with_biller("change-dispute-upheld")),
        E::DisputeClosed { upheld: false, .. } => ("calm", sight.text("change-dispute-rejected")),
        E::CardProposed { card_id, by, .. } => {
            let what = card::title(sight, *card_id);
            let args = [("what", &*what)];
            ("wait", sight.told("change-card-proposed", "change-card-proposed-you", by, &args))
        }
        E::CardAccepted { card_id, by } => {
            let what = card::title(sight, *card_id);
            let args = [("what", &*what)];
            ("good", sight.told("change-card-accepted", "change-card-accepted-you", by, &args))
        }
        E::CardDeclined { card_id, by, .. } => {
            let what = card::title(sight, *card_id);
            let args = [("what", &*what)];
            ("calm", sight.told("change-card-declined", "change-card-declined-you", by, &args))
        }
        E::CardWithdrawn { card_id } => {
            let what = card::title(sight, *card_id);
            ("calm", sight.words.text("change-card-withdrawn", &[("what", &what)]))
        }
        E::Issued { .. }
        | E::MessagePosted { .. }
        | E::MessagesSeen { .. }
        | E::PersonAsked
        | E::PayerForgotten => return None,
    })
}
