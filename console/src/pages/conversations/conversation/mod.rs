//! The conversation of one invoice, as staff see it: messages, notes, proposals, and the events in between.

mod composer;
mod proposal;

use app::live::Presence;
use app::presenter::{Piece, pieces, size};
use domain::Timestamp;
use domain::conversations::ConversationState;
use domain::ids::{InvoiceId, StaffId};
use domain::invoices::view::StaffView;
use domain::invoices::wire::{Attachment, By, PayerEvent, StaffEvent, StaffFrame, StaffOnlyEvent};
use leptos::prelude::*;

use crate::pages::frame::tag;
use crate::pages::{Formatter, Tone};

use crate::pages::happened::{self, Happened};

/// A canned reply with its variables filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canned {
    pub title: String,
    /// Its text, with this invoice's figures.
    pub text: String,
}

#[derive(Clone)]
pub struct Conversation {
    pub invoice: InvoiceId,
    pub view: StaffView,
    pub payer: String,
    pub lines: Vec<String>,
    pub state: ConversationState,
    pub assignee: Option<(StaffId, String)>,
    /// Who else could look after it.
    pub colleagues: Vec<(StaffId, String)>,
    /// By when a person should have answered.
    pub respond_by: Option<Timestamp>,
    /// Whether the payer wrote something that no staff have read.
    pub unread: bool,
    /// Who has it open now.
    pub viewers: Presence,
    pub replies: Vec<Canned>,
    /// The key of the form, new for each page.
    pub key: String,
    /// The text of a form that was refused.
    pub kept: String,
    /// The days of a snooze: the value in the form, and the text.
    pub snoozes: Vec<(String, String)>,
    /// Whether this reader may write and change.
    pub may_act: bool,
}

/// Renders head, conversation and composer.
pub(crate) fn pane(conversation: &Conversation, me: (StaffId, &str), say: &Formatter, back: &str) -> AnyView {
    let entries =
        conversation.view.log.iter().filter_map(|frame| entry(conversation, frame, say)).collect_view();
    let unread = conversation.unread.then_some("");
    let typing_place = view! { <p class="sys" data-say="typing" data-keep=""></p> };
    view! {
        <section class="conv" aria-labelledby="conversation-title">
            {head(conversation, me, say, back)}
            <div
                class="msgs"
                data-conversation=""
                data-region="conversation"
                data-seq=conversation.view.seq.to_string()
                data-unread=unread
                tabindex="0"
                role="log"
                aria-label="Conversation"
            >
                <ol>{entries}</ol>
                <ol data-outbox="" data-keep=""></ol>
                {typing_place}
            </div>
            {conversation.may_act.then(|| composer::form(conversation))}
        </section>
    }
    .into_any()
}

fn head(conversation: &Conversation, me: (StaffId, &str), say: &Formatter, back: &str) -> AnyView {
    let base = format!("/console/invoices/{}", conversation.invoice);
    let number = conversation.view.shared.number.clone();
    let (here, presence) =
        if conversation.viewers.payers > 0 { ("yes", "On the page now") } else { ("no", "Not on the page") };
    let deadline =
        conversation.respond_by.filter(|_| conversation.state == ConversationState::Open).map(|at| {
            let (tone, text) = say.deadline(at);
            tag(tone, text)
        });
    let state = match conversation.state {
        ConversationState::Open => tag(Tone::Warn, "Open".into()),
        ConversationState::Waiting => tag(Tone::Calm, "Waiting for the payer".into()),
        ConversationState::Snoozed { until } => {
            tag(Tone::Calm, format!("Snoozed until {}", say.moment(until)))
        }
        ConversationState::Solved => tag(Tone::Good, "Solved".into()),
    };
    let incomplete =
        conversation.view.has_opaque().then(|| tag(Tone::Warn, "Written by a newer version".into()));
    let assignee = match &conversation.assignee {
        Some((id, _)) if *id == me.0 => "Yours".to_owned(),
        Some((_, name)) => format!("With {name}"),
        None => "With nobody".to_owned(),
    };
    let tools = conversation.may_act.then(|| moves(conversation, me.0, &base));
    view! {
        <header class="head" data-region="conversation-head">
            <a class="back" href=back.to_owned()>
                "‹ "
                <span>"Inbox"</span>
            </a>
            <div class="who">
                <h1 id="conversation-title">
                    {conversation.payer.clone()} <span class="soft">" · invoice "</span>
                    <a href=base.clone()>{number}</a>
                </h1>
                <p class="soft">
                    <span class="presence" data-say="presence" data-here=here>
                        {presence}
                    </span>
                    <span data-say="colleagues" data-me=me.1.to_owned() data-keep=""></span>
                </p>
                <p class="tags">{state} {deadline} {incomplete} <span class="soft">{assignee}</span></p>
            </div>
            {tools}
        </header>
    }
    .into_any()
}

