//! Paying by bank transfer: what a bank's form asks for.

use domain::invoices::document::PaymentMeans;
use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;
use crate::pages::invoices::payments::codes::Codes;
use crate::pages::invoices::payments::means::{self, AccountKind};

/// Every account with all that a bank's form asks for; what they have in common is shown once.
#[component]
pub fn Transfers(parts: Parts, transfers: Vec<PaymentMeans>, online: bool) -> impl IntoView {
    let accounts: Vec<Account> = transfers.into_iter().map(|means| Account::of(&parts, means)).collect();
    let same = |of: fn(&Account) -> &String| {
        let first = accounts.first().map(of);
        first.filter(|first| accounts.iter().all(|account| of(account) == *first)).cloned()
    };
    let (reference, holder) = (same(|account| &account.reference), same(|account| &account.holder));
    let row = |key: &str, value: &String| {
        view! { <Row parts=parts.clone() label=parts.text(key) shown=value.clone() copied=value.clone() /> }
    };
    let (own_reference, own_holder) = (reference.is_none(), holder.is_none());
    let several = accounts.len() > 1;
    let accounts = accounts
        .iter()
        .map(|account| {
            let Account { label, shown, copied, .. } = account;
            view! {
                <Row
                    parts=parts.clone()
                    label=parts.text(label)
                    shown=shown.clone()
                    copied=copied.clone()
                />
                {account.bic.as_ref().map(|bic| row("pay-row-bic", bic))}
                {own_reference.then(|| row("pay-row-reference", &account.reference))}
                {own_holder.then(|| row("pay-row-holder", &account.holder))}
            }
        })
        .collect_view();
    let title = if online {
        view! { <h3 class="or">{parts.text("pay-or-transfer")}</h3> }.into_any()
    } else {
        let text = parts.text(if several { "pay-by-transfer-any" } else { "pay-by-transfer" });
        view! { <p class="soft">{text}</p> }.into_any()
    };
    view! {
        {title}
        <dl class="rows">
            <AmountRow parts=parts.clone() />
            {reference.as_ref().map(|reference| row("pay-row-reference", reference))}
            {accounts}
            {holder.as_ref().map(|holder| row("pay-row-holder", holder))}
        </dl>
        <p class="hint">{parts.text("pay-hint")}</p>
        <Codes parts />
    }
    .into_any()
}

/// One account as the page shows it.
struct Account {
    /// The label for this kind of number.
    label: &'static str,
    shown: String,
    copied: String,
    bic: Option<String>,
    reference: String,
    holder: String,
}

impl Account {
    fn of(parts: &Parts, means: PaymentMeans) -> Self {
        let account = means.account.unwrap_or_default();
        let kind = means::kind(&account, means.bank.as_deref());
        let document = &parts.page.document;
        Self {
            label: match kind {
                AccountKind::Iban => "pay-row-iban",
                AccountKind::Bankgiro => "pay-row-bankgiro",
                AccountKind::Plusgiro => "pay-row-plusgiro",
                AccountKind::Swish => "pay-row-swish",
                AccountKind::Other => "pay-row-account",
            },
            shown: means::written(&account, kind),
            copied: means::copied(&account, kind),
            bic: means.bank.filter(|bank| means::is_bic(bank)),
            reference: means.reference.unwrap_or_else(|| document.number.clone()),
            holder: means.account_name.unwrap_or_else(|| document.seller.name.clone()),
        }
    }
}

/// The amount: the only row that changes.
#[component]
fn AmountRow(parts: Parts) -> impl IntoView {
    let slots = parts.slots.clone();
    let label = parts.text("pay-row-amount");
    let name = parts.words.text("copy-what", &[("what", &label)]);
    view! {
        <div class="row sum">
            <dt>{label}</dt>
            <dd class="num" {..slots.at("rest")}>
                {slots.text("rest")}
            </dd>
            <dd class="act">
                <button
                    type="button"
                    class="copy"
                    aria-label=name
                    data-needs-script=""
                    {..slots.at("rest-copy")}
                    hidden=""
                >
                    <CopyTexts parts />
                </button>
            </dd>
        </div>
    }
    .into_any()
}

/// The texts of a copy button, before and after.
#[component]
fn CopyTexts(parts: Parts) -> impl IntoView {
    view! {
        <span>{parts.text("copy")}</span>
        <span class="done">{parts.text("copy-done")}</span>
    }
}

#[component]
fn Row(parts: Parts, label: String, shown: String, copied: String) -> impl IntoView {
    let name = parts.words.text("copy-what", &[("what", &label)]);
    view! {
        <div class="row">
            <dt>{label}</dt>
            <dd class="num">{shown}</dd>
            <dd class="act">
                <button
                    type="button"
                    class="copy"
                    aria-label=name
                    data-copy=copied
                    data-needs-script=""
                    hidden=""
                >
                    <CopyTexts parts />
                </button>
            </dd>
        </div>
    }
    .into_any()
}
