//! The table of links.

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[LINKS];

const LINKS: Table = Table {
    name: "links",
    data: &TableData::plain("links", &["biller", "id", "invoice", "recipient", "channel", "token_hash"]),
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("invoice", Bytes),
        ("recipient", Bytes),
        ("channel", Text),
        ("copy", Big),
        ("generation", Big),
        ("key_version", Big),
        ("token_hash", Bytes),
        ("created_at_ms", Big),
        ("expires_at_ms", Big),
        ("revoked_at_ms", Big),
    ],
    order: "biller, id",
};
