//! Closes a checkout at its provider: its amount is no longer right, or the payer has cancelled it.

use domain::ids::{BillerId, CheckoutId};
use psp::Cancelled;
use usecases::checkouts::{AskSoon, CheckoutCreated, ProviderState};

use super::asking::{Answer, ask, record};
use super::order::order;
use super::{NotAsked, Providers};

/// Closes it there. If the payer was faster and has paid, the money is booked.
///
/// # Errors
/// [`NotAsked`], and it can be tried again.
pub async fn close(providers: &Providers, biller: BillerId, checkout: CheckoutId) -> Result<(), NotAsked> {
    let at = providers.at(biller, checkout).await?;
    if at.row.state.is_final() {
        return Ok(());
    }
    let provider_id = match &at.row.provider_id {
        Some(provider_id) => Some(provider_id.clone()),
        // The provider may have been asked to create it, without an answer.
        None if at.row.asked > 0 => {
            let found = at.provider.find(&order(providers, &at).await?).await?;
            if let Some(found) = &found {
                let (provider_id, url) = (found.provider_id.clone(), found.url.clone());
                providers.run(biller, CheckoutCreated { checkout, provider_id, url }).await?;
            }
            found.map(|found| found.provider_id)
        }
        None => None,
    };
    let ended = match &provider_id {
        Some(provider_id) => at.provider.cancel(provider_id).await?,
        None => Cancelled::Ended,
    };
    match ended {
        Cancelled::Ended => record(providers, biller, &at, ProviderState::Cancelled, None).await?,
        Cancelled::TooLate => {
            // Until it is certain, the provider is asked again.
            if !matches!(ask(providers, biller, checkout).await?, Answer::Paid) {
                providers.run(biller, AskSoon { checkout }).await?;
            }
        }
    }
    Ok(())
}
