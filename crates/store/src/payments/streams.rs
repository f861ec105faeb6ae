//! Loads the events of many payments with each statement.

use std::collections::BTreeMap;

use domain::ids::{BillerId, PaymentId};
use domain::payments::PaymentEvent;
use domain::{Books, Event, Stamp, StreamId};
use sqlx::AnyConnection;

use crate::events::{Unread, stamped_in};
use crate::failure::Failure;
use crate::rows::Columns;

pub(crate) struct LoadStep {
    pub(crate) payment: PaymentId,
    pub(crate) seq: i64,
    pub(crate) stamp: Stamp,
    pub(crate) event: PaymentEvent,
}

/// How many streams one statement reads; shorter lists are filled up with their last id.
const AT_ONCE: usize = 16;

const READ: &str = "SELECT stream_id, seq, type, version, data, at_ms, actor FROM events \
     WHERE stream_kind = 'payment' AND biller = $17 AND stream_id IN \
     ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ORDER BY stream_id, seq";

/// What happens to an event that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is skipped, and the rest of its payment is listed.
    Skip,
    /// It is skipped if a newer version of the program wrote it; a damaged one is an error for its payment.
    SkipNewer,
    /// It is an error: something is to be decided.
    Refuse,
}

/// The events of these payments, stream by stream, each in order.
pub(crate) async fn steps(
    conn: &mut AnyConnection,
    biller: BillerId,
    payments: &[PaymentId],
    unreadable: Unreadable,
) -> Result<Vec<LoadStep>, Failure> {
    let mut steps = Vec::with_capacity(payments.len() * 3);
    for chunk in payments.chunks(AT_ONCE) {
        let mut query = sqlx::query(READ);
        for at in 0..AT_ONCE {
            query = query.bind(chunk[at.min(chunk.len() - 1)].0.as_bytes().to_vec());
        }
        let query = query.bind(biller.0.as_bytes().to_vec());
        for row in query.fetch_all(&mut *conn).await? {
            let payment = PaymentId(row.uuid(0)?);
            let stream = StreamId::Payment(payment);
            let seq = row.big(1)?;
            let read = stamped_in(&row, stream, 2)
                .map_err(|unread| unread.noted(format_args!("event {seq} of {stream}")));
            match (read, unreadable) {
                (Ok((Event::Payment(_, event), stamp)), _) => {
                    steps.push(LoadStep { payment, seq, stamp, event })
                }
                (Ok(_), _) | (Err(_), Unreadable::Skip) | (Err(Unread::Newer(_)), Unreadable::SkipNewer) => {}
                (Err(unread), _) => return Err(unread.into()),
            }
        }
    }
    Ok(steps)
}

/// Folds the events into payments.
pub(crate) fn folded(steps: Vec<LoadStep>) -> BTreeMap<PaymentId, domain::payments::Payment> {
    let mut books = Books::default();
    for LoadStep { payment, stamp, event, .. } in steps {
        books.apply(&Event::Payment(payment, event), stamp);
    }
    books.payments
}
