//! Canned replies, and the questions that are answered automatically.

use leptos::prelude::*;

use crate::pages::{Area, Frame, Rendered};

/// A text of a reply in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub language: String,
    /// The language's name in itself.
    pub name: String,
    pub text: String,
    /// Phrases by which a question is recognised, one line each; empty for canned replies.
    pub phrases: String,
}

/// A text that staff or Billow send often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its id; nothing for a new one.
    pub id: Option<String>,
    pub name: String,
    /// Its texts, one for each language.
    pub texts: Vec<Text>,
}

#[derive(Clone)]
pub struct RepliesPage {
    pub frame: Frame,
    pub replies: Vec<Reply>,
    /// Questions and their answers.
    pub questions: Vec<Reply>,
    /// Empty texts, one for each language.
    pub blank: Vec<Text>,
    /// The variables that texts may contain.
    pub variables: Vec<String>,
    /// The key of the forms, new for each page.
    pub key: String,
}

#[must_use]
pub fn render(page: &RepliesPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Replies), "Replies", "wide", None, move || body(&page))
}

fn body(page: &RepliesPage) -> AnyView {
    let new = Reply { id: None, name: String::new(), texts: page.blank.clone() };
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
            "A question that contains all words of one line is answered with the text, marked as automatic. What is \
             not clear goes to a person."
        </p>
        <div class="stack">{forms(&page.questions, true)}</div>
    }
    .into_any()
}

fn form(page: &RepliesPage, reply: &Reply, question: bool, at: usize) -> AnyView {
    let kind = if question { "question" } else { "canned" };
    let name_id = format!("{kind}-{at}-name");
    let texts = reply
        .texts
        .iter()
        .map(|text| {
            let (text_id, phrases_id) =
                (format!("{kind}-{at}-{}", text.language), format!("{kind}-{at}-{}-phrases", text.language));
            let phrases = question.then(|| {
                view! {
                    <div class="field">
                        <label for=phrases_id.clone()>{format!("Words, {}", text.name)}</label>
                        <textarea
                            id=phrases_id
                            name=format!("phrases-{}", text.language)
                            rows="2"
                            lang=text.language.clone()
                        >
                            {text.phrases.clone()}
                        </textarea>
                    </div>
                }
            });
            view! {
                {phrases}
                <div class="field">
                    <label for=text_id.clone()>{format!("Text, {}", text.name)}</label>
                    <textarea
                        id=text_id
                        name=format!("text-{}", text.language)
                        rows="3"
                        maxlength="4000"
                        lang=text.language.clone()
                    >
                        {text.text.clone()}
                    </textarea>
                </div>
            }
        })
        .collect_view();
    let (id, is_new) = (reply.id.clone().unwrap_or_default(), reply.id.is_none());
    let remove = (!is_new).then(|| {
        view! {
            <button type="submit" class="btn" name="remove" value="1" formnovalidate="">
                "Remove"
            </button>
        }
    });
    let summary = match (is_new, question) {
        (true, false) => "New canned reply".to_owned(),
        (true, true) => "New question".to_owned(),
        (false, _) => reply.name.clone(),
    };
    view! {
        <details class="card" data-stays="">
            <summary>{summary}</summary>
            <form class="fields" method="post" action="/console/replies">
                <input type="hidden" name="key" value=page.key.clone() />
                <input type="hidden" name="kind" value=kind />
                <input type="hidden" name="id" value=id />
                <div class="field">
                    <label for=name_id.clone()>"Name"</label>
                    <input id=name_id name="name" value=reply.name.clone() maxlength="80" required="" />
                </div>
                {texts}
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
