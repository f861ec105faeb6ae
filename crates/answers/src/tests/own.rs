//! The biller's own list.

use locale::Language;

use crate::{ReplyText, ReplyTexts, best};

fn question(name: &str, phrases: &[(&str, &[&str])]) -> ReplyTexts {
    let texts = phrases.iter().map(|(tag, phrases)| {
        let phrases = phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
        ((*tag).to_owned(), ReplyText { text: format!("{name} in {tag}"), phrases })
    });
    texts.collect()
}

fn list() -> Vec<ReplyTexts> {
    vec![
        question(
            "hours",
            &[
                ("en", &["opening hours", "open today", "when open"]),
                ("de", &["öffnungszeiten", "wann geöffnet"]),
            ],
        ),
        question(
            "meter",
            &[("en", &["read meter", "meter reading"]), ("sv", &["läsa av mätaren", "mätarställning"])],
        ),
        question("moving", &[("en", &["moving house", "new address", "move address"])]),
        question("contract", &[("en", &["contract number", "customer number"])]),
    ]
}

fn found(text: &str, reader: Language) -> Option<(usize, Language)> {
    best(text, reader, &list()).map(|found| (found.at, found.language))
}

#[test]
fn a_question_of_the_list_is_found_by_its_words_in_any_order() {
    for text in [
        "What are your opening hours?",
        "Hi, when are you open?",
        "opening hours please",
        "your opning hours?",
    ] {
        assert_eq!(found(text, Language::En), Some((0, Language::En)), "{text}");
    }
    assert_eq!(found("How do I read the meter?", Language::En), Some((1, Language::En)));
    assert_eq!(found("Wie sind Ihre Öffnungszeiten?", Language::De), Some((0, Language::De)));
    assert_eq!(found("Hur ska jag läsa av mätaren?", Language::Sv), Some((1, Language::Sv)));
    assert_eq!(
        found("Hur ska jag läsa av mätaren?", Language::En),
        Some((1, Language::Sv)),
        "in its own language"
    );
}

#[test]
fn what_says_more_or_asks_two_things_goes_to_a_person() {
    for text in [
        "What are your opening hours on Christmas Eve in Gothenburg?",
        "How do I read the meter and what are your opening hours?",
        "The meter reading is wrong",
        "I could not read the meter because the door to the cellar was locked all week",
        "Why was the meter reading estimated?",
        "My new address is Storgatan and the meter was read on Monday",
        "contract",
        "",
    ] {
        assert_eq!(found(text, Language::En), None, "{text}");
    }
}
