//! The cookie with a session's token: `__Host-billow`. It is valid for this host alone, not readable by scripts, sent
//! encrypted, and cannot be set from another host. Browsers keep it under https, and under plain http on the local
//! machine (`http://127.0.0.1`, `http://localhost`), which Chromium and Firefox trust as much.
//!
//! It is `Lax` instead of `Strict`, so that a link in a mail finds its reader still logged in. No form of another site
//! sends it; such forms are refused by their origin as well.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use usecases::{SESSION_LASTS_MS, SessionToken};

const NAME: &str = "__Host-billow";
const FLAGS: &str = "Path=/; Secure; HttpOnly; SameSite=Lax";
/// The length of a token as text.
const TOKEN_CHARS: usize = 43;

/// The token that a request brings, if it has the form of one. If there are two cookies of this name, neither counts.
#[must_use]
pub fn read(headers: &HeaderMap) -> Option<&str> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut found = pairs.flat_map(|value| value.split(';')).filter_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == NAME).then_some(value)
    });
    let token = found.next()?;
    let is_token = |text: &str| {
        text.len() == TOKEN_CHARS
            && text.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-_".contains(&sign))
    };
    (found.next().is_none() && is_token(token)).then_some(token)
}

/// `Set-Cookie` for a new session.
#[must_use]
pub fn set(token: &SessionToken) -> HeaderValue {
    header(format!("{NAME}={}; {FLAGS}; Max-Age={}", token.reveal(), SESSION_LASTS_MS / 1000))
}

/// `Set-Cookie` that removes it.
#[must_use]
pub fn clear() -> HeaderValue {
    header(format!("{NAME}=; {FLAGS}; Max-Age=0"))
}

fn header(text: String) -> HeaderValue {
    // ASCII by construction; an empty header sets no cookie.
    let mut value = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn headers(cookies: &[&str]) -> HeaderMap {
        cookies.iter().map(|cookie| (COOKIE, cookie.parse().unwrap())).collect()
    }

    #[test]
    fn it_is_bound_to_the_host() {
        let token = SessionToken::random();
        let set = set(&token);
        let set = set.to_str().unwrap();
        assert!(set.starts_with(&format!("__Host-billow={}; ", token.reveal())), "{set}");
        for flag in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=43200"] {
            assert!(set.split("; ").any(|part| part == flag), "{flag} in {set}");
        }
        assert!(!set.contains("Domain"), "{set}");
        assert!(clear().to_str().unwrap().starts_with("__Host-billow=; "));
    }

    #[test]
    fn it_is_found_among_others_and_must_be_the_only_one() {
        let token = SessionToken::random();
        let own = format!("__Host-billow={}", token.reveal());
        assert_eq!(read(&headers(&[&format!("a=b; {own}; c=d")])), Some(token.reveal()));
        assert_eq!(read(&headers(&["a=b", &own])), Some(token.reveal()));
        assert_eq!(read(&headers(&[&own, &own])), None);
        assert_eq!(read(&headers(&[&format!("billow={}", token.reveal())])), None, "another name");
        for wrong in ["__Host-billow=", "__Host-billow=short", "__Host-billow"] {
            assert_eq!(read(&headers(&[wrong])), None, "{wrong}");
        }
    }
}
