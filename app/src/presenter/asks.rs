//! What the payer can request, and what is granted at once.

use domain::Date;
use domain::command::MoreTime;

use super::{Slot, ViewContext};
use crate::words::{DateStyle, Words};

const DAY_MS: i64 = 86_400_000;

/// How many days today is after the due date; zero while payment is on time. The end of the due date is known as an
/// instant, so that no time zone is needed here; the hour of a clock change makes no extra day.
fn days_late<W: Words + ?Sized>(sight: &ViewContext<'_, W>) -> u16 {
    let late_ms = sight.now.0 - sight.view.overdue_from.0;
    if late_ms < 0 { 0 } else { u16::try_from(late_ms / DAY_MS + 1).unwrap_or(u16::MAX) }
}

/// The last day to which the due date moves automatically; `None` if the biller has to be asked.
#[must_use]
pub fn at_once_until<W: Words + ?Sized>(sight: &ViewContext<'_, W>) -> Option<Date> {
    let view = sight.view;
    let until = sight.more_time.until(view.due_date, view.extensions, view.dispute.is_some());
    until.filter(|_| sight.more_time.days >= days_late(sight))
}

/// The first day that can be requested: the day after the due date, or today if that has passed.
fn first_day<W: Words + ?Sized>(sight: &ViewContext<'_, W>) -> Date {
    let due_date = sight.view.due_date;
    let later = MoreTime { days: days_late(sight).max(1), times: 1 };
    later.until(due_date, 0, false).unwrap_or(due_date)
}

/// The slots that say so, and whether there is anything to request.
pub fn slots<W: Words + ?Sized>(sight: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
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
    let first = domain::time::iso_date::text(first_day(sight));
    slots.push(Slot::part("more-time-day", true).with("min", first));
    let live = sight.view.lifecycle == domain::invoices::status::Lifecycle::Live;
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
