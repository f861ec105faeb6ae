//! `/console/replies`: canned replies and the question list.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::Notice;
use console::pages::conversations::replies::{RepliesPage, Reply, Text, render};
use locale::Language;
use usecases::{
    Input, ListReplies, PutReply, RemoveReply, ReplyId, ReplyKind, ReplyText, SavedReply, UseCaseError,
    VARIABLES, execute,
};

use crate::auth::Staff;
use crate::routes::console::answer::{ListQuery, failed, not_stored, page, reason, refused, see};
use crate::routes::console::frame::{FrameContext, around, done};
use crate::state::App;

pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, done(&asked.done)).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

async fn build(app: &App, staff: &Staff, notice: Option<Notice>) -> anyhow::Result<RepliesPage> {
    let FrameContext { frame, .. } = around(app, staff, notice).await?;
    let saved = app.ask(&staff.caller(), ListReplies).await?;
    let of = |kind| saved.iter().filter(|reply| reply.kind == kind).map(reply).collect();
    Ok(RepliesPage {
        frame,
        replies: of(ReplyKind::Canned),
        questions: of(ReplyKind::Question),
        blank: texts(&BTreeMap::new()),
        variables: VARIABLES.iter().map(|name| format!("{{{name}}}")).collect(),
        key: app.services.ids.next_id().to_string(),
    })
}

fn reply(saved: &SavedReply) -> Reply {
    Reply { id: Some(saved.id.to_string()), name: saved.name.clone(), texts: texts(&saved.texts) }
}

/// One field for each language; empty if there is no text in it.
fn texts(known: &BTreeMap<String, ReplyText>) -> Vec<Text> {
    let text = |language: Language| {
        let known = known.get(language.tag()).cloned().unwrap_or_default();
        Text {
            language: language.tag().to_owned(),
            name: language.own_name().to_owned(),
            text: known.text,
            phrases: known.phrases.join("\n"),
        }
    };
    Language::ALL.into_iter().map(text).collect()
}

/// `POST /console/replies`: writes one, or removes it.
pub async fn change(
    State(app): State<App>,
    staff: Staff,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let field = |name: &str| form.get(name).map(|text| text.trim()).unwrap_or_default();
    let id: Option<ReplyId> = field("id").parse().ok();
    let key = Some(field("key").to_owned()).filter(|key| !key.is_empty());
    let (result, word) = match (id, field("remove")) {
        (Some(id), "1") => {
            let input = Input { use_case: RemoveReply { id }, key };
            (execute(&app.services, staff.caller(), input).await.map(drop), "removed")
        }
        _ => {
            let use_case = put(id, &form);
            (execute(&app.services, staff.caller(), Input { use_case, key }).await.map(drop), "saved")
        }
    };
    match result {
        Ok(()) => see(&format!("/console/replies?done={word}")),
        Err(UseCaseError::Store(error)) => not_stored(&headers, &error),
        Err(error) => match build(&app, &staff, Some(Notice::Refused(reason(&error)))).await {
            Ok(built) => refused(render(&built)),
            Err(error) => failed(&headers, &error),
        },
    }
}

fn put(id: Option<ReplyId>, form: &BTreeMap<String, String>) -> PutReply {
    let field = |name: &str| form.get(name).map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
    let text = |language: Language| {
        let phrases = field(&format!("phrases-{}", language.tag()));
        let phrases = phrases.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        let text = ReplyText { text: field(&format!("text-{}", language.tag())), phrases: phrases.collect() };
        let empty = text.text.trim().is_empty() && text.phrases.is_empty();
        (!empty).then(|| (language.tag().to_owned(), text))
    };
    PutReply {
        id,
        kind: field("kind").parse().unwrap_or(ReplyKind::Canned),
        name: field("name"),
        texts: Language::ALL.into_iter().filter_map(text).collect(),
    }
}
