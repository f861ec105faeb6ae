//! Many ways to ask the simple questions, in four languages, and many that a person has to answer.
#![allow(clippy::unwrap_used)]

mod composed;
mod de;
mod en;
mod nl;
mod own;
mod sv;
mod tricky;

use domain::conversations::Topic;
use locale::Language;

use crate::{Recognised, recognise};

/// Ways to ask about one topic.
type Phrasings = (Topic, &'static [&'static str]);

/// The least that stands here for each topic and language.
const ENOUGH: usize = 20;

fn check(language: Language, table: &[Phrasings]) {
    let mut wrong = Vec::new();
    for (topic, phrasings) in table {
        assert!(phrasings.len() >= ENOUGH, "{language} {topic:?}: {} phrasings", phrasings.len());
        for text in *phrasings {
            let found = recognise(text, language);
            if found != Some(Recognised { topic: *topic, language }) {
                wrong.push(format!("{topic:?}: {text}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{language}:\n{}", wrong.join("\n"));
    assert_eq!(table.len(), 6);
}

#[test]
fn english_questions_are_recognised() {
    check(Language::En, en::PHRASINGS);
}

#[test]
fn german_questions_are_recognised() {
    check(Language::De, de::PHRASINGS);
}

#[test]
fn swedish_questions_are_recognised() {
    check(Language::Sv, sv::PHRASINGS);
}

#[test]
fn dutch_questions_are_recognised() {
    check(Language::Nl, nl::PHRASINGS);
}

/// A reader of one language may write in another: the answer comes in that one.
#[test]
fn a_question_in_another_language_than_the_pages_is_answered_in_its_own() {
    let tables = [
        (Language::En, en::PHRASINGS),
        (Language::De, de::PHRASINGS),
        (Language::Sv, sv::PHRASINGS),
        (Language::Nl, nl::PHRASINGS),
    ];
    for (language, table) in tables {
        for reader in Language::ALL {
            for (topic, phrasings) in table {
                for text in *phrasings {
                    // Some short ones mean the same in two languages, and nothing else in any.
                    let found = recognise(text, reader);
                    assert!(
                        found.is_none_or(|found| found.topic == *topic),
                        "{language} for {reader}: {text}: {found:?}"
                    );
                }
            }
        }
    }
    let dutch = recognise("Hoeveel moet ik nog betalen?", Language::En).unwrap();
    assert_eq!(dutch, Recognised { topic: Topic::HowMuch, language: Language::Nl });
}

#[test]
fn what_is_not_surely_simple_goes_to_a_person() {
    assert!(tricky::TRICKY.len() >= 60, "{}", tricky::TRICKY.len());
    let mut wrong = Vec::new();
    for text in tricky::TRICKY {
        for reader in Language::ALL {
            if let Some(found) = recognise(text, reader) {
                wrong.push(format!("{text} ({reader}): {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One word more that is not known, and it is another question.
#[test]
fn every_phrasing_with_something_else_in_it_goes_to_a_person() {
    let tables = [en::PHRASINGS, de::PHRASINGS, sv::PHRASINGS, nl::PHRASINGS];
    for (topic, text) in tables
        .iter()
        .flat_map(|table| table.iter())
        .flat_map(|(topic, all)| all.iter().map(move |one| (topic, one)))
    {
        for with in [
            format!("{text} And my cat is ill."),
            format!("The meter was read wrongly. {text}"),
            format!("{text}!!!"),
        ] {
            for reader in Language::ALL {
                assert_eq!(recognise(&with, reader), None, "{topic:?}: {with}");
            }
        }
    }
}
