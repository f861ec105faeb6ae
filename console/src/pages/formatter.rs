//! Formats of the console: amounts, days, and durations.

use std::sync::Arc;

use app::words::{DateStyle, Words};
use domain::payments::Method;
use domain::{Currency, Date, Money, Status, Timestamp};

/// The meaning of a text, shown as the colour of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Calm,
    Good,
    Warn,
    /// Somebody has to act.
    Bad,
}

impl Tone {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Texts and formats, at one moment.
#[derive(Clone)]
pub struct Formatter {
    /// The console's language in the biller's zone.
    pub words: Arc<dyn Words>,
    /// The biller's business clock.
    pub now: Timestamp,
}

impl Formatter {
    /// An amount with its currency.
    #[must_use]
    pub fn money(&self, minor: i64, currency: Currency) -> String {
        self.words.money(Money::new(minor, currency))
    }

    /// A day: `14 Dec 2026`.
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        self.words.date(date, DateStyle::Medium)
    }

    /// An instant: `21 Nov, 20:14`.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        self.words.moment(at)
    }

    /// How long ago: `now`, `4 min`, `3 h`, `2 d`.
    #[must_use]
    pub fn ago(&self, at: Timestamp) -> String {
        let ms = self.now.0 - at.0;
        if ms < MINUTE_MS { "now".into() } else { length(ms) }
    }

    /// By when a reply is due: `reply due in 11 min`, `reply late by 2 h`.
    #[must_use]
    pub fn deadline(&self, respond_by: Timestamp) -> (Tone, String) {
        let ms = respond_by.0 - self.now.0;
        match ms {
            i64::MIN..0 => (Tone::Bad, format!("reply late by {}", length(-ms))),
            0..HOUR_MS => (Tone::Bad, format!("reply due in {}", length(ms))),
            HOUR_MS..DAY_MS => (Tone::Warn, format!("reply due in {}", length(ms))),
            _ => (Tone::Calm, format!("reply due in {}", length(ms))),
        }
    }
}

/// A length of time in its largest unit.
fn length(ms: i64) -> String {
    match ms {
        ..MINUTE_MS => "1 min".into(),
        MINUTE_MS..HOUR_MS => format!("{} min", ms / MINUTE_MS),
        HOUR_MS..DAY_MS => format!("{} h", ms / HOUR_MS),
        _ => format!("{} d", ms / DAY_MS),
    }
}

/// A status in a word or two, and its tone.
#[must_use]
pub const fn status(status: Status) -> (Tone, &'static str) {
    match status {
        Status::Void => (Tone::Calm, "Withdrawn"),
        Status::WrittenOff => (Tone::Calm, "Written off"),
        Status::Credited => (Tone::Calm, "Credited"),
        Status::Paid => (Tone::Good, "Paid"),
        Status::Overdue => (Tone::Bad, "Overdue"),
        Status::PartlyPaid => (Tone::Warn, "Partly paid"),
        Status::Open => (Tone::Calm, "Open"),
    }
}

pub const fn method_name(method: Method) -> &'static str {
    match method {
        Method::BankTransfer => "bank transfer",
        Method::DirectDebit => "direct debit",
        Method::Card => "card",
        Method::Wallet => "wallet",
        Method::Cash => "cash",
        Method::Other => "another way",
    }
}

/// Adds a capital letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    [&first, letters.as_str()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_their_largest_unit() {
        for (ms, said) in [
            (1, "1 min"),
            (59_999, "1 min"),
            (11 * MINUTE_MS, "11 min"),
            (HOUR_MS, "1 h"),
            (47 * HOUR_MS, "1 d"),
            (80 * DAY_MS, "80 d"),
        ] {
            assert_eq!(length(ms), said);
        }
    }
}
