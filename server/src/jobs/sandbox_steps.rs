//! What happens at the sandbox provider after a payer has chosen an outcome.

use async_trait::async_trait;
use domain::ids::BillerId;
use usecases::checkouts::SandboxStep;

use super::handler::Handles;
use crate::providers::Providers;
use crate::providers::sandbox::steps::step;

pub struct SandboxStepHandler(pub Providers);

#[async_trait]
impl Handles<SandboxStep> for SandboxStepHandler {
    async fn run(&self, _: BillerId, job: SandboxStep) -> anyhow::Result<()> {
        Ok(step(&self.0, &job.payment, serde_json::from_value(job.step)?).await?)
    }
}
