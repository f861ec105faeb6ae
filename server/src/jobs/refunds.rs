//! Money goes back at the provider that it came from.

use async_trait::async_trait;
use usecases::money_in::RefundJob;
use usecases::money_in::checkout::CheckRefund;
use usecases::{NewJob, Services};

use super::checkouts::settled;
use super::runner::Handler;
use crate::providers::{Providers, refund};

/// Pays back what staff have said.
pub struct Start(pub Providers);

#[async_trait]
impl Handler for Start {
    async fn run(&self, _: &Services, job: &NewJob) -> anyhow::Result<()> {
        let wish: RefundJob = serde_json::from_str(&job.payload)?;
        settled(refund::refund(&self.0, job.biller, wish, 0).await)
    }
}

/// Looks what became of it.
pub struct Check(pub Providers);

#[async_trait]
impl Handler for Check {
    async fn run(&self, _: &Services, job: &NewJob) -> anyhow::Result<()> {
        let CheckRefund { refund: wish, times } = serde_json::from_str(&job.payload)?;
        settled(refund::refund(&self.0, job.biller, wish, times + 1).await)
    }
}
