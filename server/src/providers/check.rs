//! Asks a provider where a checkout stands, and books what it says.

use domain::ids::{BillerId, CheckoutId};
use psp::{Cancelled, Report, State, Verified};
use usecases::money_in::checkout::{AskSoon, BeginAsking, ProviderState, RecordProviderState};

use super::{AtProvider, NotAsked, Providers};

/// Asks, and books the answer. `goes_on` asks again in a while as long as nothing is certain.
///
/// # Errors
/// [`NotAsked`]: nothing was booked, and it can be tried again.
pub async fn check(
    providers: &Providers,
    biller: BillerId,
    checkout: CheckoutId,
    goes_on: bool,
) -> Result<(), NotAsked> {
    let asking = providers.run(biller, BeginAsking { checkout }).await?;
    let at = providers.at(biller, checkout).await?;
    if at.row.state == ProviderState::Paid {
        return Ok(());
    }
    match &at.row.provider_id {
        Some(provider_id) => {
            let report = at.provider.fetch(provider_id).await?;
            let report = if report.get().state == State::Open && asking.over {
                match at.provider.cancel(provider_id).await? {
                    Cancelled::Ended => None,
                    Cancelled::TooLate => Some(at.provider.fetch(provider_id).await?),
                }
            } else {
                Some(report)
            };
            match report {
                Some(report) => book(providers, biller, &at, &report).await?,
                None => record(providers, biller, &at, ProviderState::Expired, None).await?,
            }
        }
        None if asking.over => super::close::close(providers, biller, checkout).await?,
        // The job that makes it is still at it.
        None => {}
    }
    if goes_on {
        providers.run(biller, AskSoon { checkout }).await?;
    }
    Ok(())
}

/// Books what the provider has said, if it is about this checkout and this amount.
pub(super) async fn book(
    providers: &Providers,
    biller: BillerId,
    at: &AtProvider,
    report: &Verified<Report>,
) -> Result<(), NotAsked> {
    let provider_id = at.row.provider_id.as_deref().unwrap_or_default();
    if let Err(mismatch) = report.agrees(provider_id, &at.row.id.to_string(), at.row.amount()) {
        metrics::counter!("billow_provider_mismatches_total").increment(1);
        return Err(NotAsked::Mismatch(at.row.id, mismatch));
    }
    let (state, code) = match &report.get().state {
        State::Open => (ProviderState::Open, None),
        State::Pending => (ProviderState::Pending, None),
        State::Paid => (ProviderState::Paid, None),
        State::Failed { code } => (ProviderState::Failed, code.clone()),
        State::Cancelled => (ProviderState::Cancelled, None),
        State::Expired => (ProviderState::Expired, None),
    };
    record(providers, biller, at, state, code).await
}

pub(super) async fn record(
    providers: &Providers,
    biller: BillerId,
    at: &AtProvider,
    state: ProviderState,
    code: Option<String>,
) -> Result<(), NotAsked> {
    // Nothing new: most questions are answered so.
    if at.row.state == state {
        return Ok(());
    }
    let checkout = at.row.id;
    let reported = providers.run(biller, RecordProviderState { checkout, state, code }).await?;
    tracing::info!(%checkout, state = reported.state.as_str(), "a provider has said where a checkout stands");
    Ok(())
}
