//! What is answered, with the invoice's figures.

use domain::conversations::Topic;
use domain::invoices::status::Status;
use locale::{Language, Localizer};

use crate::{Figures, answer, compose, fill};

fn figures() -> Figures {
    Figures {
        number: "10482".into(),
        biller: "Nordkraft Example".into(),
        payer: Some("Anna Exempel".into()),
        agent: None,
        currency: "SEK".parse().unwrap(),
        total_minor: 125_000,
        paid_minor: 25_000,
        pending_minor: 0,
        open_minor: 100_000,
        due_date: "2026-12-14".parse().unwrap(),
        status: Status::PartlyPaid,
        disputed: false,
        account: Some("SE4550000000058398257466".into()),
        reference: Some("RF18539007547034".into()),
        more_time_until: Some("2026-12-28".parse().unwrap()),
    }
}

fn speaker(language: Language) -> Localizer {
    Localizer::new(language, jiff::tz::TimeZone::UTC)
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn answers_state_the_invoices_figures_in_the_readers_formats() {
    let said = |topic, language| plain(&compose(topic, &figures(), &speaker(language)).unwrap());
    let much = said(Topic::HowMuch, Language::Sv);
    assert!(much.contains("1 000,00 kr kvar") && much.contains("14 december 2026"), "{much}");
    let due = said(Topic::WhenDue, Language::De);
    assert!(due.contains("1.000,00 kr") && due.contains("14. Dezember 2026"), "{due}");
    let pay = said(Topic::HowToPay, Language::Nl);
    assert!(pay.contains("SE4550000000058398257466") && pay.contains("RF18539007547034"), "{pay}");
    let more = said(Topic::MoreTime, Language::En);
    assert!(more.contains("28 December 2026"), "{more}");
    let paid = said(Topic::HavePaid, Language::En);
    assert!(paid.contains("kr 250.00 has arrived"), "{paid}");
}

#[test]
fn every_answer_there_is_has_a_text_in_every_language() {
    let states = [
        figures(),
        Figures { paid_minor: 0, open_minor: 125_000, status: Status::Open, reference: None, ..figures() },
        Figures { status: Status::Overdue, pending_minor: 5_000, ..figures() },
        Figures { status: Status::Paid, open_minor: 0, paid_minor: 125_000, ..figures() },
        Figures { status: Status::Void, open_minor: 0, ..figures() },
    ];
    for state in &states {
        for topic in Topic::ALL {
            for language in Language::ALL {
                if let Some(text) = compose(topic, state, &speaker(language)) {
                    assert!(!text.starts_with("answer-") && !text.contains(['{', '}']), "{language}: {text}");
                }
            }
        }
    }
}

#[test]
fn yen_have_no_decimals_and_dinars_three() {
    let said = |code: &str, open_minor| {
        let figures = Figures { currency: code.parse().unwrap(), open_minor, ..figures() };
        plain(&compose(Topic::WhenDue, &figures, &speaker(Language::En)).unwrap())
    };
    assert!(said("JPY", 45_000).contains("¥45,000 by"), "{}", said("JPY", 45_000));
    assert!(said("KWD", 450_125).contains("450.125"), "{}", said("KWD", 450_125));
}

#[test]
fn where_the_invoice_needs_a_person_nothing_is_answered() {
    let none = |figures: Figures, topic| {
        assert_eq!(compose(topic, &figures, &speaker(Language::En)), None, "{topic:?}");
    };
    none(Figures { more_time_until: None, ..figures() }, Topic::MoreTime);
    none(Figures { account: None, ..figures() }, Topic::HowToPay);
    for topic in Topic::ALL {
        none(Figures { disputed: true, ..figures() }, topic);
    }
    for topic in [Topic::WhenDue, Topic::HowToPay, Topic::MoreTime, Topic::HavePaid] {
        none(Figures { status: Status::Void, open_minor: 0, ..figures() }, topic);
    }
}

#[test]
fn the_answer_comes_in_the_language_of_the_question() {
    let (topic, text) =
        answer("Hoeveel moet ik nog betalen?", Language::Sv, &[], &figures(), speaker).unwrap();
    assert_eq!(topic, Topic::HowMuch);
    assert!(text.starts_with("Op factuur 10482"), "{text}");
    assert_eq!(answer("Why so much?", Language::En, &[], &figures(), speaker), None);
}

#[test]
fn prepared_texts_are_filled_in_and_braces_of_others_stay() {
    let figures = Figures { agent: Some("Amira".into()), ..figures() };
    let filled = fill("Hi {name}, {open} of {total} by {due}. {odd} {", &figures, &speaker(Language::En));
    let expected = "Hi Anna Exempel, kr 1,000.00 of kr 1,250.00 by 14 December 2026. {odd} {";
    assert_eq!(plain(&filled), expected);
    let hostile = Figures { payer: Some("{agent}".into()), ..figures };
    assert_eq!(fill("Hi {name}", &hostile, &speaker(Language::En)), "Hi {agent}", "filled in once");
}
