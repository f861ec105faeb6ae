//! Pages for what cannot be shown: what is wrong, and one way forward.

use std::sync::Arc;

use leptos::prelude::*;

use super::brand::Brand;
use super::shell::Shell;
use super::{Assets, Rendered};
use crate::words::Words;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageProblem {
    /// A link that is wrong, expired or revoked. The page is the same for all three.
    Link,
    NotFound,
    /// Too many requests.
    TooMany {
        /// After how many seconds another try makes sense.
        retry_after_seconds: u32,
    },
    /// This server has an older version than another one that writes to the same database.
    Newer {
        /// After how many seconds another try makes sense.
        retry_after_seconds: u32,
    },
    /// Nobody knows whether what was asked for was done.
    OutcomeUnknown {
        /// The request's id, which the log has too.
        request_id: String,
    },
    Server {
        /// The request's id, which the log has too.
        request_id: String,
    },
}

/// A page that says what is wrong and what to do.
#[derive(Debug, Clone)]
pub struct ProblemPage {
    pub problem: PageProblem,
    pub assets: Assets,
}

#[must_use]
pub fn render(page: &ProblemPage, words: Arc<dyn Words>) -> Rendered {
    let told = told(&page.problem, &*words);
    // These pages need no script, only the style sheet.
    let assets = Assets { css: page.assets.css.clone(), js: None, wasm: None };
    let shell = Shell {
        language: words.language().to_owned(),
        title: told.title.clone(),
        brand: Brand::default(),
        assets,
    };
    shell.render(move || view! { <Body told /> })
}

struct ProblemText {
    title: String,
    text: String,
    steps: Vec<String>,
    note: Option<String>,
}

fn told(problem: &PageProblem, words: &dyn Words) -> ProblemText {
    let text = |key: &str| words.text(key, &[]);
    match problem {
        PageProblem::Link => ProblemText {
            title: text("problem-link-title"),
            text: text("problem-link-text"),
            steps: vec![text("problem-link-newest"), text("problem-link-whole"), text("problem-link-ask")],
            note: None,
        },
        PageProblem::NotFound => ProblemText {
            title: text("problem-not-found-title"),
            text: text("problem-not-found-text"),
            steps: Vec::new(),
            note: None,
        },
        PageProblem::TooMany { retry_after_seconds } => ProblemText {
            title: text("problem-too-many-title"),
            text: words
                .text("problem-too-many-text", &[("seconds", &(*retry_after_seconds).max(1).to_string())]),
            steps: Vec::new(),
            note: None,
        },
        PageProblem::Newer { .. } => ProblemText {
            title: text("problem-too-many-title"),
            text: text("problem-newer-text"),
            steps: Vec::new(),
            note: None,
        },
        PageProblem::OutcomeUnknown { request_id } => ProblemText {
            title: text("problem-unknown-title"),
            text: text("problem-unknown-text"),
            steps: vec![text("problem-unknown-again"), text("problem-unknown-look")],
            note: Some(words.text("problem-server-id", &[("id", request_id)])),
        },
        PageProblem::Server { request_id } => ProblemText {
            title: text("problem-server-title"),
            text: text("problem-server-text"),
            steps: Vec::new(),
            note: Some(words.text("problem-server-id", &[("id", request_id)])),
        },
    }
}

#[component]
fn Body(told: ProblemText) -> impl IntoView {
    let ProblemText { title, text, steps, note } = told;
    let steps = (!steps.is_empty()).then(|| {
        let steps = steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
        view! { <ol class="steps">{steps}</ol> }
    });
    view! {
        <main class="problem" id="main">
            <div class="card">
                <h1>{title}</h1>
                // A form that is sent without leaving its page shows this text beside itself.
                <p id="refused">{text}</p>
                {steps}
                {note.map(|note| view! { <p class="hint num">{note}</p> })}
            </div>
        </main>
    }
}
