//! Names of payers, as banks may write them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::ids::{BillerId, PayerId};
use matching::name_keys;
use sqlx::AnyConnection;
use sqlx::Executor as _;

use crate::failure::Failure;
use crate::rows::{Columns, Inserts, MOST_ROWS};

static INSERTS: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::into("payer_names", &["biller", "key", "payer"]));

/// The names in the search text of a payer: its name and, if any, its legal name. Lines that are e-mail addresses are
/// skipped; a customer number never equals a name.
pub(super) fn of(search: &str) -> impl Iterator<Item = &str> {
    search.lines().filter(|line| !line.contains('@')).take(3)
}

/// Replaces the name keys of a payer.
pub(crate) async fn put(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
    search: &str,
) -> Result<(), Failure> {
    let query = sqlx::query("DELETE FROM payer_names WHERE biller = $1 AND payer = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(payer.0.as_bytes().as_slice());
    conn.execute(query).await?;
    let keys: BTreeSet<String> = of(search).flat_map(name_keys).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    for chunk in keys.chunks(MOST_ROWS) {
        let mut query = sqlx::query(INSERTS.of(chunk.len()));
        for key in chunk {
            query = query
                .bind(biller.0.as_bytes().as_slice())
                .bind(key.as_str())
                .bind(payer.0.as_bytes().as_slice());
        }
        conn.execute(query).await?;
    }
    Ok(())
}

/// Payers with one of these keys, those of the first key first.
pub(super) async fn payers(
    conn: &mut AnyConnection,
    biller: BillerId,
    keys: &[&str],
    limit: usize,
) -> Result<Vec<PayerId>, Failure> {
    let mut found: Vec<PayerId> = Vec::new();
    for key in keys {
        if found.len() >= limit {
            break;
        }
        let rows = sqlx::query("SELECT payer FROM payer_names WHERE biller = $1 AND key = $2 LIMIT $3")
            .bind(biller.0.as_bytes().as_slice())
            .bind(*key)
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .fetch_all(&mut *conn)
            .await?;
        for row in &rows {
            let payer = PayerId(row.uuid(0)?);
            if !found.contains(&payer) {
                found.push(payer);
            }
        }
    }
    found.truncate(limit);
    Ok(found)
}
