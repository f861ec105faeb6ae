//! The record of consent to a proposal, found through the event that names it.

use domain::ids::{BillerId, InvoiceId, ProposalId};
use domain::invoices::InvoiceEvent;
use domain::{Event, StreamId};
use sqlx::AnyConnection;
use usecases::Consent;

use crate::content;
use crate::events::event_in;
use crate::failure::Failure;

/// What was agreed when a proposal was accepted; `None` if it was not.
pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    proposal: ProposalId,
) -> Result<Option<Consent>, Failure> {
    let stream = StreamId::Invoice(invoice);
    let rows = sqlx::query(
        "SELECT type, version, data FROM events \
         WHERE stream_id = $1 AND stream_kind = $2 AND biller = $3 AND type = 'proposal_accepted' ORDER BY seq",
    )
    .bind(stream.uuid().as_bytes().as_slice())
    .bind(stream.kind())
    .bind(biller.0.as_bytes().as_slice())
    .fetch_all(&mut *conn)
    .await?;
    let mut unread = None;
    for row in &rows {
        let (accepted, proof) = match event_in(row, stream, 0) {
            Ok(Event::Invoice(_, InvoiceEvent::ProposalAccepted { proposal, proof: Some(proof) })) => {
                (proposal, proof)
            }
            Ok(_) => continue,
            Err(why) => {
                unread = Some(why.noted(stream));
                continue;
            }
        };
        if accepted == proposal {
            let Some(data) = content::get(conn, biller, proof).await? else { return Ok(None) };
            let consent = serde_json::from_slice(&data).map_err(|error| {
                Failure::unreadable(format!("the consent to proposal {proposal}: {error}"))
            })?;
            return Ok(Some(consent));
        }
    }
    // The unreadable event may be the one that we look for.
    unread.map_or(Ok(None), |unread| Err(unread.into()))
}
