//! How to pay.

use domain::document::PaymentMeans;
use leptos::prelude::*;

use super::means::{self, AccountKind};
use super::page::Parts;

/// The amount with every account it can be paid to; or why there is nothing to do.
#[component]
pub fn Pay(parts: Parts) -> impl IntoView {
    let slots = parts.slots.clone();
    let transfers: Vec<PaymentMeans> = parts
        .page
        .document
        .payment_means
        .iter()
        .filter(|means| means.account.as_deref().is_some_and(|account| !account.trim().is_empty()))
        .filter(|means| !means::is_direct_debit(means))
        .cloned()
        .collect();
    let debit = parts.page.document.payment_means.iter().any(means::is_direct_debit);
    let how = match (transfers.is_empty(), debit) {
        (true, true) => view! { <p class="soft">{parts.text("pay-direct-debit")}</p> }.into_any(),
        (true, false) => view! { <NoMeans parts=parts.clone() /> }.into_any(),
        (false, _) => view! { <Transfers parts=parts.clone() transfers /> }.into_any(),
    };
    view! {
        <section class="card pay" id="pay" aria-labelledby="pay-title">
            <h2 id="pay-title">{parts.text("pay-title")}</h2>
            <p class="note wait" {..slots.at("pending-note")}>
                {slots.text("pending-note")}
            </p>
            <p class="note closed" {..slots.at("closed")}>
                {slots.text("closed")}
            </p>
            <p class="note good" {..slots.at("credit")}>
                {slots.text("credit")}
            </p>
            <div {..slots.at("payable")}>{how}</div>
        </section>
    }
    .into_any()
}

/// Every account with all that a bank's form asks for; what they have in common stands there once.
#[component]
fn Transfers(parts: Parts, transfers: Vec<PaymentMeans>) -> impl IntoView {
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
    view! {
        <p class="soft">{parts.text(if several { "pay-by-transfer-any" } else { "pay-by-transfer" })}</p>
        <dl class="rows">
            <AmountRow parts=parts.clone() />
            {reference.as_ref().map(|reference| row("pay-row-reference", reference))}
            {accounts}
            {holder.as_ref().map(|holder| row("pay-row-holder", holder))}
        </dl>
        <p class="hint">{parts.text("pay-hint")}</p>
    }
    .into_any()
}

/// One account as the page shows it.
struct Account {
    /// What kind of number it is.
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

/// The amount: the one row that changes.
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
                    <CopyFaces parts />
                </button>
            </dd>
        </div>
    }
    .into_any()
}

/// What a copy button says before and after.
#[component]
fn CopyFaces(parts: Parts) -> impl IntoView {
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
                    <CopyFaces parts />
                </button>
            </dd>
        </div>
    }
    .into_any()
}

/// The document names no account: whom to ask.
#[component]
fn NoMeans(parts: Parts) -> impl IntoView {
    let biller = parts.page.biller.clone();
    let text = parts.words.text("pay-no-means", &[("biller", &biller.name)]);
    view! {
        <p class="soft">{text}</p>
        <p class="ways">
            <a class="btn" href="#conversation">
                {parts.text("pay-ask-here")}
            </a>
            {biller.email.map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> })}
            {biller.phone.map(|phone| view! { <a href=format!("tel:{}", dialled(&phone))>{phone.clone()}</a> })}
        </p>
    }
    .into_any()
}

/// A telephone number as a link dials it.
pub fn dialled(phone: &str) -> String {
    phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}

/// What is new in the conversation while it is not on the screen, and the way to it.
#[component]
pub fn Newer() -> impl IntoView {
    view! { <a class="newer" href="#say" data-say="newer" hidden=""></a> }
}

/// At the thumb on phones: what is left, and the way to it.
#[component]
pub fn PayBar(parts: Parts) -> impl IntoView {
    let slots = parts.slots;
    view! {
        <div class="paybar" {..slots.at("payable")}>
            <a class="btn num" href="#pay" {..slots.at("pay-rest")}>
                {slots.text("pay-rest")}
            </a>
        </div>
    }
    .into_any()
}
