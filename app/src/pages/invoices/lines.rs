//! The lines of the invoice.

use domain::invoices::document::{AllowanceOrCharge, Line};
use domain::{Decimal, Money};
use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;
use crate::pages::invoices::totals::Totals;
use crate::presenter;
use crate::words::DateStyle;

/// How many lines are shown at once.
const SHOWN: usize = 30;
/// Decimals of quantities and unit prices; documents rarely have more.
const DECIMALS: u32 = 6;

/// The lines, with those past the thirtieth folded, and the totals.
#[component]
pub fn Lines(parts: Parts) -> impl IntoView {
    let lines = &parts.page.document.lines;
    let rates = {
        let mut rates: Vec<_> = lines.iter().map(|line| line.vat).collect();
        rates.dedup();
        rates.len() > 1
    };
    // A few lines above the limit are shown too: a button for two lines would only be in the way.
    let shown = if lines.len() > SHOWN + 5 { SHOWN } else { lines.len() };
    let rows = |from: usize, lines: &[Line]| {
        let numbered = (from + 1..).zip(lines);
        numbered
            .map(|(number, line)| view! { <Item parts=parts.clone() number line=line.clone() rates /> })
            .collect_view()
    };
    let head = |class: &'static str| {
        view! {
            <thead class=class>
                <tr>
                    <th scope="col">{parts.text("lines-item")}</th>
                    <th scope="col">{parts.text("lines-amount")}</th>
                </tr>
            </thead>
        }
    };
    let (first, rest) = lines.split_at(shown);
    let more = (!rest.is_empty()).then(|| {
        let count = rest.len().to_string();
        view! {
            <details class="more">
                <summary>{parts.words.text("lines-more", &[("count", &count)])}</summary>
                <table class="lines num">
                    {head("sr")} <tbody>{rows(shown, rest)}</tbody>
                </table>
            </details>
        }
    });
    view! {
        <section class="card" aria-labelledby="lines-title">
            <h2 id="lines-title">{parts.text("lines-title")}</h2>
            <table class="lines num">
                {head("")} <tbody>{rows(0, first)}</tbody>
            </table>
            {more}
            <Totals parts=parts.clone() />
        </section>
    }
    .into_any()
}

#[component]
fn Item(parts: Parts, number: usize, line: Line, rates: bool) -> impl IntoView {
    let words = parts.words.clone();
    let said: Vec<String> = presenter::notes(&parts.view_context(), None)
        .into_iter()
        .filter(|(of, _)| usize::try_from(*of) == Ok(number))
        .map(|(_, note)| note)
        .collect();
    let ask = parts.here(&format!("&line={number}#conversation"));
    let ask_name = words.text("line-ask-what", &[("line", &line.name)]);
    let counted = counted(&parts, &line);
    let period = match (line.period_start, line.period_end) {
        (Some(from), Some(to)) if from != to => {
            let days =
                [("from", words.date(from, DateStyle::Medium)), ("to", words.date(to, DateStyle::Medium))];
            Some(words.text("lines-period", &[("from", &days[0].1), ("to", &days[1].1)]))
        }
        (Some(day), _) | (None, Some(day)) => Some(words.date(day, DateStyle::Medium)),
        (None, None) => None,
    };
    let vat = rates.then(|| words.text("lines-vat", &[("rate", &words.percent(line.vat.rate))]));
    let notes: Vec<String> = [counted, period, vat].into_iter().flatten().collect();
    let changes = line
        .allowances_charges
        .iter()
        .map(|change| {
            let (key, minor) = match change.kind {
                AllowanceOrCharge::Allowance => ("lines-allowance", -change.amount_minor),
                AllowanceOrCharge::Charge => ("lines-charge", change.amount_minor),
            };
            let reason = change.reason.clone().unwrap_or_else(|| parts.text(key));
            view! { <small>{reason} " " {parts.money(minor)}</small> }
        })
        .collect_view();
    view! {
        <tr id=format!("line-{number}") data-line=number.to_string()>
            <td>
                <span data-line-name="">{line.name}</span>
                {line.description.filter(|text| !text.trim().is_empty()).map(|text| view! { <small>{text}</small> })}
                {changes}
                {(!notes.is_empty()).then(|| view! { <small>{notes.join(" · ")}</small> })}
                <small class="flag" data-field="note" hidden=said.is_empty().then_some("")>
                    {said.join(" · ")}
                </small>
                <a class="ask-line" href=ask data-ask-line="" aria-label=ask_name>
                    {parts.text("line-ask")}
                </a>
            </td>
            <td>{parts.money(line.net_minor)}</td>
        </tr>
    }
    .into_any()
}

/// `412 kWh × 1.432`. Only `1 month` for one unit at its own price, and `None` if even that adds nothing.
fn counted(parts: &Parts, line: &Line) -> Option<String> {
    let words = &parts.words;
    let with_unit = |quantity| {
        let (number, unit) = (words.number(quantity, DECIMALS), words.unit_of(&line.unit, quantity));
        if unit.is_empty() { number } else { [&number, "\u{a0}", &unit].concat() }
    };
    let quantity = with_unit(line.quantity);
    let single = line.price_quantity == Decimal::ONE;
    let whole = Money::from_decimal(line.unit_price, parts.page.view.currency);
    if single && line.quantity == Decimal::ONE && whole.is_ok_and(|price| price.minor == line.net_minor) {
        return (!words.unit_of(&line.unit, line.quantity).is_empty()).then_some(quantity);
    }
    let price = whole.map_or_else(|_| words.number(line.unit_price, DECIMALS), |price| words.money(price));
    Some(if single {
        words.text("lines-counted", &[("quantity", &quantity), ("price", &price)])
    } else {
        let base = with_unit(line.price_quantity);
        words.text("lines-counted-per", &[("quantity", &quantity), ("price", &price), ("base", &base)])
    })
}
