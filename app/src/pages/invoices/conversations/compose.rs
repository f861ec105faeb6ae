//! The message form.

use leptos::prelude::*;

use crate::pages::invoices::FormOutcome;
use crate::pages::invoices::parts::Parts;

/// The most characters of a message; the server checks too.
const LONGEST: &str = "4000";
/// The types that can be attached. The server checks the content, whatever the name says.
pub const ACCEPTED: &str = "image/png,image/jpeg,image/webp,application/pdf,.png,.jpg,.jpeg,.webp,.pdf";

/// Text, line, and files. Without scripts one click sends everything, with one file. With scripts files are uploaded
/// when they are chosen, several if need be.
#[component]
pub fn Compose(parts: Parts) -> impl IntoView {
    let kept = match &parts.page.said {
        Some(FormOutcome::Refused { text, .. }) => text.clone(),
        _ => String::new(),
    };
    let invalid = matches!(parts.page.said, Some(FormOutcome::Refused { .. })).then_some("true");
    let described = invalid.map(|_| "refused");
    let name = parts.page.line.map(|line| parts.line_name(line)).filter(|name| !name.is_empty());
    let line = parts.page.line.filter(|_| name.is_some()).map(|line| line.to_string()).unwrap_or_default();
    let tied = name.map(|name| parts.words.text("message-about", &[("line", &name)])).unwrap_or_default();
    let untied = tied.is_empty().then_some("");
    view! {
        <form
            class="say"
            id="say"
            method="post"
            enctype="multipart/form-data"
            action=format!("{}/say", parts.page.base_path)
            data-say-form=""
        >
            <input type="hidden" name="id" value=parts.page.say_key.clone() />
            <input type="hidden" name="lang" value=parts.words.language().to_owned() />
            <input type="hidden" name="line" value=line />
            <p class="tied" data-say="tied" hidden=untied>
                <span class="tie" data-say="tie">
                    {tied}
                </span>
                <a href=parts.here("#conversation") class="drop" data-untie="" aria-label=parts.text("line-ask-drop")>
                    "×"
                </a>
            </p>
            <ul class="uploads" data-list="uploads"></ul>
            <template data-for="upload">
                <li>
                    <img alt="" hidden="" />
                    <span data-field="name"></span>
                    <progress max="100" value="0" aria-label=parts.text("attach-label")></progress>
                    <small data-field="size"></small>
                    <button type="button" class="drop" data-remove="" aria-label=parts.text("attach-remove")>
                        "×"
                    </button>
                </li>
            </template>
            <p class="error" data-say="error" role="alert" hidden=""></p>
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
            <div class="tools">
                <label class="attach" title=parts.text("attach-hint")>
                    <span>{parts.text("attach-label")}</span>
                    <input
                        type="file"
                        name="file"
                        accept=ACCEPTED
                        aria-describedby="attach-hint"
                        data-files=""
                    />
                </label>
                <button type="submit" class="btn">
                    {parts.text("chat-send")}
                </button>
            </div>
            <p class="hint attach-hint" id="attach-hint">
                {parts.text("attach-hint")}
            </p>
        </form>
    }
    .into_any()
}
