//! Every event is told to the payer, in every language, with the texts that the browser has.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use app::presenter::{self, ViewContext, island_texts};
use app::words::{DateStyle, Words};
use domain::conversations::Side;
use domain::invoices::view::PayerView;
use domain::invoices::wire::{PayerEvent, PayerFrame};
use domain::{Date, Decimal, Money, Timestamp};
use support::{NOW, speaking, texts};
use testkit::events::payer_events;

/// The texts of one language as far as the browser has them. What is missing is reported with the event it is for.
struct BrowserTexts {
    language: &'static str,
    texts: BTreeMap<&'static str, &'static str>,
    words: Arc<dyn Words>,
    event: String,
}

impl Words for BrowserTexts {
    fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        let Self { language, texts, event, .. } = self;
        let Some((_, placeholders)) = island_texts().find(|(known, _)| *known == key) else {
            panic!("{event}: {key} is not in the list of its texts");
        };
        for name in placeholders {
            assert!(args.iter().any(|(given, _)| given == name), "{event}: {key} gets no {name}");
        }
        assert!(texts.contains_key(key), "{event}: {language}.ftl has no {key}");
        self.words.text(key, args)
    }

    fn language(&self) -> &str {
        self.language
    }

    fn money(&self, money: Money) -> String {
        self.words.money(money)
    }

    fn number(&self, value: Decimal, max_decimals: u32) -> String {
        self.words.number(value, max_decimals)
    }

    fn percent(&self, percent: Decimal) -> String {
        self.words.percent(percent)
    }

    fn date(&self, date: Date, style: DateStyle) -> String {
        self.words.date(date, style)
    }

    fn moment(&self, at: Timestamp) -> String {
        self.words.moment(at)
    }

    fn unit(&self, code: &str) -> String {
        self.words.unit(code)
    }
}

/// What the newest event of a log adds to the payer's page: its news, its rows of the history, its items of the
/// conversation.
fn told(view: &PayerView, event: &PayerEvent, words: &BrowserTexts) -> bool {
    let line = |number: u32| format!("Line {number}");
    let context = ViewContext {
        view,
        now: NOW,
        biller: "Nordlys Energi",
        payer: "Kim",
        side: Side::Payer,
        base: "/i/token",
        more_time: domain::proposals::MoreTime::default(),
        paying: presenter::Paying::default(),
        line: &line,
        words,
    };
    let lines = |view: &PayerView| {
        let context = ViewContext { view, ..context };
        presenter::rows(&context).len() + presenter::items(&context).len()
    };
    let mut before = view.clone();
    before.log.pop();
    // The texts that stand on the page; one that the browser does not have is noted by `words`.
    drop(presenter::slots(&context));
    presenter::news(&context, event).is_some() || lines(view) > lines(&before)
}

/// The name of an event's type.
fn kind(event: &PayerEvent) -> String {
    serde_json::to_value(event).unwrap()["type"].as_str().unwrap().to_owned()
}

#[test]
fn every_event_but_these_is_told_in_every_language() {
    for language in ["en", "de", "sv", "nl"] {
        let (mut silent, mut loud) = (BTreeSet::new(), BTreeSet::new());
        let (texts, words) = (texts(language), speaking(language));
        let mut words = BrowserTexts { language, texts, words, event: String::new() };
        let frame = |seq, event| PayerFrame { seq, prev: seq - 1, at: Timestamp(NOW.0 + seq), event };
        let mut events = payer_events().into_iter();
        let issued = events.next().unwrap();
        let mut view = PayerView::open(frame(1, issued)).unwrap();
        for (seq, event) in (2..).zip(events) {
            view.apply(frame(seq, event.clone())).unwrap();
            words.event = kind(&event);
            let told = if told(&view, &event, &words) { &mut loud } else { &mut silent };
            told.insert(kind(&event));
        }
        let silent: Vec<_> = silent.difference(&loud).collect();
        assert_eq!(silent, ["checkout_opened", "messages_seen", "unknown"], "nobody is told of these");
    }
}
