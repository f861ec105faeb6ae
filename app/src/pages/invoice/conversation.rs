//! Questions, and their answers.

use leptos::prelude::*;

use super::Said;
use super::page::Parts;
use super::pay::dialled;
use crate::face::{self, Message};

/// A message has at most so many letters; the server counts too.
const LONGEST: &str = "4000";

/// The messages, the form for the next one, and other ways to reach the biller.
#[component]
pub fn Conversation(parts: Parts) -> impl IntoView {
    let messages = face::messages(&parts.sight());
    let any = !messages.is_empty();
    let messages = messages.into_iter().map(message).collect_view();
    let blank =
        Message { id: String::new(), mine: false, who: String::new(), text: String::new(), erased: false };
    let slots = parts.slots.clone();
    let empty = parts.words.text("chat-empty", &[("biller", &parts.page.biller.name)]);
    view! {
        <section class="card talk" id="conversation" aria-labelledby="talk-title">
            <h2 id="talk-title">{parts.text("chat-title")}</h2>
            <p class="soft" {..slots.at("chat-empty")}>
                {empty}
            </p>
            <ol
                class="chat"
                data-list="conversation"
                aria-labelledby="talk-title"
                tabindex=any.then_some("0")
            >
                {messages}
            </ol>
            <ol class="chat" data-list="outbox"></ol>
            <template data-for="conversation">{message(blank)}</template>
            <Form parts=parts.clone() />
            <Contact parts />
        </section>
    }
    .into_any()
}

fn message(message: Message) -> impl IntoView {
    let id = (!message.id.is_empty()).then_some(message.id);
    view! {
        <li
            class="msg"
            data-message-id=id
            data-mine=message.mine.then_some("")
            data-erased=message.erased.then_some("")
        >
            <span class="who" data-field="who">
                {message.who}
            </span>
            <p data-field="text">{message.text}</p>
        </li>
    }
}

#[component]
fn Form(parts: Parts) -> impl IntoView {
    let kept = match &parts.page.said {
        Some(Said::Refused { text, .. }) => text.clone(),
        _ => String::new(),
    };
    let invalid = matches!(parts.page.said, Some(Said::Refused { .. })).then_some("true");
    let described = invalid.map(|_| "refused");
    view! {
        <form class="say" method="post" action=format!("{}/say", parts.page.base_path) data-say-form="">
            <input type="hidden" name="id" value=parts.page.say_key.clone() />
            <input type="hidden" name="lang" value=parts.words.language().to_owned() />
            <label for="say-text" class="sr">
                {parts.text("chat-label")}
            </label>
            <textarea
                id="say-text"
                name="text"
                rows="2"
                maxlength=LONGEST
                required=""
                placeholder=parts.text("chat-placeholder")
                aria-invalid=invalid
                aria-describedby=described
            >
                {kept}
            </textarea>
            <button type="submit" class="btn">
                {parts.text("chat-send")}
            </button>
        </form>
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
                {biller.email.map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> })}
                {biller.phone.map(|phone| view! { <a href=format!("tel:{}", dialled(&phone))>{phone.clone()}</a> })}
            </p>
        }
    })
}
