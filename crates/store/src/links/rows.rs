//! Links to invoices' pages. The token is never stored, only its hash.

use std::sync::Arc;
use std::sync::LazyLock;

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

/// How many token hashes one statement asks for.
const HASHES: usize = 200;

/// One text for any number of hashes, so that it is prepared once.
static THAT_HOLD: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<_> = (2..HASHES + 2).map(|place| format!("${place}")).collect();
    format!(
        "SELECT token_hash FROM links WHERE revoked_at_ms IS NULL \
         AND (expires_at_ms IS NULL OR expires_at_ms > $1) AND token_hash IN ({})",
        places.join(", ")
    )
});

/// Which of these token hashes still open a page.
pub(crate) async fn that_hold(
    conn: &mut AnyConnection,
    hashes: &[Arc<[u8]>],
    now: Timestamp,
) -> Result<Vec<Vec<u8>>, Failure> {
    let mut held = Vec::with_capacity(hashes.len());
    for some in hashes.chunks(HASHES) {
        let mut query = sqlx::query(THAT_HOLD.as_str()).bind(now.0);
        // The last chunk is filled up with its first hash.
        for place in 0..HASHES {
            query = query.bind(some.get(place).unwrap_or(&some[0]).as_ref());
        }
        for row in query.fetch_all(&mut *conn).await? {
            held.push(row.bytes(0)?.to_vec());
        }
    }
    Ok(held)
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
