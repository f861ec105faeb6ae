//! Business hours: by when a person should have answered.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::time::{Timestamp, start_of};

const MINUTE_MS: i64 = 60_000;
const LAST_MINUTE: i64 = 24 * 60;
/// The search ends after this many days: a biller may have no working day at all.
const FURTHEST_DAYS: usize = 366;

/// When staff are there: the same hours on each of the weekdays, in civil time of the biller's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessHours {
    /// The first minute of the day.
    pub from_minute: u16,
    /// The first minute after closing; after `from_minute`, at most 1,440.
    pub to_minute: u16,
    /// Bit 0 for Monday to bit 6 for Sunday.
    pub weekdays: u8,
}

impl Default for BusinessHours {
    /// Monday to Friday, 8:00 to 17:00.
    fn default() -> Self {
        Self { from_minute: 8 * 60, to_minute: 17 * 60, weekdays: 0b001_1111 }
    }
}

impl BusinessHours {
    /// Whether the hours lie within a day and at least one weekday is set.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.from_minute < self.to_minute
            && self.to_minute as i64 <= LAST_MINUTE
            && self.weekdays & 0b111_1111 != 0
    }

    fn includes(&self, day: Weekday) -> bool {
        self.weekdays >> day.to_monday_zero_offset() & 1 == 1
    }
}

/// The instant at which `minutes` of business hours have passed since `from`.
///
/// Days of a clock change count by their civil hours. Clocks change at night, outside business hours.
#[must_use]
pub fn respond_by(from: Timestamp, minutes: u32, hours: &BusinessHours, zone: &TimeZone) -> Timestamp {
    let mut left_ms = i64::from(minutes) * MINUTE_MS;
    let mut day = from.date_in(zone);
    for _ in 0..FURTHEST_DAYS {
        if hours.includes(day.weekday()) {
            let opens = at_minute(day, hours.from_minute, zone).0.max(from.0);
            let closes = at_minute(day, hours.to_minute, zone).0;
            let there = (closes - opens).max(0);
            if left_ms <= there && closes > opens {
                return Timestamp(opens + left_ms);
            }
            left_ms -= there;
        }
        match day.tomorrow() {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
    start_of(day, zone)
}

fn at_minute(day: Date, minute: u16, zone: &TimeZone) -> Timestamp {
    if i64::from(minute) >= LAST_MINUTE {
        return start_of(day.tomorrow().unwrap_or(Date::MAX), zone);
    }
    // Both are in range: a minute of the day is below 1,440.
    let (hour, minute) = ((minute / 60) as i8, (minute % 60) as i8);
    let instant = zone
        .to_ambiguous_zoned(day.at(hour, minute, 0, 0))
        .compatible()
        .map_or(jiff::Timestamp::MAX, |zoned| zoned.timestamp());
    Timestamp(instant.as_millisecond())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn utc(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    fn stockholm(from: &str, minutes: u32) -> Timestamp {
        let zone = TimeZone::get("Europe/Stockholm").unwrap();
        respond_by(utc(from), minutes, &BusinessHours::default(), &zone)
    }

    #[test]
    fn within_a_day_it_is_simply_later() {
        // Friday 20 November 2026, 10:00 in Stockholm.
        assert_eq!(stockholm("2026-11-20T09:00:00Z", 240), utc("2026-11-20T13:00:00Z"));
    }

    #[test]
    fn what_comes_in_the_evening_or_at_the_weekend_begins_when_somebody_is_there() {
        for from in
            ["2026-11-20T16:00:00Z", "2026-11-20T21:00:00Z", "2026-11-21T12:00:00Z", "2026-11-23T05:00:00Z"]
        {
            assert_eq!(stockholm(from, 240), utc("2026-11-23T11:00:00Z"), "{from}");
        }
    }

    #[test]
    fn the_rest_goes_on_in_the_morning() {
        // 16:00 on Friday: one hour that day, three on Monday.
        assert_eq!(stockholm("2026-11-20T15:00:00Z", 240), utc("2026-11-23T10:00:00Z"));
        assert_eq!(stockholm("2026-11-20T15:00:00Z", 60), utc("2026-11-20T16:00:00Z"), "closing time itself");
    }

    #[test]
    fn a_clock_change_over_the_weekend_keeps_the_civil_hour() {
        // The clocks go back on 25 October 2026.
        assert_eq!(stockholm("2026-10-23T14:30:00Z", 60), utc("2026-10-26T07:30:00Z"));
    }

    #[test]
    fn hours_have_to_make_sense() {
        assert!(BusinessHours::default().is_sound());
        assert!(BusinessHours { from_minute: 0, to_minute: 1_440, weekdays: 127 }.is_sound());
        assert!(!BusinessHours { from_minute: 600, to_minute: 600, weekdays: 1 }.is_sound());
        assert!(!BusinessHours { weekdays: 0, ..BusinessHours::default() }.is_sound());
    }
}
