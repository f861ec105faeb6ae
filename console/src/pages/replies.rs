//! Canned replies, and the questions that are answered automatically.

use leptos::prelude::*;

use super::{Area, Frame, Rendered};

/// A text that staff or Billow send again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its id; nothing for a new one.
    pub id: Option<String>,
    /// What it is called.
    pub title: String,
    /// The words that a question has to contain, for automatic answers; empty for canned replies.
    pub words: String,
    /// The tag of its language; empty for every language.
    pub language: String,
    /// Its text.
    pub text: String,
}

/// The page.
#[derive(Clone)]
pub struct RepliesPage {
    /// What stands around it.
    pub frame: Frame,
    /// Canned replies.
    pub replies: Vec<Reply>,
    /// Questions and their answers.
    pub questions: Vec<Reply>,
    /// Languages to choose from: tag and own name.
    pub languages: Vec<(String, String)>,
    /// The variables that texts may hold.
    pub variables: Vec<String>,
    /// The key of the forms, new for each page.
    pub key: String,
}

/// Renders the whole document.
#[must_use]
pub fn render(page: &RepliesPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Replies), "Replies", "wide", None, move || body(&page))
}

fn body(page: &RepliesPage) -> AnyView {
    let new = Reply {
        id: None,
        title: String::new(),
        words: String::new(),
        language: String::new(),
        text: String::new(),
    };
    let forms = |list: &[Reply], questions: bool| {
        list.iter()
            .chain([&new])
            .enumerate()
            .map(|(at, reply)| form(page, reply, questions, at))
            .collect_view()
    };
    view! {
        <h1>"Replies"</h1>
        <p class="soft">
            "Texts may hold " <code>{page.variables.join(" ")}</code>
            ", filled in with the figures of the invoice they are used on."
        </p>
        <h2>"Canned replies"</h2>
        <p class="soft">"Staff take them in the composer by \"/\"."</p>
        <div class="stack">{forms(&page.replies, false)}</div>
        <h2>"Questions answered automatically"</h2>
        <p class="soft">
            "A question that contains all words of a line is answered with its text, marked as automatic. What is not
            clear goes to a person."
        </p>
        <div class="stack">{forms(&page.questions, true)}</div>
    }
    .into_any()
}

fn form(page: &RepliesPage, reply: &Reply, question: bool, at: usize) -> AnyView {
    let kind = if question { "question" } else { "reply" };
    let field = |name: &str| format!("{kind}-{at}-{name}");
    let languages = page
        .languages
        .iter()
        .map(|(tag, name)| {
            let selected = (*tag == reply.language).then_some("");
            view! {
                <option value=tag.clone() selected=selected>
                    {name.clone()}
                </option>
            }
        })
        .collect_view();
    let words = question.then(|| {
        view! {
            <div class="field">
                <label for=field("words")>"Words of the question"</label>
                <input id=field("words") name="words" value=reply.words.clone() maxlength="500" required="" />
            </div>
        }
    });
    let (id, is_new) = (reply.id.clone().unwrap_or_default(), reply.id.is_none());
    let remove = (!is_new).then(|| {
        view! {
            <button type="submit" class="btn" name="remove" value="1" formnovalidate="">
                "Remove"
            </button>
        }
    });
    let summary = if is_new { format!("New {kind}") } else { reply.title.clone() };
    view! {
        <details class="card" data-stays="">
            <summary>{summary}</summary>
            <form class="fields" method="post" action="/console/replies">
                <input type="hidden" name="key" value=page.key.clone() />
                <input type="hidden" name="kind" value=kind />
                <input type="hidden" name="id" value=id />
                <div class="field">
                    <label for=field("title")>"Title"</label>
                    <input id=field("title") name="title" value=reply.title.clone() maxlength="100" required="" />
                </div>
                {words}
                <div class="field">
                    <label for=field("language")>"Language"</label>
                    <select id=field("language") name="language">
                        <option value="">"Every language"</option>
                        {languages}
                    </select>
                </div>
                <div class="field">
                    <label for=field("text")>"Text"</label>
                    <textarea id=field("text") name="text" rows="4" maxlength="4000" required="">
                        {reply.text.clone()}
                    </textarea>
                </div>
                <p class="r">
                    <button type="submit" class="btn p">
                        "Save"
                    </button>
                    {remove}
                </p>
            </form>
        </details>
    }
    .into_any()
}
