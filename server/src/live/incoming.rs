//! Messages from pages: read, limited, carried out.

use app::live::{ClientCommand as PageCommand, FromPage, Refused, ToPage};
use domain::conversations::Side;
use domain::ids::AttachmentId;
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use locale::{Language, Localizer};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::time::Instant;
use usecases::{FindBiller, Input, PostMessage, ReadDocument, UseCaseError, WriteNote, execute};

use super::reader::{Payer, Reader};
use super::room::Writing;
use crate::limits::at_least_one;
use crate::localization::LanguagePreference;
use crate::state::App;

/// The longest id that a page may give to a command.
const LONGEST_ID: usize = 64;
/// Messages that a page may send: five a second, and sixty at once.
const MESSAGES: Quota = Quota::per_second(at_least_one(5)).allow_burst(at_least_one(60));

#[derive(Debug, PartialEq, Eq)]
pub enum Incoming {
    /// It sends a command, with an id of its own.
    Asked(String, ClientCommand),
    /// Its reader is writing, or has stopped.
    Writes(Writing),
    /// Its reader has seen everything up to this number.
    Seen(i64),
    /// Its reader points at a line of the document, from one, or no longer at any.
    Points(Option<u32>),
}

#[derive(Debug, PartialEq, Eq)]
pub enum ClientCommand {
    Say {
        text: String,
        line: Option<u32>,
        /// The attachments that go with it.
        attachments: Vec<AttachmentId>,
    },
    /// Post a note that payers never see.
    Note { text: String },
}

struct ClientMessage {
    id: String,
    ask: ClientCommand,
}

/// A message as it arrives, with the commands of one side.
#[derive(Deserialize)]
#[serde(untagged)]
enum RawMessage<A> {
    Asked(A),
    Typing {
        typing: bool,
        #[serde(default)]
        note: bool,
    },
    Seen {
        seen: i64,
    },
    Point {
        // Here `null` means something else than a missing field.
        #[serde(deserialize_with = "Option::deserialize")]
        point: Option<u32>,
    },
}

#[derive(Deserialize)]
struct FromStaff {
    id: String,
    #[serde(rename = "do")]
    ask: StaffAsk,
}

/// The commands that staff may send over a socket; everything else is a form.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum StaffAsk {
    Say {
        text: String,
        #[serde(default)]
        line: Option<u32>,
        #[serde(default)]
        attachments: Vec<AttachmentId>,
    },
    Note {
        text: String,
    },
}

/// Reads a message from one side's page; `None` if it is not valid.
pub fn read(text: &str, side: Side) -> Option<Incoming> {
    match side {
        Side::Payer => match parse::<FromPage>(text)? {
            // Payers neither point nor write notes.
            Incoming::Points(_) | Incoming::Writes(Writing::Note) => None,
            heard => Some(heard),
        },
        Side::Biller => parse::<FromStaff>(text),
    }
}

fn parse<A: DeserializeOwned + Into<ClientMessage>>(text: &str) -> Option<Incoming> {
    Some(match serde_json::from_str::<RawMessage<A>>(text).ok()? {
        RawMessage::Asked(asked) => {
            let ClientMessage { id, ask } = asked.into();
            if id.is_empty() || id.len() > LONGEST_ID {
                return None;
            }
            Incoming::Asked(id, ask)
        }
        RawMessage::Typing { typing: false, .. } => Incoming::Writes(Writing::Nothing),
        RawMessage::Typing { note: true, .. } => Incoming::Writes(Writing::Note),
        RawMessage::Typing { .. } => Incoming::Writes(Writing::Message),
        RawMessage::Seen { seen } => Incoming::Seen(seen),
        RawMessage::Point { point: Some(0) } => return None,
        RawMessage::Point { point } => Incoming::Points(point),
    })
}

impl From<FromPage> for ClientMessage {
    fn from(FromPage { id, ask }: FromPage) -> Self {
        let PageCommand::Say { text, line, attachments } = ask;
        Self { id, ask: ClientCommand::Say { text, line, attachments } }
    }
}

impl From<FromStaff> for ClientMessage {
    fn from(FromStaff { id, ask }: FromStaff) -> Self {
        let ask = match ask {
            StaffAsk::Say { text, line, attachments } => ClientCommand::Say { text, line, attachments },
            StaffAsk::Note { text } => ClientCommand::Note { text },
        };
        Self { id, ask }
    }
}

/// How many messages a page may still send. Boxed, to keep every open page small.
pub struct Allowance(Box<Limiter>);

type Limiter = RateLimiter<NotKeyed, InMemoryState, SinceOpened, NoOpMiddleware<Nanos>>;

impl Allowance {
    pub fn new() -> Self {
        Self(Box::new(RateLimiter::direct_with_clock(MESSAGES, SinceOpened(Instant::now()))))
    }

    /// Takes one; returns false if none is left.
    pub fn take(&self) -> bool {
        self.0.check().is_ok()
    }
}

/// The time since a page was opened, by the runtime's clock, which the socket's other waits use too.
struct SinceOpened(Instant);

impl Clock for SinceOpened {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.elapsed().into()
    }
}

/// Carries out a command, once for each id, and answers it.
pub async fn perform(app: &App, reader: &Reader, id: String, ask: ClientCommand) -> ToPage {
    let code = match carry_out(app, reader, &id, ask).await {
        Ok(()) => return ToPage { ack: Some(id), ..ToPage::default() },
        Err(CommandRefused::TooMany) => "too_many_requests".to_owned(),
        Err(CommandRefused::Failed(error)) => {
            if let UseCaseError::Store(error) = &error {
                tracing::error!(%error, "a message could not be posted");
            }
            error.reason_code().to_owned()
        }
    };
    refusal(app, reader, id, code).await
}

