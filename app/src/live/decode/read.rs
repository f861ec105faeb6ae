//! How each type is read from JSON, and the lists that say which fields it has.

use std::str::FromStr;

use domain::checkouts::CheckoutEnd;
use domain::conversations::{Side, Topic};
use domain::ids::{AttachmentId, CheckoutId, DisputeId, FeeId, MessageId, PaymentId, ProposalId};
use domain::invoices::wire::{Attachment, By, Day};
use domain::payments::Method;
use domain::proposals::{InvoiceTerms, ProposedChange};
use domain::time::iso_date;
use domain::{Currency, Date, Timestamp};

use crate::live::json::Json;

/// What can be read from JSON, as the domain writes it.
pub trait FromJson: Sized {
    /// `None` if the value is not one of this type.
    fn from_json(json: &Json) -> Option<Self>;
}

/// A field of an object; one that is absent is read as `null`.
pub fn field<T: FromJson>(json: &Json, name: &str) -> Option<T> {
    T::from_json(json.get(name))
}

/// A field that the domain leaves out where it has this value.
pub fn field_or<T: FromJson>(json: &Json, name: &str, absent: T) -> Option<T> {
    match json.get(name) {
        Json::Null => Some(absent),
        value => T::from_json(value),
    }
}

/// A field in one of the lists below.
macro_rules! read_field {
    ($json:ident $field:ident) => {
        $crate::live::decode::read::field($json, stringify!($field))?
    };
    ($json:ident $field:ident $absent:expr) => {
        $crate::live::decode::read::field_or($json, stringify!($field), $absent)?
    };
}
pub(crate) use read_field;

/// Makes the reader of an enum from a list of its variants: what `$tag` is for each, and its fields. What a field is
/// without a value in the JSON stands after `or`. A variant or a field that is not listed does not compile.
///
/// Fields are read in the order of the list. Those that own memory stand last: where one before them cannot be read,
/// nothing has to be freed, and code that frees is downloaded too.
macro_rules! read_tagged {
    ($reader:ident, $kind:ident by $tag:literal {
        $($name:literal => $variant:ident $({ $($field:ident $(or $absent:expr)?),+ })?,)+
    }) => {
        fn $reader(json: &Json) -> Option<$kind> {
            let _every_variant_is_listed = |one: &$kind| match one {
                $($kind::$variant { .. } => (),)+
            };
            Some(match json.get($tag).text()? {
                $($name => $kind::$variant $({ $($field: read_field!(json $field $($absent)?)),+ })?,)+
                _ => return None,
            })
        }
    };
}
pub(crate) use read_tagged;

/// Lists the fields of a type; see [`read_tagged`] for their order.
macro_rules! read_fields {
    ($($kind:ident { $($field:ident),+ })+) => {$(
        impl $crate::live::decode::read::FromJson for $kind {
            fn from_json(json: &Json) -> Option<Self> {
                Some(Self { $($field: read_field!(json $field)),+ })
            }
        }
    )+};
}
pub(crate) use read_fields;

/// Lists the types that are texts and can be parsed.
macro_rules! read_parsed {
    ($($kind:ident),+) => {$(
        impl FromJson for $kind {
            fn from_json(json: &Json) -> Option<Self> {
                Self::from_str(json.text()?).ok()
            }
        }
    )+};
}

/// Lists the types that are one of a few names.
macro_rules! read_named {
    ($($kind:ident),+) => {$(
        impl FromJson for $kind {
            fn from_json(json: &Json) -> Option<Self> {
                let name = json.text()?;
                Self::ALL.into_iter().find(|one| one.as_str() == name)
            }
        }
    )+};
}

read_parsed!(AttachmentId, CheckoutId, Currency, DisputeId, FeeId, MessageId, Method, PaymentId, ProposalId);

read_named!(CheckoutEnd, Side, Topic);

read_fields! {
    Attachment { id, size, name, media_type }
    InvoiceTerms { open_minor, due_date }
}

read_tagged! {
    by, By by "kind" {
        "payer" => Payer,
        "biller" => Biller { name },
        "system" => System,
    }
}

read_tagged! {
    change, ProposedChange by "kind" {
        "due_date" => DueDate { to },
        "waive_fee" => WaiveFee { fee, amount_minor },
        "credit" => Credit { amount_minor },
        "part_payment" => PartPayment { now_minor, now_by, rest_due },
        "claim_payment" => ClaimPayment { payment, amount_minor, paid_on },
    }
}

impl FromJson for By {
    fn from_json(json: &Json) -> Option<Self> {
        by(json)
    }
}

impl FromJson for ProposedChange {
    fn from_json(json: &Json) -> Option<Self> {
        change(json)
    }
}

impl FromJson for i64 {
    fn from_json(json: &Json) -> Option<Self> {
        json.whole()
    }
}

impl FromJson for u32 {
    fn from_json(json: &Json) -> Option<Self> {
        json.number()
    }
}

impl FromJson for bool {
    fn from_json(json: &Json) -> Option<Self> {
        match json {
            Json::Bool(it) => Some(*it),
            _ => None,
        }
    }
}

impl FromJson for String {
    fn from_json(json: &Json) -> Option<Self> {
        json.text().map(str::to_owned)
    }
}

impl FromJson for Timestamp {
    fn from_json(json: &Json) -> Option<Self> {
        json.whole().map(Self)
    }
}

impl FromJson for Date {
    fn from_json(json: &Json) -> Option<Self> {
        iso_date::parse(json.text()?)
    }
}

impl FromJson for Day {
    fn from_json(json: &Json) -> Option<Self> {
        Date::from_json(json).map(Self)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &Json) -> Option<Self> {
        match json {
            Json::Null => Some(None),
            value => T::from_json(value).map(Some),
        }
    }
}

/// A list that is empty may be absent.
impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Json) -> Option<Self> {
        let mut values = Self::new();
        for value in json.list() {
            values.push(T::from_json(value)?);
        }
        Some(values)
    }
}
