//! Receives a file: it is checked, named, recorded and stored, in this order.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ids::{AttachmentId, InvoiceId};
use files::{BlobError, Fit, Unfit};
use locale::{Language, Localizer};
use serde::Serialize;
use sha2::{Digest, Sha256};
use usecases::{Attach, Caller, FindAttachment, Input, UseCaseError, clean_name, execute};
use uuid::Uuid;

use super::form::{Form, NotRead, Uploaded};
use crate::limits::TooMany;
use crate::respond::{problem, request_id};
use crate::state::App;

#[derive(Debug)]
pub enum NotKept {
    /// The form could not be read.
    NotRead(NotRead),
    /// The file may not be attached.
    Unfit(Unfit),
    /// Too many files from this link or person.
    TooMany(TooMany),
    /// The use case refused it, or the database failed.
    Refused(UseCaseError),
    /// Its bytes could not be stored.
    NotStored(BlobError),
}

/// A file that was accepted.
#[derive(Debug, Clone, Serialize)]
pub struct Taken {
    pub id: AttachmentId,
    /// The name under which it is stored.
    pub name: String,
    pub media_type: String,
    /// In bytes.
    pub size: i64,
}

/// Checks a file and stores it for an invoice, until something is posted with it. The uploads of `holder`, a link or a
/// person, are counted. A file that comes again under the same key is the same file.
///
/// # Errors
/// [`NotKept`].
pub async fn keep(
    app: &App,
    holder: Uuid,
    caller: Caller,
    invoice: InvoiceId,
    file: Uploaded,
    key: Option<String>,
) -> Result<Taken, NotKept> {
    app.limits.upload(holder).map_err(NotKept::TooMany)?;
    let Uploaded { name, mut bytes } = file;
    // Checking ten megabytes keeps a thread busy for a moment.
    let checked = tokio::task::spawn_blocking(move || {
        files::check(&bytes).map(|fit| {
            let bytes = bytes.split_to(fit.length);
            (fit, <[u8; 32]>::from(Sha256::digest(&bytes)), bytes)
        })
    });
    let checked = checked.await.map_err(|error| NotKept::Refused(failed(&error)))?;
    let (Fit { kind, length }, sha256, bytes) = checked.map_err(NotKept::Unfit)?;
    let use_case = Attach {
        invoice,
        name: clean_name(&name, kind.endings()),
        media_type: kind.media_type().into(),
        size: i64::try_from(length).unwrap_or(i64::MAX),
        sha256,
    };
    let biller = caller.biller;
    // The name is not in the stored answer: a person wrote it.
    let name = use_case.name.clone();
    let input = Input { use_case, key };
    let attached = execute(&app.services, caller.clone(), input).await.map_err(NotKept::Refused)?.output;
    let id = attached.id;
    app.files.put(biller, id, bytes).await.map_err(NotKept::NotStored)?;
    // The payer may have been forgotten meanwhile, or long ago if the key was used before. Nothing else would find
    // these bytes again.
    let known = app.ask(&caller, FindAttachment { invoice, id }).await;
    if known.map_err(NotKept::Refused)?.is_none() {
        app.files.delete(biller, id).await.map_err(NotKept::NotStored)?;
        return Err(NotKept::Refused(UseCaseError::NotFound("file")));
    }
    Ok(Taken { id, name, media_type: attached.media_type, size: attached.size })
}

fn failed(error: &tokio::task::JoinError) -> UseCaseError {
    usecases::StoreError::Unavailable(error.to_string()).into()
}

/// The same for a form that a script sends: the answer is the file with its id, or a problem with a text to show.
///
/// # Errors
/// The problem (RFC 9457).
pub async fn take_in(
    app: &App,
    holder: Uuid,
    caller: Caller,
    invoice: InvoiceId,
    form: Result<Form, NotRead>,
) -> Result<Response, NotKept> {
    let file = form.map_err(NotKept::NotRead)?.file.ok_or(NotKept::Unfit(Unfit::Empty))?;
    let taken = keep(app, holder, caller, invoice, file, None).await?;
    Ok((StatusCode::CREATED, Json(taken)).into_response())
}

impl NotKept {
    /// The stable code, for which there are texts.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::NotRead(NotRead::TooLarge) => Unfit::TooLarge.code().into(),
            Self::NotRead(NotRead::Broken) => "file_damaged".into(),
            Self::NotRead(NotRead::Busy) | Self::TooMany(_) => "too_many_requests".into(),
            Self::Unfit(unfit) => unfit.code().into(),
            Self::Refused(error) => error.reason_code().to_owned(),
            Self::NotStored(_) => "unavailable".into(),
        }
    }

    /// The reason, in the reader's language.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let key = match self.code().as_str() {
            "file_empty" => "said-file-empty",
            "file_too_large" => "said-file-too-large",
            "file_kind" | "file_damaged" => "said-file-kind",
            "file_pixels" => "said-file-pixels",
            "file_too_many" | "file_no_room" => "said-file-many",
            "too_many_requests" => "said-too-many",
            "node_too_old" => "problem-newer-text",
            "outcome_unknown" => "said-unknown",
            _ => "said-refused",
        };
        Localizer::new(language, jiff::tz::TimeZone::UTC).text(key, &[])
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NotRead(NotRead::TooLarge) | Self::Unfit(Unfit::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotRead(NotRead::Broken) => StatusCode::BAD_REQUEST,
            Self::NotRead(NotRead::Busy) | Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::NotStored(_) | Self::Refused(UseCaseError::Store(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Refused(UseCaseError::NotFound(_)) => StatusCode::NOT_FOUND,
            Self::Unfit(_) | Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// The answer to a script.
    #[must_use]
    pub fn problem(&self, headers: &HeaderMap, language: Language) -> Response {
        match self {
            Self::NotStored(error) => {
                tracing::error!(request_id = request_id(headers), %error, "a file could not be kept");
            }
            Self::Refused(UseCaseError::Store(error)) => {
                tracing::error!(request_id = request_id(headers), %error, "a file could not be noted");
            }
            // The details go into the log for support; the name and content of the file do not.
            Self::Unfit(unfit) => {
                tracing::info!(request_id = request_id(headers), %unfit, "a file was refused")
            }
            _ => {}
        }
        problem(self.status(), &self.code(), "the file was not taken", Some(&self.text(language)))
    }
}
