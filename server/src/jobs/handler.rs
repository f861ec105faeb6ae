//! A handler does the jobs of one purpose.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use async_trait::async_trait;
use domain::ids::BillerId;
use usecases::{JobPayload, NewJob, Services};

/// Handlers by the names of their purposes.
pub type Handlers = BTreeMap<&'static str, Arc<dyn Handler>>;

/// Does the jobs of one purpose. A job may run twice, and the second run must change nothing: the handler checks the
/// state that it finds.
#[async_trait]
pub trait Handler: Send + Sync {
    /// Does the job. After an error it is tried again later.
    async fn run(&self, services: &Services, job: &NewJob) -> anyhow::Result<()>;
}

/// Does the jobs of one payload type. A job may run twice, and the second run must change nothing: the handler checks
/// the state that it finds.
#[async_trait]
pub trait Handles<J: JobPayload>: Send + Sync + 'static {
    /// Does the job. After an error it is tried again later.
    async fn run(&self, biller: BillerId, job: J) -> anyhow::Result<()>;
}

/// A handler for the runner, under the name of its purpose.
pub fn entry<J: JobPayload>(handler: impl Handles<J>) -> (&'static str, Arc<dyn Handler>) {
    (J::PURPOSE.name, Arc::new(Reading { handler, payload: PhantomData }))
}

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
