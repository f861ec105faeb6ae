//! The messages people read, in Fluent, embedded and parsed once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::argument::made_safe;
use crate::template::{self, Plural, Templates};
use crate::{Formats, Language};

static TEXTS: LazyLock<Texts> = LazyLock::new(Texts::load);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Name and text. Amounts, dates and decimals go in as text, formatted by [`Formats`].
    Text(&'a str, &'a str),
    /// Name and a number of things: selects the plural, and is shown with the language's grouping.
    Count(&'a str, u32),
}

impl<'a> Arg<'a> {
    fn of(name: &'a str, value: &'a str) -> Self {
        match value.parse() {
            Ok(count) if name == "count" => Self::Count(name, count),
            _ => Self::Text(name, value),
        }
    }
}

/// All messages in all languages.
pub struct Texts {
    /// In the order of [`Language::ALL`].
    bundles: [Bundle; 4],
}

struct Bundle {
    messages: FluentBundle<FluentResource>,
    templates: HashMap<String, Templates>,
}

impl Texts {
    #[must_use]
    pub fn get() -> &'static Self {
        &TEXTS
    }

    /// The message `key`. A key that the language lacks is answered in English, one that English
    /// lacks with the key itself; the tests of this crate see to it that the first never happens.
    /// An argument that is missing shows as `{$name}`.
    ///
    /// An argument named `count` that is written in digits is a number: it selects the plural.
    /// All others are untrusted text: controls and directional overrides are taken out of them.
    #[must_use]
    pub fn text(&self, language: Language, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<_> = args.iter().map(|(name, value)| Arg::of(name, value)).collect();
        self.text_with(language, key, &args)
    }

    /// [`Self::text`] with numbers of any name among the arguments.
    #[must_use]
    pub fn text_with(&self, language: Language, key: &str, args: &[Arg<'_>]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for arg in args {
            match arg {
                Arg::Text(name, value) => fluent.set(*name, FluentValue::from(made_safe(value))),
                Arg::Count(name, count) => fluent.set(*name, *count),
            }
        }
        self.format(language, key, &fluent)
    }

    /// The message with its placeables left as `{name}`, for a browser that fills them in itself
    /// (and must then take care of what [`Self::text`] takes out of arguments). Where the message
    /// depends on a count, this is the form for many.
    #[must_use]
    pub fn template(&self, language: Language, key: &str) -> String {
        self.plural_template(language, key, Plural::Other)
    }

    /// One form of a message that depends on a count, with its placeables left as `{name}`. All
    /// languages here have these two; the browser's `Intl.PluralRules` says which one a count takes.
    #[must_use]
    pub fn plural_template(&self, language: Language, key: &str, plural: Plural) -> String {
        [language, Language::En]
            .into_iter()
            .find_map(|language| self.bundles[language.index()].templates.get(key))
            .map_or_else(|| key.to_owned(), |templates| templates.form(plural).to_owned())
    }

    /// The label of a unit code for `quantity` units [UN/ECE Recommendation 20 and 21, BT-130];
    /// `quantity` is a plain decimal number.
    pub(crate) fn unit(&self, language: Language, code: &str, quantity: &str) -> String {
        let key = format!("unit-{}", code.to_ascii_lowercase());
        if !self.bundles[Language::En.index()].messages.has_message(&key) {
            return made_safe(code).into_owned();
        }
        let mut args = FluentArgs::with_capacity(1);
        args.set("count", FluentValue::try_number(quantity));
        self.format(language, &key, &args)
    }

    fn format(&self, language: Language, key: &str, args: &FluentArgs<'_>) -> String {
        [language, Language::En]
            .into_iter()
            .find_map(|language| self.bundles[language.index()].format(key, args))
            .unwrap_or_else(|| key.to_owned())
    }

    fn load() -> Self {
        Self { bundles: Language::ALL.map(Bundle::load) }
    }
}

impl Bundle {
    fn load(language: Language) -> Self {
        let tag = language.tag().parse().unwrap_or_default();
        let mut messages = FluentBundle::new_concurrent(vec![tag]);
        // See `argument` for what stands in for isolation.
        messages.set_use_isolating(false);
        messages.set_formatter(Some(number_formatter(language)));
        let mut templates = HashMap::new();
        for source in sources(language) {
            // A broken message is left out, a doubled key keeps its first text: the tests refuse both.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(rest, _)| rest);
            template::collect(&resource, &mut templates);
            let _doubled = messages.add_resource(resource);
        }
        Self { messages, templates }
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.messages.get_message(key)?.value()?;
        let mut missing = Vec::new();
        Some(self.messages.format_pattern(pattern, Some(args), &mut missing).into_owned())
    }
}

