//! `GET /i/{token}/live` and its counterparts for staff: who may open a socket, and the answers to others.

use app::live::{PROTOCOL, close};
use axum::extract::rejection::QueryRejection;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{ACCEPT, HOST, ORIGIN};
use axum::http::{Extensions, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::ids::InvoiceId;
use locale::Language;

use super::asked::{Closed, SocketQuery};
use super::reader::Reader;
use super::socket::{self, Socket};
use super::{LARGEST_MESSAGE, inbox, poll};
use crate::auth::{Staff, Unopened, find_link};
use crate::limits::ConnectionPermit;
use crate::respond::browser_languages;
use crate::state::App;

/// Opens a socket, or answers a poll.
pub async fn connect(
    State(app): State<App>,
    Path(token): Path<String>,
    asked: Result<Query<SocketQuery>, QueryRejection>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    let Ok(Query(asked)) = asked else { return Closed::Unreadable.into_response() };
    let answer = match upgrade {
        Ok(upgrade) => open(&app, &token, asked, upgrade, &headers, &extensions).await,
        Err(_) if takes_json(&headers) && asked.v == PROTOCOL => {
            poll::answer(&app, &token, asked, &headers, &extensions).await
        }
        Err(_) => Err(Closed::UpgradeRequired),
    };
    answer.unwrap_or_else(IntoResponse::into_response)
}

async fn open(
    app: &App,
    token: &str,
    asked: SocketQuery,
    upgrade: WebSocketUpgrade,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> Result<Response, Closed> {
    let upgrade = check(app, asked, upgrade, headers)?;
    let address = app.limits.address(headers, extensions);
    app.limits.page(address).map_err(Closed::TooMany)?;
    let upgrade = match upgrade {
        Spoken::Same(upgrade) => upgrade,
        Spoken::Older(response) => return Ok(response),
    };
    let link = match find_link(app, token, address).await {
        Ok(link) => link,
        Err(Unopened::Link) => return Ok(farewell(upgrade, close::LINK_INVALID)),
        Err(other) => return Err(Closed::unopened(other, headers)),
    };
    let permit = app.limits.sockets.take(link.id.0, address).map_err(Closed::TooMany)?;
    let language = browser_languages(headers).and_then(Language::negotiate);
    let socket = Socket::new(app.clone(), Reader::payer(link, language), permit, asked.since);
    Ok(upgrade.on_upgrade(|it| socket.run(it)))
}

/// Opens the socket of an invoice for staff. The console's guard has checked that the invoice is the biller's.
pub async fn connect_staff(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    asked: Result<Query<SocketQuery>, QueryRejection>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    let opened = opened(&app, &staff, asked, upgrade, &headers, &extensions);
    let answer = opened.map(|opened| match opened {
        Opened::Yes(upgrade, permit, since) => {
            let socket = Socket::new(app.clone(), Reader::staff(staff, invoice), permit, since);
            upgrade.on_upgrade(|it| socket.run(it))
        }
        Opened::No(response) => response,
    });
    answer.unwrap_or_else(IntoResponse::into_response)
}

/// Opens the socket that tells staff of every conversation that changes.
pub async fn connect_inbox(
    State(app): State<App>,
    staff: Staff,
    asked: Result<Query<SocketQuery>, QueryRejection>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    let opened = opened(&app, &staff, asked, upgrade, &headers, &extensions);
    let answer = opened.map(|opened| match opened {
        Opened::Yes(upgrade, permit, _) => {
            let app = app.clone();
            upgrade.on_upgrade(|line| inbox::serve(app, staff, permit, line))
        }
        Opened::No(response) => response,
    });
    answer.unwrap_or_else(IntoResponse::into_response)
}

/// The result of opening a socket for staff.
enum Opened {
    Yes(WebSocketUpgrade, ConnectionPermit, i64),
    No(Response),
}

fn opened(
    app: &App,
    staff: &Staff,
    asked: Result<Query<SocketQuery>, QueryRejection>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> Result<Opened, Closed> {
    let Query(asked) = asked.map_err(|_| Closed::Unreadable)?;
    let upgrade = upgrade.map_err(|_| Closed::UpgradeRequired)?;
    match check(app, asked, upgrade, headers)? {
        Spoken::Older(response) => Ok(Opened::No(response)),
        Spoken::Same(upgrade) => {
            let address = app.limits.address(headers, extensions);
            let permit = app.limits.sockets.take(staff.id.0, address).map_err(Closed::TooMany)?;
            Ok(Opened::Yes(upgrade, permit, asked.since))
        }
    }
}

/// Whether a page speaks the protocol of this version.
enum Spoken {
    Same(WebSocketUpgrade),
    /// It does not, and gets this answer.
    Older(Response),
}

/// A socket may be opened only from our own pages, with their protocol.
fn check(
    app: &App,
    asked: SocketQuery,
    upgrade: WebSocketUpgrade,
    headers: &HeaderMap,
) -> Result<Spoken, Closed> {
    // The smallest buffers that suffice: tungstenite's defaults would cost a hundred kilobytes for each viewer. A page
    // sends rare, short messages; for a longer one the buffer grows.
    let upgrade = upgrade
        .read_buffer_size(512)
        .write_buffer_size(0)
        .max_frame_size(LARGEST_MESSAGE)
        .max_message_size(LARGEST_MESSAGE);
    if !is_own_origin(headers, &app.settings.base_url) {
        return Err(Closed::ForeignOrigin);
    }
    Ok(match asked.v {
        PROTOCOL => Spoken::Same(upgrade),
        _ => Spoken::Older(farewell(upgrade, close::PROTOCOL_TOO_OLD)),
    })
}

/// Opens the socket only to close it: a page can read the reason of a refusal in no other way.
fn farewell(upgrade: WebSocketUpgrade, code: u16) -> Response {
    upgrade.on_upgrade(move |line| socket::farewell(line, code))
}

/// Browsers send `Origin` with every socket. It has to be the address that links begin with, or the host that is being
/// asked. Programs send none; a browser that would send none sends `Sec-Fetch-Site`.
fn is_own_origin(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |value: &HeaderValue| value.to_str().ok().map(str::to_owned);
    let Some(origin) = headers.get(ORIGIN) else { return !headers.contains_key("sec-fetch-site") };
    let Some(origin) = text(origin) else { return false };
    let host = headers.get(HOST).and_then(text);
    let asked_host = origin.split_once("://").map(|(_, host)| host);
    origin == base_url || (host.is_some() && asked_host == host.as_deref())
}

fn takes_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted
        .flat_map(|value| value.split(','))
        .any(|one| one.split(';').next().map(str::trim) == Some("application/json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://pay.example.com";

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().expect("name"), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn pages_of_the_own_address_are_let_in() {
        assert!(is_own_origin(&headers(&[("origin", BASE), ("host", "10.0.0.7:3000")]), BASE));
        let by_its_host = [("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")];
        assert!(is_own_origin(&headers(&by_its_host), BASE));
        assert!(is_own_origin(&headers(&[("host", "127.0.0.1:3000")]), BASE), "a program sends no origin");
    }

    #[test]
    fn pages_of_others_are_not() {
        for origin in [
            "https://evil.example",
            "https://pay.example.com.evil.example",
            "https://pay.example.com:8443",
            "http://pay.example.com",
            "null",
            "",
        ] {
            let foreign = [("origin", origin), ("host", "10.0.0.7:3000")];
            assert!(!is_own_origin(&headers(&foreign), BASE), "{origin}");
        }
        assert!(!is_own_origin(&headers(&[("sec-fetch-site", "cross-site")]), BASE));
    }

    #[test]
    fn polling_is_for_whoever_accepts_json() {
        assert!(takes_json(&headers(&[("accept", "text/html;q=0.5, application/json;q=0.9")])));
        assert!(!takes_json(&headers(&[("accept", "text/html")])));
        assert!(!takes_json(&headers(&[])));
    }
}
