//! Content about an unidentified payment gets an owner once its payer is known, so that it is erased with everything
//! else about that payer.

use domain::ids::{BillerId, ContentId, PayerId, PaymentId};
use domain::payments::Payment;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::PaymentEntry;

use crate::bank_imports;
use crate::failure::Failure;
use crate::payments::streams::{self, Unreadable};

/// Nothing about a forgotten payer is kept, whenever it comes.
const HAND_OVER: &str = "UPDATE content SET payer = $4, data = CASE WHEN EXISTS (SELECT 1 FROM payers a \
     WHERE a.biller = $1 AND a.id = $4 AND a.forgotten = 1) THEN NULL ELSE data END \
     WHERE biller = $1 AND id = $2 AND payer = $3";

/// Moves the content of a payment to its new payer.
pub(crate) async fn follow(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: PaymentId,
    before: &Payment,
    after: &Payment,
) -> Result<(), Failure> {
    let content_owner = |payment: &Payment| payment.payer.unwrap_or(PayerId::UNASSIGNED);
    let (from, to) = (content_owner(before), content_owner(after));
    if from == to {
        return Ok(());
    }
    let mut contents: Vec<ContentId> = after.recorded.remittance.into_iter().collect();
    // Reasons that staff wrote while the payer was unknown move too; what they wrote about a known payer stays with
    // that payer.
    if before.payer.is_none() {
        let steps = streams::steps(conn, biller, &[id], Unreadable::Refuse).await?;
        contents.extend(steps.iter().filter_map(|step| PaymentEntry::reason_of(&step.event)));
    }
    for content in contents {
        let query = sqlx::query(HAND_OVER)
            .bind(biller.0.as_bytes().as_slice())
            .bind(content.0.as_bytes().as_slice())
            .bind(from.0.as_bytes().as_slice())
            .bind(to.0.as_bytes().as_slice());
        conn.execute(query).await?;
    }
    bank_imports::erase_of_forgotten(conn, biller, &[id]).await
}
