//! Texts and formats for pages: `app` defines the interface, `locale` implements it.

use app::words::{DateStyle, Words};
use domain::{Date, Decimal, Money, Timestamp};
use locale::{Language, Localizer};

/// A reader's language in a biller's zone.
pub struct RequestLocalizer(pub Localizer);

impl Words for RequestLocalizer {
    fn language(&self) -> &str {
        self.0.language().tag()
    }

    fn formats(&self) -> &str {
        self.0.language().formats()
    }

    fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.0.text(key, args)
    }

    fn money(&self, money: Money) -> String {
        self.0.money(money)
    }

    fn number(&self, value: Decimal, max_decimals: u32) -> String {
        self.0.number(value, max_decimals)
    }

    fn percent(&self, percent: Decimal) -> String {
        self.0.percent(percent)
    }

    fn date(&self, date: Date, style: DateStyle) -> String {
        let style = match style {
            DateStyle::Long => locale::DateStyle::Long,
            DateStyle::Medium => locale::DateStyle::Medium,
            DateStyle::DayMonth => locale::DateStyle::DayMonth,
        };
        self.0.date(date, style)
    }

    fn moment(&self, at: Timestamp) -> String {
        self.0.moment(at)
    }

    fn unit(&self, code: &str) -> String {
        self.0.unit(code)
    }

    fn unit_of(&self, code: &str, quantity: Decimal) -> String {
        self.0.unit_of(code, quantity)
    }
}

/// What decides a page's language, strongest first.
pub struct LanguagePreference<'a> {
    /// Chosen on the page.
    pub chosen: Option<&'a str>,
    pub payer: Option<&'a str>,
    /// Requested by the browser.
    pub browser: Option<&'a str>,
    pub biller: &'a str,
}

impl LanguagePreference<'_> {
    #[must_use]
    pub fn language(&self) -> Language {
        self.chosen
            .and_then(Language::from_tag)
            .or_else(|| self.payer.and_then(Language::from_tag))
            .or_else(|| self.browser.and_then(Language::negotiate))
            .or_else(|| Language::from_tag(self.biller))
            .unwrap_or(Language::En)
    }
}
