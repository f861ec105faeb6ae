//! Texts from the page's own templates, formats from `Intl`.

use domain::{Currency, Date, Decimal, Money, Timestamp};
use js_sys::{Array, Function, Object, Reflect};
use std::sync::OnceLock;
use wasm_bindgen::prelude::*;

use crate::presenter::island_texts;
use crate::words::{DateStyle, Words};

pub struct BrowserLocalizer {
    language: String,
    zone: String,
    texts: Vec<String>,
    /// The formatter of the page's one currency.
    money: OnceLock<(Currency, Formatter)>,
}

impl BrowserLocalizer {
    /// Templates come in the order of [`island_texts`].
    pub fn new(language: String, zone: String, texts: Vec<String>) -> Self {
        Self { language, zone, texts, money: OnceLock::new() }
    }

    /// Fills the placeholders of a template; the values are not searched for placeholders.
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        let at = island_texts().position(|(known, _)| known == key);
        let mut rest = at.and_then(|at| self.texts.get(at)).map_or("", String::as_str);
        let mut filled = String::new();
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            filled.push_str(before);
            let close = after.find('}').unwrap_or(after.len() - 1);
            let name = &after[1..close];
            filled.push_str(args.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
            rest = &after[close + 1..];
        }
        filled.push_str(rest);
        filled
    }

    fn money_formatter(&self, currency: Currency) -> Formatter {
        let digits = JsValue::from(currency.exponent());
        let options = [
            ("style", "currency".into()),
            ("currency", currency.code().into()),
            ("currencyDisplay", "narrowSymbol".into()),
            ("minimumFractionDigits", digits.clone()),
            ("maximumFractionDigits", digits),
        ];
        Formatter::new("NumberFormat", &self.language, options.into_iter())
    }

    fn date_formatter(&self, zone: &str, options: &[(&str, &str)]) -> Formatter {
        let options = options.iter().map(|(name, value)| (*name, JsValue::from_str(value)));
        let zone = ("timeZone", JsValue::from_str(zone));
        Formatter::new("DateTimeFormat", &self.language, options.chain([zone]))
    }
}

/// An `Intl` formatter.
struct Formatter {
    it: JsValue,
    format: Function,
}

impl Formatter {
    /// Missing features leave formats empty instead of stopping the page.
    fn new<'a>(kind: &str, language: &str, options: impl Iterator<Item = (&'a str, JsValue)>) -> Self {
        let bag = Object::new();
        for (name, value) in options {
            let _ = Reflect::set(&bag, &name.into(), &value);
        }
        let made = Reflect::get(&js_sys::global(), &"Intl".into())
            .and_then(|intl| Reflect::get(&intl, &kind.into()))
            .and_then(|class| {
                let class: &Function = class.unchecked_ref();
                Reflect::construct(class, &Array::of2(&language.into(), &bag))
            });
        let it = made.unwrap_or_default();
        let format = Reflect::get(&it, &"format".into()).unwrap_or_default().unchecked_into();
        Self { it, format }
    }

    fn write(&self, value: &JsValue) -> String {
        self.format.call1(&self.it, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
    }
}

/// The amount in major units, exact, as JavaScript reads decimals.
fn decimal(money: Money) -> String {
    let decimals = usize::try_from(money.currency.exponent()).unwrap_or_default();
    let mut digits = money.minor.unsigned_abs().to_string();
    while digits.len() <= decimals {
        digits.insert(0, '0');
    }
    if decimals > 0 {
        digits.insert(digits.len() - decimals, '.');
    }
    if money.minor < 0 {
        digits.insert(0, '-');
    }
    digits
}

impl Words for BrowserLocalizer {
    fn language(&self) -> &str {
        &self.language
    }

    fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.fill(key, args)
    }

    fn money(&self, money: Money) -> String {
        let (currency, formatter) =
            self.money.get_or_init(|| (money.currency, self.money_formatter(money.currency)));
        let value = decimal(money).into();
        if *currency == money.currency {
            formatter.write(&value)
        } else {
            self.money_formatter(money.currency).write(&value)
        }
    }

    // Quantities, rates and units are in parts of the page that do not change.
    fn number(&self, _value: Decimal, _max_decimals: u32) -> String {
        String::new()
    }

    fn percent(&self, _percent: Decimal) -> String {
        String::new()
    }

    fn unit(&self, _code: &str) -> String {
        String::new()
    }

    fn date(&self, date: Date, style: DateStyle) -> String {
        let (month, year) = match style {
            DateStyle::Long => ("long", true),
            DateStyle::Medium => ("short", true),
            DateStyle::DayMonth => ("long", false),
        };
        let fields = [("day", "numeric"), ("month", month), ("year", "numeric")];
        let fields = if year { &fields[..] } else { &fields[..2] };
        // A day has no zone: midnight in UTC is formatted in UTC.
        let at = js_sys::Date::parse(&domain::time::iso_date::text(date));
        self.date_formatter("UTC", fields).write(&at.into())
    }

    #[expect(clippy::cast_precision_loss)]
    fn moment(&self, at: Timestamp) -> String {
        let fields = [("day", "numeric"), ("month", "short"), ("hour", "2-digit"), ("minute", "2-digit")];
        self.date_formatter(&self.zone, &fields).write(&(at.0 as f64).into())
    }
}
