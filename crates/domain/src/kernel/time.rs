//! Instants and days. Nothing here reads a clock.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// An instant: milliseconds since 1970-01-01T00:00:00Z, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The civil date at this instant in `zone`.
    #[must_use]
    pub fn date_in(self, zone: &TimeZone) -> Date {
        let instant = jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::MAX);
        zone.to_datetime(instant).date()
    }
}

/// The first instant of `date` in `zone`. Where a clock change removes midnight, the first
/// instant that exists; where it repeats midnight, the earlier one.
#[must_use]
pub fn start_of(date: Date, zone: &TimeZone) -> Timestamp {
    let midnight = date.at(0, 0, 0, 0);
    // The zone's rules refuse only dates outside the calendar's range; UTC stands in for those.
    let instant = zone
        .to_ambiguous_zoned(midnight)
        .compatible()
        .map_or(jiff::Timestamp::MAX, |zoned| zoned.timestamp());
    Timestamp(instant.as_millisecond())
}

/// The first instant at which an invoice due on `due` is overdue: the start of the next day.
#[must_use]
pub fn overdue_from(due: Date, zone: &TimeZone) -> Timestamp {
    start_of(due.tomorrow().unwrap_or(Date::MAX), zone)
}

/// Days on the wire: `2026-11-30`, the same text that jiff writes. This is written by hand because the browser reads
/// frames: jiff's parser and its messages would make up a third of the download.
pub mod iso_date {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de};

    /// The day as text.
    #[must_use]
    pub fn text(date: Date) -> String {
        let mut text = String::with_capacity(10);
        // Years before 0 do not occur on invoices; they would lose their sign here.
        for (number, digits, separator) in
            [(date.year().unsigned_abs(), 4, '-'), (u16::from(date.month().unsigned_abs()), 2, '-')]
        {
            push(&mut text, number, digits);
            text.push(separator);
        }
        push(&mut text, u16::from(date.day().unsigned_abs()), 2);
        text
    }

    fn push(text: &mut String, number: u16, digits: u32) {
        for power in (0..digits).rev() {
            let digit = number / 10_u16.pow(power) % 10;
            text.push(char::from_digit(u32::from(digit), 10).unwrap_or('0'));
        }
    }

    /// Reads exactly `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_i16, |sum, digit| {
                digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0'))
            })
        };
        let (year, month, day) = (number(&[a, b, c, d])?, number(&[e, f])?, number(&[g, h])?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// For `#[serde(with)]`.
    ///
    /// # Errors
    /// The serialiser's.
    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text(*date))
    }

    /// For `#[serde(with)]`.
    ///
    /// # Errors
    /// For a text that is no day.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| de::Error::custom("a day is written YYYY-MM-DD"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    const MINUTE: i64 = 60_000;
    const HOUR: i64 = 60 * MINUTE;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn utc(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn a_day_ends_at_its_own_midnight_in_every_zone() {
        let due = date(2026, 11, 30);
        for (name, begins) in [
            ("Europe/Stockholm", "2026-11-30T23:00:00Z"),
            ("America/Los_Angeles", "2026-12-01T08:00:00Z"),
            ("Pacific/Auckland", "2026-11-30T11:00:00Z"),
        ] {
            let zone = zone(name);
            let begins = utc(begins);
            assert_eq!(overdue_from(due, &zone), begins, "{name}");
            assert_eq!(Timestamp(begins.0 - 1).date_in(&zone), due, "{name}");
            assert_eq!(begins.date_in(&zone), date(2026, 12, 1), "{name}");
        }
    }

    #[test]
    fn days_of_a_clock_change_have_23_and_25_hours() {
        let zone = zone("Europe/Stockholm");
        let length = |day: Date| start_of(day.tomorrow().unwrap(), &zone).0 - start_of(day, &zone).0;
        assert_eq!(length(date(2026, 3, 29)), 23 * HOUR);
        assert_eq!(length(date(2026, 10, 25)), 25 * HOUR);
        assert_eq!(length(date(2026, 10, 26)), 24 * HOUR);
    }

    #[test]
    fn a_midnight_that_does_not_exist_begins_at_the_first_instant_that_does() {
        // Cairo went from 23:59:59 straight to 01:00 on 26 April 2024.
        let zone = zone("Africa/Cairo");
        let begins = start_of(date(2024, 4, 26), &zone);
        assert_eq!(begins, utc("2024-04-25T22:00:00Z"));
        assert_eq!(Timestamp(begins.0 - 1).date_in(&zone), date(2024, 4, 25));
        assert_eq!(begins.date_in(&zone), date(2024, 4, 26));
    }

    #[test]
    fn days_on_the_wire_are_those_of_jiff() {
        for text in ["2026-11-30", "0001-01-01", "9999-12-31", "2024-02-29"] {
            let day: Date = text.parse().unwrap();
            assert_eq!(iso_date::text(day), text);
            assert_eq!(iso_date::text(day), day.to_string());
            assert_eq!(iso_date::parse(text), Some(day));
        }
        for text in
            ["", "2026-11-31", "2025-02-29", "2026-1-1", "2026-13-01", "20261130", "2026-11-3x", "+026-11-30"]
        {
            assert_eq!(iso_date::parse(text), None, "{text}");
        }
    }
}
