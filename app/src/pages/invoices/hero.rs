//! The most important facts: the newest change, the state, the amount, the due date.

use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;

/// The newest change in one sentence.
#[component]
pub fn Banner(parts: Parts) -> impl IntoView {
    let slots = parts.slots;
    view! {
        <div class="banner" {..slots.at("banner")}>
            <p {..slots.at("banner-text")}>{slots.text("banner-text")}</p>
            <span class="at" {..slots.at("banner-at")}>
                {slots.text("banner-at")}
            </span>
        </div>
    }
    .into_any()
}

/// State, amount and due date.
#[component]
pub fn Hero(parts: Parts) -> impl IntoView {
    let label = parts.text("hero-label");
    let print = parts.text("page-print");
    let slots = parts.slots.clone();
    view! {
        <section class="card hero" aria-labelledby="hero">
            <div class="pills">
                <span class="pill state" {..slots.at("status")}>
                    {slots.text("status")}
                </span>
                <span class="pill wait" {..slots.at("status-pending")}>
                    {slots.text("status-pending")}
                </span>
                <button type="button" class="quiet" data-print="" data-needs-script="" hidden="">
                    {print}
                </button>
            </div>
            <h2 class="sr" id="hero">
                {label}
            </h2>
            <p class="amount" data-amount="open" {..slots.at("open")}>
                <small {..slots.at("open-before")}>{slots.text("open-before")}</small>
                <span class="roll" data-roll="" {..slots.at("open-figures")}>
                    {slots.text("open-figures")}
                </span>
                <small {..slots.at("open-after")}>{slots.text("open-after")}</small>
            </p>
            <p class="soft num" {..slots.at("of-total")}>
                {slots.text("of-total")}
            </p>
            <p class="due" {..slots.at("due")}>
                <span {..slots.at("due-label")}>{slots.text("due-label")}</span>
                " "
                <time class="day" data-roll="" {..slots.at("due-date")}>
                    {slots.text("due-date")}
                </time>
                " "
                <s {..slots.at("due-was")}>{slots.text("due-was")}</s>
                " "
                <span class="by" {..slots.at("due-by")}>
                    {slots.text("due-by")}
                </span>
            </p>
            <p class="paused" {..slots.at("paused")}>
                {slots.text("paused")}
            </p>
            <Bar parts />
        </section>
    }
    .into_any()
}

/// A bar of what is paid, credited, pending and open. The legend says the same in words.
#[component]
fn Bar(parts: Parts) -> impl IntoView {
    let slots = parts.slots;
    view! {
        <div class="progress" {..slots.at("bar")}>
            <svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false">
                <rect class="paid" height="10" {..slots.at("bar-paid")}></rect>
                <rect class="credited" height="10" {..slots.at("bar-credited")}></rect>
                <rect class="pending" height="10" {..slots.at("bar-pending")}></rect>
            </svg>
            <p class="legend num">
                <span class="paid" data-amount="paid" {..slots.at("legend-paid")}>
                    {slots.text("legend-paid")}
                </span>
                <span class="credited" {..slots.at("legend-credited")}>
                    {slots.text("legend-credited")}
                </span>
                <span class="pending" data-amount="pending" {..slots.at("legend-pending")}>
                    {slots.text("legend-pending")}
                </span>
                <span class="open" {..slots.at("legend-open")}>
                    {slots.text("legend-open")}
                </span>
            </p>
        </div>
    }
    .into_any()
}
