//! Messages with open placeables, for the browser.

use std::collections::HashMap;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

/// The plural categories of CLDR that English, German, Swedish and Dutch have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    One,
    /// Any other number of things.
    Other,
}

impl Plural {
    /// The name in Fluent and in the browser's `Intl.PluralRules`.
    #[must_use]
    pub const fn category(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Other => "other",
        }
    }
}

/// Both forms of a message; the same for one that depends on no count.
pub struct Templates {
    one: String,
    other: String,
}

impl Templates {
    pub fn form(&self, plural: Plural) -> &str {
        match plural {
            Plural::One => &self.one,
            Plural::Other => &self.other,
        }
    }
}

/// Adds the templates of every message in `resource`; a key that is there already stays, as in the bundle.
pub fn collect(resource: &FluentResource, templates: &mut HashMap<String, Templates>) {
    let parts = Parts::of(resource);
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        let Some(pattern) = &message.value else { continue };
        templates.entry(message.id.name.to_owned()).or_insert_with(|| Templates {
            one: parts.write(pattern, Plural::One),
            other: parts.write(pattern, Plural::Other),
        });
    }
}

/// What a message may refer to in its own file.
struct Parts<'a> {
    terms: HashMap<&'a str, &'a Pattern<&'a str>>,
    messages: HashMap<&'a str, &'a Pattern<&'a str>>,
}

impl<'a> Parts<'a> {
    fn of(resource: &'a FluentResource) -> Self {
        let mut parts = Self { terms: HashMap::new(), messages: HashMap::new() };
        for entry in resource.entries() {
            match entry {
                Entry::Term(term) => {
                    parts.terms.insert(term.id.name, &term.value);
                }
                Entry::Message(message) => {
                    if let Some(pattern) = &message.value {
                        parts.messages.insert(message.id.name, pattern);
                    }
                }
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => {}
            }
        }
        parts
    }

    fn write(&self, pattern: &Pattern<&str>, plural: Plural) -> String {
        let mut out = String::new();
        self.pattern(pattern, plural, MAX_DEPTH, &mut out);
        out
    }

    fn pattern(&self, pattern: &Pattern<&str>, plural: Plural, depth: u8, out: &mut String) {
        // A term that names itself ends here instead of never.
        let Some(depth) = depth.checked_sub(1) else { return };
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => out.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression, plural, depth, out),
            }
        }
    }

    fn expression(&self, expression: &Expression<&str>, plural: Plural, depth: u8, out: &mut String) {
        match expression {
            Expression::Select { variants, .. } => {
                if let Some(variant) = chosen(variants, plural) {
                    self.pattern(&variant.value, plural, depth, out);
                }
            }
            Expression::Inline(inline) => self.inline(inline, plural, depth, out),
        }
    }

    fn inline(&self, inline: &InlineExpression<&str>, plural: Plural, depth: u8, out: &mut String) {
        let referred = match inline {
            InlineExpression::VariableReference { id } => {
                out.push('{');
                out.push_str(id.name);
                out.push('}');
                return;
            }
            InlineExpression::StringLiteral { value } => {
                out.push_str(&unescape_unicode_to_string(value));
                return;
            }
            InlineExpression::NumberLiteral { value } => {
                out.push_str(value);
                return;
            }
            InlineExpression::Placeable { expression } => {
                return self.expression(expression, plural, depth, out);
            }
            // No text calls a function: the tests refuse it.
            InlineExpression::FunctionReference { .. } => return,
            InlineExpression::TermReference { id, .. } => self.terms.get(id.name),
            InlineExpression::MessageReference { id, .. } => self.messages.get(id.name),
        };
        if let Some(pattern) = referred {
            self.pattern(pattern, plural, depth, out);
        }
    }
}

/// Patterns within patterns: a selection inside a term inside a message is three.
const MAX_DEPTH: u8 = 8;

fn chosen<'a, 'b>(variants: &'a [Variant<&'b str>], plural: Plural) -> Option<&'a Variant<&'b str>> {
    variants
        .iter()
        .find(|variant| matches!(variant.key, VariantKey::Identifier { name } if name == plural.category()))
        .or_else(|| variants.iter().find(|variant| variant.default))
}
