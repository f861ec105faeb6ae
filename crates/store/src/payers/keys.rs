//! The keys and words by which payers are found.

use domain::ids::{BillerId, PayerId};
use sqlx::AnyConnection;
use sqlx::Executor as _;

use crate::failure::Failure;
use crate::matching::names;
use crate::rows::Columns;
use crate::search::words;

pub(crate) async fn payer(
    conn: &mut AnyConnection,
    biller: BillerId,
    key: &str,
) -> Result<Option<PayerId>, Failure> {
    let row = sqlx::query("SELECT payer FROM payer_keys WHERE biller = $1 AND key = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(key)
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(PayerId(row.uuid(0)?))).transpose()
}

/// Stores a key of a payer.
pub(crate) async fn put(
    conn: &mut AnyConnection,
    biller: BillerId,
    key: &str,
    payer: PayerId,
) -> Result<(), Failure> {
    let query = sqlx::query("INSERT INTO payer_keys (biller, key, payer) VALUES ($1, $2, $3)")
        .bind(biller.0.as_bytes().as_slice())
        .bind(key)
        .bind(payer.0.as_bytes().as_slice());
    conn.execute(query).await?;
    Ok(())
}

/// Writes the search text of a payer.
pub(crate) async fn put_search(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
    text: &str,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO payer_search (biller, payer, text) VALUES ($1, $2, $3) \
         ON CONFLICT (biller, payer) DO UPDATE SET text = excluded.text",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(payer.0.as_bytes().as_slice())
    .bind(text);
    conn.execute(query).await?;
    put_words(conn, biller, payer, text).await
}

/// Writes the words and name keys of a payer.
async fn put_words(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
    text: &str,
) -> Result<(), Failure> {
    names::put(conn, biller, payer, text).await?;
    words::put_payer(conn, biller, payer, text).await
}

/// How many payers are read at once.
const PAGE: i64 = 500;

/// Writes the words and name keys of all payers: part of a rebuild.
pub(crate) async fn write_all_words(conn: &mut AnyConnection) -> Result<(), Failure> {
    let (mut biller, mut payer) = (Vec::new(), Vec::new());
    loop {
        let rows = sqlx::query(
            "SELECT biller, payer, text FROM payer_search WHERE (biller, payer) > ($1, $2) \
             ORDER BY biller, payer LIMIT $3",
        )
        .bind(biller)
        .bind(payer)
        .bind(PAGE)
        .fetch_all(&mut *conn)
        .await?;
        for row in &rows {
            put_words(conn, BillerId(row.uuid(0)?), PayerId(row.uuid(1)?), row.text(2)?).await?;
        }
        let Some(last) = rows.last() else { return Ok(()) };
        (biller, payer) = (last.bytes(0)?.to_vec(), last.bytes(1)?.to_vec());
    }
}
