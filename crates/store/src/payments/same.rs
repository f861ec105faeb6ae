//! Payments that an unidentified payment may duplicate, as they are now.

use domain::ids::{BillerId, PaymentId};
use domain::matching::{PerhapsSame, SameReason};
use domain::payments::{Payment, PaymentState};
use sqlx::AnyConnection;
use usecases::SamePayment;

use crate::failure::Failure;
use crate::payments::list;
use crate::payments::rows;
use crate::payments::streams::{self, Unreadable};

/// Those that are still settled. A recorded payment counts only while nothing else was joined to it.
pub(crate) async fn of(
    conn: &mut AnyConnection,
    biller: BillerId,
    payment: &Payment,
) -> Result<Vec<SamePayment>, Failure> {
    let seen: &[PerhapsSame] = match payment.matching.as_deref() {
        Some(matching) if payment.is_unidentified() && payment.free_minor() > 0 => &matching.same_as,
        _ => return Ok(Vec::new()),
    };
    let ids: Vec<PaymentId> = seen.iter().map(|same| same.payment).collect();
    let folded = streams::folded(streams::steps(conn, biller, &ids, Unreadable::Skip).await?);
    let mut found = Vec::new();
    for same in seen {
        let counts = folded.get(&same.payment).is_some_and(|one| {
            one.state == PaymentState::Settled
                && (same.reason == SameReason::PerhapsDuplicate || one.confirmed_by.is_empty())
        });
        let row = if counts { rows::get(conn, biller, same.payment).await? } else { None };
        let listed = list::listed(conn, biller, row.into_iter().collect()).await?;
        found.extend(listed.into_iter().map(|payment| SamePayment { reason: same.reason, payment }));
    }
    Ok(found)
}
