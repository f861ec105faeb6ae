//! Every place of the page that changes while it is open.

use domain::Status;
use domain::invoices::wire::{By, PayerEvent};
use domain::time::iso_date;

use super::{Slot, ViewContext, asks, attempts, banner::news, copyable, parts};
use crate::words::{DateStyle, Words};

/// Figures with more characters than `99,999.99`.
const LONG: usize = 9;

#[must_use]
pub fn slots<W: Words + ?Sized>(context: &ViewContext<'_, W>) -> Vec<Slot> {
    let mut slots = Vec::with_capacity(40);
    banner(context, &mut slots);
    amounts(context, &mut slots);
    due(context, &mut slots);
    bar(context, &mut slots);
    pay(context, &mut slots);
    attempts::slots(context, &mut slots);
    asks::slots(context, &mut slots);
    let talked = context.view.log.iter().any(|frame| {
        use PayerEvent as E;
        matches!(frame.event, E::MessagePosted { .. } | E::ProposalMade { .. } | E::Disputed { .. })
    });
    slots.push(Slot::part("chat-empty", !talked));
    slots
}

/// The newest change, as a sentence with its time.
fn banner<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    let newest = context.view.log.iter().rev().find_map(|frame| {
        news(context, &frame.event).map(|(tone, text)| (tone, text, context.words.moment(frame.at)))
    });
    let (tone, text, at) = newest.unwrap_or_default();
    slots.push(Slot::part("banner", !text.is_empty()).with("data-tone", tone.to_owned()));
    slots.push(Slot::text("banner-text", text));
    slots.push(Slot::text("banner-at", at));
}

fn amounts<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    let view = context.view;
    let status = context.status();
    let pending_minor = view.pending_minor();
    let key = match status {
        Status::Void => "status-void",
        Status::WrittenOff => "status-written-off",
        Status::Credited => "status-credited",
        Status::Paid => "status-paid",
        Status::Overdue => "status-overdue",
        Status::PartlyPaid => "status-partly-paid",
        Status::Open => "status-open",
    };
    slots.push(Slot::text("status", context.text(key)));
    let pending = if pending_minor > 0 { context.text("status-pending") } else { String::new() };
    slots.push(Slot::text("status-pending", pending));

    let amount = parts(&context.money(view.open_minor));
    // Long figures are set smaller, so that they stay on one line on a narrow phone.
    let size = if amount.figures.chars().count() > LONG { "long" } else { "short" };
    slots.push(
        Slot::part("open", true)
            .with("data-minor", view.open_minor.to_string())
            .with("data-figures", size.to_owned()),
    );
    slots.push(Slot::text("open-before", amount.before));
    slots.push(Slot::text("open-figures", amount.figures));
    slots.push(Slot::text("open-after", amount.after));

    let of_total = match status {
        Status::Open | Status::Overdue if view.open_minor == view.total_minor => String::new(),
        Status::Open | Status::Overdue | Status::PartlyPaid => {
            context.with_amount("hero-left-of", view.total_minor)
        }
        _ => context.with_amount("hero-total", view.total_minor),
    };
    slots.push(Slot::text("of-total", of_total));
    slots.push(
        Slot::text("total", context.money(view.total_minor)).with("data-minor", view.total_minor.to_string()),
    );
}

fn due<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    let view = context.view;
    let status = context.status();
    let asked = status.is_asked();
    let label = if status == Status::Overdue { "due-label-past" } else { "due-label" };
    let date = context.words.date(view.due_date, DateStyle::Long);
    slots.push(Slot::part("due", asked));
    slots.push(Slot::text("due-label", context.text(label)));
    slots.push(
        Slot::text("due-date", date)
            .with("data-due", iso_date::text(view.due_date))
            .with("datetime", iso_date::text(view.due_date)),
    );
    let (was, by) = match &view.moved {
        None => (String::new(), String::new()),
        Some((from, by)) => {
            let by = match by {
                By::Payer => context.text("due-moved-by-you"),
                By::System => context.text("due-moved"),
                By::Biller { .. } => context.words.text("due-moved-by", &[("name", context.name(by))]),
            };
            (context.words.date(*from, DateStyle::DayMonth), by)
        }
    };
    slots.push(Slot::text("due-was", was));
    slots.push(Slot::text("due-by", by));
}

