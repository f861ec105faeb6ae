//! Webhooks of providers: they are verified, and then the provider is asked for the real state.

use bytes::Bytes;
use psp::{Forged, Incoming, Notice};
use usecases::checkouts::{AskProvider, ProviderConnection};
use usecases::{Caller, Input, Principal, execute};

use super::{NotAsked, Providers};

/// Why a webhook was not accepted.
pub enum NotTaken {
    /// It does not come from the provider, or is too old.
    Forged(Forged),
    /// It could not be recorded; the provider sends it again.
    Failed(NotAsked),
}

impl<E: Into<NotAsked>> From<E> for NotTaken {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Verifies a webhook of a connection, and has the provider asked about the checkout that it names.
///
/// # Errors
/// [`NotTaken`].
pub async fn receive(
    providers: &Providers,
    connection: &ProviderConnection,
    signature: Option<&str>,
    body: &Bytes,
) -> Result<(), NotTaken> {
    let services = providers.services();
    let now = services.clock.now();
    let verified = providers.provider(connection)?.verify(Incoming { signature, body }, now);
    let notice = verified.map_err(|why| {
        tracing::warn!(connection = %connection.id, provider = connection.provider, %why, "a webhook was refused");
        metrics::counter!("billow_webhooks_refused_total").increment(1);
        NotTaken::Forged(why)
    })?;
    metrics::counter!("billow_webhooks_taken_total").increment(1);
    let Notice::Checkout(provider_id) = notice else {
        // Refunds have jobs of their own that ask.
        return Ok(());
    };
    let found = services.node().checkout_at(connection.biller, connection.id, &provider_id).await?;
    let Some(checkout) = found else {
        // It belongs to somebody else who uses the same provider account, or to a checkout whose creation we do not
        // know of yet: its job asks anyway.
        tracing::info!(connection = %connection.id, "a webhook is about no checkout of ours");
        return Ok(());
    };
    let caller = Caller { biller: connection.biller, principal: Principal::System { task: "hooks" } };
    let use_case = AskProvider { invoice: checkout.invoice, checkout: checkout.id };
    execute(services, caller, Input { use_case, key: None }).await?;
    providers.wake();
    Ok(())
}
