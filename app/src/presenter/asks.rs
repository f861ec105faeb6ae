//! What the payer can request, and what is granted at once.

use domain::Date;
use domain::proposals::MoreTime;

use super::{Slot, ViewContext};
use crate::words::{DateStyle, Words};

const DAY_MS: i64 = 86_400_000;

/// How many days today is after the due date; zero while payment is on time. The end of the due date is known as an
/// instant, so that no time zone is needed here; the hour of a clock change makes no extra day.
fn days_late<W: Words + ?Sized>(context: &ViewContext<'_, W>) -> u16 {
    let late_ms = context.now.0 - context.view.overdue_from.0;
    if late_ms < 0 { 0 } else { u16::try_from(late_ms / DAY_MS + 1).unwrap_or(u16::MAX) }
}

/// The last day to which the due date moves automatically; `None` if the biller has to be asked.
#[must_use]
pub fn at_once_until<W: Words + ?Sized>(context: &ViewContext<'_, W>) -> Option<Date> {
    let view = context.view;
    let until = context.more_time.until(view.due_date, view.extensions, view.dispute.is_some());
    until.filter(|_| context.more_time.days >= days_late(context))
}

/// The first day that can be requested: the day after the due date, or today if that has passed.
fn first_day<W: Words + ?Sized>(context: &ViewContext<'_, W>) -> Date {
    let due_date = context.view.due_date;
    let later = MoreTime { days: days_late(context).max(1), times: 1 };
    later.until(due_date, 0, false).unwrap_or(due_date)
}

/// The slots that say so, and whether there is anything to request.
pub fn slots<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    let asks = context.asks() && context.rest_minor() > 0;
    slots.push(Slot::part("more-time", asks));
    let hint = match at_once_until(context) {
        Some(until) => {
            let date = context.words.date(until, DateStyle::Long);
            context.words.text("more-time-at-once", &[("date", &date), ("biller", context.biller)])
        }
        None => context.with_biller("more-time-asked"),
    };
    slots.push(Slot::text("more-time-hint", hint));
    let first = domain::time::iso_date::text(first_day(context));
    slots.push(Slot::part("more-time-day", true).with("min", first));
    let live = context.view.lifecycle == domain::invoices::status::Lifecycle::Live;
    slots.push(Slot::part("dispute", live && context.view.dispute.is_none()));

    let paused = match (&context.view.dispute, context.view.pause) {
        _ if !context.asks() => String::new(),
        (Some(_), _) => context.text("paused-dispute"),
        (None, Some(Some(until))) => {
            let date = context.words.date(until, DateStyle::Long);
            context.words.text("paused-until", &[("date", &date)])
        }
        (None, Some(None)) => context.text("paused"),
        (None, None) => String::new(),
    };
    slots.push(Slot::text("paused", paused));
}