/// The bar of what is paid, credited and pending, and its legend.
fn bar<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    let view = context.view;
    let pending_minor = view.pending_minor();
    let paid_minor = view.paid_minor();
    // What is not open and was not paid was credited, voided or written off.
    let taken_off_minor = (view.total_minor - view.open_minor - paid_minor).max(0);
    let shown_minor = pending_minor.min(view.open_minor);
    let widths = [
        ("bar-paid", "legend-paid", "paid", "bar-paid", paid_minor, paid_minor),
        ("bar-credited", "legend-credited", "credited", "bar-credited", taken_off_minor, view.credited_minor),
        ("bar-pending", "legend-pending", "pending", "bar-pending", shown_minor, pending_minor),
    ];
    let shows = context.status().is_asked() || context.status() == Status::Paid;
    let moved = shows && widths.iter().any(|(_, _, _, _, minor, _)| *minor > 0);
    slots.push(Slot::part("bar", moved));
    let mut from = 0;
    for (name, legend, _, key, width_minor, minor) in widths {
        let width = per_mille(width_minor, view.total_minor).min(1000 - from);
        slots.push(Slot::part(name, width > 0).with("x", percent(from)).with("width", percent(width)));
        let text = if minor > 0 { context.with_amount(key, minor) } else { String::new() };
        slots.push(Slot::text(legend, text).with("data-minor", minor.to_string()));
        from += width;
    }
    let open =
        if view.open_minor > 0 { context.with_amount("bar-open", view.open_minor) } else { String::new() };
    slots.push(Slot::text("legend-open", open));
}

/// A part in thousandths of the whole.
fn per_mille(minor: i64, total_minor: i64) -> i64 {
    if total_minor <= 0 {
        return 0;
    }
    let thousandths = i128::from(minor.clamp(0, total_minor)) * 1000 / i128::from(total_minor);
    // Between 0 and 1000: `minor` is at most `total_minor`.
    i64::try_from(thousandths).unwrap_or(1000)
}

fn percent(per_mille: i64) -> String {
    [&(per_mille / 10).to_string(), ".", &(per_mille % 10).to_string(), "%"].concat()
}

fn pay<W: Words + ?Sized>(context: &ViewContext<'_, W>, slots: &mut Vec<Slot>) {
    let view = context.view;
    let status = context.status();
    let (rest_minor, pending_minor) = (context.rest_minor(), view.pending_minor());
    let rest = context.money(rest_minor);
    let decimals = usize::try_from(view.currency.exponent()).unwrap_or_default();
    let payable = rest_minor > 0;
    slots.push(Slot::part("payable", payable));
    slots.push(Slot::text("rest", rest.clone()));
    slots.push(Slot::part("rest-copy", true).with("data-copy", copyable(&rest, decimals)));
    slots.push(Slot::text("pay-rest", context.words.text("pay-amount", &[("amount", &rest)])));
    slots.push(Slot::part("pay-shown", true).with("value", rest_minor.to_string()));
    let minimum_minor = context.paying.minimum_minor;
    slots.push(Slot::part("pay-other", rest_minor > minimum_minor.max(1)));
    slots.push(Slot::text("pay-other-from", context.with_amount("pay-other-from", minimum_minor.max(1))));
    // The address changes with the amount, so that nobody sees the code for an older one. At zero there is none.
    for (name, scheme) in [("code-epc", "epc"), ("code-swish", "swish")] {
        let mut code = Slot::part(name, payable);
        if payable {
            let src = [context.base, "/code/", scheme, ".svg?rest=", &rest_minor.to_string()].concat();
            code = code.with("src", src);
        }
        slots.push(code);
    }
    let closed = match status {
        Status::Paid => context.text("pay-paid"),
        Status::Void => context.text("pay-void"),
        Status::Credited => context.text("pay-credited"),
        Status::WrittenOff => context.text("pay-written-off"),
        _ => String::new(),
    };
    slots.push(Slot::text("closed", closed));
    let note = match (pending_minor > 0, payable) {
        (false, _) => String::new(),
        (true, true) => context.with_amount("pay-pending-part", pending_minor),
        (true, false) => context.with_amount("pay-pending-all", pending_minor),
    };
    slots.push(Slot::text("pending-note", note));
    let credit_minor = view.credit_minor();
    let credit = if credit_minor > 0 {
        let args = [("amount", &*context.money(credit_minor)), ("biller", context.biller)];
        context.words.text("pay-credit-kept", &args)
    } else {
        String::new()
    };
    slots.push(Slot::text("credit", credit).with("data-minor", credit_minor.to_string()));
}
