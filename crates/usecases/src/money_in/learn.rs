//! Whose account money came from: what a person confirmed is known the next time.

use domain::ids::{PayerId, ReceiptId};

use crate::error::UseCaseError;
use crate::execute::Desk;

/// The account that a receipt came from is the payer's.
pub(crate) async fn account(
    desk: &mut Desk<'_>,
    receipt: ReceiptId,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    let _ = (desk, receipt, payer);
    Ok(())
}

/// That was wrong.
pub(crate) async fn unlearn(
    desk: &mut Desk<'_>,
    receipt: ReceiptId,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    let _ = (desk, receipt, payer);
    Ok(())
}
