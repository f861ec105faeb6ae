//! Double entry as rows: the postings of every event that moves money.

use std::sync::LazyLock;

use domain::StreamId;
use domain::ids::BillerId;
use domain::ledger::Posting;
use sqlx::AnyConnection;
use sqlx::Executor as _;

use crate::failure::Failure;
use crate::personal_data::TableData;
use crate::rows::Inserts;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

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

pub(crate) async fn insert(
    conn: &mut AnyConnection,
    biller: BillerId,
    postings: &[NewPosting],
) -> Result<(), Failure> {
    for chunk in Inserts::chunks(postings) {
        let mut query = sqlx::query(insert_text(chunk.len()));
        for NewPosting { stream, seq, line, posting } in chunk {
            query = query
                .bind(stream.uuid().into_bytes().to_vec())
                .bind(stream.kind())
                .bind(*seq)
                .bind(*line)
                .bind(biller.0.as_bytes().as_slice())
                .bind(posting.account.name())
                .bind(posting.account.owner().map(|owner| owner.into_bytes().to_vec()))
                .bind(posting.amount_minor)
                .bind(posting.currency.code());
        }
        conn.execute(query).await?;
    }
    Ok(())
}
