//! Jobs that act at a provider, written in the transaction that makes them necessary.

use async_trait::async_trait;
use domain::checkouts::CheckoutEnd;
use domain::ids::CheckoutId;
use domain::invoices::InvoiceEvent;
use domain::{Event, Timestamp};
use serde::{Deserialize, Serialize};

use crate::kernel::access::Who;
use crate::kernel::audit::Audited;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::jobs::{Expires, JobPayload, KEYS_KEPT_MS, Purpose};
use crate::kernel::reactions::Reaction;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::payments::RefundJob;

/// Creates a checkout at its provider, once: the checkout's row says whether the provider has it, and the provider
/// knows it by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateCheckout {
    pub checkout: CheckoutId,
}

impl JobPayload for CreateCheckout {
    const PURPOSE: Purpose =
        Purpose { name: "create_checkout", expires: Expires::Never, kept_ms: KEYS_KEPT_MS };

    fn unique_key(&self) -> String {
        format!("{}:create", self.checkout)
    }
}

/// Asks the provider for the state of a checkout. The answer is booked once: the payment is unique by its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckCheckout {
    pub checkout: CheckoutId,
    /// Whether it asks again later while the outcome is open: one chain of questions for each checkout.
    #[serde(default)]
    pub goes_on: bool,
    /// How often the provider had been asked when this was written. A webhook that arrives during a question leads to
    /// another question.
    #[serde(default)]
    pub asked: i64,
}

impl JobPayload for CheckCheckout {
    const PURPOSE: Purpose =
        Purpose { name: "check_checkout", expires: Expires::Never, kept_ms: KEYS_KEPT_MS };

    fn unique_key(&self) -> String {
        let occasion = if self.goes_on { "poll" } else { "told" };
        format!("{}:{occasion}:{}", self.checkout, self.asked)
    }
}

/// Ends a checkout at its provider, once: the checkout's row says whether it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndCheckout {
    pub checkout: CheckoutId,
}

impl JobPayload for EndCheckout {
    const PURPOSE: Purpose =
        Purpose { name: "close_checkout", expires: Expires::Never, kept_ms: KEYS_KEPT_MS };

    fn unique_key(&self) -> String {
        format!("{}:close", self.checkout)
    }
}

/// Asks the provider for the outcome of a refund. Booked once: the refund's state says whether it has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRefund {
    pub refund: RefundJob,
    /// How often the provider has been asked.
    pub times: u32,
}

impl JobPayload for CheckRefund {
    const PURPOSE: Purpose = Purpose { name: "check_refund", expires: Expires::Never, kept_ms: KEYS_KEPT_MS };

    fn unique_key(&self) -> String {
        format!("{}:{}", self.refund.refund, self.times)
    }
}

/// A later step at the sandbox provider. It happens once: its payment leaves each state once, and a repeated webhook is
/// only one more question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SandboxStep {
    /// The provider's id of the payment.
    pub payment: String,
    /// The step, in the provider's format.
    pub step: serde_json::Value,
    /// The version of the payment that it follows from.
    #[serde(default)]
    pub version: i64,
    /// Its place among the steps that follow from that version.
    #[serde(default)]
    pub place: usize,
}

impl JobPayload for SandboxStep {
    // Nobody waits that long for sandbox money.
    const PURPOSE: Purpose =
        Purpose { name: "sandbox_step", expires: Expires::After(KEYS_KEPT_MS), kept_ms: KEYS_KEPT_MS };

    fn unique_key(&self) -> String {
        format!("{}:{}:{}", self.payment, self.version, self.place)
    }
}

/// The waits between questions about a refund; banks take days.
const REFUND_WAITS_MS: [i64; 5] = [60_000, 600_000, 3_600_000, 21_600_000, 86_400_000];
/// After this many questions Billow stops asking: a person looks at it.
const MOST_REFUND_QUESTIONS: u32 = 60;

/// Asks later for the outcome of a refund.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CheckRefundLater(pub CheckRefund);

#[async_trait]
impl UseCase for CheckRefundLater {
    type Output = ();
    const NAME: &'static str = "check_refund_later";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::System];
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let times = self.0.times;
        if times >= MOST_REFUND_QUESTIONS {
            return Ok(());
        }
        let at = usize::try_from(times).unwrap_or(usize::MAX).min(REFUND_WAITS_MS.len() - 1);
        let due_at = unit.in_ms(REFUND_WAITS_MS[at]);
        unit.enqueue(&self.0, due_at).await
    }
}

impl UnitOfWork<'_> {
    /// The business time in `ms` milliseconds.
    pub(crate) fn in_ms(&self, ms: i64) -> Timestamp {
        Timestamp(self.context.now.0.saturating_add(ms))
    }
}

/// Tells the provider to end a checkout that was closed because its amount is no longer right.
pub(crate) struct EndOutdatedCheckouts;

#[async_trait]
impl Reaction for EndOutdatedCheckouts {
    async fn react(&self, unit: &mut UnitOfWork<'_>, so_far: &[Event]) -> Result<(), UseCaseError> {
        for event in so_far {
            if let Event::Invoice(
                _,
                InvoiceEvent::CheckoutClosed { checkout, why: CheckoutEnd::AmountChanged },
            ) = event
            {
                let now = unit.context.now;
                unit.enqueue(&EndCheckout { checkout: *checkout }, now).await?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::ids::{PaymentId, RefundId};
    use uuid::Uuid;

    use super::*;

    /// A payload that an older version wrote can be read, and keeps its key.
    #[test]
    fn payloads_of_the_version_before_are_read() {
        let checkout = CheckoutId(Uuid::from_u128(7));
        let written = format!(r#"{{"checkout":"{}","goes_on":true}}"#, checkout.0);
        assert_eq!(serde_json::from_str::<CreateCheckout>(&written).unwrap().checkout, checkout);
        assert_eq!(serde_json::from_str::<EndCheckout>(&written).unwrap().checkout, checkout);
        let check: CheckCheckout = serde_json::from_str(&written).unwrap();
        assert!(check.checkout == checkout && check.goes_on);
        let step: SandboxStep =
            serde_json::from_str(r#"{"payment":"sbx_1","step":{"become":"paid"}}"#).unwrap();
        assert_eq!(step.payment, "sbx_1");
    }

    #[test]
    fn the_same_occasion_is_the_same_key_and_another_one_is_not() {
        let checkout = CheckoutId(Uuid::from_u128(7));
        let check = |goes_on, asked| CheckCheckout { checkout, goes_on, asked }.unique_key();
        assert_eq!(check(true, 3), format!("{checkout}:poll:3"));
        assert_eq!(check(false, 3), format!("{checkout}:told:3"));
        assert_ne!(check(true, 3), check(true, 4));
        let refund = RefundJob { payment: PaymentId(Uuid::nil()), refund: RefundId(Uuid::from_u128(9)) };
        assert_eq!(refund.unique_key(), refund.refund.to_string());
        let later = CheckRefund { refund, times: 2 };
        assert_eq!(later.unique_key(), format!("{}:2", refund.refund));
    }
}
