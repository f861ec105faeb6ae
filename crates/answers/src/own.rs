//! The biller's own list of questions.

use std::collections::{BTreeMap, BTreeSet};

use locale::Language;
use serde::{Deserialize, Serialize};

use crate::lexicon;
use crate::words::{Message, folded, is_mistyped};

/// How much of what is said a question has to cover, percent.
const ENOUGH: usize = 60;
/// How far ahead of the next one it has to be, percent.
const MARGIN: usize = 20;

/// A prepared answer in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReplyText {
    /// What is written, with variables such as `{open}`.
    pub text: String,
    /// What the question is recognised by: all words of one of these, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
}

/// A prepared answer by the BCP 47 tag of its language.
pub type ReplyTexts = BTreeMap<String, ReplyText>;

/// The question from the list that a message asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its place in the list.
    pub at: usize,
    /// The language of the matching phrase.
    pub language: Language,
    /// How much of the message its phrase covers, percent.
    pub score: usize,
}

/// The question from the list that a message certainly asks, if one is clearly ahead of all others.
#[must_use]
pub fn best(text: &str, reader: Language, list: &[ReplyTexts]) -> Option<Match> {
    let message = Message::read(text)?;
    let mut found: Vec<Match> = list
        .iter()
        .enumerate()
        .filter_map(|(at, texts)| {
            let languages = std::iter::once(reader)
                .chain(Language::ALL.into_iter().filter(|language| *language != reader));
            // The reader's own language wins among equals.
            languages
                .filter_map(|language| {
                    let phrases = &texts.get(language.tag())?.phrases;
                    let score = phrases.iter().filter_map(|one| score(&message, one, language)).max()?;
                    Some(Match { at, language, score })
                })
                .reduce(|best, other| if other.score > best.score { other } else { best })
        })
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.score));
    let first = found.first()?;
    let next = found.get(1).map_or(0, |next| next.score);
    (first.score >= ENOUGH && first.score >= next + MARGIN).then(|| first.clone())
}

/// How much of a message, without small words, a phrase covers, percent; `None` if the message lacks a word of the
/// phrase, or has one that needs a person.
fn score(message: &Message, phrase: &str, language: Language) -> Option<usize> {
    let lexicon = lexicon(language);
    let phrase: BTreeSet<String> = folded(phrase).into_iter().collect();
    let words: BTreeSet<&str> = message.words.iter().map(|word| word.text.as_str()).collect();
    if phrase.is_empty() {
        return None;
    }
    let means = |word: &str, wanted: &String| word == wanted || is_mistyped(word, wanted);
    if !phrase.iter().all(|wanted| words.iter().any(|word| means(word, wanted))) {
        return None;
    }
    let (mut covered, mut said) = (0, 0);
    for word in words {
        if phrase.iter().any(|wanted| means(word, wanted)) {
            covered += 1;
            said += 1;
        } else if lexicon.is_stop(word) {
            return None;
        } else if !lexicon.is_filler(word) && !is_question_word(word) {
            said += 1;
        }
    }
    Some(covered * 100 / said)
}

/// Question words show that something is asked, not what.
fn is_question_word(word: &str) -> bool {
    const WORDS: [&str; 24] = [
        "when", "what", "which", "how", "where", "who", "are", "you", "wann", "was", "welche", "wie", "wo",
        "wer", "sie", "nar", "vad", "hur", "var", "ni", "wanneer", "wat", "hoe", "waar",
    ];
    WORDS.contains(&word)
}
