//! Checkouts: made, asked about and ended at their providers.

use async_trait::async_trait;
use usecases::money_in::checkout::CheckoutJob;
use usecases::{NewJob, Services};

use super::runner::Handler;
use crate::providers::{NotAsked, Providers, check, close, create};

/// Makes a checkout, unless it was made at once.
pub struct Create(pub Providers);

#[async_trait]
impl Handler for Create {
    async fn run(&self, _: &Services, job: &NewJob) -> anyhow::Result<()> {
        let CheckoutJob { checkout, .. } = serde_json::from_str(&job.payload)?;
        settled(create::create(&self.0, job.biller, checkout).await.map(drop))
    }
}

/// Asks where a checkout stands.
pub struct Check(pub Providers);

#[async_trait]
impl Handler for Check {
    async fn run(&self, _: &Services, job: &NewJob) -> anyhow::Result<()> {
        let CheckoutJob { checkout, goes_on } = serde_json::from_str(&job.payload)?;
        settled(check::check(&self.0, job.biller, checkout, goes_on).await)
    }
}

/// Ends a checkout.
pub struct Close(pub Providers);

#[async_trait]
impl Handler for Close {
    async fn run(&self, _: &Services, job: &NewJob) -> anyhow::Result<()> {
        let CheckoutJob { checkout, .. } = serde_json::from_str(&job.payload)?;
        settled(close::close(&self.0, job.biller, checkout).await)
    }
}

/// What trying again cannot change is for a person, and stands in the log.
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
