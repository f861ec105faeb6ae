//! Billers' accounts at providers.

use domain::Timestamp;
use domain::checkouts::method::CheckoutMethod;
use domain::ids::BillerId;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor as _};
use usecases::StoreError;
use usecases::checkouts::{ConnectionId, ProviderConnection, Sealed};

use crate::failure::Failure;
use crate::rows::Columns;

macro_rules! columns {
    () => {
        "biller, id, provider, base_url, methods, key_version, secrets, created_at_ms, ended_at_ms"
    };
}

fn read(row: &AnyRow) -> Result<ProviderConnection, Failure> {
    let methods = row.text(4)?;
    let methods: Result<Vec<CheckoutMethod>, ()> = methods.split(',').map(str::parse).collect();
    Ok(ProviderConnection {
        biller: BillerId(row.uuid(0)?),
        id: ConnectionId(row.uuid(1)?),
        provider: row.text(2)?.to_owned(),
        base_url: row.maybe_text(3)?,
        methods: methods.map_err(|()| Failure::unreadable("the ways to pay of a connection"))?,
        secrets: Sealed { key_version: row.big(5)?, bytes: row.bytes(6)?.to_vec() },
        created_at: Timestamp(row.big(7)?),
        ended_at: row.maybe_big(8)?.map(Timestamp),
    })
}

/// The biller's connections, oldest first.
pub(super) async fn all(
    conn: &mut AnyConnection,
    biller: BillerId,
) -> Result<Vec<ProviderConnection>, Failure> {
    let rows = sqlx::query(concat!(
        "SELECT ",
        columns!(),
        " FROM provider_connections WHERE biller = $1 ORDER BY created_at_ms, id"
    ))
    .bind(biller.0.as_bytes().as_slice())
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// The connection that a webhook names. The row says whose it is.
pub(super) async fn get(
    conn: &mut AnyConnection,
    connection: ConnectionId,
) -> Result<Option<ProviderConnection>, Failure> {
    let row = sqlx::query(concat!("SELECT ", columns!(), " FROM provider_connections WHERE id = $1"))
        .bind(connection.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Writes a connection, new or changed; never another biller's.
pub(super) async fn put(conn: &mut AnyConnection, connection: &ProviderConnection) -> Result<(), Failure> {
    let methods: Vec<&str> = connection.methods.iter().map(|method| method.as_str()).collect();
    let query = sqlx::query(
        "INSERT INTO provider_connections (biller, id, provider, base_url, methods, key_version, secrets, \
         created_at_ms, ended_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (id) DO UPDATE SET base_url = excluded.base_url, methods = excluded.methods, \
         key_version = excluded.key_version, secrets = excluded.secrets, ended_at_ms = excluded.ended_at_ms \
         WHERE provider_connections.biller = excluded.biller",
    )
    .bind(connection.biller.0.as_bytes().as_slice())
    .bind(connection.id.0.as_bytes().as_slice())
    .bind(connection.provider.as_str())
    .bind(connection.base_url.as_deref())
    .bind(methods.join(","))
    .bind(connection.secrets.key_version)
    .bind(connection.secrets.bytes.as_slice())
    .bind(connection.created_at.0)
    .bind(connection.ended_at.map(|at| at.0));
    if conn.execute(query).await?.rows_affected() == 0 {
        return Err(StoreError::Exists("a connection with this id").into());
    }
    Ok(())
}
