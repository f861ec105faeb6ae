//! The way to a provider for somebody who wants to pay now.

use std::time::Duration;

use domain::ids::{BillerId, CheckoutId};
use usecases::StoreError;

use super::{Providers, create};

/// How long somebody waits for a provider before a page says that it takes a little longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Makes a checkout that was just opened at its provider, and answers where it is paid. Where the provider does not
/// answer in time a job goes on, and the address is found with [`url`] later.
pub async fn make(providers: &Providers, biller: BillerId, checkout: CheckoutId) -> Option<String> {
    let way = providers.clone();
    // A task of its own: it goes on when whoever asked has gone.
    let made = tokio::spawn(async move { create::create(&way, biller, checkout).await });
    match tokio::time::timeout(PATIENCE, made).await {
        Ok(Ok(Ok(url))) => url,
        Ok(Ok(Err(error))) => {
            tracing::warn!(%checkout, %error, "a checkout was not made at once; a job tries again");
            None
        }
        Ok(Err(_)) | Err(_) => None,
    }
}

/// Where a checkout is paid, as far as is known; nothing while the provider has not answered, and once it is over.
///
/// # Errors
/// What the database answers.
pub async fn url(
    providers: &Providers,
    biller: BillerId,
    checkout: CheckoutId,
) -> Result<Option<String>, StoreError> {
    let row = providers.services().node().checkout_row(biller, checkout).await?;
    Ok(row.filter(|row| !row.state.is_final()).and_then(|row| row.url))
}
