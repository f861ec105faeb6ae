//! Documents and who they are for: number claims, series, payers' keys, and what an invoice says.

use domain::account::AccountEvent;
use domain::credit_note::CreditNoteEvent;
use domain::document::{DocumentKind, Party};
use domain::ids::{BillerId, ContentId, CreditNoteId, InvoiceId, PayerId};
use domain::invoice::{InvoiceEvent, Issued};
use domain::{Event, StreamId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::personal_data::Goes;
use usecases::{KnownDocument, StoredDocument};

use crate::content;
use crate::failure::Failure;
use crate::lists::words;
use crate::log;
use crate::matching::names;
use crate::personal_data::TableData;
use crate::rows::Columns;

/// The table `documents`.
pub(crate) const NUMBERS_DATA: TableData =
    TableData::plain("invoices", &["biller", "kind", "number", "stream_id", "payer", "content_hash"]);

/// The table `series`.
pub(crate) const SERIES_DATA: TableData = TableData::plain("invoices", &["biller", "name"]);

/// The table `payer_keys`.
pub(crate) const PAYER_KEYS_DATA: TableData = TableData {
    area: "payers",
    plain: &["biller", "payer"],
    personal: &[(
        &["key"],
        "by what a document names the payer: customer number, registration, VAT number, e-mail address, or name with address",
        Goes::Forgotten,
    )],
    erase: &["DELETE FROM payer_keys WHERE biller = $1 AND payer = $2"],
};

/// The table `payer_search`.
pub(crate) const PAYER_SEARCH_DATA: TableData = TableData {
    area: "payers",
    plain: &["biller", "payer"],
    personal: &[(&["text"], "name, e-mail address and customer number, lower case", Goes::Forgotten)],
    erase: &["DELETE FROM payer_search WHERE biller = $1 AND payer = $2"],
};

/// The document with this number.
pub(crate) async fn by_number(
    conn: &mut AnyConnection,
    biller: BillerId,
    kind: DocumentKind,
    number: &str,
) -> Result<Option<KnownDocument>, Failure> {
    let row = sqlx::query(
        "SELECT stream_id, content_hash, payer FROM documents \
         WHERE biller = $1 AND kind = $2 AND number = $3",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(kind.as_str())
    .bind(number)
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let id = row.uuid(0)?;
    Ok(Some(KnownDocument {
        stream: match kind {
            DocumentKind::Invoice => StreamId::Invoice(InvoiceId(id)),
            DocumentKind::CreditNote => StreamId::CreditNote(CreditNoteId(id)),
        },
        content_hash: row.bytes(1)?.to_vec(),
        payer: PayerId(row.uuid(2)?),
    }))
}

/// Claims a number.
pub(crate) async fn claim_number(
    conn: &mut AnyConnection,
    biller: BillerId,
    kind: DocumentKind,
    number: &str,
    document: &KnownDocument,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO documents (biller, kind, number, stream_id, payer, content_hash) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(kind.as_str())
    .bind(number)
    .bind(document.stream.uuid().as_bytes().to_vec())
    .bind(document.payer.0.as_bytes().as_slice())
    .bind(document.content_hash.as_slice());
    conn.execute(query).await?;
    Ok(())
}

/// The next number of a series.
pub(crate) async fn next_number(
    conn: &mut AnyConnection,
    biller: BillerId,
    series: &str,
) -> Result<i64, Failure> {
    sqlx::query(
        "INSERT INTO series (biller, name, last) VALUES ($1, $2, 1) \
         ON CONFLICT (biller, name) DO UPDATE SET last = series.last + 1 RETURNING last",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(series)
    .fetch_one(conn)
    .await?
    .big(0)
}

/// Credit notes that name an invoice and wait for it, oldest first.
pub(crate) async fn waiting_credit_notes(
    conn: &mut AnyConnection,
    biller: BillerId,
    number: &str,
) -> Result<Vec<CreditNoteId>, Failure> {
    let rows = sqlx::query(
        "SELECT n.credit_note FROM credit_note_invoices n \
         JOIN credit_notes c ON c.biller = n.biller AND c.id = n.credit_note \
         WHERE n.biller = $1 AND n.number = $2 AND c.applied_to IS NULL ORDER BY n.credit_note",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(number)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok(CreditNoteId(row.uuid(0)?))).collect()
}

pub(crate) async fn payer_by_key(
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

/// Remembers a payer's key.
pub(crate) async fn put_payer_key(
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

/// Writes what a search for the payer looks through.
pub(crate) async fn put_payer_search(
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
    put_payer_words(conn, biller, payer, text).await
}

/// Writes by what a payer is found.
async fn put_payer_words(
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

/// Writes by what payers are found, for all of them: part of a rebuild.
pub(crate) async fn write_payers_words(conn: &mut AnyConnection) -> Result<(), Failure> {
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
            put_payer_words(conn, BillerId(row.uuid(0)?), PayerId(row.uuid(1)?), row.text(2)?).await?;
        }
        let Some(last) = rows.last() else { return Ok(()) };
        (biller, payer) = (last.bytes(0)?.to_vec(), last.bytes(1)?.to_vec());
    }
}

/// The payer's invoices, oldest first.
pub(crate) async fn invoices_of(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
) -> Result<Vec<InvoiceId>, Failure> {
    let rows = sqlx::query("SELECT id FROM invoices WHERE biller = $1 AND payer = $2 ORDER BY id")
        .bind(biller.0.as_bytes().as_slice())
        .bind(payer.0.as_bytes().as_slice())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok(InvoiceId(row.uuid(0)?))).collect()
}

async fn issued(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Option<Issued>, Failure> {
    Ok(match log::first_event(conn, biller, StreamId::Invoice(invoice)).await?.transpose()? {
        Some(Event::Invoice(_, InvoiceEvent::Issued(issued))) => Some(*issued),
        _ => None,
    })
}

async fn party(conn: &mut AnyConnection, biller: BillerId, id: ContentId) -> Result<Option<Party>, Failure> {
    let Some(data) = content::get(conn, biller, id).await? else { return Ok(None) };
    let party = serde_json::from_slice(&data)
        .map_err(|error| Failure::unreadable(format!("content {id}, which holds a party: {error}")))?;
    Ok(Some(party))
}

/// What an invoice says, with its buyer unless erased.
pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Option<StoredDocument>, Failure> {
    let Some(issued) = issued(conn, biller, invoice).await? else { return Ok(None) };
    let buyer = party(conn, biller, issued.buyer).await?;
    // An account that cannot be read stops nothing but itself.
    let language = match log::first_event(conn, biller, StreamId::Account(issued.payer)).await? {
        Some(Ok(Event::Account(_, AccountEvent::Opened { language, .. }))) => language,
        _ => None,
    };
    Ok(Some(StoredDocument { document: issued.document, buyer, language }))
}

/// The original bytes of an invoice or a credit note.
pub(crate) async fn original(
    conn: &mut AnyConnection,
    biller: BillerId,
    stream: StreamId,
) -> Result<Option<Vec<u8>>, Failure> {
    let original = match log::first_event(conn, biller, stream).await?.transpose()? {
        Some(Event::Invoice(_, InvoiceEvent::Issued(issued))) => issued.original,
        Some(Event::CreditNote(_, CreditNoteEvent::Received(received))) => received.original,
        _ => None,
    };
    match original {
        Some(id) => content::get(conn, biller, id).await,
        None => Ok(None),
    }
}
