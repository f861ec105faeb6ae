//! Payments that money that waits may be the same as, as they are now.

use domain::ids::{BillerId, ReceiptId};
use domain::matching::{PerhapsSame, SameReason};
use domain::receipt::{PaymentState, Receipt};
use sqlx::AnyConnection;
use usecases::SamePayment;

use super::list;
use super::streams::{self, Unreadable};
use crate::failure::Failure;
use crate::money::receipts;

/// Those that still count and, where somebody recorded them, that nothing else was joined to.
pub(super) async fn of(
    conn: &mut AnyConnection,
    biller: BillerId,
    receipt: &Receipt,
) -> Result<Vec<SamePayment>, Failure> {
    let seen: &[PerhapsSame] = match receipt.matching.as_deref() {
        Some(matching) if receipt.is_unidentified() && receipt.free_minor() > 0 => &matching.same_as,
        _ => return Ok(Vec::new()),
    };
    let ids: Vec<ReceiptId> = seen.iter().map(|same| same.payment).collect();
    let folded = streams::folded(streams::steps(conn, biller, &ids, Unreadable::Skip).await?);
    let mut found = Vec::new();
    for same in seen {
        let counts = folded.get(&same.payment).is_some_and(|one| {
            one.state == PaymentState::Settled
                && (same.reason == SameReason::PerhapsDuplicate || one.confirmed_by.is_empty())
        });
        let row = if counts { receipts::get(conn, biller, same.payment).await? } else { None };
        let listed = list::listed(conn, biller, row.into_iter().collect()).await?;
        found.extend(listed.into_iter().map(|payment| SamePayment { reason: same.reason, payment }));
    }
    Ok(found)
}
