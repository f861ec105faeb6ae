//! Names in XML, and UBL's namespaces.

use quick_xml::events::BytesStart;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

const BASIC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
const AGGREGATE: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
const INVOICE: &str = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
const CREDIT_NOTE: &str = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";

/// The namespaces that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    /// Values: `cbc`.
    Basic,
    /// Groups: `cac`.
    Aggregate,
    Invoice,
    CreditNote,
    Other,
}

/// The namespace of a start tag; `None` for a prefix that is not declared.
pub(super) fn namespace_of(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Option<Ns> {
    match reader.resolver().resolve_element(tag.name()).0 {
        ResolveResult::Bound(Namespace(BASIC)) => Some(Ns::Basic),
        ResolveResult::Bound(Namespace(AGGREGATE)) => Some(Ns::Aggregate),
        ResolveResult::Bound(Namespace(INVOICE)) => Some(Ns::Invoice),
        ResolveResult::Bound(Namespace(CREDIT_NOTE)) => Some(Ns::CreditNote),
        ResolveResult::Bound(_) | ResolveResult::Unbound => Some(Ns::Other),
        ResolveResult::Unknown(_) => None,
    }
}

pub(super) fn is_name_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, ':' | '_' | '-' | '.' | '\u{B7}')
}
