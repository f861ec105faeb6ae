//! Links to a payer's page: created, listed, revoked.

use axum::Json;
use axum::http::StatusCode;
use domain::Timestamp;
use domain::ids::{InvoiceId, LinkId};
use serde::{Deserialize, Serialize};
use usecases::{Link, ListLinks, MakeLink, RevokeLink};
use utoipa::ToSchema;

use super::call::{Body, Call, Id, KeyWelcome, created_or_known};
use super::checks::Checks;
use super::problem::ApiProblem;
use super::responses::Repeated;
use super::{link_address, tags};
use crate::state::App;

/// How many links of one channel an invoice has at most.
const MOST_COPIES: i64 = 1_000;

/// Where a link is sent.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By mail.
    Email,
    /// By text message.
    Sms,
    /// On paper.
    Print,
    /// By the biller's own system.
    Api,
}

impl Channel {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Print => "print",
            Self::Api => "api",
        }
    }
}

/// The link to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"channel": "email"}))]
pub struct NewLink {
    /// Where it is sent: there is one link for each channel and copy.
    channel: Channel,
    /// Which copy; 1 where it is not stated.
    #[schema(minimum = 1, maximum = 1000)]
    copy: Option<i64>,
    /// When it ends, UTC milliseconds; never where it is not stated. A link that works already keeps its
    /// end unless it is rotated.
    expires_at: Option<i64>,
    /// Give a link that works another address; the old one ends at once.
    #[serde(default)]
    rotate: bool,
}

/// A link that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeLink {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// Its address; nothing where the secret key it was made with is gone.
    #[schema(example = "https://pay.example.com/i/3q2-7wAAAAAAAAAAAAAAAA")]
    link: Option<String>,
    /// When it ends, UTC milliseconds; never where there is none.
    expires_at: Option<i64>,
}

/// Make a link
///
/// Makes the link of a channel, or shows the one that works already. One that was revoked or has expired
/// comes back under another address.
#[utoipa::path(
    post,
    path = "/invoices/{id}/links",
    tag = tags::LINKS,
    operation_id = "make_link",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id"), KeyWelcome),
    request_body = NewLink,
    responses((status = 201, description = "The link", body = MadeLink), Repeated<MadeLink>)
)]
pub async fn make(
    call: Call,
    Id(invoice): Id<InvoiceId>,
    Body(body): Body<NewLink>,
) -> Result<(StatusCode, Json<MadeLink>), ApiProblem> {
    let app = call.app.clone();
    let mut checks = Checks::default();
    let copy = body.copy.unwrap_or(1);
    if !(1..=MOST_COPIES).contains(&copy) {
        checks.add("/copy", "range", format!("a copy is a number from 1 to {MOST_COPIES}"));
    }
    let expires_at = body.expires_at.map(Timestamp);
    if expires_at.is_some_and(|end| end <= app.services.clock.now()) {
        checks.add("/expires_at", "past", "a link cannot end before it begins");
    }
    checks.finish()?;
    let channel = body.channel.as_str().to_owned();
    let done = call.execute(MakeLink { invoice, channel, copy, expires_at, rotate: body.rotate }).await?;
    let status = created_or_known(&done);
    let made = done.output;
    let link = MadeLink {
        id: made.link_id.to_string(),
        link: made.token(&app.services.link_keys).map(|token| link_address(&app, &token)),
        expires_at: made.expires_at.map(|at| at.0),
    };
    Ok((status, Json(link)))
}

/// Whether a link opens the page.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It opens.
    Valid,
    /// It has ended by itself.
    Expired,
    /// It was ended.
    Revoked,
}

/// A link.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnownLink {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// Where it is sent.
    #[schema(example = "email")]
    channel: String,
    /// Which copy.
    #[schema(example = 1)]
    copy: i64,
    /// Whether it opens the page.
    state: LinkState,
    /// Its address; nothing where the secret key it was made with is gone.
    #[schema(example = "https://pay.example.com/i/3q2-7wAAAAAAAAAAAAAAAA")]
    link: Option<String>,
    /// When it was made, UTC milliseconds.
    created_at: i64,
    /// When it ends, UTC milliseconds; never where there is none.
    expires_at: Option<i64>,
    /// When it was revoked, UTC milliseconds.
    revoked_at: Option<i64>,
}

impl KnownLink {
    fn of(app: &App, link: &Link) -> Self {
        let state = if link.revoked_at.is_some() {
            LinkState::Revoked
        } else if link.is_valid(app.services.clock.now()) {
            LinkState::Valid
        } else {
            LinkState::Expired
        };
        Self {
            id: link.id.to_string(),
            channel: link.place.channel.clone(),
            copy: link.place.copy,
            state,
            link: app.services.link_keys.token(link).map(|token| link_address(app, &token)),
            created_at: link.created_at.0,
            expires_at: link.expires_at.map(|at| at.0),
            revoked_at: link.revoked_at.map(|at| at.0),
        }
    }
}

/// The links of an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkList {
    /// The links, oldest first.
    links: Vec<KnownLink>,
}

/// List the links of an invoice
#[utoipa::path(
    get,
    path = "/invoices/{id}/links",
    tag = tags::LINKS,
    operation_id = "list_links",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id")),
    responses((status = 200, description = "Its links", body = LinkList))
)]
pub async fn of_invoice(call: Call, Id(id): Id<InvoiceId>) -> Result<Json<LinkList>, ApiProblem> {
    call.invoice(id).await?;
    let links = call.ask(ListLinks { invoice: id }).await?;
    Ok(Json(LinkList { links: links.iter().map(|link| KnownLink::of(&call.app, link)).collect() }))
}

/// Revoke a link
///
/// Its address stops working at once. Revoking it again changes nothing.
#[utoipa::path(
    delete,
    path = "/links/{link_id}",
    tag = tags::LINKS,
    operation_id = "revoke_link",
    params(("link_id" = String, Path, format = Uuid, description = "The link's id"), KeyWelcome),
    responses((status = 204, description = "It is revoked"))
)]
pub async fn revoke(call: Call, Id(link): Id<LinkId>) -> Result<StatusCode, ApiProblem> {
    call.execute(RevokeLink { link }).await?;
    Ok(StatusCode::NO_CONTENT)
}
