//! How areas react to each other, one line each: the area that acts does not name those that react.

use domain::Event;
use domain::ids::{PayerId, PaymentId};
use domain::invoices::document::Document;

use crate::checkouts::close_at_provider;
use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::matching::again;
use crate::matching::known_accounts;

/// After events were appended, in the same transaction.
pub(crate) async fn to_events(unit: &mut UnitOfWork<'_>, events: &[Event]) -> Result<(), UseCaseError> {
    close_at_provider(unit, events).await
}

/// After an invoice was issued and its waiting credit notes were applied: the open amount is final now.
pub(crate) async fn to_invoice(unit: &mut UnitOfWork<'_>, document: &Document) -> Result<(), UseCaseError> {
    again::look_again(unit, document).await
}

/// After a payer said that a payment is theirs.
pub(crate) async fn to_claim(
    unit: &mut UnitOfWork<'_>,
    payment: PaymentId,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    known_accounts::account(unit, payment, payer).await
}
