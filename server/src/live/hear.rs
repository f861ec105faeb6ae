//! What pages send: read, bounded, done.

use std::time::Duration;

use app::live::{Do, FromPage, Refused, ToPage};
use locale::{Language, Speaker};
use serde::Deserialize;
use tokio::time::Instant;
use usecases::Link;

use crate::routes::payer::say::{NotSaid, post, reason_code};
use crate::state::App;
use crate::words::Wishes;

/// The longest id a page may give to what it asks for.
const LONGEST_ID: usize = 64;
/// Messages a page may send at once …
const BURST: u16 = 60;
/// … and how soon it may send another one after that.
const ONE_MORE_AFTER: Duration = Duration::from_millis(200);

/// A message of a page.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Heard {
    /// It asks for something.
    Asked(FromPage),
    /// Its reader writes. Nobody is told yet.
    Typing {
        /// Or has stopped.
        #[serde(rename = "typing")]
        _typing: bool,
    },
    /// Its reader has seen everything up to a number. Nobody is told yet.
    Seen {
        /// The number.
        #[serde(rename = "seen")]
        _seen: i64,
    },
}

/// Reads a message; nothing where it is none.
pub fn read(text: &str) -> Option<Heard> {
    let heard: Heard = serde_json::from_str(text).ok()?;
    match &heard {
        Heard::Asked(asked) if asked.id.is_empty() || asked.id.len() > LONGEST_ID => None,
        _ => Some(heard),
    }
}

/// How many messages a page may still send.
pub struct Allowance {
    left: u16,
    counted_from: Instant,
}

impl Allowance {
    /// The full one.
    pub fn new() -> Self {
        Self { left: BURST, counted_from: Instant::now() }
    }

    /// Takes one; false when none is left.
    pub fn take(&mut self) -> bool {
        let earned = self.counted_from.elapsed().as_millis() / ONE_MORE_AFTER.as_millis();
        if earned > 0 {
            self.counted_from = Instant::now();
            let earned = u16::try_from(earned).unwrap_or(BURST);
            self.left = self.left.saturating_add(earned).min(BURST);
        }
        let any = self.left > 0;
        self.left = self.left.saturating_sub(1);
        any
    }
}

/// Does what a page asks for, once for each id, and answers it.
pub async fn perform(app: &App, link: &Link, browser: Option<Language>, asked: FromPage) -> ToPage {
    let FromPage { id, ask: Do::Say { text } } = asked;
    let code = match post(app, link, id.clone(), text).await {
        Ok(_) => return ToPage { ack: Some(id), ..ToPage::default() },
        Err(NotSaid::TooMany(_)) => "too_many_requests".to_owned(),
        Err(NotSaid::Failed(error)) => {
            if let usecases::UseCaseError::Store(error) = &error {
                tracing::error!(%error, "a message could not be posted");
            }
            reason_code(&error)
        }
    };
    refusal(app, link, browser, id, code).await
}

/// A refusal, in the reader's language.
pub async fn refusal(app: &App, link: &Link, browser: Option<Language>, id: String, code: String) -> ToPage {
    let speaker = Speaker::new(language(app, link, browser).await, jiff::tz::TimeZone::UTC);
    // The texts of the page that works without scripts.
    let key = match code.as_str() {
        "message_empty" => "said-empty",
        "message_too_long" => "said-too-long",
        "too_many_requests" => "said-too-many",
        _ => "said-refused",
    };
    let text = speaker.text(key, &[]);
    ToPage { refused: Some(Refused { id, code, text }), ..ToPage::default() }
}

/// Looked up only now: hardly any page is ever refused anything.
async fn language(app: &App, link: &Link, browser: Option<Language>) -> Language {
    let (biller, invoice) = (link.place.biller, link.place.invoice);
    let store = &app.services.store;
    let document = store.document(biller, invoice).await.ok().flatten();
    let biller = store.biller(biller).await.ok().flatten();
    let wishes = Wishes {
        chosen: None,
        payer: document.as_ref().and_then(|document| document.language.as_deref()),
        browser: browser.map(Language::tag),
        biller: biller.as_ref().map_or("", |biller| &biller.language),
    };
    wishes.language()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_and_nonsense_is_not() {
        let said = r#"{"id":"a","do":{"type":"say","text":"Hej"}}"#;
        let expected = FromPage { id: "a".into(), ask: Do::Say { text: "Hej".into() } };
        assert_eq!(read(said), Some(Heard::Asked(expected)));
        assert_eq!(read(r#"{"typing":true}"#), Some(Heard::Typing { _typing: true }));
        assert_eq!(read(r#"{"seen":7}"#), Some(Heard::Seen { _seen: 7 }));
        let endless = format!(r#"{{"id":"{}","do":{{"type":"say","text":"Hej"}}}}"#, "a".repeat(65));
        for nonsense in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"id":"a"}"#,
            r#"{"id":"","do":{"type":"say","text":"Hej"}}"#,
            r#"{"id":"a","do":{"type":"pay","text":"Hej"}}"#,
            &endless,
            "\u{0}",
        ] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_may_send_a_burst_and_then_five_a_second() {
        let mut allowance = Allowance::new();
        assert_eq!((0..100).filter(|_| allowance.take()).count(), 60);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!((0..100).filter(|_| allowance.take()).count(), 5);
        tokio::time::advance(Duration::from_secs(3_600)).await;
        assert_eq!((0..100).filter(|_| allowance.take()).count(), 60);
    }
}
