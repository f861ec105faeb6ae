//! The biller's policy: what Billow decides by itself, and how soon a person answers.

use async_trait::async_trait;
use domain::Timestamp;
use domain::conversations::hours;
use domain::conversations::hours::BusinessHours;
use domain::proposals::{MoreTime, ProposedChange};
use domain::time::overdue_from;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::payment_policy::PaymentPolicy;
use crate::kernel::access::Who;
use crate::kernel::error::{UseCaseError, refuse};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// The longest time that a proposal may wait.
const LONGEST_PROPOSAL_DAYS: u16 = 90;
/// Four weeks of all hours.
const LONGEST_RESPONSE_MINUTES: u32 = 28 * 24 * 60;

/// The biller's policy: what Billow decides by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// How much more time a payer gets at once.
    pub more_time: MoreTime,
    /// How many days a proposal waits for an answer.
    pub proposal_days: u16,
    /// Within how many minutes of business hours a person answers first.
    pub first_response_minutes: u32,
    /// The hours in which staff answer.
    pub hours: BusinessHours,
    /// Whether simple questions are answered automatically.
    pub answers: bool,
    /// How payments come in and find their invoices.
    pub payments: PaymentPolicy,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            more_time: MoreTime::default(),
            proposal_days: 14,
            first_response_minutes: 240,
            hours: BusinessHours::default(),
            answers: true,
            payments: PaymentPolicy::default(),
        }
    }
}

impl Policy {
    /// When a proposal expires that is made now: after the policy's days, but no later than the first day that it
    /// names, in the biller's zone. A day that has passed cannot be accepted.
    #[must_use]
    pub fn proposal_expires(&self, now: Timestamp, change: &ProposedChange, zone: &TimeZone) -> Timestamp {
        let waits = Timestamp(now.0.saturating_add(i64::from(self.proposal_days) * DAY_MS));
        let first_day = match change {
            ProposedChange::DueDate { to } => Some(*to),
            ProposedChange::PartPayment { now_by, .. } => Some(*now_by),
            ProposedChange::WaiveFee { .. }
            | ProposedChange::Credit { .. }
            | ProposedChange::ClaimPayment { .. } => None,
        };
        first_day.map_or(waits, |day| waits.min(overdue_from(day, zone)))
    }
}

/// Changes the biller's policy.
#[derive(Debug, Clone, Serialize)]
pub struct SetPolicy {
    pub policy: Policy,
}

#[async_trait]
impl UseCase for SetPolicy {
    type Output = Policy;
    const NAME: &'static str = "set_policy";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Admins, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Policy, UseCaseError> {
        let policy = &self.policy;
        if !hours::BusinessHours::is_sound(&policy.hours) {
            let message = "business hours begin before they end and are on at least one day".into();
            return Err(refuse("/hours", "hours_unsound", message));
        }
        if !(1..=LONGEST_PROPOSAL_DAYS).contains(&policy.proposal_days) {
            let message = format!("a proposal waits 1 to {LONGEST_PROPOSAL_DAYS} days");
            return Err(refuse("/proposal_days", "proposal_days_out_of_range", message));
        }
        if !(1..=LONGEST_RESPONSE_MINUTES).contains(&policy.first_response_minutes) {
            let message = format!("a first answer takes 1 to {LONGEST_RESPONSE_MINUTES} minutes");
            return Err(refuse("/first_response_minutes", "response_out_of_range", message));
        }
        let problems = policy.payments.problems();
        if !problems.is_empty() {
            return Err(UseCaseError::Invalid(problems));
        }
        let biller = unit.biller_id();
        unit.tx.put_policy(biller, policy).await?;
        Ok(policy.clone())
    }
}

impl UnitOfWork<'_> {
    /// The biller's policy.
    ///
    /// # Errors
    /// The database's error.
    pub async fn policy(&mut self) -> Result<Policy, UseCaseError> {
        let biller = self.biller_id();
        Ok(self.tx.policy(biller).await?)
    }
}
