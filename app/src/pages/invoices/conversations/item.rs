//! The markup of the items of a conversation, and a template of each kind for new ones.

use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;
use crate::presenter::{File, Item, Piece, pieces};

/// The placeholder for an item's id in a template.
pub const ITS_ID: &str = "ITS-ID";
/// The most characters of a reason.
const LONGEST_REASON: &str = "1000";

/// What the forms of all items share: their address, language and texts.
#[derive(Clone)]
pub struct Forms {
    base: String,
    language: String,
    key: String,
    person: String,
    accept: [String; 4],
    decline: [String; 5],
    claim: [String; 4],
    disclaim: [String; 5],
    withdraw: String,
    again: String,
    edit: String,
}

impl Forms {
    pub fn of(parts: &Parts) -> Self {
        let text = |key| parts.text(key);
        Self {
            base: parts.page.base_path.clone(),
            language: parts.words.language().to_owned(),
            key: parts.page.say_key.clone(),
            person: text("chat-person"),
            accept: ["proposal-accept", "proposal-accept-ask", "proposal-accept-yes", "proposal-back"]
                .map(text),
            decline: [
                "proposal-decline",
                "proposal-decline-ask",
                "proposal-decline-yes",
                "proposal-reason",
                "proposal-back",
            ]
            .map(text),
            claim: ["claim-yes", "claim-yes-ask", "claim-yes-yes", "proposal-back"].map(text),
            disclaim: ["claim-no", "claim-no-ask", "claim-no-yes", "proposal-reason", "proposal-back"]
                .map(text),
            withdraw: text("proposal-withdraw"),
            again: text("message-again"),
            edit: text("message-edit"),
        }
    }

    /// The fields of every form: the reader's language, and an id, so that a second click changes nothing.
    fn hidden(&self, what: &str) -> AnyView {
        view! {
            <input type="hidden" name="lang" value=self.language.clone() />
            <input type="hidden" name="id" value=format!("{}-{what}", self.key) />
            <p class="error" data-say="error" role="alert" hidden=""></p>
        }
        .into_any()
    }
}

/// One item of the conversation.
pub fn item(forms: &Forms, item: Item) -> AnyView {
    match item.kind {
        "proposal" | "claim" => proposal(forms, item).into_any(),
        "mark" => mark(item).into_any(),
        _ => message(forms, item).into_any(),
    }
}

/// An empty item of each kind, and of its parts.
pub fn templates(forms: &Forms) -> impl IntoView + use<> {
    let blank = |kind| Item { id: ITS_ID.into(), kind, ..Item::default() };
    let file = File { href: String::new(), name: String::new(), picture: true, size: String::new() };
    view! {
        <template data-for="message">{item(forms, blank("message"))}</template>
        <template data-for="automatic">{item(forms, blank("automatic"))}</template>
        <template data-for="dispute">{item(forms, blank("dispute"))}</template>
        <template data-for="proposal">{item(forms, blank("proposal"))}</template>
        <template data-for="claim">{item(forms, blank("claim"))}</template>
        <template data-for="mark">{item(forms, blank("mark"))}</template>
        <template data-for="file">{attachment(file)}</template>
        <template data-for="unsent">
            <div class="unsent">
                <button type="button" class="quiet" data-again="">
                    {forms.again.clone()}
                </button>
                <button type="button" class="quiet" data-edit="">
                    {forms.edit.clone()}
                </button>
            </div>
        </template>
    }
}

fn hidden(text: &str) -> Option<&'static str> {
    text.is_empty().then_some("")
}

fn message(forms: &Forms, item: Item) -> impl IntoView + use<> {
    let said = matches!(item.kind, "message" | "automatic");
    let no_files = item.files.is_empty().then_some("");
    let person = (item.kind == "automatic").then(|| {
        let gone = (item.can != "person").then_some("");
        view! {
            <form method="post" action=format!("{}/person", forms.base) data-form="" data-can="person" hidden=gone>
                {forms.hidden("person")} <button type="submit" class="quiet">
                    {forms.person.clone()}
                </button>
            </form>
        }
    });
    view! {
        <li
            class="msg"
            data-item=item.id.clone()
            data-kind=item.kind
            data-message-id=said.then_some(item.id)
            data-mine=item.mine.then_some("")
            data-erased=item.erased.then_some("")
            data-tone=item.tone
        >
            <span class="who" data-field="who">
                {item.who}
            </span>
            <div class="bubble">
                <span class="tie" data-field="about" hidden=hidden(&item.about)>
                    {item.about.clone()}
                </span>
                <p data-field="text" hidden=hidden(&item.text)>
                    {rich(&item.text)}
                </p>
                <ul class="files" data-field="files" hidden=no_files>
                    {item.files.into_iter().map(attachment).collect_view()}
                </ul>
            </div>
            {person}
            <small class="became" data-field="state" hidden=hidden(&item.state)>
                {item.state.clone()}
            </small>
        </li>
    }
}

