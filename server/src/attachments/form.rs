//! Reads forms, with or without files, within limits.

use std::time::Duration;

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use bytes::{Bytes, BytesMut};
use multer::{Constraints, Field, Multipart, SizeLimit};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use uuid::Uuid;

use super::FORM_WITH_FILE_BYTES;
use crate::state::App;

/// The most fields of a form, files included.
const MOST_FIELDS: usize = 20;
/// The longest field that is no file, in bytes: a message of 4,000 characters.
const LONGEST_FIELD: u64 = 64 * 1024;
/// How many forms with files are read at once; each may need as much memory as its file.
const AT_ONCE: usize = 32;
/// How long a form waits for its turn to be read.
const WAITS_FOR_ITS_TURN: Duration = Duration::from_secs(10);
/// How long a form may take to arrive.
pub const COMES_WITHIN: Duration = Duration::from_secs(120);

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

#[derive(Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    /// The file, if one was chosen.
    pub file: Option<Uploaded>,
}

/// A file as it arrived; nothing about it is known yet.
#[derive(Debug)]
pub struct Uploaded {
    /// The name that the browser gives it.
    pub name: String,
    pub bytes: Bytes,
}

/// Why a form was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotRead {
    /// The form or its file is too large.
    TooLarge,
    /// It is no form, or one that none of our pages sends.
    Broken,
    /// It took too long to arrive, or too many arrive at once.
    Busy,
}

impl Form {
    /// A field's first value.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a field.
    pub fn fields<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a form as a browser posts it: encoded as an address, or in parts with a file named `file`.
///
/// # Errors
/// [`NotRead`].
pub async fn read_form(app: &App, request: Request) -> Result<Form, NotRead> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if let Ok(boundary) = multer::parse_boundary(kind) {
        // A slow sender keeps others from sending, so each address has only a few of the places.
        let address = app.limits.address(request.headers(), request.extensions());
        let _share = app.limits.forms.take(Uuid::nil(), address).map_err(|_| NotRead::Busy)?;
        let Ok(Ok(_turn)) = timeout(WAITS_FOR_ITS_TURN, TURNS.acquire()).await else {
            return Err(NotRead::Busy);
        };
        return timeout(COMES_WITHIN, read_parts(request, boundary)).await.unwrap_or(Err(NotRead::Busy));
    }
    let fields = timeout(COMES_WITHIN, axum::Form::<Vec<(String, String)>>::from_request(request, &())).await;
    match fields.map_err(|_| NotRead::Busy)? {
        Ok(axum::Form(fields)) => Ok(Form { fields, file: None }),
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(NotRead::TooLarge),
        Err(_) => Err(NotRead::Broken),
    }
}

async fn read_parts(request: Request, boundary: String) -> Result<Form, NotRead> {
    let limits = SizeLimit::new()
        .whole_stream(FORM_WITH_FILE_BYTES as u64)
        .per_field(LONGEST_FIELD)
        .for_field("file", FORM_WITH_FILE_BYTES as u64);
    let body = request.into_body().into_data_stream();
    let mut parts = Multipart::with_constraints(body, boundary, Constraints::new().size_limit(limits));
    let mut form = Form::default();
    let mut count = 0;
    while let Some(part) = parts.next_field().await.map_err(not_read)? {
        count += 1;
        if count > MOST_FIELDS {
            return Err(NotRead::Broken);
        }
        let name = part.name().ok_or(NotRead::Broken)?.to_owned();
        if name != "file" {
            form.fields.push((name, part.text().await.map_err(not_read)?));
            continue;
        }
        let file = read_file(part).await?;
        // Without a chosen file browsers send an empty one without a name.
        if file.name.is_empty() && file.bytes.is_empty() {
            continue;
        }
        if form.file.replace(file).is_some() {
            return Err(NotRead::Broken);
        }
    }
    Ok(form)
}

async fn read_file(mut part: Field<'_>) -> Result<Uploaded, NotRead> {
    let name = part.file_name().unwrap_or_default().to_owned();
    let (mut bytes, mut too_large) = (BytesMut::new(), false);
    while let Some(piece) = part.chunk().await.map_err(not_read)? {
        too_large |= bytes.len() + piece.len() > files::MAX_BYTES;
        if too_large {
            // The rest is read and dropped: a browser that is cut off while sending shows no answer.
            bytes = BytesMut::new();
        } else {
            bytes.extend_from_slice(&piece);
        }
    }
    if too_large { Err(NotRead::TooLarge) } else { Ok(Uploaded { name, bytes: bytes.freeze() }) }
}

fn not_read(error: multer::Error) -> NotRead {
    match error {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => {
            NotRead::TooLarge
        }
        // The layer that limits the body has cut it.
        multer::Error::StreamReadFailed(_) => NotRead::TooLarge,
        _ => NotRead::Broken,
    }
}
