//! `:61:`, one movement: value day, booking day, side, amount, kind, references.

use std::str::FromStr;

use domain::Date;
use domain::reference::is_placeholder;
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
        if let Some(booked) = rest.get(..4).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit())) {
            booked_on = Some(booking_day(valued_on, booked)?);
            rest = &rest[4..];
        }
        let (direction, reversal, behind) = side(rest)?;
        rest = behind;
        // The third letter of the currency may stand here.
        if rest.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            rest = &rest[1..];
        }
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ',')?;
        if !rest.starts_with(|letter: char| letter.is_ascii_digit())
            || !rest[end..].starts_with(['N', 'F', 'S'])
        {
            return None;
        }
        let amount = Decimal::from_str(&rest[..end].trim_end_matches(',').replace(',', ".")).ok()?;
        rest = &rest[end..];
        let kind = rest.get(1..4)?.to_owned();
        let (own, bank) = rest[4..].split_once("//").unwrap_or((&rest[4..], ""));
        Some(Self {
            valued_on,
            booked_on,
            direction,
            reversal,
            amount,
            kind,
            own_reference: name(own),
            bank_reference: name(bank),
            supplement: (!supplement.trim().is_empty()).then(|| supplement.trim().replace('\n', " ")),
        })
    }
}

/// Credit, debit, and their reversals; some banks mark what is only expected.
fn side(text: &str) -> Option<(Direction, bool, &str)> {
    for (mark, direction, reversal) in [
        ("RC", Direction::Debit, true),
        ("RD", Direction::Credit, true),
        ("C", Direction::Credit, false),
        ("D", Direction::Debit, false),
    ] {
        if let Some(rest) = text.strip_prefix(mark) {
            return Some((direction, reversal, rest));
        }
    }
    None
}

/// Month and day; the year is the one that brings it closest to the value day.
fn booking_day(valued_on: Date, text: &str) -> Option<Date> {
    let (month, day) = (text[..2].parse().ok()?, text[2..].parse().ok()?);
    [valued_on.year(), valued_on.year() + 1, valued_on.year() - 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .min_by_key(|date| (*date - valued_on).get_days().unsigned_abs())
}

fn name(text: &str) -> Option<String> {
    let text = text.trim();
    (!is_placeholder(text)).then(|| text.to_owned())
}
