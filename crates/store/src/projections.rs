//! What lists and look-ups read: one row for each stream, folded from its events and never a source of truth. This file
//! only says which area writes the row; how it is written is in that area.

use domain::invoices::InvoiceEvent;
use domain::{Books, Event, StreamId};
use sqlx::AnyConnection;
use usecases::Meta;

use crate::conversations::rows as conversations;
use crate::credit_notes::projection as credit_notes;
use crate::failure::Failure;
use crate::invoices::projection as invoices;
use crate::matching::candidates;
use crate::payers::projection as payers;
use crate::payments::ownership;
use crate::payments::projection as payments;

/// Writes the row of a stream that has grown; `events` are already applied.
pub(crate) async fn write(
    conn: &mut AnyConnection,
    meta: &Meta,
    before: &Books,
    after: &Books,
    stream: StreamId,
    events: &[Event],
) -> Result<(), Failure> {
    let biller = meta.biller;
    let is_new = before.head(stream) == 0;
    match stream {
        StreamId::Invoice(id) => {
            let Some(invoice) = after.invoices.get(&id) else { return Ok(()) };
            let row = invoices::row(id, invoice);
            if !is_new {
                invoices::update(conn, biller, &row).await?;
                let known = before.invoices.get(&id);
                return conversations::write(conn, biller, id, known, invoice).await;
            }
            let search = events.iter().find_map(|event| match event {
                Event::Invoice(of, InvoiceEvent::Issued(issued)) if *of == id => {
                    Some(invoices::search_text(issued))
                }
                _ => None,
            });
            invoices::insert(conn, biller, &row, &search.unwrap_or_default()).await?;
            conversations::write(conn, biller, id, None, invoice).await
        }
        StreamId::Payment(id) => {
            let Some(payment) = after.payments.get(&id) else { return Ok(()) };
            let known = before.payments.get(&id);
            match known {
                None => payments::insert(conn, biller, id, payment).await?,
                Some(known) => {
                    payments::update(conn, biller, id, payment).await?;
                    ownership::follow(conn, biller, id, known, payment).await?;
                }
            }
            candidates::write(conn, biller, id, known, payment).await
        }
        StreamId::Payer(id) => {
            let Some(payer) = after.payers.get(&id) else { return Ok(()) };
            if is_new {
                payers::insert(conn, biller, id, payer).await
            } else {
                payers::update(conn, biller, id, payer).await
            }
        }
        StreamId::CreditNote(id) => {
            let Some(credit_note) = after.credit_notes.get(&id) else { return Ok(()) };
            if is_new {
                credit_notes::insert(conn, biller, id, credit_note).await
            } else {
                credit_notes::update(conn, biller, id, credit_note).await
            }
        }
    }
}

pub(crate) fn found(rows: u64, what: &str) -> Result<(), Failure> {
    if rows == 1 {
        Ok(())
    } else {
        Err(Failure::unreadable(format!("the row of this {what} is missing: run `billow rebuild`")))
    }
}
