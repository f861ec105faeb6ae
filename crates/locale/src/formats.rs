//! Money, numbers and dates as CLDR writes them.
//!
//! Digits, separators, signs and dates come from icu4x (CLDR 49). Money and percent need four
//! patterns and a table of symbols, written down here and in `currency_symbol`, because icu4x's
//! own formatters for them are not stable yet. `tests/intl.tsv` holds everything equal to what
//! a browser's `Intl` prints, byte for byte, no-break spaces and minus signs included.

use std::sync::LazyLock;

use domain::{Date, Decimal, Money, Timestamp};
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{MD, MDT, YMD};
use icu_datetime::{DateTimeFormatterLoadError, FixedCalendarDateTimeFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::{Decimal as Digits, SignDisplay};
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::{Locale, locale};
use icu_time::{DateTime, Time};
use jiff::tz::TimeZone;
use rust_decimal::RoundingStrategy;

use crate::Language;
use crate::currency_symbol::narrow_symbol;

/// CLDR's no-break space, U+00A0.
const NO_BREAK_SPACE: char = '\u{a0}';

/// Decimals of a rate in percent that are shown; VAT rates have at most three.
const PERCENT_DECIMALS: u32 = 6;

static FORMATS: LazyLock<[Formats; 4]> = LazyLock::new(|| {
    // The data of every locale is compiled in, and every locale falls back to the root's: nothing
    // is left that could be missing.
    Language::ALL.map(|language| Formats::load(language).expect("CLDR data is compiled in"))
});

/// How much of a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// "14 December 2026"; in `Intl` `{dateStyle: "long"}`.
    Long,
    /// "14 Dec 2026", in German "14.12.2026"; in `Intl` `{dateStyle: "medium"}`.
    Medium,
    /// "14 December"; in `Intl` `{day: "numeric", month: "long"}`.
    DayMonth,
}

/// The formats of one language.
pub struct Formats {
    language: Language,
    decimal: DecimalFormatter,
    long: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    medium: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    day_month: FixedCalendarDateTimeFormatter<Gregorian, MD>,
    moment: FixedCalendarDateTimeFormatter<Gregorian, MDT>,
}

