//! What a biller lets Billow decide: one row of JSON.

use domain::ids::BillerId;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::Policy;

use crate::failure::Failure;
use crate::rows::Columns;

pub(super) async fn get(conn: &mut AnyConnection, biller: BillerId) -> Result<Policy, Failure> {
    let row = sqlx::query("SELECT data FROM policies WHERE biller = $1")
        .bind(biller.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    row.map_or_else(
        || Ok(Policy::default()),
        |row| {
            serde_json::from_str(row.text(0)?)
                .map_err(|error| Failure::unreadable(format!("a biller's policy: {error}")))
        },
    )
}

pub(super) async fn put(conn: &mut AnyConnection, biller: BillerId, policy: &Policy) -> Result<(), Failure> {
    let json = serde_json::to_string(policy).map_err(|error| Failure::unreadable(error.to_string()))?;
    let query = sqlx::query(
        "INSERT INTO policies (biller, data) VALUES ($1, $2) ON CONFLICT (biller) DO UPDATE SET data = excluded.data",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(json);
    conn.execute(query).await?;
    Ok(())
}
