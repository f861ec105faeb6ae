//! Every language says everything English says, with the same placeables, and nothing else.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;
use locale::{Language, Plural, Texts};

fn files(language: Language) -> [(&'static str, &'static str); 2] {
    match language {
        Language::En => [
            ("texts/en.ftl", include_str!("../texts/en.ftl")),
            ("units/en.ftl", include_str!("../units/en.ftl")),
        ],
        Language::De => [
            ("texts/de.ftl", include_str!("../texts/de.ftl")),
            ("units/de.ftl", include_str!("../units/de.ftl")),
        ],
        Language::Sv => [
            ("texts/sv.ftl", include_str!("../texts/sv.ftl")),
            ("units/sv.ftl", include_str!("../units/sv.ftl")),
        ],
        Language::Nl => [
            ("texts/nl.ftl", include_str!("../texts/nl.ftl")),
            ("units/nl.ftl", include_str!("../units/nl.ftl")),
        ],
    }
}

/// What a message is made of.
#[derive(Default)]
struct Made {
    /// `$name` of arguments and `-name` of terms.
    placeables: BTreeSet<String>,
    /// `$name` of counts that select the plural.
    selectors: BTreeSet<String>,
    /// Everything a reader sees, without what is filled in.
    words: String,
    /// What only a message in this project's manner lacks.
    faults: Vec<String>,
}

impl Made {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.words.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                match selector {
                    InlineExpression::VariableReference { id } => {
                        self.selectors.insert(format!("${}", id.name));
                    }
                    _ => self.faults.push("selects by something else than a count".to_owned()),
                }
                for variant in variants {
                    match variant.key {
                        VariantKey::Identifier { name: "one" | "other" } => {}
                        VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name } => {
                            self.faults.push(format!("has the form [{name}]; there are [one] and [other]"));
                        }
                    }
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.placeables.insert(format!("${}", id.name));
            }
            InlineExpression::TermReference { id, .. } => {
                self.placeables.insert(format!("-{}", id.name));
            }
            InlineExpression::StringLiteral { value } => self.words.push_str(value),
            InlineExpression::NumberLiteral { value } => self.words.push_str(value),
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::MessageReference { id, .. } => {
                self.faults.push(format!("refers to the message {}; use a term", id.name));
            }
            InlineExpression::FunctionReference { id, .. } => {
                self.faults.push(format!("calls {}; format the argument instead", id.name));
            }
        }
    }
}

/// Every message and term (with its hyphen) of a language.
fn messages(language: Language) -> BTreeMap<String, Made> {
    let mut messages = BTreeMap::new();
    for (file, source) in files(language) {
        let parsed = match parser::parse(source) {
            Ok(parsed) => parsed,
            Err((_, errors)) => panic!("{file} does not parse: {errors:?}"),
        };
        for entry in &parsed.body {
            let (key, pattern, attributes) = match entry {
                Entry::Message(message) => {
                    (message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
                }
                Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                Entry::Junk { content } => panic!("{file}: this is no message: {content}"),
            };
            let mut made = Made::default();
            match pattern {
                Some(pattern) => made.pattern(pattern),
                None => made.faults.push("has no text".to_owned()),
            }
            if !attributes.is_empty() {
                made.faults.push("has attributes; give each a key of its own".to_owned());
            }
            assert!(messages.insert(key.clone(), made).is_none(), "{file}: {key} is there twice");
        }
    }
    messages
}

#[test]
fn every_language_has_exactly_the_keys_of_english() {
    let english: BTreeSet<_> = messages(Language::En).into_keys().collect();
    for language in Language::ALL {
        let keys: BTreeSet<_> = messages(language).into_keys().collect();
        let missing: Vec<_> = english.difference(&keys).collect();
        let extra: Vec<_> = keys.difference(&english).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        assert!(extra.is_empty(), "{language} has keys that English lacks: {extra:?}");
    }
}

#[test]
fn every_translation_fills_in_what_english_fills_in() {
    let english = messages(Language::En);
    for language in Language::ALL {
        for (key, made) in messages(language) {
            let Some(original) = english.get(&key) else { continue };
            assert_eq!(made.placeables, original.placeables, "{language} {key}");
            // Dutch may have one word for one and for many where English has two, but it cannot
            // select by a count that English does not have: callers would not pass it.
            let given = |name| original.selectors.contains(name) || original.placeables.contains(name);
            assert!(made.selectors.iter().all(given), "{language} {key}: {:?}", made.selectors);
        }
    }
}

#[test]
fn texts_hold_words_and_nothing_else() {
    for language in Language::ALL {
        for (key, made) in messages(language) {
            assert!(made.faults.is_empty(), "{language} {key}: {:?}", made.faults);
            let html =
                made.words.contains(['<', '>']) || made.words.contains('&') && made.words.contains(';');
            assert!(!html, "{language} {key}: markup belongs into components: {}", made.words);
            assert!(!made.words.contains(['{', '}']), "{language} {key}: braces would look like placeables");
        }
    }
}

#[test]
fn keys_are_kebab_case() {
    for key in messages(Language::En).into_keys() {
        let key = key.strip_prefix('-').unwrap_or(&key);
        let kebab = key.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        assert!(kebab, "{key}");
    }
}

#[test]
fn every_message_and_template_is_loaded_with_its_placeables() {
    for language in Language::ALL {
        for (key, made) in messages(language) {
            if key.starts_with('-') {
                continue;
            }
            let names: Vec<_> =
                made.placeables.union(&made.selectors).filter_map(|name| name.strip_prefix('$')).collect();
            let args: Vec<_> = names.iter().map(|name| (*name, "1")).collect();
            let text = Texts::get().text(language, &key, &args);
            assert_ne!(text, key, "{language}");
            assert!(!text.contains(['{', '}']), "{language} {key}: {text}");
            for plural in [Plural::One, Plural::Other] {
                let template = Texts::get().plural_template(language, &key, plural);
                assert_ne!(template, key, "{language}");
                let open = names.iter().fold(template, |rest, name| rest.replace(&format!("{{{name}}}"), ""));
                assert!(!open.contains(['{', '}']), "{language} {key}: {open}");
            }
        }
    }
}
