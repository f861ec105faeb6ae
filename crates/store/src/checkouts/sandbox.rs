//! The sandbox provider's own payments: sealed bytes, with optimistic locking.

use domain::ids::BillerId;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor as _};
use usecases::checkouts::{ConnectionId, SandboxRow, Sealed};

use crate::failure::Failure;
use crate::rows::Columns;

macro_rules! columns {
    () => {
        "id, biller, connection, reference, key_version, data, version"
    };
}

fn read(row: &AnyRow) -> Result<SandboxRow, Failure> {
    Ok(SandboxRow {
        id: row.text(0)?.to_owned(),
        biller: BillerId(row.uuid(1)?),
        connection: ConnectionId(row.uuid(2)?),
        reference: row.text(3)?.to_owned(),
        data: Sealed { key_version: row.big(4)?, bytes: row.bytes(5)?.to_vec() },
        version: row.big(6)?,
    })
}

/// A payment by the provider's id. Its page knows nothing else; the row says whose it is.
pub(super) async fn get(conn: &mut AnyConnection, id: &str) -> Result<Option<SandboxRow>, Failure> {
    let row = sqlx::query(concat!("SELECT ", columns!(), " FROM sandbox_payments WHERE id = $1"))
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// The payment that a connection made under a reference.
pub(super) async fn for_reference(
    conn: &mut AnyConnection,
    connection: ConnectionId,
    reference: &str,
) -> Result<Option<SandboxRow>, Failure> {
    let row = sqlx::query(concat!(
        "SELECT ",
        columns!(),
        " FROM sandbox_payments WHERE connection = $1 AND reference = $2"
    ))
    .bind(connection.0.as_bytes().as_slice())
    .bind(reference)
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Writes a payment: version 1 creates it, any other follows the one before. Returns false if another writer was
/// faster.
pub(super) async fn put(conn: &mut AnyConnection, payment: &SandboxRow) -> Result<bool, Failure> {
    let written = if payment.version == 1 {
        let query = sqlx::query(concat!(
            "INSERT INTO sandbox_payments (",
            columns!(),
            ") VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"
        ))
        .bind(payment.id.as_str())
        .bind(payment.biller.0.as_bytes().as_slice())
        .bind(payment.connection.0.as_bytes().as_slice())
        .bind(payment.reference.as_str())
        .bind(payment.data.key_version)
        .bind(payment.data.bytes.as_slice())
        .bind(payment.version);
        conn.execute(query).await?
    } else {
        let query = sqlx::query(
            "UPDATE sandbox_payments SET key_version = $2, data = $3, version = $4 \
             WHERE id = $1 AND version = $5",
        )
        .bind(payment.id.as_str())
        .bind(payment.data.key_version)
        .bind(payment.data.bytes.as_slice())
        .bind(payment.version)
        .bind(payment.version - 1);
        conn.execute(query).await?
    };
    Ok(written.rows_affected() == 1)
}
