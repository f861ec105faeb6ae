//! The table of the audit log.

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[AUDIT];

const AUDIT: Table = Table {
    name: "audit",
    data: &TableData::plain(
        "audit",
        &["biller", "id", "actor", "staff", "action", "subject_kind", "subject", "detail"],
    ),
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("at_ms", Big),
        ("actor", Text),
        ("staff", Bytes),
        ("action", Text),
        ("subject_kind", Text),
        ("subject", Bytes),
        ("detail", Text),
    ],
    order: "biller, id",
};
