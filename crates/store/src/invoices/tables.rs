//! Tables of invoices and of the numbers of documents.

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[INVOICES, INVOICE_WORDS, DOCUMENTS, SERIES];

const INVOICES: Table = Table {
    name: "invoices",
    data: &TableData::plain(
        "invoices",
        &["biller", "id", "number", "payer", "currency", "issue_date", "due_date", "lifecycle", "search"],
    ),
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("number", Text),
        ("payer", Bytes),
        ("currency", Text),
        ("total_minor", Big),
        ("payable_minor", Big),
        ("paid_minor", Big),
        ("pending_minor", Big),
        ("open_minor", Big),
        ("credit_minor", Big),
        ("credited_minor", Big),
        ("issue_date", Text),
        ("due_date", Text),
        ("lifecycle", Text),
        ("is_open", Big),
        ("flagged", Big),
        ("seq", Big),
        ("search", Text),
    ],
    order: "biller, id",
};

const INVOICE_WORDS: Table = Table {
    name: "invoice_words",
    data: &TableData::plain("invoices", &["biller", "word", "invoice"]),
    columns: &[("biller", Bytes), ("word", Text), ("invoice", Bytes)],
    order: "biller, word, invoice",
};

const DOCUMENTS: Table = Table {
    name: "documents",
    data: &TableData::plain("invoices", &["biller", "kind", "number", "stream_id", "payer", "content_hash"]),
    columns: &[
        ("biller", Bytes),
        ("kind", Text),
        ("number", Text),
        ("stream_id", Bytes),
        ("payer", Bytes),
        ("content_hash", Bytes),
    ],
    order: "biller, kind, number",
};

const SERIES: Table = Table {
    name: "series",
    data: &TableData::plain("invoices", &["biller", "name"]),
    columns: &[("biller", Bytes), ("name", Text), ("last", Big)],
    order: "biller, name",
};
