//! `POST /console/invoices/{invoice}/say`: a message or a note, with or without scripts.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::ids::{AttachmentId, InvoiceId};
use locale::Language;
use usecases::{Input, PostMessage, StoreError, UseCaseError, WriteNote, execute};

use crate::attachments::{Form, NotKept, keep, read_form};
use crate::auth::Staff;
use crate::routes::console::answer::{not_stored, reason, see};
use crate::routes::console::conversations::conversation::Kept;
use crate::routes::console::conversations::inbox;
use crate::routes::console::notice::Notice;
use crate::state::App;

/// Posts it, and shows the conversation again.
pub async fn say(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let form = match read_form(&app, request).await {
        Ok(form) => form,
        Err(not_read) => {
            let why = NotKept::NotRead(not_read).text(Language::En);
            return inbox::not_taken(&app, &staff, invoice, why, Kept::default(), &headers).await;
        }
    };
    match staff.still_holds(&app).await {
        Ok(true) => {}
        Ok(false) => return Notice::logged_out().into_response(),
        Err(error) => return not_stored(&headers, &error),
    }
    let text = form.field("text").unwrap_or_default().to_owned();
    let done = match post(&app, &staff, invoice, form).await {
        Ok(done) => done,
        Err(NotPosted::Failed(error)) => return not_stored(&headers, &error),
        Err(NotPosted::Refused(why)) => {
            return inbox::not_taken(&app, &staff, invoice, why, Kept(text), &headers).await;
        }
    };
    see(&format!("/console/inbox/{invoice}?done={done}#say-text"))
}

enum NotPosted {
    Failed(StoreError),
    Refused(String),
}

impl From<UseCaseError> for NotPosted {
    fn from(error: UseCaseError) -> Self {
        match error {
            UseCaseError::Store(error) => Self::Failed(error),
            refused => Self::Refused(reason(&refused)),
        }
    }
}

async fn post(app: &App, staff: &Staff, invoice: InvoiceId, form: Form) -> Result<&'static str, NotPosted> {
    let key = form.field("id").filter(|key| !key.is_empty()).map(str::to_owned);
    let text = form.field("text").unwrap_or_default().replace("\r\n", "\n");
    if form.field("kind") == Some("note") {
        let input = Input { use_case: WriteNote { invoice, text }, key };
        execute(&app.services, staff.caller(), input).await?;
        return Ok("noted");
    }
    let line = form.field("line").and_then(|line| line.parse().ok());
    let mut attachments: Vec<AttachmentId> =
        form.fields("attachments").filter_map(|id| id.parse().ok()).collect();
    if let Some(file) = form.file {
        let once = key.as_ref().map(|key| format!("{key}/file"));
        let kept = keep(app, staff.id.0, staff.caller(), invoice, file, once).await;
        attachments.push(kept.map_err(|not_kept| NotPosted::Refused(not_kept.text(Language::En)))?.id);
    }
    let use_case = PostMessage { line, attachments, ..PostMessage::plain(invoice, text) };
    execute(&app.services, staff.caller(), Input { use_case, key }).await?;
    Ok("sent")
}
