//! The conversation: questions and their answers.

use leptos::prelude::*;

use crate::pages::invoices::contact::{email_link, phone_link};
use crate::pages::invoices::conversations::asks::Asks;
use crate::pages::invoices::conversations::compose::Compose;
use crate::pages::invoices::conversations::item::{Forms, item, templates};
use crate::pages::invoices::parts::Parts;
use crate::presenter;

/// The messages, the form for the next one, the requests, and other ways to reach the biller.
#[component]
pub fn Conversation(parts: Parts) -> impl IntoView {
    let items = presenter::items(&parts.view_context());
    let any = !items.is_empty();
    let forms = Forms::of(&parts);
    let items = items.into_iter().map(|it| item(&forms, it)).collect_view();
    let slots = parts.slots.clone();
    let drop = parts.text("attach-drop");
    let empty = parts.words.text("chat-empty", &[("biller", &parts.page.biller.name)]);
    let staff = presenter::staff(&parts.page.viewers);
    let nobody = staff.is_empty().then_some("");
    view! {
        <section
            class="card conversation"
            id="conversation"
            aria-labelledby="conversation-title"
            data-drop-text=drop
        >
            <div class="conversation-head">
                <h2 id="conversation-title">{parts.text("chat-title")}</h2>
                <p class="live" data-say="staff" hidden=nobody>
                    <i class="dot"></i>
                    <span data-say="staff-names">{staff}</span>
                </p>
            </div>
            <p class="soft" {..slots.at("chat-empty")}>
                {empty}
            </p>
            <ol
                class="chat"
                data-list="conversation"
                aria-labelledby="conversation-title"
                tabindex=any.then_some("0")
            >
                {items}
            </ol>
            <ol class="chat" data-list="outbox"></ol>
            {templates(&forms)}
            <p class="pointed" data-say="point" hidden="">
                <a href="#lines-title"></a>
            </p>
            <p class="typing" data-say="typing" hidden=""></p>
            <Compose parts=parts.clone() />
            <Asks parts=parts.clone() />
            <Contact parts />
        </section>
    }
    .into_any()
}

#[component]
fn Contact(parts: Parts) -> impl IntoView {
    let biller = parts.page.biller.clone();
    let any = biller.email.is_some() || biller.phone.is_some();
    any.then(|| {
        view! {
            <p class="contact">
                <span>{parts.text("chat-elsewhere")}</span>
                {biller.email.map(email_link)}
                {biller.phone.map(phone_link)}
            </p>
        }
    })
}
