//! Links to invoices' pages. The token is never here, only its hash.

use domain::Timestamp;
use domain::ids::{BillerId, InvoiceId, LinkId, PayerId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use sqlx::any::AnyRow;
use usecases::{Link, LinkPlace};

use crate::failure::Failure;
use crate::rows::Columns;

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT id, biller, invoice, recipient, channel, copy, generation, key_version, token_hash, \
             created_at_ms, expires_at_ms, revoked_at_ms FROM links WHERE ",
            $condition
        )
    };
}

fn read(row: &AnyRow) -> Result<Link, Failure> {
    Ok(Link {
        id: LinkId(row.uuid(0)?),
        place: LinkPlace {
            biller: BillerId(row.uuid(1)?),
            invoice: InvoiceId(row.uuid(2)?),
            recipient: PayerId(row.uuid(3)?),
            channel: row.text(4)?.to_owned(),
            copy: row.big(5)?,
        },
        generation: row.big(6)?,
        key_version: row.big(7)?,
        token_hash: row.bytes(8)?.to_vec(),
        created_at: Timestamp(row.big(9)?),
        expires_at: row.maybe_big(10)?.map(Timestamp),
        revoked_at: row.maybe_big(11)?.map(Timestamp),
    })
}

/// The link of a place.
pub(crate) async fn at(conn: &mut AnyConnection, place: &LinkPlace) -> Result<Option<Link>, Failure> {
    let row = sqlx::query(select!(
        "biller = $1 AND invoice = $2 AND recipient = $3 AND channel = $4 AND copy = $5"
    ))
    .bind(place.biller.0.as_bytes().as_slice())
    .bind(place.invoice.0.as_bytes().as_slice())
    .bind(place.recipient.0.as_bytes().as_slice())
    .bind(place.channel.as_str())
    .bind(place.copy)
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// A link by its id.
pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    link: LinkId,
) -> Result<Option<Link>, Failure> {
    let row = sqlx::query(select!("biller = $1 AND id = $2"))
        .bind(biller.0.as_bytes().as_slice())
        .bind(link.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// The link whose token has this hash.
pub(crate) async fn by_hash(conn: &mut AnyConnection, hash: &[u8]) -> Result<Option<Link>, Failure> {
    let row = sqlx::query(select!("token_hash = $1")).bind(hash).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

/// The links of an invoice, oldest first.
pub(crate) async fn of_invoice(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Vec<Link>, Failure> {
    let rows = sqlx::query(select!("biller = $1 AND invoice = $2 ORDER BY created_at_ms, id"))
        .bind(biller.0.as_bytes().as_slice())
        .bind(invoice.0.as_bytes().as_slice())
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// Writes a link, or what changed of it.
pub(crate) async fn put(conn: &mut AnyConnection, link: &Link) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO links (id, biller, invoice, recipient, channel, copy, generation, key_version, \
         token_hash, created_at_ms, expires_at_ms, revoked_at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (biller, id) DO UPDATE SET generation = excluded.generation, \
         key_version = excluded.key_version, token_hash = excluded.token_hash, \
         expires_at_ms = excluded.expires_at_ms, revoked_at_ms = excluded.revoked_at_ms",
    )
    .bind(link.id.0.as_bytes().as_slice())
    .bind(link.place.biller.0.as_bytes().as_slice())
    .bind(link.place.invoice.0.as_bytes().as_slice())
    .bind(link.place.recipient.0.as_bytes().as_slice())
    .bind(link.place.channel.as_str())
    .bind(link.place.copy)
    .bind(link.generation)
    .bind(link.key_version)
    .bind(link.token_hash.as_slice())
    .bind(link.created_at.0)
    .bind(link.expires_at.map(|at| at.0))
    .bind(link.revoked_at.map(|at| at.0));
    conn.execute(query).await?;
    Ok(())
}
