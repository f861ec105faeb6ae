//! The table of attachments.

use usecases::personal_data::Erasure;

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[ATTACHMENTS];

const ATTACHMENTS: Table = Table {
    name: "attachments",
    data: &TableData {
        area: "attachments",
        plain: &["biller", "id", "invoice", "media_type", "name"],
        personal: &[(
            &["payer", "side", "state"],
            "whose file it is; the row goes with the bytes, which `purge_files` deletes",
            Erasure::Forgotten,
        )],
        erase: &[super::rows::ERASE],
    },
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("invoice", Bytes),
        ("payer", Bytes),
        ("side", Text),
        ("media_type", Text),
        ("size", Big),
        ("name", Bytes),
        ("state", Text),
        ("uploaded_at_ms", Big),
    ],
    order: "biller, id",
};
