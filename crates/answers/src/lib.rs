//! Automatic answers to simple questions: deterministic, from the invoice and the biller's own list, in the payer's
//! language. A message that is not certainly one of these questions, and nothing else, goes to a person.
//!
//! A message is recognised when *every* word is in the grammar of one language and the words together ask exactly one
//! thing. One unknown word ("my other invoice"), a negation, a complaint or a second question sends it to a person: a
//! wrong automatic answer costs more than a slow one.
//!
//! Pure: [`answer()`] takes the message, the biller's own questions ([`ReplyTexts`]) and the invoice's [`Figures`]; the
//! caller has read them and uses the answer. Each language has a lexicon (`en`, `de`, `sv`, `nl`), and `grammar`
//! combines the meaning of its words.

mod compose;
mod de;
mod en;
mod figures;
mod grammar;
mod nl;
mod own;
mod sv;
#[cfg(test)]
mod tests;
mod words;

use domain::conversations::Topic;
use locale::{Language, Localizer};

pub use compose::compose;
pub use figures::{Figures, VARIABLES, fill, unknown_variable};
pub use own::{Match, ReplyText, ReplyTexts, best};

/// A question of the biller's own list that covers at least this share of a message, percent, wins over a matching
/// built-in question.
const SURELY_OWN: usize = 90;

/// A question that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    pub topic: Topic,
    /// The language it is asked in.
    pub language: Language,
}

/// The question of a message, if it certainly asks one. The reader's own language is tried first; a message in another
/// language gets its answer in that one.
#[must_use]
pub fn recognise(text: &str, reader: Language) -> Option<Recognised> {
    let message = words::Message::read(text)?;
    if let Some(topic) = grammar::topic(&message, lexicon(reader)) {
        return Some(Recognised { topic, language: reader });
    }
    let mut others =
        Language::ALL.into_iter().filter(|language| *language != reader).filter_map(|language| {
            Some(Recognised { topic: grammar::topic(&message, lexicon(language))?, language })
        });
    let first = others.next()?;
    others.all(|other| other.topic == first.topic).then_some(first)
}

/// The answer to a message, and its topic; `None` if a person should answer.
pub fn answer(
    text: &str,
    reader: Language,
    questions: &[ReplyTexts],
    figures: &Figures,
    speaker: impl Fn(Language) -> Localizer,
) -> Option<(Topic, String)> {
    let built_in = recognise(text, reader);
    match (best(text, reader, questions), built_in) {
        (Some(own), built_in) if built_in.is_none() || own.score >= SURELY_OWN => {
            let reply = &questions.get(own.at)?.get(own.language.tag())?.text;
            Some((Topic::Own, fill(reply, figures, &speaker(own.language))))
        }
        // Two questions at once, as far as the grammar can decide.
        (Some(_), _) => None,
        (None, Some(Recognised { topic, language })) => {
            Some((topic, compose(topic, figures, &speaker(language))?))
        }
        (None, None) => None,
    }
}

fn lexicon(language: Language) -> &'static std::sync::LazyLock<grammar::Lexicon> {
    match language {
        Language::En => &en::LEXICON,
        Language::De => &de::LEXICON,
        Language::Sv => &sv::LEXICON,
        Language::Nl => &nl::LEXICON,
    }
}