/// The Fluent files of a language: the texts, and the labels of units.
const fn sources(language: Language) -> [&'static str; 2] {
    match language {
        Language::En => [include_str!("../texts/en.ftl"), include_str!("../units/en.ftl")],
        Language::De => [include_str!("../texts/de.ftl"), include_str!("../units/de.ftl")],
        Language::Sv => [include_str!("../texts/sv.ftl"), include_str!("../units/sv.ftl")],
        Language::Nl => [include_str!("../texts/nl.ftl"), include_str!("../units/nl.ftl")],
    }
}

type NumberFormatter<M> = fn(&FluentValue<'_>, &M) -> Option<String>;

/// Shows a count inside a message as the language writes it. Fluent takes a function that captures
/// nothing, hence one per language.
fn number_formatter<M>(language: Language) -> NumberFormatter<M> {
    match language {
        Language::En => |value, _| count(Language::En, value),
        Language::De => |value, _| count(Language::De, value),
        Language::Sv => |value, _| count(Language::Sv, value),
        Language::Nl => |value, _| count(Language::Nl, value),
    }
}

fn count(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits: Cow<'_, str> = number.as_string();
    Some(Formats::of(language).number(digits.parse().ok()?, 0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Messages of the test's own, so that the project's texts may change freely.
    fn texts(english: &str, swedish: &str) -> Texts {
        let bundle = |language: Language, source: &str| {
            let mut bundle = Bundle {
                messages: FluentBundle::new_concurrent(vec![language.tag().parse().unwrap()]),
                templates: HashMap::new(),
            };
            bundle.messages.set_use_isolating(false);
            bundle.messages.set_formatter(Some(number_formatter(language)));
            let resource = FluentResource::try_new(source.to_owned()).unwrap();
            template::collect(&resource, &mut bundle.templates);
            bundle.messages.add_resource(resource).unwrap();
            bundle
        };
        Texts {
            bundles: Language::ALL.map(|language| match language {
                Language::Sv => bundle(language, swedish),
                Language::En | Language::De | Language::Nl => bundle(language, english),
            }),
        }
    }

    const VIEWERS: &str = "viewers = { $count ->\n    [one] { $count } viewer of { $what }\n   *[other] { $count } viewers of { $what }\n }\n";

    #[test]
    fn arguments_stand_in_the_message_without_invisible_characters() {
        let texts = texts("hello = Hello { $name }, { $name }!", "hello = Hej { $name }!");
        assert_eq!(texts.text(Language::En, "hello", &[("name", "Ada")]), "Hello Ada, Ada!");
        assert_eq!(texts.text(Language::Sv, "hello", &[("name", "\u{202e}adA")]), "Hej adA!");
    }

    #[test]
    fn a_missing_message_is_english_and_then_the_key() {
        let texts = texts("only-english = Yes { $x }", "");
        assert_eq!(texts.text(Language::Sv, "only-english", &[("x", "1")]), "Yes 1");
        assert_eq!(texts.template(Language::Sv, "only-english"), "Yes {x}");
        assert_eq!(texts.text(Language::Sv, "nowhere", &[]), "nowhere");
        assert_eq!(texts.template(Language::Sv, "nowhere"), "nowhere");
    }

    #[test]
    fn a_count_selects_the_plural_and_is_grouped() {
        let texts = texts(VIEWERS, VIEWERS);
        let viewers = |language, count| {
            texts.text_with(language, "viewers", &[Arg::Count("count", count), Arg::Text("what", "this")])
        };
        assert_eq!(viewers(Language::En, 1), "1 viewer of this");
        assert_eq!(viewers(Language::En, 0), "0 viewers of this");
        assert_eq!(viewers(Language::En, 12_345), "12,345 viewers of this");
        let one = texts.text(Language::Sv, "viewers", &[("count", "1"), ("what", "1")]);
        assert_eq!(one, "1 viewer of 1");
        assert_eq!(viewers(Language::Sv, u32::MAX), "4\u{a0}294\u{a0}967\u{a0}295 viewers of this");
    }

    #[test]
    fn templates_keep_their_placeables_by_name() {
        let source = format!(
            "{VIEWERS}-brand = Billow\nabout = About {{ -brand }}: {{ $a }}{{ \"\\u00A0\" }}{{ 5 }}\n"
        );
        let texts = texts(&source, &source);
        assert_eq!(texts.template(Language::En, "viewers"), "{count} viewers of {what}");
        let one = texts.plural_template(Language::En, "viewers", Plural::One);
        assert_eq!(one, "{count} viewer of {what}");
        assert_eq!(texts.template(Language::Sv, "about"), "About Billow: {a}\u{a0}5");
    }

    #[test]
    fn the_texts_are_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(Texts::get());
    }
}
