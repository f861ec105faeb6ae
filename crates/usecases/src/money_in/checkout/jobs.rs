//! What is to be done at a provider: jobs, written with what made them necessary.

use async_trait::async_trait;
use domain::checkout::CheckoutEnd;
use domain::ids::{CheckoutId, JobId};
use domain::invoice::InvoiceEvent;
use domain::{Event, Timestamp};
use serde::{Deserialize, Serialize};

use crate::access::Who;
use crate::audit::Audited;
use crate::error::UseCaseError;
use crate::execute::{Desk, UseCase};
use crate::money_in::RefundJob;
use crate::ports::NewJob;

/// Makes a checkout at its provider.
pub const CREATE_CHECKOUT: &str = "create_checkout";
/// Asks the provider where a checkout stands.
pub const CHECK_CHECKOUT: &str = "check_checkout";
/// Ends a checkout at its provider.
pub const CLOSE_CHECKOUT: &str = "close_checkout";
/// Asks the provider what became of a refund that it has begun.
pub const CHECK_REFUND: &str = "check_refund";
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

/// What the job [`CHECK_REFUND`] knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRefund {
    /// The refund.
    pub refund: RefundJob,
    /// How often it has been asked for.
    pub times: u32,
}

/// The waits between questions about a refund; banks take days.
const REFUND_WAITS_MS: [i64; 5] = [60_000, 600_000, 3_600_000, 21_600_000, 86_400_000];
/// After so many questions nobody asks any more: a person looks at it.
const MOST_REFUND_QUESTIONS: u32 = 60;

/// Asks again in a while what became of a refund.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CheckRefundLater(pub CheckRefund);

#[async_trait]
impl UseCase for CheckRefundLater {
    type Output = ();
    const NAME: &'static str = "check_refund_later";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::System];
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, desk: &mut Desk<'_>) -> Result<(), UseCaseError> {
        let CheckRefund { refund, times } = self.0;
        if times >= MOST_REFUND_QUESTIONS {
            return Ok(());
        }
        let at = usize::try_from(times).unwrap_or(usize::MAX).min(REFUND_WAITS_MS.len() - 1);
        let job = NewJob {
            id: JobId(desk.fresh()),
            biller: desk.biller_id(),
            purpose: CHECK_REFUND.into(),
            unique: format!("{}:{times}", refund.refund),
            payload: serde_json::to_string(&self.0).unwrap_or_default(),
            due_at: desk.in_ms(REFUND_WAITS_MS[at]),
        };
        desk.tx.enqueue(&job).await?;
        Ok(())
    }
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