/// Why a command was not carried out.
enum CommandRefused {
    /// Too many commands over this link.
    TooMany,
    Failed(UseCaseError),
}

async fn carry_out(app: &App, reader: &Reader, id: &str, ask: ClientCommand) -> Result<(), CommandRefused> {
    let ((_, invoice), key) = (reader.place(), Some(id.to_owned()));
    if let Reader::Payer(Payer { link, .. }) = reader {
        app.limits.say(link.id).map_err(|_| CommandRefused::TooMany)?;
    }
    let (services, caller) = (&app.services, reader.caller());
    let done = match ask {
        ClientCommand::Say { text, line, attachments } => {
            let language = Some(language(app, reader).await.tag().to_owned());
            let use_case = PostMessage { invoice, text, line, attachments, language };
            execute(services, caller, Input { use_case, key }).await.map(drop)
        }
        ClientCommand::Note { text } => {
            let use_case = WriteNote { invoice, text };
            execute(services, caller, Input { use_case, key }).await.map(drop)
        }
    };
    done.map_err(CommandRefused::Failed)
}

/// A refusal, in the reader's language.
pub async fn refusal(app: &App, reader: &Reader, id: String, code: String) -> ToPage {
    let speaker = Localizer::new(language(app, reader).await, jiff::tz::TimeZone::UTC);
    // The texts of the page without scripts.
    let key = match code.as_str() {
        "message_empty" => "said-empty",
        "message_too_long" => "said-too-long",
        "too_many_requests" => "said-too-many",
        "outcome_unknown" => "said-unknown",
        "attachment_unknown" => "said-file-gone",
        "attachments_too_many" => "said-file-many",
        "node_too_old" => "problem-newer-text",
        _ => "said-refused",
    };
    let text = speaker.text(key, &[]);
    ToPage { refused: Some(Refused { id, code, text }), ..ToPage::default() }
}

/// The language of the reader's page. It is looked up only here, because hardly any page sends a command.
async fn language(app: &App, reader: &Reader) -> Language {
    // The console speaks English.
    let Reader::Payer(Payer { browser, .. }) = reader else { return Language::En };
    let (_, invoice) = reader.place();
    let caller = &reader.caller();
    let document = app.ask(caller, ReadDocument { invoice }).await.ok().flatten();
    let biller = app.ask(caller, FindBiller).await.ok();
    let wishes = LanguagePreference {
        chosen: None,
        payer: document.as_ref().and_then(|document| document.language.as_deref()),
        browser: browser.map(Language::tag),
        biller: biller.as_ref().map_or("", |biller| &biller.language),
    };
    wishes.language()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn say(text: &str) -> ClientCommand {
        ClientCommand::Say { text: text.into(), line: None, attachments: vec![] }
    }

    #[test]
    fn messages_are_read_and_nonsense_is_not() {
        let said = r#"{"id":"a","do":{"type":"say","text":"Hej"}}"#;
        let endless = format!(r#"{{"id":"{}","do":{{"type":"say","text":"Hej"}}}}"#, "a".repeat(65));
        for side in [Side::Payer, Side::Biller] {
            assert_eq!(read(said, side), Some(Incoming::Asked("a".into(), say("Hej"))));
            assert_eq!(read(r#"{"typing":true}"#, side), Some(Incoming::Writes(Writing::Message)));
            assert_eq!(read(r#"{"typing":false}"#, side), Some(Incoming::Writes(Writing::Nothing)));
            assert_eq!(read(r#"{"seen":7}"#, side), Some(Incoming::Seen(7)));
            for nonsense in [
                "",
                "null",
                "[]",
                "{}",
                r#"{"id":"a"}"#,
                r#"{"id":"","do":{"type":"say","text":"Hej"}}"#,
                r#"{"id":"a","do":{"type":"pay","text":"Hej"}}"#,
                r#"{"id":"a","do":{"type":"say","text":"Hej","line":-1}}"#,
                r#"{"point":0}"#,
                r#"{"point":"3"}"#,
                r#"{"point":-3}"#,
                &endless,
                "\u{0}",
            ] {
                assert_eq!(read(nonsense, side), None, "{nonsense}");
            }
        }
    }

    #[test]
    fn a_message_may_be_about_a_line() {
        let said = r#"{"id":"a","do":{"type":"say","text":"This?","line":2,"attachments":[]}}"#;
        let about = ClientCommand::Say { text: "This?".into(), line: Some(2), attachments: vec![] };
        assert_eq!(read(said, Side::Payer), Some(Incoming::Asked("a".into(), about)));
    }

    #[test]
    fn only_staff_point_and_write_notes() {
        let note = r#"{"id":"a","do":{"type":"note","text":"Call back"}}"#;
        let noted = Incoming::Asked("a".into(), ClientCommand::Note { text: "Call back".into() });
        for (text, heard) in [
            (r#"{"point":3}"#, Incoming::Points(Some(3))),
            (r#"{"point":null}"#, Incoming::Points(None)),
            (r#"{"typing":true,"note":true}"#, Incoming::Writes(Writing::Note)),
            (note, noted),
        ] {
            assert_eq!(read(text, Side::Biller), Some(heard), "{text}");
            assert_eq!(read(text, Side::Payer), None, "{text}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_may_send_a_burst_and_then_five_a_second() {
        let allowance = Allowance::new();
        assert_eq!((0..100).filter(|_| allowance.take()).count(), 60);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!((0..100).filter(|_| allowance.take()).count(), 5);
        tokio::time::advance(Duration::from_secs(3_600)).await;
        assert_eq!((0..100).filter(|_| allowance.take()).count(), 60);
    }
}
