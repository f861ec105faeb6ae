//! Every table with its columns: what a backup copies.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// BIGINT.
    Big,
    /// TEXT.
    Text,
    /// BLOB or BYTEA.
    Bytes,
}

use Kind::{Big, Bytes, Text};

/// A table.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [(&'static str, Kind)],
    /// The order in which rows are copied.
    pub(crate) order: &'static str,
}

/// Every table but the one of migrations, those that others refer to first. Events come without the
/// engine's own `tx`, in commit order.
pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "billers",
        columns: &[
            ("id", Bytes),
            ("slug", Text),
            ("name", Text),
            ("zone", Text),
            ("language", Text),
            ("colour", Text),
            ("logo", Text),
            ("email", Text),
            ("phone", Text),
            ("default_term_days", Big),
            ("sandbox", Big),
            ("clock_offset_ms", Big),
        ],
        order: "id",
    },
    Table {
        name: "api_keys",
        columns: &[("hash", Bytes), ("biller", Bytes), ("name", Text), ("created_at_ms", Big)],
        order: "hash",
    },
    Table {
        name: "events",
        columns: &[
            ("row_id", Big),
            ("biller", Bytes),
            ("stream_kind", Text),
            ("stream_id", Bytes),
            ("seq", Big),
            ("type", Text),
            ("version", Big),
            ("data", Text),
            ("at_ms", Big),
            ("actor", Text),
            ("payer_prev", Big),
        ],
        order: "tx, row_id",
    },
    Table {
        name: "postings",
        columns: &[
            ("stream_id", Bytes),
            ("stream_kind", Text),
            ("seq", Big),
            ("line", Big),
            ("biller", Bytes),
            ("account", Text),
            ("owner", Bytes),
            ("amount_minor", Big),
            ("currency", Text),
        ],
        order: "stream_id, stream_kind, seq, line",
    },
    Table {
        name: "invoices",
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
    },
    Table {
        name: "receipts",
        columns: &[
            ("biller", Bytes),
            ("id", Bytes),
            ("payer", Bytes),
            ("system", Text),
            ("account", Text),
            ("source_id", Text),
            ("amount_minor", Big),
            ("currency", Text),
            ("method", Text),
            ("paid_on", Text),
            ("state", Text),
            ("free_minor", Big),
            ("seq", Big),
        ],
        order: "biller, id",
    },
    Table {
        name: "accounts",
        columns: &[("biller", Bytes), ("id", Bytes), ("credit", Text), ("forgotten", Big), ("seq", Big)],
        order: "biller, id",
    },
    Table {
        name: "credit_notes",
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
    },
    Table {
        name: "credit_note_invoices",
        columns: &[("biller", Bytes), ("number", Text), ("credit_note", Bytes)],
        order: "biller, number, credit_note",
    },
    Table {
        name: "documents",
        columns: &[
            ("biller", Bytes),
            ("kind", Text),
            ("number", Text),
            ("stream_id", Bytes),
            ("payer", Bytes),
            ("content_hash", Bytes),
        ],
        order: "biller, kind, number",
    },
    Table {
        name: "series",
        columns: &[("biller", Bytes), ("name", Text), ("last", Big)],
        order: "biller, name",
    },
    Table {
        name: "payer_keys",
        columns: &[("biller", Bytes), ("key", Text), ("payer", Bytes)],
        order: "biller, key",
    },
    Table {
        name: "payer_search",
        columns: &[("biller", Bytes), ("payer", Bytes), ("text", Text)],
        order: "biller, payer",
    },
    Table {
        name: "content",
        columns: &[("id", Bytes), ("biller", Bytes), ("payer", Bytes), ("kind", Text), ("data", Bytes)],
        order: "id",
    },
    Table {
        name: "links",
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
    },
    Table {
        name: "idempotency",
        columns: &[
            ("biller", Bytes),
            ("caller", Text),
            ("key", Text),
            ("input_hash", Bytes),
            ("body", Text),
            ("at_ms", Big),
        ],
        order: "biller, caller, key",
    },
    Table {
        name: "jobs",
        columns: &[
            ("id", Bytes),
            ("biller", Bytes),
            ("purpose", Text),
            ("unique_key", Text),
            ("payload", Text),
            ("due_at_ms", Big),
            ("state", Text),
            ("attempts", Big),
            ("lease_until_ms", Big),
            ("lease_owner", Text),
            ("error", Text),
        ],
        order: "id",
    },
];
