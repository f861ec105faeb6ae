//! What is to be done at a provider: jobs, written with what made them necessary.

use domain::checkout::CheckoutEnd;
use domain::ids::{CheckoutId, JobId};
use domain::invoice::InvoiceEvent;
use domain::{Event, Timestamp};
use serde::{Deserialize, Serialize};

use crate::error::UseCaseError;
use crate::execute::Desk;
use crate::ports::NewJob;

/// Makes a checkout at its provider.
pub const CREATE_CHECKOUT: &str = "create_checkout";
/// Asks the provider where a checkout stands.
pub const CHECK_CHECKOUT: &str = "check_checkout";
/// Ends a checkout at its provider.
pub const CLOSE_CHECKOUT: &str = "close_checkout";
/// Something happens at the sandbox provider.
pub const SANDBOX_STEP: &str = "sandbox_step";

/// What these jobs know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutJob {
    /// The checkout.
    pub checkout: CheckoutId,
    /// Whether it asks again later while nothing is certain: one chain of questions for each checkout.
    #[serde(default)]
    pub goes_on: bool,
}

impl Desk<'_> {
    /// Writes a job about a checkout, unless there is one for the same occasion.
    pub(super) async fn checkout_job(
        &mut self,
        purpose: &str,
        job: CheckoutJob,
        occasion: &str,
        due_at: Timestamp,
    ) -> Result<(), UseCaseError> {
        let job = NewJob {
            id: JobId(self.fresh()),
            biller: self.biller_id(),
            purpose: purpose.into(),
            unique: format!("{}:{occasion}", job.checkout),
            // A plain id: serde_json has no reason to fail on it.
            payload: serde_json::to_string(&job).unwrap_or_default(),
            due_at,
        };
        self.tx.enqueue(&job).await?;
        Ok(())
    }

    /// The business time in so many milliseconds.
    pub(super) fn in_ms(&self, ms: i64) -> Timestamp {
        Timestamp(self.context.now.0.saturating_add(ms))
    }
}

/// Whatever closed a checkout because its amount is no longer right, the provider is told.
pub(crate) async fn close_at_provider(desk: &mut Desk<'_>, events: &[Event]) -> Result<(), UseCaseError> {
    for event in events {
        if let Event::Invoice(_, InvoiceEvent::CheckoutClosed { checkout, why: CheckoutEnd::AmountChanged }) =
            event
        {
            let job = CheckoutJob { checkout: *checkout, goes_on: false };
            let now = desk.context.now;
            desk.checkout_job(CLOSE_CHECKOUT, job, "close", now).await?;
        }
    }
    Ok(())
}
