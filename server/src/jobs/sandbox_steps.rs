//! What happens at the sandbox provider after somebody has chosen an ending.

use async_trait::async_trait;
use usecases::{NewJob, Services};

use super::runner::Handler;
use crate::providers::Providers;
use crate::providers::sandbox::steps::{LaterJob, step};

/// Lets it happen.
pub struct Step(pub Providers);

#[async_trait]
impl Handler for Step {
    async fn run(&self, _: &Services, job: &NewJob) -> anyhow::Result<()> {
        let later: LaterJob = serde_json::from_str(&job.payload)?;
        Ok(step(&self.0, &later).await?)
    }
}
