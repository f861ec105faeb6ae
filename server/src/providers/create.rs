//! Creates a checkout at its provider.

use domain::ids::{BillerId, CheckoutId};
use psp::{Cancelled, Opened, PspError};
use usecases::checkouts::{BeginAsking, CheckoutCreated, ProviderState, RecordProviderState};

use super::order::order;
use super::{AtProvider, NotAsked, Providers, check};

/// Creates it there, once, and returns the address where the payer pays; `None` if it is over already.
///
/// # Errors
/// [`NotAsked`]. It may have been created all the same; the next try looks for it first.
pub async fn create(
    providers: &Providers,
    biller: BillerId,
    checkout: CheckoutId,
) -> Result<Option<String>, NotAsked> {
    let at = providers.at(biller, checkout).await?;
    if at.row.provider_id.is_some() || at.row.state != ProviderState::Creating {
        return Ok(at.row.url.filter(|_| !at.row.state.is_final()));
    }
    let asking = providers.run(biller, BeginAsking { checkout }).await?;
    if asking.over {
        super::close::close(providers, biller, checkout).await?;
        return Ok(None);
    }
    let order = order(providers, &at).await?;
    // Somebody has asked before and does not know the result: the provider is asked what there is.
    let known = if asking.before > 0 { at.provider.find(&order).await? } else { None };
    let opened = match known {
        Some(opened) => Ok(opened),
        None => at.provider.create(&order).await,
    };
    match opened {
        Ok(opened) => keep(providers, biller, &at, opened).await,
        Err(error) if error.is_passing() => Err(error.into()),
        Err(error) => {
            tracing::warn!(%checkout, %error, "a provider refused a checkout");
            let code = match error {
                PspError::Refused { code, .. } => Some(code),
                _ => None,
            };
            let failed = RecordProviderState { checkout, state: ProviderState::Failed, code };
            providers.run(biller, failed).await?;
            Ok(None)
        }
    }
}

/// Records the provider's answer.
pub(super) async fn keep(
    providers: &Providers,
    biller: BillerId,
    at: &AtProvider,
    opened: Opened,
) -> Result<Option<String>, NotAsked> {
    let Opened { provider_id, url } = opened;
    let created = CheckoutCreated { checkout: at.row.id, provider_id: provider_id.clone(), url: url.clone() };
    if providers.run(biller, created).await? {
        // It was cancelled while the provider created it.
        if at.provider.cancel(&provider_id).await? == Cancelled::TooLate {
            check::check(providers, biller, at.row.id, false).await?;
        }
        return Ok(None);
    }
    Ok(url)
}
