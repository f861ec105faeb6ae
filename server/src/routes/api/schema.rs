//! Schemas of values that have the same JSON form everywhere.

use domain::invoices::document::VatCode;
use domain::matching::{MatchOutcome, MatchReason};
use domain::payments::{Method, RefundState};
use domain::{Decimal, Status};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use usecases::PaymentStanding;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, OneOfBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// No figure on an invoice has more digits.
const MAX_DIGITS: usize = 28;

/// A quantity, a unit price or a rate: a JSON string with a decimal point, or an integer. A JSON number with a fraction
/// is refused, because programs read it as the nearest binary fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure(pub Decimal);

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Figure;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a decimal as a JSON string, such as \"1.50\", or an integer")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Figure, E> {
                plain(text).map(Figure).ok_or_else(|| {
                    let shown: String = text.chars().take(40).collect();
                    E::custom(format!(
                        "“{shown}” is not a decimal such as \"1.50\" of at most {MAX_DIGITS} digits"
                    ))
                })
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Figure, E> {
                Ok(Figure(value.into()))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Figure, E> {
                Ok(Figure(value.into()))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// Sign, digits, point, digits; no exponent and no grouping.
fn plain(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || whole.len() + fraction.len() > MAX_DIGITS {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

impl PartialSchema for Figure {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .pattern(Some(r"^-?[0-9]+(\.[0-9]+)?$"));
        let integer = ObjectBuilder::new().schema_type(SchemaType::Type(Type::Integer));
        OneOfBuilder::new()
            .item(text)
            .item(integer)
            .description(Some("A decimal: a JSON string with a point, or an integer."))
            .into()
    }
}

impl ToSchema for Figure {}

/// This schema replaces the comment of the field.
fn one_of_names(about: &str, names: impl IntoIterator<Item = &'static str>) -> ObjectBuilder {
    let text = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
    text.enum_values(Some(names)).description(Some(about))
}

/// The ways to pay.
pub fn methods() -> ObjectBuilder {
    one_of_names("How it is paid.", Method::ALL.map(Method::as_str))
}

/// The states of an invoice.
pub fn statuses() -> ObjectBuilder {
    one_of_names("How it stands today, in the biller's zone.", Status::ALL.map(Status::as_str))
}

/// The states of a payment.
pub fn payment_states() -> ObjectBuilder {
    one_of_names("Where it stands.", ["pending", "settled", "failed", "reversed", "joined"])
}

/// Where a payment stands: its state, and whether it is known whose it is.
pub fn payment_standings() -> ObjectBuilder {
    one_of_names(
        "Where it stands; `unidentified` is settled, and nobody knows whose it is; `joined` is the same money as another payment.",
        PaymentStanding::ALL.map(PaymentStanding::as_str),
    )
}

/// Where a refund stands.
pub fn refund_states() -> ObjectBuilder {
    one_of_names("Where it stands.", RefundState::ALL.map(RefundState::as_str))
}

/// What matching decides.
pub fn match_outcomes() -> ObjectBuilder {
    one_of_names("What was decided without a person.", MatchOutcome::ALL.map(MatchOutcome::as_str))
}

/// What speaks for and against an invoice.
pub fn match_reasons() -> ArrayBuilder {
    let reason = one_of_names("A reason.", MatchReason::ALL.map(MatchReason::as_str));
    ArrayBuilder::new().items(reason).description(Some("What speaks for it and against it."))
}

/// The VAT categories.
pub fn vat_codes() -> ObjectBuilder {
    one_of_names("UNCL 5305 category.", VatCode::ALL.map(VatCode::as_str))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn decimals_come_as_strings_or_integers_and_never_as_binary_fractions() {
        for (json, figure) in [("\"1.50\"", "1.50"), ("\"-0.1\"", "-0.1"), ("3", "3"), ("-4", "-4")] {
            let read: Figure = serde_json::from_str(json).unwrap();
            assert_eq!(read.0.to_string(), figure);
        }
        for json in [
            "1.5", "1e3", "\"1e3\"", "\"\"", "\".5\"", "\"5.\"", "\"1,5\"", "\"1_0\"", "\"٣\"", "null",
            "true",
        ] {
            let refused = serde_json::from_str::<Figure>(json).unwrap_err();
            assert_eq!(refused.classify(), serde_json::error::Category::Data, "{json}: {refused}");
        }
        let endless = format!("\"{}\"", "9".repeat(29));
        let refused = serde_json::from_str::<Figure>(&endless).unwrap_err();
        assert_eq!(refused.classify(), serde_json::error::Category::Data, "{refused}");
    }
}
