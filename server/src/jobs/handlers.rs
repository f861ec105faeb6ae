//! Which handler does the jobs of which purpose: a line for each.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use async_trait::async_trait;
use domain::ids::BillerId;
use usecases::money_in::RefundJob;
use usecases::money_in::bank::UndoBankFileJob;
use usecases::money_in::checkout::{CheckCheckout, CheckRefund, CreateCheckout, EndCheckout, SandboxStep};
use usecases::{JobPayload, NewJob, Services};

use super::runner::Handler;
use super::{checkouts, refunds, sandbox_steps, undo_bank_file};
use crate::providers::Providers;

/// Handlers by the names of their purposes.
pub type Handlers = BTreeMap<&'static str, Arc<dyn Handler>>;

/// Every handler that this version has: one for each of [`usecases::PURPOSES`].
#[must_use]
pub fn handlers(services: &Services, providers: &Providers) -> Handlers {
    let at = || providers.clone();
    BTreeMap::from([
        entry::<CreateCheckout>(checkouts::Create(at())),
        entry::<CheckCheckout>(checkouts::Check(at())),
        entry::<EndCheckout>(checkouts::Close(at())),
        entry::<SandboxStep>(sandbox_steps::Step(at())),
        entry::<RefundJob>(refunds::Start(at())),
        entry::<CheckRefund>(refunds::Check(at())),
        entry::<UndoBankFileJob>(undo_bank_file::GoOn(services.clone())),
    ])
}

/// Does the jobs of a payload. Running a job twice does it once: the handler checks what it finds.
#[async_trait]
pub trait Handles<J: JobPayload>: Send + Sync + 'static {
    /// Does it. After an error it is tried again later.
    async fn run(&self, biller: BillerId, job: J) -> anyhow::Result<()>;
}

fn entry<J: JobPayload>(handler: impl Handles<J>) -> (&'static str, Arc<dyn Handler>) {
    (J::PURPOSE.name, Arc::new(Reading { handler, payload: PhantomData }))
}

/// Reads the payload.
struct Reading<H, J> {
    handler: H,
    payload: PhantomData<fn() -> J>,
}

#[async_trait]
impl<J: JobPayload, H: Handles<J>> Handler for Reading<H, J> {
    async fn run(&self, _: &Services, job: &NewJob) -> anyhow::Result<()> {
        self.handler.run(job.biller, serde_json::from_str(&job.payload)?).await
    }
}
