//! Prepared answers: those that staff insert with one click, and those that answer a question from the biller's list
//! automatically.

use std::fmt;
use std::str::FromStr;

use answers::{ReplyText, ReplyTexts, unknown_variable};
use async_trait::async_trait;
use domain::Timestamp;
use locale::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::text::cleaned;
use crate::kernel::access::Who;
use crate::kernel::audit::Subject;
use crate::kernel::error::{UseCaseError, refuse};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// The most phrases of one question in one language.
const MOST_PHRASES: usize = 30;
/// The longest name and the longest phrase, in characters.
const LONGEST_NAME: usize = 80;
/// The most of both kinds that a biller may have.
const MOST_REPLIES: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReplyId(pub Uuid);

impl fmt::Display for ReplyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ReplyId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

/// How a prepared answer is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyKind {
    /// Staff insert it and send it.
    Canned,
    /// It answers a question automatically.
    Question,
}

impl ReplyKind {
    /// The name in the database and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Canned => "canned",
            Self::Question => "question",
        }
    }
}

impl FromStr for ReplyKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Canned, Self::Question].into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

/// A prepared answer as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedReply {
    pub id: ReplyId,
    pub kind: ReplyKind,
    /// Its name for staff.
    pub name: String,
    /// Its texts by the BCP 47 tag of their language.
    pub texts: ReplyTexts,
    pub updated_at: Timestamp,
}

impl SavedReply {
    /// Its text in a language, else in the biller's language, else in any.
    #[must_use]
    pub fn text_in(&self, language: Language, biller: Language) -> Option<(Language, &ReplyText)> {
        [language, biller]
            .into_iter()
            .chain(Language::ALL)
            .find_map(|one| Some((one, self.texts.get(one.tag())?)))
    }
}

/// Writes a prepared answer, new or changed.
#[derive(Debug, Clone, Serialize)]
pub struct PutReply {
    /// `None` makes a new one.
    pub id: Option<ReplyId>,
    pub kind: ReplyKind,
    /// Its name for staff.
    pub name: String,
    /// Its texts by the tag of their language.
    pub texts: ReplyTexts,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplySaved {
    pub id: ReplyId,
}

#[async_trait]
impl UseCase for PutReply {
    type Output = ReplySaved;
    const NAME: &'static str = "put_reply";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Admins, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ReplySaved, UseCaseError> {
        let (name, texts) = (self.checked_name()?, self.checked_texts()?);
        let biller = unit.biller_id();
        let known = unit.tx.replies(biller).await?;
        let id = match self.id {
            Some(id) if known.iter().any(|one| one.id == id) => id,
            Some(_) => return Err(UseCaseError::NotFound("prepared answer")),
            None if known.len() >= MOST_REPLIES => {
                let message = format!("there are {MOST_REPLIES} prepared answers: remove one first");
                return Err(refuse("/name", "too_many_replies", message));
            }
            None => ReplyId(unit.next_id()),
        };
        if known.iter().any(|one| one.id != id && one.kind == self.kind && one.name == name) {
            return Err(refuse("/name", "name_taken", format!("there is one named “{name}” already")));
        }
        let updated_at = unit.real_now();
        let reply = SavedReply { id, kind: self.kind, name, texts, updated_at };
        unit.tx.put_reply(biller, &reply).await?;
        unit.note(Subject { kind: "reply".into(), id: id.0 }, Some(self.kind.as_str().into()));
        Ok(ReplySaved { id })
    }
}

impl PutReply {
    fn checked_name(&self) -> Result<String, UseCaseError> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.chars().count() {
            0 => Err(refuse("/name", "name_missing", "a prepared answer needs a name".into())),
            length if length > LONGEST_NAME => Err(refuse(
                "/name",
                "name_too_long",
                format!("{length} characters, {LONGEST_NAME} are the most"),
            )),
            _ => Ok(name),
        }
    }

    fn checked_texts(&self) -> Result<ReplyTexts, UseCaseError> {
        let mut texts = ReplyTexts::new();
        for (tag, given) in &self.texts {
            let language = Language::from_tag(tag).ok_or_else(|| {
                refuse("/texts", "language_unknown", format!("no texts in “{tag}” are spoken here"))
            })?;
            let place = format!("/texts/{}", language.tag());
            let phrases: Vec<String> = given
                .phrases
                .iter()
                .map(|phrase| phrase.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|phrase| !phrase.is_empty())
                .collect();
            let Some(text) = cleaned(&given.text)? else {
                if phrases.is_empty() {
                    continue;
                }
                return Err(refuse(&place, "text_missing", "a question needs its answer".into()));
            };
            if let Some(unknown) = unknown_variable(&text) {
                return Err(refuse(
                    &place,
                    "variable_unknown",
                    format!("there is no variable {{{unknown}}}"),
                ));
            }
            if phrases.len() > MOST_PHRASES || phrases.iter().any(|one| one.chars().count() > LONGEST_NAME) {
                let message = format!("{MOST_PHRASES} phrases of {LONGEST_NAME} characters are the most");
                return Err(refuse(&place, "phrases_too_many", message));
            }
            if self.kind == ReplyKind::Question && phrases.is_empty() {
                return Err(refuse(
                    &place,
                    "phrases_missing",
                    "a question needs words it is found by".into(),
                ));
            }
            texts.insert(language.tag().to_owned(), ReplyText { text, phrases });
        }
        if texts.is_empty() {
            return Err(refuse("/texts", "text_missing", "write it in at least one language".into()));
        }
        Ok(texts)
    }
}

/// Removes a prepared answer.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveReply {
    pub id: ReplyId,
}

#[async_trait]
impl UseCase for RemoveReply {
    type Output = ReplySaved;
    const NAME: &'static str = "remove_reply";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Admins, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ReplySaved, UseCaseError> {
        let biller = unit.biller_id();
        if !unit.tx.remove_reply(biller, self.id).await? {
            return Err(UseCaseError::NotFound("prepared answer"));
        }
        unit.note(Subject { kind: "reply".into(), id: self.id.0 }, None);
        Ok(ReplySaved { id: self.id })
    }
}
