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

#[component]
fn Transfers(parts: Parts, transfers: Vec<PaymentMeans>) -> impl IntoView {
    let slots = parts.slots.clone();
    let several = transfers.len() > 1;
    let accounts =
        transfers.into_iter().map(|means| view! { <Transfer parts=parts.clone() means /> }).collect_view();
    let copy = parts.text("copy");
    let label = parts.words.text("copy-what", &[("what", &parts.text("pay-row-amount"))]);
    let done = parts.text("copy-done");
    view! {
        <p class="soft">{parts.text(if several { "pay-by-transfer-any" } else { "pay-by-transfer" })}</p>
        <dl class="rows">
            <div class="row sum">
                <dt>{parts.text("pay-row-amount")}</dt>
                <dd class="num" {..slots.at("rest")}>
                    {slots.text("rest")}
                </dd>
                <dd class="act">
                    <button
                        type="button"
                        class="copy"
                        aria-label=label
                        data-needs-script=""
                        {..slots.at("rest-copy")}
                        hidden=""
                    >
                        <span>{copy}</span>
                        <span class="done">{done}</span>
                    </button>
                </dd>
            </div>
        </dl>
        {accounts}
        <p class="hint">{parts.text("pay-hint")}</p>
    }
    .into_any()
}

/// One account with all that a bank's form asks for.
#[component]
fn Transfer(parts: Parts, means: PaymentMeans) -> impl IntoView {
    let account = means.account.unwrap_or_default();
    let kind = means::kind(&account, means.bank.as_deref());
    let label = match kind {
        AccountKind::Iban => "pay-row-iban",
        AccountKind::Bankgiro => "pay-row-bankgiro",
        AccountKind::Plusgiro => "pay-row-plusgiro",
        AccountKind::Other => "pay-row-account",
    };
    let holder = means.account_name.unwrap_or_else(|| parts.page.document.seller.name.clone());
    let bic = means.bank.filter(|bank| means::is_bic(bank));
    let reference = means.reference.unwrap_or_else(|| parts.page.document.number.clone());
    let row = |key: &str, shown: String, copied: String| {
        view! { <Row parts=parts.clone() label=parts.text(key) shown copied /> }
    };
    view! {
        <dl class="rows">
            {row("pay-row-reference", reference.clone(), reference)}
            {row(label, means::written(&account, kind), means::copied(&account, kind))}
            {row("pay-row-holder", holder.clone(), holder)}
            {bic.map(|bic| row("pay-row-bic", bic.clone(), bic))}
        </dl>
    }
    .into_any()
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
                    <span>{parts.text("copy")}</span>
                    <span class="done">{parts.text("copy-done")}</span>
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
