//! The form in which staff write.

use leptos::prelude::*;

use crate::pages::conversations::conversation::Conversation;

/// The most characters of a message; the server checks too.
const LONGEST: &str = "4000";

/// The form: a message or a note, about a line, with files.
pub fn form(conversation: &Conversation) -> AnyView {
    let base = format!("/console/invoices/{}", conversation.invoice);
    let placeholder = format!("Write to {} …  / for canned replies", conversation.payer);
    let lines = conversation
        .lines
        .iter()
        .enumerate()
        .map(|(at, name)| view! { <option value=(at + 1).to_string()>{name.clone()}</option> })
        .collect_view();
    let replies = conversation
        .replies
        .iter()
        .map(|reply| {
            view! {
                <li>
                    <button type="button" data-reply=reply.text.clone()>
                        <b>{reply.title.clone()}</b>
                        <small>{reply.text.clone()}</small>
                    </button>
                </li>
            }
        })
        .collect_view();
    let any_reply = !conversation.replies.is_empty();
    view! {
        <form
            class="say"
            method="post"
            action=format!("{base}/say")
            enctype="multipart/form-data"
            data-composer=""
            data-kind="message"
            data-keep=""
        >
            <input type="hidden" name="id" value=conversation.key.clone() />
            <div class="kinds" role="radiogroup" aria-label="What to write">
                <label>
                    <input type="radio" name="kind" value="message" checked="" />
                    "Message"
                </label>
                <label>
                    <input type="radio" name="kind" value="note" />
                    "Note, staff only"
                </label>
                <label class="line">
                    <span class="sr">"About a line"</span>
                    <select name="line">
                        <option value="">"About the whole invoice"</option>
                        {lines}
                    </select>
                </label>
            </div>
            <label for="say-text" class="sr">
                "Text"
            </label>
            <textarea
                id="say-text"
                name="text"
                rows="3"
                maxlength=LONGEST
                placeholder=placeholder
                data-shortcut="r"
                aria-keyshortcuts="r"
            >
                {conversation.kept.clone()}
            </textarea>
            <ul class="chosen" data-files="" aria-label="Attached"></ul>
            <div class="r">
                <button type="button" class="btn" data-kind-of="note" data-shortcut="n" data-needs-script="" hidden="">
                    "Note "
                    <kbd>"N"</kbd>
                </button>
                <a class="btn" href=format!("{base}/propose") data-shortcut="p">
                    "Propose "
                    <kbd>"P"</kbd>
                </a>
                {any_reply
                    .then(|| {
                        view! {
                            <details class="menu up" data-replies="" data-needs-script="" hidden="">
                                <summary class="btn">"Replies"</summary>
                                <ul class="sheet">{replies}</ul>
                            </details>
                        }
                    })}
                <label class="btn attach">
                    "Attach"
                    <input
                        type="file"
                        name="file"
                        class="sr"
                        accept="image/png,image/jpeg,image/webp,application/pdf"
                        data-upload=format!("{base}/attachments")
                    />
                </label>
                <button type="submit" class="btn p">
                    "Send "
                    <kbd>"Ctrl ↵"</kbd>
                </button>
            </div>
        </form>
        <template data-for="outbox">
            <li class="msg" data-mine="" data-unsent="waiting">
                <span class="by" data-field="who"></span>
                <div class="bubble">
                    <p data-field="text"></p>
                </div>
                <span class="acts">
                    <button type="button" class="quiet" data-again="" hidden="">
                        "Try again"
                    </button>
                    <button type="button" class="quiet" data-discard="" hidden="">
                        "Discard"
                    </button>
                </span>
            </li>
        </template>
        <template data-for="file">
            <li>
                <span data-field="name"></span>
                " "
                <button type="button" class="quiet" aria-label="Remove">
                    "×"
                </button>
            </li>
        </template>
    }
    .into_any()
}
