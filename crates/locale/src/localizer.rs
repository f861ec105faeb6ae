//! A reader's language and zone, with everything that depends on them.

use domain::{Date, Decimal, Money, Timestamp};
use jiff::tz::TimeZone;

use crate::{Arg, DateStyle, Formats, Language, Texts};

/// The language and time zone of one reader: formats texts and units in the language, and instants in the zone.
///
/// Cheap to make and to clone; the texts and formats behind it are loaded once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localizer {
    language: Language,
    zone: TimeZone,
}

/// The text names no zone of the IANA time zone database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no time zone of the IANA database; an example of one is Europe/Stockholm")]
pub struct UnknownZone(pub String);

impl Localizer {
    /// Uses `language`, and shows instants in `zone`.
    #[must_use]
    pub const fn new(language: Language, zone: TimeZone) -> Self {
        Self { language, zone }
    }

    /// Uses `language`, and shows instants in the IANA zone `name`, from the database inside the binary.
    ///
    /// # Errors
    /// [`UnknownZone`].
    pub fn in_zone(language: Language, name: &str) -> Result<Self, UnknownZone> {
        TimeZone::get(name)
            .map(|zone| Self::new(language, zone))
            .map_err(|_| UnknownZone(name.chars().take(64).collect()))
    }

    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The zone in which instants are shown.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// See [`Texts::text`].
    #[must_use]
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        Texts::get().text(self.language, key, args)
    }

    /// See [`Texts::text_with`].
    #[must_use]
    pub fn text_with(&self, key: &str, args: &[Arg<'_>]) -> String {
        Texts::get().text_with(self.language, key, args)
    }

    /// See [`Texts::template`].
    #[must_use]
    pub fn template(&self, key: &str) -> String {
        Texts::get().template(self.language, key)
    }

    /// See [`Formats::money`].
    #[must_use]
    pub fn money(&self, amount: Money) -> String {
        self.formats().money(amount)
    }

    /// See [`Formats::number`].
    #[must_use]
    pub fn number(&self, number: Decimal, max_decimals: u32) -> String {
        self.formats().number(number, max_decimals)
    }

    /// See [`Formats::percent`].
    #[must_use]
    pub fn percent(&self, percent: Decimal) -> String {
        self.formats().percent(percent)
    }

    /// See [`Formats::date`].
    #[must_use]
    pub fn date(&self, date: Date, style: DateStyle) -> String {
        self.formats().date(date, style)
    }

    /// The instant's day, month and time of day in the reader's zone: "21 Nov, 20:14".
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        self.formats().moment(at, &self.zone)
    }

    /// The label of a unit code as a heading or beside a price, in the plural: "hours" for `HUR`.
    /// A code without a label is shown as it is [UN/ECE Recommendation 20 and 21, BT-130].
    #[must_use]
    pub fn unit(&self, code: &str) -> String {
        // Every language here puts zero of anything in the plural.
        Texts::get().unit(self.language, code, "0")
    }

    /// The label of a unit code after a quantity: "hour" for 1 `HUR`, "hours" for 1.5.
    #[must_use]
    pub fn unit_of(&self, code: &str, quantity: Decimal) -> String {
        Texts::get().unit(self.language, code, &quantity.normalize().to_string())
    }

    fn formats(&self) -> &'static Formats {
        Formats::of(self.language)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn speaker(language: Language) -> Localizer {
        Localizer::in_zone(language, "Europe/Stockholm").unwrap()
    }

    #[test]
    fn units_have_labels_with_plural_and_unknown_codes_show_themselves() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        let english = speaker(Language::En);
        assert_eq!(english.unit("HUR"), "hours");
        assert_eq!(english.unit_of("HUR", decimal("1.00")), "hour");
        assert_eq!(english.unit_of("HUR", decimal("1.5")), "hours");
        assert_eq!(english.unit_of("HUR", decimal("-1")), "hour");
        assert_eq!(speaker(Language::Sv).unit_of("DAY", decimal("1")), "dag");
        assert_eq!(speaker(Language::De).unit_of("DAY", decimal("30")), "Tage");
        assert_eq!(speaker(Language::Nl).unit("KWH"), "kWh");
        assert_eq!(english.unit("Q7Z"), "Q7Z");
        assert_eq!(english.unit("\u{202e}X"), "X");
        assert_eq!(english.unit(""), "");
    }

    #[test]
    fn a_zone_that_does_not_exist_is_named_in_the_error() {
        let error = Localizer::in_zone(Language::En, "Europe/Atlantis").unwrap_err();
        assert_eq!(error, UnknownZone("Europe/Atlantis".to_owned()));
    }
}
