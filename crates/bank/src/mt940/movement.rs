//! `:61:`, one movement: value day, booking day, side, amount, kind, references.

use domain::Date;
use domain::payments::reference::is_placeholder;
use rust_decimal::Decimal;

use super::day;
use crate::problem::shorten;
use crate::{Direction, Problem};

/// One movement as its line states it.
#[derive(Debug)]
pub(super) struct Movement {
    pub(super) valued_on: Date,
    pub(super) booked_on: Option<Date>,
    pub(super) direction: Direction,
    pub(super) reversal: bool,
    /// The bank only expects it.
    pub(super) expected: bool,
    pub(super) amount: Decimal,
    /// Three letters behind `N`, `F` or `S`: `TRF`, `DDT`, `CHG`.
    pub(super) kind: String,
    /// The account owner's reference; never a placeholder such as `NONREF`.
    pub(super) own_reference: Option<String>,
    /// Behind `//`: the bank's.
    pub(super) bank_reference: Option<String>,
    /// The second line.
    pub(super) supplement: Option<String>,
}

impl Movement {
    pub(super) fn read(text: &str, place: &str) -> Result<Self, Problem> {
        let (line, supplement) = text.split_once('\n').unwrap_or((text, ""));
        Self::parse(line, supplement).ok_or_else(|| {
            let message =
                format!("“{}” is no movement (2611301130C450,00NTRFREFERENCE//BANK)", shorten(line));
            Problem::value(place, message)
        })
    }

    fn parse(line: &str, supplement: &str) -> Option<Self> {
        let valued_on = day(line.get(..6)?)?;
        let mut rest = line.get(6..)?;
        let mut booked_on = None;
        // Some banks fill an unstated booking date with blanks.
        if let Some(booked) = rest.get(..4).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit())) {
            booked_on = Some(booking_day(valued_on, booked)?);
            rest = &rest[4..];
        }
        let Side { direction, reversal, expected, behind } = side(rest.trim_start())?;
        rest = behind.trim_start();
        // The third letter of the currency may stand here.
        if rest.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            rest = rest[1..].trim_start();
        }
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ',')?;
        let amount = super::amount(&rest[..end])?;
        rest = rest[end..].trim_start();
        if !rest.starts_with(['N', 'F', 'S']) {
            return None;
        }
        let kind = rest.get(1..4)?.to_owned();
        let (own, bank) = rest[4..].split_once("//").unwrap_or((&rest[4..], ""));
        Some(Self {
            valued_on,
            booked_on,
            direction,
            reversal,
            expected,
            amount,
            kind,
            own_reference: name(own),
            bank_reference: name(bank),
            supplement: (!supplement.trim().is_empty()).then(|| supplement.trim().replace('\n', " ")),
        })
    }
}

struct Side<'a> {
    direction: Direction,
    reversal: bool,
    expected: bool,
    /// What stands behind the mark.
    behind: &'a str,
}

/// Credit, debit, and their reversals; some banks mark what is only expected.
fn side(text: &str) -> Option<Side<'_>> {
    for (mark, direction, reversal, expected) in [
        ("RC", Direction::Debit, true, false),
        ("RD", Direction::Credit, true, false),
        ("EC", Direction::Credit, false, true),
        ("ED", Direction::Debit, false, true),
        ("C", Direction::Credit, false, false),
        ("D", Direction::Debit, false, false),
    ] {
        if let Some(behind) = text.strip_prefix(mark) {
            return Some(Side { direction, reversal, expected, behind });
        }
    }
    None
}

/// Month and day; the year is chosen so that the date is closest to the value date.
fn booking_day(valued_on: Date, text: &str) -> Option<Date> {
    let (month, day) = (text[..2].parse().ok()?, text[2..].parse().ok()?);
    [valued_on.year(), valued_on.year() + 1, valued_on.year() - 1]
        .into_iter()
        .filter_map(|year| crate::day::day(year, month, day))
        .min_by_key(|date| (*date - valued_on).get_days().unsigned_abs())
}

fn name(text: &str) -> Option<String> {
    let text = text.trim();
    (!is_placeholder(text)).then(|| text.to_owned())
}
