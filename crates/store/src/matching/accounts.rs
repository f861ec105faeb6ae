//! Bank accounts that have paid for payers.

use std::sync::LazyLock;

use domain::Timestamp;
use domain::ids::{BillerId, PayerId};
use sqlx::AnyConnection;
use sqlx::Executor as _;

use crate::failure::Failure;
use crate::rows::{Columns, Lists};

static PAYERS: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of("SELECT account, payer FROM payer_bank_accounts WHERE biller = $1 AND account IN", 1, "")
});

/// The payers of these accounts.
pub(super) async fn payers(
    conn: &mut AnyConnection,
    biller: BillerId,
    accounts: &[&str],
) -> Result<Vec<(String, PayerId)>, Failure> {
    let mut found = Vec::new();
    for (text, chunk) in PAYERS.chunks(accounts) {
        let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        for account in chunk {
            query = query.bind(*account);
        }
        for row in query.fetch_all(&mut *conn).await? {
            found.push((row.text(0)?.to_owned(), PayerId(row.uuid(1)?)));
        }
    }
    Ok(found)
}

/// Counts one more confirmation. Nothing is learned about a forgotten payer.
pub(super) async fn learn(
    conn: &mut AnyConnection,
    biller: BillerId,
    account: &str,
    payer: PayerId,
    at: Timestamp,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO payer_bank_accounts (biller, account, payer, confirmed_at_ms, times) \
         SELECT $1, $2, $3, $4, 1 WHERE NOT EXISTS \
         (SELECT 1 FROM payers a WHERE a.biller = $1 AND a.id = $3 AND a.forgotten = 1) \
         ON CONFLICT (biller, account, payer) \
         DO UPDATE SET times = payer_bank_accounts.times + 1, confirmed_at_ms = excluded.confirmed_at_ms",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(account)
    .bind(payer.0.as_bytes().as_slice())
    .bind(at.0);
    conn.execute(query).await?;
    Ok(())
}

/// Counts one confirmation less; the row is removed with the last one.
pub(super) async fn unlearn(
    conn: &mut AnyConnection,
    biller: BillerId,
    account: &str,
    payer: PayerId,
) -> Result<(), Failure> {
    for statement in [
        "DELETE FROM payer_bank_accounts WHERE biller = $1 AND account = $2 AND payer = $3 AND times <= 1",
        "UPDATE payer_bank_accounts SET times = times - 1 WHERE biller = $1 AND account = $2 AND payer = $3",
    ] {
        let query = sqlx::query(statement)
            .bind(biller.0.as_bytes().as_slice())
            .bind(account)
            .bind(payer.0.as_bytes().as_slice());
        if conn.execute(query).await?.rows_affected() > 0 {
            break;
        }
    }
    Ok(())
}
