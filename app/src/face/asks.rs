//! What the payer can ask for, and what is granted at once.

use domain::Date;

use super::{Sight, Slot};
use crate::words::{DateStyle, Words};

/// The last day to which the due date moves without anybody being asked; nothing where somebody is.
#[must_use]
pub fn at_once_until<W: Words + ?Sized>(sight: &Sight<'_, W>) -> Option<Date> {
    let view = sight.view;
    sight.more_time.until(view.due_date, view.extensions, view.dispute.is_some())
}

/// The places that say so, and whether there is anything to ask for.
pub fn slots<W: Words + ?Sized>(sight: &Sight<'_, W>, slots: &mut Vec<Slot>) {
    let asks = sight.asks() && sight.rest_minor() > 0;
    slots.push(Slot::part("more-time", asks));
    let hint = match at_once_until(sight) {
        Some(until) => {
            let date = sight.words.date(until, DateStyle::Long);
            sight.words.text("more-time-at-once", &[("date", &date), ("biller", sight.biller)])
        }
        None => sight.with_biller("more-time-asked"),
    };
    slots.push(Slot::text("more-time-hint", hint));
    let day = sight.view.due_date.tomorrow().unwrap_or(sight.view.due_date);
    let first = domain::time::iso_date::text(day);
    slots.push(Slot::part("more-time-day", true).with("min", first));
    let live = sight.view.lifecycle == domain::status::Lifecycle::Live;
    slots.push(Slot::part("dispute", live && sight.view.dispute.is_none()));

    let paused = match (&sight.view.dispute, sight.view.pause) {
        _ if !sight.asks() => String::new(),
        (Some(_), _) => sight.text("paused-dispute"),
        (None, Some(Some(until))) => {
            let date = sight.words.date(until, DateStyle::Long);
            sight.words.text("paused-until", &[("date", &date)])
        }
        (None, Some(None)) => sight.text("paused"),
        (None, None) => String::new(),
    };
    slots.push(Slot::text("paused", paused));
}
