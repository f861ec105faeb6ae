//! Asks a provider for the state of a checkout, books the answer, and closes what was never created.

use domain::ids::{BillerId, CheckoutId};
use usecases::checkouts::AskSoon;

use super::asking::{Answer, ask};
use super::close::close;
use super::{NotAsked, Providers};

/// Asks, and books the answer. With `goes_on` it asks again after a while, as long as nothing is certain.
///
/// # Errors
/// [`NotAsked`]: nothing was booked, and it can be tried again.
pub async fn check(
    providers: &Providers,
    biller: BillerId,
    checkout: CheckoutId,
    goes_on: bool,
) -> Result<(), NotAsked> {
    match ask(providers, biller, checkout).await? {
        Answer::Paid => return Ok(()),
        Answer::Booked => {}
        Answer::NeverMade => close(providers, biller, checkout).await?,
    }
    if goes_on {
        providers.run(biller, AskSoon { checkout }).await?;
    }
    Ok(())
}
