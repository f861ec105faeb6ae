//! Asks a provider about a checkout, and books the answer.

use domain::ids::{BillerId, CheckoutId};
use psp::{Cancelled, ProviderReport, State, Verified};
use usecases::checkouts::{BeginAsking, ProviderState, RecordProviderState};

use super::{AtProvider, NotAsked, Providers};

pub(super) enum Answer {
    /// It is paid, and was known to be: nothing more has to be asked.
    Paid,
    /// The provider's answer is booked, or the job that creates the checkout is still running.
    Booked,
    /// Its time is over, and no answer has said that it was created.
    NeverMade,
}

/// Asks for the state of a checkout. One that is still open after its time is closed there.
pub(super) async fn ask(
    providers: &Providers,
    biller: BillerId,
    checkout: CheckoutId,
) -> Result<Answer, NotAsked> {
    let asking = providers.run(biller, BeginAsking { checkout }).await?;
    let at = providers.at(biller, checkout).await?;
    if at.row.state == ProviderState::Paid {
        return Ok(Answer::Paid);
    }
    let Some(provider_id) = &at.row.provider_id else {
        return Ok(if asking.over { Answer::NeverMade } else { Answer::Booked });
    };
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
    Ok(Answer::Booked)
}

/// Books the provider's answer, if it is about this checkout and this amount.
async fn book(
    providers: &Providers,
    biller: BillerId,
    at: &AtProvider,
    report: &Verified<ProviderReport>,
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
    // Nothing new: most answers are like this.
    if at.row.state == state {
        return Ok(());
    }
    let checkout = at.row.id;
    let reported = providers.run(biller, RecordProviderState { checkout, state, code }).await?;
    tracing::info!(%checkout, state = reported.state.as_str(), "a provider has said where a checkout stands");
    Ok(())
}
