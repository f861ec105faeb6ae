//! The SQL of attachments.

use std::collections::HashMap;

use domain::Timestamp;
use domain::conversations::Side;
use domain::ids::{AttachmentId, BillerId, InvoiceId};
use domain::invoices::wire::Attachment;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::{Held, KnownAttachment, NewAttachment};

use crate::failure::Failure;
use crate::rows::Columns;

/// From here on nobody can read a forgotten payer's files. Their bytes are deleted next, and then the rows.
pub(super) const ERASE: &str = "UPDATE attachments SET state = 'going' WHERE biller = $1 AND payer = $2";

/// Writes the row of an upload.
pub(super) async fn put(conn: &mut AnyConnection, new: &NewAttachment) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO attachments \
         (biller, id, invoice, payer, side, media_type, size, name, state, uploaded_at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9)",
    )
    .bind(new.biller.0.as_bytes().as_slice())
    .bind(new.id.0.as_bytes().as_slice())
    .bind(new.invoice.0.as_bytes().as_slice())
    .bind(new.payer.0.as_bytes().as_slice())
    .bind(new.side.as_str())
    .bind(new.media_type.as_str())
    .bind(new.size)
    .bind(new.name.0.as_bytes().as_slice())
    .bind(new.uploaded_at.0);
    conn.execute(query).await?;
    Ok(())
}

/// The attachments of an invoice that are stored.
pub(super) async fn held(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    side: Side,
) -> Result<Held, Failure> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(CASE WHEN state = 'waiting' AND side = $3 THEN 1 ELSE 0 END), 0) AS BIGINT), \
                CAST(COALESCE(SUM(size), 0) AS BIGINT) \
         FROM attachments WHERE biller = $1 AND invoice = $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(invoice.0.as_bytes().as_slice())
    .bind(side.as_str())
    .fetch_one(conn)
    .await?;
    Ok(Held { waiting: row.big(0)?, bytes: row.big(1)? })
}

/// Marks an uploaded file as posted; false if there is none.
pub(super) async fn post(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    side: Side,
    id: AttachmentId,
) -> Result<bool, Failure> {
    let query = sqlx::query(
        "UPDATE attachments SET state = 'posted' \
         WHERE biller = $1 AND id = $2 AND invoice = $3 AND side = $4 AND state = 'waiting'",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(invoice.0.as_bytes().as_slice())
    .bind(side.as_str());
    Ok(conn.execute(query).await?.rows_affected() == 1)
}

/// An attachment of an invoice, with its name.
pub(super) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    id: AttachmentId,
) -> Result<Option<KnownAttachment>, Failure> {
    let row = sqlx::query(
        "SELECT a.side, a.media_type, a.size, a.state, c.data FROM attachments a \
         JOIN content c ON c.id = a.name AND c.biller = a.biller \
         WHERE a.biller = $1 AND a.id = $2 AND a.invoice = $3 AND a.state <> 'going' \
         AND c.data IS NOT NULL",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(invoice.0.as_bytes().as_slice())
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        Ok(KnownAttachment {
            id,
            side: side_of(row.text(0)?)?,
            media_type: row.text(1)?.to_owned(),
            size: row.big(2)?,
            name: String::from_utf8_lossy(row.bytes(4)?).into_owned(),
            posted: row.text(3)? == "posted",
        })
    })
    .transpose()
}

fn side_of(text: &str) -> Result<Side, Failure> {
    [Side::Payer, Side::Biller]
        .into_iter()
        .find(|side| side.as_str() == text)
        .ok_or_else(|| Failure::unreadable(format!("“{text}” as the side of an attachment")))
}

/// Attachments as frames show them.
pub(crate) type Shown = HashMap<(BillerId, AttachmentId), Attachment>;

/// How many rows one statement looks up; shorter lists are filled up with their last id.
const AT_ONCE: usize = 8;

/// Those of `wanted` that were posted and not erased.
pub(crate) async fn shown(conn: &mut AnyConnection, wanted: &[AttachmentId]) -> Result<Shown, Failure> {
    let mut found = HashMap::new();
    for chunk in wanted.chunks(AT_ONCE) {
        let mut query = sqlx::query(
            "SELECT a.biller, a.id, a.media_type, a.size, c.data FROM attachments a \
             JOIN content c ON c.id = a.name AND c.biller = a.biller \
             WHERE a.state = 'posted' AND c.data IS NOT NULL AND a.id IN ($1, $2, $3, $4, $5, $6, $7, $8)",
        );
        for at in 0..AT_ONCE {
            query = query.bind(chunk[at.min(chunk.len() - 1)].0.as_bytes().to_vec());
        }
        for row in query.fetch_all(&mut *conn).await? {
            let id = AttachmentId(row.uuid(1)?);
            let attachment = Attachment {
                id,
                name: String::from_utf8_lossy(row.bytes(4)?).into_owned(),
                media_type: row.text(2)?.to_owned(),
                size: row.big(3)?,
            };
            found.insert((BillerId(row.uuid(0)?), id), attachment);
        }
    }
    Ok(found)
}

/// Marks uploads for deletion that waited too long.
pub(super) async fn give_up_waiting(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Failure> {
    let query =
        sqlx::query("UPDATE attachments SET state = 'going' WHERE state = 'waiting' AND uploaded_at_ms < $1");
    conn.execute(query.bind(before.0)).await?;
    Ok(())
}

/// The attachments marked for deletion, oldest first.
pub(super) async fn going(
    conn: &mut AnyConnection,
    limit: i64,
) -> Result<Vec<(BillerId, AttachmentId)>, Failure> {
    let rows = sqlx::query(
        "SELECT biller, id FROM attachments WHERE state = 'going' ORDER BY uploaded_at_ms LIMIT $1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((BillerId(row.uuid(0)?), AttachmentId(row.uuid(1)?)))).collect()
}

/// Deletes the row of an attachment marked for deletion, and its name.
pub(super) async fn forget(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: AttachmentId,
) -> Result<(), Failure> {
    for statement in [
        "UPDATE content SET data = NULL WHERE biller = $1 AND id = \
         (SELECT name FROM attachments WHERE biller = $1 AND id = $2 AND state = 'going')",
        "DELETE FROM attachments WHERE biller = $1 AND id = $2 AND state = 'going'",
    ] {
        let query =
            sqlx::query(statement).bind(biller.0.as_bytes().as_slice()).bind(id.0.as_bytes().as_slice());
        conn.execute(query).await?;
    }
    Ok(())
}