/// A text with its addresses as links; nothing else in it is interpreted.
fn rich(text: &str) -> impl IntoView + use<> {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned().into_any(),
            Piece::Link(address) => view! {
                <a href=address.to_owned() target="_blank" rel="noopener noreferrer nofollow ugc">
                    {address.to_owned()}
                </a>
            }
            .into_any(),
        })
        .collect_view()
}

fn attachment(file: File) -> impl IntoView {
    let no_picture = (!file.picture).then_some("");
    let picture = (file.picture && !file.href.is_empty()).then(|| file.href.clone());
    let download = file.name.clone();
    view! {
        <li>
            <a href=file.href download=download>
                <img src=picture alt="" loading="lazy" hidden=no_picture />
                <span data-field="name">{file.name}</span>
                <small data-field="size">{file.size}</small>
            </a>
        </li>
    }
}

fn mark(item: Item) -> impl IntoView {
    view! {
        <li class="mark" data-item=item.id data-kind="mark">
            <span data-field="text">{item.text}</span>
            <small data-field="who">{item.who}</small>
        </li>
    }
}

/// A proposal. Each answer opens in place and asks for confirmation; that works without scripts.
fn proposal(forms: &Forms, item: Item) -> impl IntoView + use<> {
    let action = format!("{}/proposals/{}", forms.base, item.id);
    let can = |what: &str| (item.can != what).then_some("");
    let (yes, no) = match item.kind {
        "claim" => (&forms.claim, &forms.disclaim),
        _ => (&forms.accept, &forms.decline),
    };
    let answers = [accept(forms, yes, &action, &item.id), decline(forms, no, &action, &item.id)];
    view! {
        <li
            class="msg"
            data-item=item.id.clone()
            data-kind=item.kind
            data-mine=item.mine.then_some("")
            data-tone=item.tone
        >
            <span class="who" data-field="who">
                {item.who}
            </span>
            <div class="change">
                <b data-field="title">{item.title}</b>
                <p data-field="terms">{item.terms}</p>
                <p class="words" data-field="text" hidden=hidden(&item.text)>
                    {rich(&item.text)}
                </p>
                <p class="became" data-field="state">
                    {item.state}
                </p>
                <p class="words" data-field="about" hidden=hidden(&item.about)>
                    {item.about.clone()}
                </p>
                <div class="answers" data-can="answer" hidden=can("answer")>
                    {answers.collect_view()}
                </div>
                <div data-can="withdraw" hidden=can("withdraw")>
                    {withdraw(forms, &action)}
                </div>
            </div>
        </li>
    }
}

fn accept(forms: &Forms, words: &[String; 4], action: &str, id: &str) -> AnyView {
    let [accept, ask, yes, back] = words.clone();
    view! {
        <details class="answer">
            <summary class="btn">
                <span>{accept}</span>
                <span class="back">{back}</span>
            </summary>
            <form method="post" action=action.to_owned() data-form="">
                <input type="hidden" name="answer" value="accept" />
                {forms.hidden(&format!("{id}-accept"))}
                <p>{ask}</p>
                <button type="submit" class="btn">
                    {yes}
                </button>
            </form>
        </details>
    }
    .into_any()
}

fn decline(forms: &Forms, words: &[String; 5], action: &str, id: &str) -> AnyView {
    let [decline, ask, yes, reason, back] = words.clone();
    view! {
        <details class="answer">
            <summary class="btn plain">
                <span>{decline}</span>
                <span class="back">{back}</span>
            </summary>
            <form method="post" action=action.to_owned() data-form="">
                <input type="hidden" name="answer" value="decline" />
                {forms.hidden(&format!("{id}-decline"))}
                <p>{ask}</p>
                <label>
                    {reason} <textarea name="reason" rows="2" maxlength=LONGEST_REASON></textarea>
                </label>
                <button type="submit" class="btn plain">
                    {yes}
                </button>
            </form>
        </details>
    }
    .into_any()
}

fn withdraw(forms: &Forms, action: &str) -> AnyView {
    view! {
        <form method="post" action=format!("{action}/withdraw") data-form="">
            {forms.hidden("withdraw")}
            <button type="submit" class="quiet">
                {forms.withdraw.clone()}
            </button>
        </form>
    }
    .into_any()
}
