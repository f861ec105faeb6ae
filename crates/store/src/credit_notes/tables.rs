//! Tables of credit notes.

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[CREDIT_NOTES, CREDIT_NOTE_INVOICES];

const CREDIT_NOTES: Table = Table {
    name: "credit_notes",
    data: &TableData::plain("credit_notes", &["biller", "id", "number", "payer", "currency", "applied_to"]),
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("number", Text),
        ("payer", Bytes),
        ("currency", Text),
        ("amount_minor", Big),
        ("applied_to", Bytes),
        ("seq", Big),
    ],
    order: "biller, id",
};

const CREDIT_NOTE_INVOICES: Table = Table {
    name: "credit_note_invoices",
    data: &TableData::plain("credit_notes", &["biller", "number", "credit_note"]),
    columns: &[("biller", Bytes), ("number", Text), ("credit_note", Bytes)],
    order: "biller, number, credit_note",
};
