//! Rows that can be erased: names, addresses, messages, reasons, and the original files.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::ids::{BillerId, ContentId, PayerId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::{Content, ContentKind};

use crate::bank;
use crate::failure::Failure;
use crate::rows::{Columns, Inserts};

/// Writes a row.
pub(crate) async fn put(conn: &mut AnyConnection, content: &Content) -> Result<(), Failure> {
    let query =
        sqlx::query("INSERT INTO content (id, biller, payer, kind, data) VALUES ($1, $2, $3, $4, $5)")
            .bind(content.id.0.as_bytes().as_slice())
            .bind(content.biller.0.as_bytes().as_slice())
            .bind(content.payer.0.as_bytes().as_slice())
            .bind(content.kind.as_str())
            .bind(content.data.as_slice());
    conn.execute(query).await?;
    Ok(())
}

static INSERT: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::into("content", &["id", "biller", "payer", "kind", "data"]));

/// Writes many rows.
pub(crate) async fn put_many(conn: &mut AnyConnection, contents: &[Content]) -> Result<(), Failure> {
    for chunk in Inserts::chunks(contents) {
        let mut query = sqlx::query(INSERT.of(chunk.len()));
        for content in chunk {
            query = query
                .bind(content.id.0.as_bytes().as_slice())
                .bind(content.biller.0.as_bytes().as_slice())
                .bind(content.payer.0.as_bytes().as_slice())
                .bind(content.kind.as_str())
                .bind(content.data.as_slice());
        }
        conn.execute(query).await?;
    }
    Ok(())
}

/// The bytes of a row, unless erased.
pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: ContentId,
) -> Result<Option<Vec<u8>>, Failure> {
    let row = sqlx::query("SELECT data FROM content WHERE id = $1 AND biller = $2")
        .bind(id.0.as_bytes().as_slice())
        .bind(biller.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| row.maybe_bytes(0)).transpose()?.flatten())
}

/// How many rows one statement looks up; shorter lists are filled up with their last id.
const AT_ONCE: usize = 16;

/// The texts of rows that were not erased.
pub(crate) async fn texts(
    conn: &mut AnyConnection,
    wanted: &[ContentId],
) -> Result<HashMap<(BillerId, ContentId), String>, Failure> {
    let mut found = HashMap::new();
    for chunk in wanted.chunks(AT_ONCE) {
        let mut query = sqlx::query(
            "SELECT biller, id, data FROM content WHERE data IS NOT NULL AND id IN \
             ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        );
        for at in 0..AT_ONCE {
            query = query.bind(chunk[at.min(chunk.len() - 1)].0.as_bytes().to_vec());
        }
        for row in query.fetch_all(&mut *conn).await? {
            let text = String::from_utf8_lossy(row.bytes(2)?).into_owned();
            found.insert((BillerId(row.uuid(0)?), ContentId(row.uuid(1)?)), text);
        }
    }
    Ok(found)
}

/// Empties everything about a payer that bookkeeping does not need, with the keys and words by which the
/// payer is found. Answers how many content rows were emptied.
pub(crate) async fn erase(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
) -> Result<u64, Failure> {
    let (biller, payer) = (biller.0.as_bytes().as_slice(), payer.0.as_bytes().as_slice());
    let erase = sqlx::query(
        "UPDATE content SET data = NULL \
         WHERE biller = $1 AND payer = $2 AND kind NOT IN ($3, $4) AND data IS NOT NULL",
    );
    let erase = erase
        .bind(biller)
        .bind(payer)
        .bind(ContentKind::Original.as_str())
        .bind(ContentKind::Consent.as_str());
    let erased = conn.execute(erase).await?.rows_affected();
    for forget in [
        "UPDATE attachments SET state = 'going' WHERE biller = $1 AND payer = $2",
        bank::FORGET,
        "DELETE FROM payer_keys WHERE biller = $1 AND payer = $2",
        "DELETE FROM payer_search WHERE biller = $1 AND payer = $2",
        "DELETE FROM payer_words WHERE biller = $1 AND payer = $2",
        "DELETE FROM payer_names WHERE biller = $1 AND payer = $2",
        "DELETE FROM payer_accounts WHERE biller = $1 AND payer = $2",
    ] {
        conn.execute(sqlx::query(forget).bind(biller).bind(payer)).await?;
    }
    Ok(erased)
}
