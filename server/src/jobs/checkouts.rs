//! Checkouts: created, checked and closed at their providers.

use async_trait::async_trait;
use domain::ids::BillerId;
use usecases::checkouts::{CheckCheckout, CreateCheckout, EndCheckout};

use super::handler::Handles;
use crate::providers::{NotAsked, Providers, check, close, create};

/// Creates a checkout, unless that was done at once.
pub struct Create(pub Providers);

#[async_trait]
impl Handles<CreateCheckout> for Create {
    async fn run(&self, biller: BillerId, job: CreateCheckout) -> anyhow::Result<()> {
        settled(create::create(&self.0, biller, job.checkout).await.map(drop))
    }
}

/// Asks the provider for the state of a checkout.
pub struct Check(pub Providers);

#[async_trait]
impl Handles<CheckCheckout> for Check {
    async fn run(&self, biller: BillerId, job: CheckCheckout) -> anyhow::Result<()> {
        settled(check::check(&self.0, biller, job.checkout, job.goes_on).await)
    }
}

pub struct Close(pub Providers);

#[async_trait]
impl Handles<EndCheckout> for Close {
    async fn run(&self, biller: BillerId, job: EndCheckout) -> anyhow::Result<()> {
        settled(close::close(&self.0, biller, job.checkout).await)
    }
}

/// A failure that a retry cannot change needs a person; it is in the log.
pub(super) fn settled(outcome: Result<(), NotAsked>) -> anyhow::Result<()> {
    match outcome {
        Ok(()) => Ok(()),
        Err(error @ NotAsked::Mismatch(..)) => {
            tracing::error!(%error, "a provider disagrees");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
