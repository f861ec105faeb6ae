//! The server's formats equal the browser's: `intl.tsv` holds what `Intl` prints, byte for byte.
//! Made with ICU 78 (CLDR 48) by `node tests/intl.mjs > tests/intl.tsv`.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use domain::{Currency, Date, Decimal, Money, Timestamp};
use jiff::tz::TimeZone;
use locale::{DateStyle, Formats, Language, Localizer};

const TABLE: &str = include_str!("intl.tsv");

/// A row's option, value and expected text, in one language.
struct Row {
    language: Language,
    option: &'static str,
    value: &'static str,
    expected: &'static str,
}

fn rows(kind: &str) -> Vec<Row> {
    let rows: Vec<_> = TABLE
        .lines()
        .filter_map(|line| {
            let mut columns = line.split('\t');
            (columns.next() == Some(kind)).then(|| Row {
                language: Language::from_tag(columns.next().unwrap()).unwrap(),
                option: columns.next().unwrap(),
                value: columns.next().unwrap(),
                expected: columns.next().unwrap(),
            })
        })
        .collect();
    assert!(rows.len() >= 4, "intl.tsv has no {kind}");
    rows
}

/// Compares every row that `print` answers, and shows all differences at once.
fn compare(kind: &str, print: impl Fn(&Row) -> Option<String>) -> usize {
    let (mut compared, mut different) = (0, Vec::new());
    for row in rows(kind) {
        let Some(printed) = print(&row) else { continue };
        compared += 1;
        if printed != row.expected {
            let Row { language, option, value, expected } = row;
            different.push(format!("{language} {option} {value}: Intl {expected:?}, here {printed:?}"));
        }
    }
    assert!(different.is_empty(), "{} of {compared} differ:\n{}", different.len(), different.join("\n"));
    compared
}

#[test]
fn money_is_written_as_the_browser_writes_it() {
    let compared = compare("money", |row| {
        // The browser also knows currencies that are no longer in use.
        let currency: Currency = row.option.parse().ok()?;
        Some(Formats::of(row.language).money(Money::new(row.value.parse().unwrap(), currency)))
    });
    assert!(compared > 4 * 150, "only {compared} amounts compared");
}

#[test]
fn numbers_are_written_as_the_browser_writes_them() {
    compare("number", |row| {
        let number: Decimal = row.value.parse().unwrap();
        Some(Formats::of(row.language).number(number, row.option.parse().unwrap()))
    });
}

#[test]
fn rates_are_written_as_the_browser_writes_them() {
    compare("percent", |row| Some(Formats::of(row.language).percent(row.value.parse().unwrap())));
}

#[test]
fn dates_are_written_as_the_browser_writes_them() {
    compare("date", |row| {
        let style = match row.option {
            "long" => DateStyle::Long,
            "medium" => DateStyle::Medium,
            "day-month" => DateStyle::DayMonth,
            other => panic!("unknown style {other}"),
        };
        Some(Formats::of(row.language).date(row.value.parse().unwrap(), style))
    });
}

#[test]
fn moments_are_written_as_the_browser_writes_them_in_every_zone() {
    compare("moment", |row| {
        let at: jiff::Timestamp = row.value.parse().unwrap();
        let speaker = Localizer::in_zone(row.language, row.option).unwrap();
        Some(speaker.moment(Timestamp(at.as_millisecond())))
    });
}

/// A few in plain sight, for readers of this file.
#[test]
fn the_four_languages_at_a_glance() {
    let amount = Money::new(-12_345_050, "SEK".parse().unwrap());
    let due: Date = "2026-12-14".parse().unwrap();
    let glance: BTreeMap<_, _> = Language::ALL
        .into_iter()
        .map(|language| {
            let formats = Formats::of(language);
            (language, [formats.money(amount), formats.date(due, DateStyle::Long)])
        })
        .collect();
    assert_eq!(glance[&Language::En], ["-kr\u{a0}123,450.50", "14 December 2026"]);
    assert_eq!(glance[&Language::De], ["-123.450,50\u{a0}kr", "14. Dezember 2026"]);
    assert_eq!(glance[&Language::Sv], ["\u{2212}123\u{a0}450,50\u{a0}kr", "14 december 2026"]);
    assert_eq!(glance[&Language::Nl], ["kr\u{a0}-123.450,50", "14 december 2026"]);
}

#[test]
fn what_no_calendar_holds_is_printed_plainly() {
    let formats = Formats::of(Language::En);
    assert_eq!(formats.moment(Timestamp(i64::MAX), &TimeZone::UTC), i64::MAX.to_string());
    assert_eq!(formats.money(Money::new(i64::MIN, "JPY".parse().unwrap())), "-¥9,223,372,036,854,775,808");
    let lots = formats.number(Decimal::MAX, u32::MAX);
    assert_eq!(lots, "79,228,162,514,264,337,593,543,950,335");
}
