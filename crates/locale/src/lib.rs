//! The one place for languages on the server: Fluent texts and CLDR formats, the same in page,
//! mail, PDF and SMS.
//!
//! - [`Language`]: the four languages, negotiated from `Accept-Language` or read from a tag.
//! - [`Texts`]: the messages of `texts/*.ftl` and `units/*.ftl`, embedded and parsed once.
//! - [`Formats`]: money, numbers and dates from CLDR. In the browser `Intl` does the same work
//!   with the locale [`Language::formats`] names; `tests/intl.tsv` holds both equal.
//! - [`Localizer`]: a reader's language and zone with all of it as methods.
//!
//! No float is computed with anywhere in here: amounts are minor units, everything else a
//! [`domain::Decimal`].

mod argument;
mod currency_symbol;
mod formats;
mod language;
mod localizer;
mod template;
mod texts;

pub use formats::{DateStyle, Formats};
pub use language::Language;
pub use localizer::{Localizer, UnknownZone};
pub use template::Plural;
pub use texts::{Arg, Texts};
