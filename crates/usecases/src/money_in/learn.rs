//! Whose account money came from: what a person confirmed is known the next time.

use domain::StreamId;
use domain::ids::{PayerId, ReceiptId};
use domain::receipt::Remittance;
use matching::account_key;

use crate::error::UseCaseError;
use crate::execute::Desk;

/// The account that a receipt came from is the payer's: a person said so.
pub(crate) async fn account(
    desk: &mut Desk<'_>,
    receipt: ReceiptId,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    desk.load(vec![StreamId::Account(payer)]).await?;
    // Of somebody who was forgotten nothing is learned.
    if desk.books.accounts.get(&payer).is_none_or(|account| account.forgotten) {
        return Ok(());
    }
    if let Some(account) = account_of(desk, receipt).await? {
        let (biller, at) = (desk.biller_id(), desk.context.now);
        desk.tx.learn_account(biller, &account, payer, at).await?;
    }
    Ok(())
}

/// That was wrong.
pub(crate) async fn unlearn(
    desk: &mut Desk<'_>,
    receipt: ReceiptId,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    if let Some(account) = account_of(desk, receipt).await? {
        let biller = desk.biller_id();
        desk.tx.unlearn_account(biller, &account, payer).await?;
    }
    Ok(())
}

/// The account that a receipt came from, as accounts are compared; nothing where the bank names none.
async fn account_of(desk: &mut Desk<'_>, receipt: ReceiptId) -> Result<Option<String>, UseCaseError> {
    let Some(content) = desk.open_receipt(receipt).await?.recorded.remittance else { return Ok(None) };
    let biller = desk.biller_id();
    let text = desk.tx.content_text(biller, content).await?;
    let remittance = text.and_then(|text| serde_json::from_str::<Remittance>(&text).ok());
    Ok(remittance.and_then(|remittance| account_key(remittance.debtor_account.as_deref()?)))
}
