//! Leads a payer to the provider when they want to pay now.

use std::time::Duration;

use domain::ids::{BillerId, CheckoutId};
use usecases::StoreError;

use super::{Providers, create};

/// How long a payer waits for a provider before a page says that it takes a little longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Creates a checkout that was just opened at its provider, and returns the address where it is paid. If the provider
/// does not answer in time, a job continues, and [`url`] finds the address later.
pub async fn make(providers: &Providers, biller: BillerId, checkout: CheckoutId) -> Option<String> {
    let way = providers.clone();
    // A task of its own: it continues when the caller has gone.
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

/// The address where a checkout is paid; `None` while the provider has not answered, and once it is over.
///
/// # Errors
/// Any error of the database.
pub async fn url(
    providers: &Providers,
    biller: BillerId,
    checkout: CheckoutId,
) -> Result<Option<String>, StoreError> {
    let row = providers.services().node().checkout_row(biller, checkout).await?;
    Ok(row.filter(|row| !row.state.is_final()).and_then(|row| row.url))
}
