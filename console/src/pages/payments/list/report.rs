//! The sums: by day and by method.

use leptos::prelude::*;

use crate::pages::formatter::{capital, method_name};
use crate::pages::payments::list::{PaymentsPage, Sum};

/// Sums by day, with a bar that compares the days of one currency.
pub fn days(page: &PaymentsPage) -> AnyView {
    let rows = page
        .days
        .iter()
        .map(|(day, sum)| {
            let most = page.days.iter().filter(|(_, other)| other.currency == sum.currency);
            let most = most.map(|(_, other)| other.received_minor).max().unwrap_or_default();
            let name = view! { <time datetime=day.to_string()>{page.frame.say.day(*day)}</time> }.into_any();
            row(page, name, sum, most)
        })
        .collect_view();
    let note = match (page.days.is_empty(), page.more_days) {
        (true, _) => Some("Nothing came in."),
        (false, true) => Some("For older days choose when they end."),
        (false, false) => None,
    };
    table("By day", "Day", rows.into_any(), note)
}

/// The same by method.
pub fn methods(page: &PaymentsPage) -> AnyView {
    let rows = page
        .methods
        .iter()
        .map(|(method, sum)| {
            let most = page.methods.iter().filter(|(_, other)| other.currency == sum.currency);
            let most = most.map(|(_, other)| other.received_minor).max().unwrap_or_default();
            row(page, view! { <span>{capital(method_name(*method))}</span> }.into_any(), sum, most)
        })
        .collect_view();
    let note = page.methods.is_empty().then_some("Nothing came in.");
    table("By method", "How", rows.into_any(), note)
}

fn table(title: &'static str, first: &'static str, rows: AnyView, note: Option<&'static str>) -> AnyView {
    let note = note.map(|note| view! { <p class="empty soft">{note}</p> });
    view! {
        <section class="card sums" aria-label=title>
            <h2>{title}</h2>
            <div class="scroll" tabindex="0" role="group" aria-label=title>
                <table class="num">
                    <thead>
                        <tr>
                            <th scope="col">{first}</th>
                            <th scope="col" class="amount">
                                "Count"
                            </th>
                            <th scope="col" class="amount">
                                "Received"
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {note}
            </div>
        </section>
    }
    .into_any()
}

fn row(page: &PaymentsPage, name: AnyView, sum: &Sum, most: i64) -> AnyView {
    let money = |minor: i64| page.frame.say.money(minor, sum.currency);
    // What differs from a plain settled payment is stated below.
    let some = |minor: i64, what: &'static str| {
        (minor != 0).then(|| view! { <small class="soft">{money(minor)} " " {what}</small> })
    };
    view! {
        <tr>
            <th scope="row">{name} {bar(sum.received_minor, most)}</th>
            <td class="amount">{sum.count}</td>
            <td class="amount">
                {money(sum.received_minor)} {some(sum.free_minor, "on no invoice")}
                {some(sum.pending_minor, "on its way")} {some(sum.back_minor, "taken back")}
            </td>
        </tr>
    }
    .into_any()
}

/// A bar, in hundredths of the largest amount.
fn bar(of: i64, most: i64) -> AnyView {
    let width = if most > 0 { i128::from(of.max(0)) * 100 / i128::from(most) } else { 0 };
    view! {
        <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="fill" width=width.to_string() height="4" rx="2"></rect>
        </svg>
    }
    .into_any()
}