impl Formats {
    /// The formats of `language`, loaded once.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        &FORMATS[language.index()]
    }

    /// An amount with the currency's narrow symbol and all its decimals: "kr 450.00" in English,
    /// "450,00 kr" in Swedish; in `Intl` `{style: "currency", currencyDisplay: "narrowSymbol",
    /// signDisplay: "negative"}` with both fraction digits set to the currency's [ISO 4217], which
    /// for a few currencies differ from those CLDR would show.
    #[must_use]
    pub fn money(&self, amount: Money) -> String {
        let exponent = places(amount.currency.exponent());
        let mut digits = Digits::from(amount.minor);
        digits.multiply_pow10(-exponent);
        digits.pad_end(-exponent);
        let symbol = narrow_symbol(self.language, amount.currency.code());
        match self.language {
            // ¤#,##0.00; a space only between letters and digits [UTS 35, currencySpacing]
            Language::En => {
                let minus = if amount.minor < 0 { "-" } else { "" };
                digits.apply_sign_display(SignDisplay::Never);
                let space = if ends_with_letter(symbol) { "\u{a0}" } else { "" };
                format!("{minus}{symbol}{space}{}", self.written(&digits))
            }
            // #,##0.00 ¤
            Language::De | Language::Sv => format!("{}{NO_BREAK_SPACE}{symbol}", self.written(&digits)),
            // ¤ #,##0.00;¤ -#,##0.00
            Language::Nl => format!("{symbol}{NO_BREAK_SPACE}{}", self.written(&digits)),
        }
    }

    /// A decimal number with as many decimals as it has, at most `max_decimals`, half away from
    /// zero; in `Intl` `{maximumFractionDigits, signDisplay: "negative"}`.
    #[must_use]
    pub fn number(&self, number: Decimal, max_decimals: u32) -> String {
        self.written(&rounded(number, max_decimals))
    }

    /// A rate that is given in percent, as documents state it: 25 is "25%", in German and Swedish
    /// "25 %"; in `Intl` `{style: "percent"}` of a hundredth of it.
    #[must_use]
    pub fn percent(&self, percent: Decimal) -> String {
        let number = self.number(percent, PERCENT_DECIMALS);
        match self.language {
            // #,##0%
            Language::En | Language::Nl => format!("{number}%"),
            // #,##0 %
            Language::De | Language::Sv => format!("{number}{NO_BREAK_SPACE}%"),
        }
    }

    #[must_use]
    pub fn date(&self, date: Date, style: DateStyle) -> String {
        let Some(day) = gregorian(date) else { return date.to_string() };
        match style {
            DateStyle::Long => self.long.format(&day).to_string(),
            DateStyle::Medium => self.medium.format(&day).to_string(),
            DateStyle::DayMonth => self.day_month.format(&day).to_string(),
        }
    }

    /// Day, month and time of day in `zone`: "21 Nov, 20:14"; in `Intl` `{day: "numeric",
    /// month: "short", hour: "2-digit", minute: "2-digit", timeZone}`. An instant outside the
    /// calendar's years -9999 to 9999 is its number of milliseconds.
    #[must_use]
    pub fn moment(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.told(at, zone).unwrap_or_else(|| at.0.to_string())
    }

    fn told(&self, at: Timestamp, zone: &TimeZone) -> Option<String> {
        let local = zone.to_datetime(jiff::Timestamp::from_millisecond(at.0).ok()?);
        let [hour, minute] = [local.hour(), local.minute()].map(i8::unsigned_abs);
        let time = Time::try_new(hour, minute, 0, 0).ok()?;
        Some(self.moment.format(&DateTime { date: gregorian(local.date())?, time }).to_string())
    }

    fn written(&self, digits: &Digits) -> String {
        self.decimal.format(digits).to_string()
    }

    fn load(language: Language) -> Result<Self, DateTimeFormatterLoadError> {
        let locale = locale_of(language);
        let date = |fields| FixedCalendarDateTimeFormatter::try_new((&locale).into(), fields);
        Ok(Self {
            language,
            decimal: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
                .map_err(DateTimeFormatterLoadError::Data)?,
            long: date(YMD::long())?,
            medium: date(YMD::medium())?,
            day_month: FixedCalendarDateTimeFormatter::try_new((&locale).into(), MD::long())?,
            moment: FixedCalendarDateTimeFormatter::try_new((&locale).into(), MD::medium().with_time_hm())?,
        })
    }
}

const fn locale_of(language: Language) -> Locale {
    match language {
        Language::En => locale!("en-GB"),
        Language::De => locale!("de"),
        Language::Sv => locale!("sv"),
        Language::Nl => locale!("nl"),
    }
}

/// Rounded half away from zero, without trailing zeros, and without a sign on zero.
fn rounded(number: Decimal, max_decimals: u32) -> Digits {
    let number =
        number.round_dp_with_strategy(max_decimals, RoundingStrategy::MidpointAwayFromZero).normalize();
    let mut digits = Digits::from(number.mantissa());
    digits.multiply_pow10(-places(number.scale()));
    digits.with_sign_display(SignDisplay::Negative)
}

/// A number of decimals as the position of a digit. No currency and no decimal has more than 28.
fn places(decimals: u32) -> i16 {
    i16::try_from(decimals.min(Decimal::MAX_SCALE)).unwrap_or(0)
}

fn gregorian(date: Date) -> Option<icu_calendar::Date<Gregorian>> {
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    icu_calendar::Date::try_new_gregorian(i32::from(date.year()), month, day).ok()
}

/// Whether the currency's last character is neither a symbol such as $ nor a space, so that digits
/// would run into it [UTS 35, currencySpacing].
fn ends_with_letter(symbol: &str) -> bool {
    symbol.ends_with(|last: char| last.is_alphanumeric() || last == '.')
}
