//! Documents and their payers: number claims, series, keys of payers, and the content of an invoice.

use domain::credit_notes::CreditNoteEvent;
use domain::ids::{BillerId, ContentId, InvoiceId};
use domain::invoices::document::Party;
use domain::invoices::{InvoiceEvent, Issued};
use domain::payers::PayerStreamEvent;
use domain::{Event, StreamId};
use sqlx::AnyConnection;
use usecases::StoredDocument;

use crate::content;
use crate::failure::Failure;
use crate::log;

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

/// The content of an invoice, with its buyer unless erased.
pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Option<StoredDocument>, Failure> {
    let Some(issued) = issued(conn, biller, invoice).await? else { return Ok(None) };
    let buyer = party(conn, biller, issued.buyer).await?;
    // A payer that cannot be read must not stop the invoice.
    let language = match log::first_event(conn, biller, StreamId::Payer(issued.payer)).await? {
        Some(Ok(Event::Payer(_, PayerStreamEvent::Opened { language, .. }))) => language,
        _ => None,
    };
    Ok(Some(StoredDocument { document: issued.document, buyer, language }))
}

/// The original file of an invoice or a credit note.
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