/// The buttons: take, assign, snooze, solve or reopen.
fn moves(conversation: &Conversation, me: StaffId, base: &str) -> AnyView {
    let post = |tool: &str| format!("{base}/{tool}");
    let mine = conversation.assignee.as_ref().is_some_and(|(id, _)| *id == me);
    let take = (!mine).then(|| {
        view! {
            <form method="post" action=post("assign")>
                <input type="hidden" name="to" value=me.to_string() />
                <button type="submit" class="btn" data-shortcut="a">
                    "Take "
                    <kbd>"A"</kbd>
                </button>
            </form>
        }
    });
    let assign = conversation
        .colleagues
        .iter()
        .filter(|(id, _)| conversation.assignee.as_ref().is_none_or(|(assignee, _)| assignee != id))
        .map(|(id, name)| {
            view! {
                <button type="submit" name="to" value=id.to_string()>
                    {name.clone()}
                </button>
            }
        })
        .collect_view();
    let nobody = conversation.assignee.is_some().then(|| {
        view! {
            <button type="submit" name="to" value="">
                "Nobody"
            </button>
        }
    });
    let snoozes = conversation
        .snoozes
        .iter()
        .enumerate()
        .map(|(at, (until, name))| {
            view! {
                <button type="submit" name="until" value=until.clone() data-first=(at == 0).then_some("")>
                    {name.clone()}
                </button>
            }
        })
        .collect_view();
    let solved = conversation.state == ConversationState::Solved;
    let (end, word, key) = if solved { ("reopen", "Reopen ", "o") } else { ("solve", "Solve ", "e") };
    view! {
        <div class="moves">
            {take}
            <details class="menu">
                <summary class="btn">"Assign"</summary>
                <form class="sheet" method="post" action=post("assign")>
                    {assign}
                    {nobody}
                </form>
            </details>
            <details class="menu">
                <summary class="btn" data-shortcut="z">
                    "Snooze "
                    <kbd>"Z"</kbd>
                </summary>
                <form class="sheet" method="post" action=post("snooze")>
                    {snoozes}
                </form>
            </details>
            <form method="post" action=post(end)>
                <button type="submit" class="btn" data-shortcut=key>
                    {word}
                    <kbd>{key.to_uppercase()}</kbd>
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// An item of the conversation; `None` for an event that only moves read marks.
fn entry(conversation: &Conversation, frame: &StaffFrame, say: &Formatter) -> Option<AnyView> {
    let key = format!("e{}", frame.seq);
    match &frame.event {
        StaffEvent::Shared { event, .. } => match event {
            PayerEvent::MessagePosted { message_id, by, text, line, attachments, automatic } => {
                let mine = !matches!(by, By::Payer);
                let about = line.map(|line| about(conversation, line));
                let seen = mine && is_last_own(conversation, frame.seq);
                let read = if conversation.view.shared.payer_seen >= frame.seq { " · seen" } else { " · sent" };
                let mark = seen.then_some(read);
                let robot = automatic.is_some().then_some(" · automatic");
                Some(view! {
                    <li
                        class="msg"
                        data-key=key
                        data-message-id=message_id.to_string()
                        data-mine=mine.then_some("")
                        data-erased=text.is_none().then_some("")
                    >
                        <span class="by">{who(conversation, by)} " · " {say.moment(frame.at)} {robot} {mark}</span>
                        <div class="bubble">
                            {written(text.as_deref())} {about} {files(conversation, attachments)}
                        </div>
                    </li>
                }
                .into_any())
            }
            PayerEvent::Disputed { by, text, line, attachments, .. } => Some(
                view! {
                    <li class="msg dispute" data-key=key>
                        <span class="by">{who(conversation, by)} " disputes · " {say.moment(frame.at)}</span>
                        <div class="bubble">
                            {written(text.as_deref())} {line.map(|line| about(conversation, line))} {files(conversation, attachments)}
                        </div>
                    </li>
                }
                .into_any(),
            ),
            PayerEvent::ProposalMade { proposal_id, .. } => proposal::entry(conversation, *proposal_id, frame, say),
            PayerEvent::MessagesSeen { .. } => None,
            _ => happened(conversation, frame, say, key),
        },
        StaffEvent::StaffOnly { event: StaffOnlyEvent::NotePosted { text, .. }, staff, .. } => Some(
            view! {
                <li class="note" data-key=key data-note="">
                    <span class="by">
                        "Note, staff only · " {staff.clone().unwrap_or_default()} " · " {say.moment(frame.at)}
                    </span>
                    {written(text.as_deref())}
                </li>
            }
            .into_any(),
        ),
        StaffEvent::StaffOnly { .. } | StaffEvent::Opaque { .. } => happened(conversation, frame, say, key),
    }
}

fn happened(
    conversation: &Conversation,
    frame: &StaffFrame,
    say: &Formatter,
    key: String,
) -> Option<AnyView> {
    let Happened { text, reason, .. } = happened::of(&conversation.view.shared, frame, say)?;
    Some(
        view! {
            <li class="sys" data-key=key>
                {say.moment(frame.at)}
                " "
                {text}
                {reason.map(|reason| view! { <q>{reason}</q> })}
            </li>
        }
        .into_any(),
    )
}

/// Whether this is the biller's newest message: only there it is shown whether it was read.
fn is_last_own(conversation: &Conversation, seq: i64) -> bool {
    let last = conversation.view.log.iter().rev().find(|frame| {
        matches!(&frame.event,
            StaffEvent::Shared { event: PayerEvent::MessagePosted { by, .. }, .. } if *by != By::Payer)
    });
    last.is_some_and(|frame| frame.seq == seq)
}

fn who(conversation: &Conversation, by: &By) -> String {
    match by {
        By::Payer => conversation.payer.clone(),
        By::Biller { name: Some(name) } => name.clone(),
        By::Biller { name: None } => "Your systems".into(),
        By::System => "Billow".into(),
    }
}

/// The line of the invoice that it is about.
fn about(conversation: &Conversation, line: u32) -> AnyView {
    let name = usize::try_from(line).ok().and_then(|line| conversation.lines.get(line.checked_sub(1)?));
    let name = name.cloned().unwrap_or_else(|| format!("Line {line}"));
    view! { <small class="about">{name}</small> }.into_any()
}

/// A text that somebody wrote, with its links. Links open in another window and send no referrer.
fn written(text: Option<&str>) -> AnyView {
    match text {
        None => view! { <p class="erased">"Erased"</p> }.into_any(),
        Some(text) => {
            let parts = pieces(text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Link(link) => view! {
                        <a href=link.to_owned() target="_blank" rel="noopener noreferrer nofollow">
                            {link.to_owned()}
                        </a>
                    }
                    .into_any(),
                    Piece::Text(text) => text.to_owned().into_any(),
                })
                .collect_view();
            view! { <p>{parts}</p> }.into_any()
        }
    }
}

fn files(conversation: &Conversation, attachments: &[Attachment]) -> AnyView {
    if attachments.is_empty() {
        return ().into_any();
    }
    let rows = attachments
        .iter()
        .map(|file| {
            let href = format!("/console/invoices/{}/attachments/{}", conversation.invoice, file.id);
            let picture = file.media_type.starts_with("image/").then(|| {
                view! { <img src=href.clone() alt="" loading="lazy" width="160" /> }
            });
            view! {
                <li>
                    <a href=href.clone() download=file.name.clone()>
                        {picture}
                        <span>{file.name.clone()}</span>
                        " "
                        <small>{size(file.size)}</small>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="files">{rows}</ul> }.into_any()
}
