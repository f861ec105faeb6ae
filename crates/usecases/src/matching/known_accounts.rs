//! Known bank accounts of payers: a confirmed match teaches the account that the money came from.

use domain::StreamId;
use domain::ids::{PayerId, PaymentId};
use domain::payments::Remittance;
use matching::account_key;

use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;

/// Learns that the payment's account belongs to the payer: a person confirmed it.
pub(crate) async fn account(
    unit: &mut UnitOfWork<'_>,
    payment: PaymentId,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    unit.load(vec![StreamId::Payer(payer)]).await?;
    // Nothing is learned about a forgotten payer.
    if unit.books.payers.get(&payer).is_none_or(|account| account.forgotten) {
        return Ok(());
    }
    if let Some(account) = account_of(unit, payment).await? {
        let (biller, at) = (unit.biller_id(), unit.context.now);
        unit.tx.learn_account(biller, &account, payer, at).await?;
    }
    Ok(())
}

pub(crate) async fn unlearn(
    unit: &mut UnitOfWork<'_>,
    payment: PaymentId,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    if let Some(account) = account_of(unit, payment).await? {
        let biller = unit.biller_id();
        unit.tx.unlearn_account(biller, &account, payer).await?;
    }
    Ok(())
}

/// The account that a payment came from, in the compared form; `None` if the bank names none.
async fn account_of(unit: &mut UnitOfWork<'_>, payment: PaymentId) -> Result<Option<String>, UseCaseError> {
    let Some(content) = unit.open_payment(payment).await?.recorded.remittance else { return Ok(None) };
    let biller = unit.biller_id();
    let text = unit.tx.content_text(biller, content).await?;
    let remittance = text.and_then(|text| serde_json::from_str::<Remittance>(&text).ok());
    Ok(remittance.and_then(|remittance| account_key(remittance.debtor_account.as_deref()?)))
}
