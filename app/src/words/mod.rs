//! Texts and formats in the reader's language.

use domain::{Date, Decimal, Money, Timestamp};

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// 14 December 2026
    Long,
    /// 14 Dec 2026
    Medium,
    /// 14 December
    DayMonth,
}

/// Texts and formats of one language, and of the biller's time zone. On the server they come from Fluent and CLDR, in
/// the browser from the page's templates and `Intl`.
pub trait Words: Send + Sync {
    /// The language's BCP 47 tag.
    fn language(&self) -> &str;
    /// The BCP 47 tag of these formats, for the browser's `Intl`: English with European dates is `en-GB`.
    fn formats(&self) -> &str {
        self.language()
    }
    /// The text of this key with its placeholders filled.
    fn text(&self, key: &str, args: &[(&str, &str)]) -> String;
    /// An amount with its currency: `799.00 kr`.
    fn money(&self, money: Money) -> String;
    /// A quantity or price, rounded to at most so many decimals.
    fn number(&self, value: Decimal, max_decimals: u32) -> String;
    /// A rate that is given in percent: 25 is `25 %`.
    fn percent(&self, percent: Decimal) -> String;
    fn date(&self, date: Date, style: DateStyle) -> String;
    /// An instant of the recent past in the biller's zone: `21 Nov, 20:14`.
    fn moment(&self, at: Timestamp) -> String;
    /// A unit by its UN/ECE code: `KWH` is `kWh`; empty if counting needs no word.
    fn unit(&self, code: &str) -> String;
    /// The same after a quantity: 1 month, 2 months.
    fn unit_of(&self, code: &str, _quantity: Decimal) -> String {
        self.unit(code)
    }
}
