//! Double entry as rows: the postings of every event that moves money.

use std::sync::LazyLock;

use domain::StreamId;
use domain::ids::BillerId;
use domain::ledger::Posting;

use crate::personal_data::TableData;
use crate::rows::Inserts;
use crate::statement::Statement;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

pub(crate) const TABLES: &[Table] = &[TABLE];

pub(crate) const TABLE: Table = Table {
    name: "postings",
    data: &TableData::plain(
        "payments",
        &["stream_id", "stream_kind", "biller", "account", "owner", "currency"],
    ),
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
};

pub(crate) struct NewPosting {
    pub(crate) stream: StreamId,
    pub(crate) seq: i64,
    /// The place among the event's postings, from 1.
    pub(crate) line: i64,
    /// The ledger account and the amount.
    pub(crate) posting: Posting,
}

static INSERT: LazyLock<Inserts> = LazyLock::new(|| {
    Inserts::into(
        "postings",
        &[
            "stream_id",
            "stream_kind",
            "seq",
            "line",
            "biller",
            "account",
            "owner",
            "amount_minor",
            "currency",
        ],
    )
});

/// The SQL that inserts `rows` postings.
pub(crate) fn insert_text(rows: usize) -> &'static str {
    INSERT.of(rows)
}

/// The postings of one event, numbered.
pub(crate) fn number(stream: StreamId, seq: i64, postings: Vec<Posting>) -> impl Iterator<Item = NewPosting> {
    (1..).zip(postings).map(move |(line, posting)| NewPosting { stream, seq, line, posting })
}

/// The statements that insert postings.
pub(crate) fn inserts(biller: BillerId, postings: &[NewPosting]) -> Vec<Statement> {
    Inserts::chunks(postings)
        .map(|chunk| {
            let values = chunk.iter().flat_map(|NewPosting { stream, seq, line, posting }| {
                [
                    stream.uuid().into(),
                    stream.kind().into(),
                    (*seq).into(),
                    (*line).into(),
                    biller.into(),
                    posting.account.name().into(),
                    posting.account.owner().into(),
                    posting.amount_minor.into(),
                    posting.currency.code().into(),
                ]
            });
            Statement::new(insert_text(chunk.len()), values.collect())
        })
        .collect()
}
