//! Tables of conversations.

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[CONVERSATIONS, REPLIES];

const CONVERSATIONS: Table = Table {
    name: "conversations",
    data: &TableData::plain(
        "conversations",
        &["biller", "invoice", "payer", "state", "assignee", "last_side"],
    ),
    columns: &[
        ("biller", Bytes),
        ("invoice", Bytes),
        ("payer", Bytes),
        ("state", Text),
        ("snoozed_until_ms", Big),
        ("assignee", Bytes),
        ("last_seq", Big),
        ("last_at_ms", Big),
        ("last_side", Text),
        ("unanswered_since_ms", Big),
        ("respond_by_ms", Big),
        ("unread", Big),
        ("unread_by_payer", Big),
        ("disputed", Big),
        ("payer_proposal_until_ms", Big),
        ("biller_proposal_until_ms", Big),
        ("sorted_at_ms", Big),
    ],
    order: "biller, invoice",
};

const REPLIES: Table = Table {
    name: "replies",
    data: &TableData::plain("conversations", &["biller", "id", "kind", "name", "texts"]),
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("kind", Text),
        ("name", Text),
        ("texts", Text),
        ("updated_at_ms", Big),
    ],
    order: "biller, id",
};
