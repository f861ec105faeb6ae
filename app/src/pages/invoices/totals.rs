//! From the lines to the amount to pay.

use domain::invoices::document::{AllowanceOrCharge, VatCode, VatSubtotal};
use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;
use crate::presenter::{self, Row};

/// Allowances and charges, VAT by rate, rounding, prepayment, and the sums between them.
#[component]
pub fn Totals(parts: Parts) -> impl IntoView {
    let document = &parts.page.document;
    let totals = document.totals;
    let slots = parts.slots.clone();
    let fees = presenter::fees(&parts.view_context()).into_iter().map(fee).collect_view();
    let blank = Row { tone: "calm", title: String::new(), note: String::new(), amount: String::new() };
    let row = |label: String, minor: i64| view! { <Sum label amount=parts.money(minor) /> };
    let changes = document
        .allowances_charges
        .iter()
        .map(|change| {
            let (key, minor) = match change.kind {
                AllowanceOrCharge::Allowance => ("totals-allowance", -change.amount_minor),
                AllowanceOrCharge::Charge => ("totals-charge", change.amount_minor),
            };
            row(change.reason.clone().unwrap_or_else(|| parts.text(key)), minor)
        })
        .collect_view();
    let lines = (!document.allowances_charges.is_empty())
        .then(|| row(parts.text("totals-lines"), totals.lines_minor));
    let vat = document
        .vat_breakdown
        .iter()
        .map(|subtotal| {
            let (label, amount) = (vat_label(&parts, subtotal), parts.money(subtotal.tax_minor));
            view! { <Sum label amount note=subtotal.exemption_reason.clone() /> }
        })
        .collect_view();
    let rounding =
        (totals.rounding_minor != 0).then(|| row(parts.text("totals-rounding"), totals.rounding_minor));
    let beforehand = (totals.prepaid_minor != 0).then(|| {
        let label = parts.text("totals-payable");
        view! {
            {row(parts.text("totals-prepaid"), -totals.prepaid_minor)}
            <Sum label amount=parts.money(totals.payable_minor.max(0)) strong=true />
        }
    });
    view! {
        <table class="totals num">
            <caption class="sr">{parts.text("totals-title")}</caption>
            <tbody>
                {lines} {changes} {row(parts.text("totals-without-vat"), totals.without_vat_minor)} {vat} {rounding}
            </tbody>
            <tbody data-list="fees">{fees}</tbody>
            <tbody>
                <tr class="strong">
                    <th scope="row">{parts.text("totals-total")}</th>
                    <td data-amount="total" {..slots.at("total")}>
                        {slots.text("total")}
                    </td>
                </tr>
                {beforehand}
            </tbody>
        </table>
        <template data-for="fees">{fee(blank)}</template>
    }
    .into_any()
}

/// A fee, or its waiver, above the total that includes it.
fn fee(row: Row) -> impl IntoView {
    view! {
        <tr data-row="">
            <th scope="row" data-field="title">
                {row.title}
            </th>
            <td data-field="amount">{row.amount}</td>
        </tr>
    }
}

#[component]
fn Sum(
    label: String,
    amount: String,
    #[prop(default = None)] note: Option<String>,
    #[prop(optional)] strong: bool,
) -> impl IntoView {
    view! {
        <tr class=strong.then_some("strong")>
            <th scope="row">{label} {note.map(|note| view! { <small>{note}</small> })}</th>
            <td>{amount}</td>
        </tr>
    }
    .into_any()
}

fn vat_label(parts: &Parts, subtotal: &VatSubtotal) -> String {
    let base = parts.money(subtotal.taxable_minor);
    let key = match subtotal.vat.code {
        VatCode::S | VatCode::Z | VatCode::L | VatCode::M | VatCode::B => {
            let rate = parts.words.percent(subtotal.vat.rate);
            return parts.words.text("totals-vat", &[("rate", &rate), ("base", &base)]);
        }
        VatCode::E => "totals-vat-exempt",
        VatCode::AE => "totals-vat-reverse",
        VatCode::K | VatCode::G => "totals-vat-abroad",
        VatCode::O => "totals-vat-none",
    };
    parts.words.text(key, &[("base", &base)])
}
