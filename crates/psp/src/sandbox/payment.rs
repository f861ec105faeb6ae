//! The sandbox provider's side of a payment. Pure: time is an argument, later steps are the result.

use domain::checkouts::method::CheckoutMethod;
use domain::{Currency, Timestamp};
use serde::{Deserialize, Serialize};

use super::api::{
    NewRefund, NewSandboxPayment, Refund, RefundStatus, SandboxPaymentBody, SandboxProblem, Status,
};

/// A choice on the pay page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// It is paid, and one webhook says so.
    Succeed,
    Fail,
    /// It is pending for a while, then paid.
    Pending,
    /// It is pending for a while, then fails.
    PendingFails,
    /// It is paid, and five webhooks at once say so.
    Duplicate,
    /// It is paid, and the webhook comes long after the payer is back.
    Late,
    /// It is paid, and the webhook that says “pending” comes after the one that says “paid”.
    OutOfOrder,
    /// It is paid; then the provider is unreachable for a while and sends no webhook.
    Timeout,
    Cancel,
}

impl Choice {
    /// All choices, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Succeed,
        Self::Fail,
        Self::Pending,
        Self::PendingFails,
        Self::Duplicate,
        Self::Late,
        Self::OutOfOrder,
        Self::Timeout,
        Self::Cancel,
    ];

    /// The name in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Succeed => "succeed",
            Self::Fail => "fail",
            Self::Pending => "pending",
            Self::PendingFails => "pending_fails",
            Self::Duplicate => "duplicate",
            Self::Late => "late",
            Self::OutOfOrder => "out_of_order",
            Self::Timeout => "timeout",
            Self::Cancel => "cancel",
        }
    }
}

impl std::str::FromStr for Choice {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text).ok_or(())
    }
}

/// A step after a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusStep {
    Become(Status),
    /// Webhooks report the new status.
    Tell {
        /// The status that they report.
        status: Status,
        /// How many are sent at once.
        copies: u8,
    },
}

/// A step with its delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// The delay after the choice.
    pub after_ms: i64,
    pub step: StatusStep,
}

/// How long a pending payment stays so.
const PENDING_MS: i64 = 6_000;
/// How late a late webhook is.
const LATE_MS: i64 = 30_000;
/// How long after the newer webhook the older one is sent.
const OVERTAKEN_MS: i64 = 2_000;
/// How long the provider is unreachable after a timeout.
const AWAY_MS: i64 = 8_000;
/// Refunds whose amount ends in this number fail.
const FAILING_REFUND: i64 = 13;

/// Nothing can be chosen any more: it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this payment is over")]
pub struct NotOpen;

/// A payment as the provider stores it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SandboxPayment {
    pub id: String,
    /// What was asked for.
    pub order: NewSandboxPayment,
    pub status: Status,
    pub failure: Option<String>,
    /// Until this instant the provider's API does not answer about it.
    pub away_until: Option<Timestamp>,
    /// What was paid back.
    pub refunds: Vec<Refund>,
}

impl SandboxPayment {
    #[must_use]
    pub const fn new(id: String, order: NewSandboxPayment) -> Self {
        Self { id, order, status: Status::Open, failure: None, away_until: None, refunds: Vec::new() }
    }

    /// How it is to be paid.
    #[must_use]
    pub const fn method(&self) -> CheckoutMethod {
        self.order.method
    }

    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.order.currency
    }

    /// The status at `now`: an open payment past its end has expired.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> Status {
        if self.status == Status::Open && now >= self.order.expires_at {
            Status::Expired
        } else {
            self.status
        }
    }

    /// Whether the provider does not answer about it at `now`.
    #[must_use]
    pub fn is_away(&self, now: Timestamp) -> bool {
        self.away_until.is_some_and(|until| now < until)
    }

    /// Makes a choice on the pay page; returns the later steps.
    ///
    /// # Errors
    /// [`NotOpen`].
    pub fn choose(&mut self, choice: Choice, now: Timestamp) -> Result<Vec<Effect>, NotOpen> {
        if self.status_at(now) != Status::Open {
            return Err(NotOpen);
        }
        let tell = |after_ms, status| Effect { after_ms, step: StatusStep::Tell { status, copies: 1 } };
        let become_ = |status| Effect { after_ms: PENDING_MS, step: StatusStep::Become(status) };
        let (status, effects) = match choice {
            Choice::Succeed => (Status::Paid, vec![tell(0, Status::Paid)]),
            Choice::Fail => (Status::Failed, vec![tell(0, Status::Failed)]),
            Choice::Pending => (Status::Pending, vec![tell(0, Status::Pending), become_(Status::Paid)]),
            Choice::PendingFails => {
                (Status::Pending, vec![tell(0, Status::Pending), become_(Status::Failed)])
            }
            Choice::Duplicate => {
                let step = StatusStep::Tell { status: Status::Paid, copies: 5 };
                (Status::Paid, vec![Effect { after_ms: 0, step }])
            }
            Choice::Late => (Status::Paid, vec![tell(LATE_MS, Status::Paid)]),
            Choice::OutOfOrder => {
                (Status::Paid, vec![tell(0, Status::Paid), tell(OVERTAKEN_MS, Status::Pending)])
            }
            Choice::Timeout => {
                self.away_until = Some(Timestamp(now.0.saturating_add(AWAY_MS)));
                (Status::Paid, vec![])
            }
            Choice::Cancel => (Status::Cancelled, vec![tell(0, Status::Cancelled)]),
        };
        self.enter(status);
        Ok(effects)
    }

    /// A pending payment becomes final; returns the later steps. A final one stays as it is.
    pub fn become_(&mut self, status: Status) -> Vec<Effect> {
        if self.status != Status::Pending {
            return Vec::new();
        }
        self.enter(status);
        vec![Effect { after_ms: 0, step: StatusStep::Tell { status, copies: 1 } }]
    }

    fn enter(&mut self, status: Status) {
        self.status = status;
        self.failure = (status == Status::Failed).then(|| "declined".to_owned());
    }

    /// The caller cancels it. False if it is too late.
    pub fn cancel(&mut self, now: Timestamp) -> bool {
        match self.status_at(now) {
            Status::Open => {
                self.enter(Status::Cancelled);
                true
            }
            Status::Cancelled | Status::Expired => true,
            Status::Pending | Status::Paid | Status::Failed => false,
        }
    }

    /// The caller refunds, once for each reference. An amount that ends in 13 fails at the bank.
    ///
    /// # Errors
    /// Nothing was paid, or less than this.
    pub fn refund(&mut self, wish: &NewRefund) -> Result<Refund, SandboxProblem> {
        if let Some(known) = self.refunds.iter().find(|refund| refund.reference == wish.reference) {
            return Ok(known.clone());
        }
        let gone: i64 = self
            .refunds
            .iter()
            .filter(|refund| refund.status != RefundStatus::Failed)
            .map(|refund| refund.amount_minor)
            .sum();
        let problem =
            |code: &str, message: &str| SandboxProblem { code: code.into(), message: message.into() };
        if self.status != Status::Paid {
            return Err(problem("not_paid", "nothing was paid, so nothing can be paid back"));
        }
        if wish.amount_minor < 1 || wish.amount_minor > self.order.amount_minor - gone {
            return Err(problem("amount_too_large", "no more can be paid back than was paid"));
        }
        let failed = wish.amount_minor % 100 == FAILING_REFUND;
        let refund = Refund {
            id: format!("{}_{}", self.id.replacen("sbx_", "sbr_", 1), self.refunds.len() + 1),
            reference: wish.reference.clone(),
            amount_minor: wish.amount_minor,
            currency: self.order.currency,
            status: if failed { RefundStatus::Failed } else { RefundStatus::Done },
        };
        self.refunds.push(refund.clone());
        Ok(refund)
    }

    /// As the caller sees it, with the address of its pay page.
    #[must_use]
    pub fn shown(&self, pay_url: String, now: Timestamp) -> SandboxPaymentBody {
        let status = self.status_at(now);
        SandboxPaymentBody {
            id: self.id.clone(),
            reference: self.order.reference.clone(),
            amount_minor: self.order.amount_minor,
            currency: self.order.currency,
            status,
            failure: self.failure.clone(),
            url: (status == Status::Open).then_some(pay_url),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn payment() -> SandboxPayment {
        SandboxPayment::new(
            "sbx_1".into(),
            NewSandboxPayment {
                reference: "ours".into(),
                amount_minor: 45_000,
                currency: "SEK".parse().unwrap(),
                method: CheckoutMethod::Card,
                description: "Acme, invoice 1001".into(),
                return_url: "https://pay.example.com/i/x".into(),
                webhook_url: "https://pay.example.com/hooks/sandbox/x".into(),
                expires_at: Timestamp(NOW.0 + 60_000),
                language: "sv".into(),
            },
        )
    }

    #[test]
    fn every_choice_ends_a_payment_as_its_button_says() {
        for choice in Choice::ALL {
            let mut payment = payment();
            let effects = payment.choose(choice, NOW).unwrap();
            for effect in &effects {
                if let StatusStep::Become(status) = effect.step {
                    payment.become_(status);
                }
            }
            let ends = match choice {
                Choice::Fail | Choice::PendingFails => Status::Failed,
                Choice::Cancel => Status::Cancelled,
                _ => Status::Paid,
            };
            assert_eq!(payment.status, ends, "{choice:?}");
            assert_eq!(effects.is_empty(), choice == Choice::Timeout, "only a timeout tells nothing");
            assert_eq!(payment.choose(Choice::Succeed, NOW), Err(NotOpen), "a second choice is none");
            assert_eq!(choice.as_str().parse(), Ok(choice));
        }
    }

    #[test]
    fn what_is_open_for_too_long_can_be_neither_paid_nor_found_open() {
        let late = Timestamp(NOW.0 + 60_000);
        let mut payment = payment();
        assert_eq!(payment.choose(Choice::Succeed, late), Err(NotOpen));
        assert_eq!(payment.status_at(late), Status::Expired);
        assert!(payment.cancel(late));
    }

    #[test]
    fn a_payment_that_is_cancelled_is_not_paid_and_one_that_is_paid_not_cancelled() {
        let mut first = payment();
        assert!(first.cancel(NOW));
        assert_eq!(first.choose(Choice::Succeed, NOW), Err(NotOpen));
        let mut second = payment();
        second.choose(Choice::Succeed, NOW).unwrap();
        assert!(!second.cancel(NOW));
        assert_eq!(second.status, Status::Paid);
    }

    #[test]
    fn no_more_is_paid_back_than_was_paid_and_the_same_wish_once() {
        let mut payment = payment();
        let wish = |reference: &str, amount_minor| NewRefund { reference: reference.into(), amount_minor };
        assert_eq!(payment.refund(&wish("1", 100)).unwrap_err().code, "not_paid");
        payment.choose(Choice::Succeed, NOW).unwrap();
        assert_eq!(payment.refund(&wish("1", 20_013)).unwrap().status, RefundStatus::Failed);
        assert_eq!(payment.refund(&wish("2", 40_000)).unwrap().status, RefundStatus::Done);
        assert_eq!(payment.refund(&wish("2", 40_000)).unwrap().id, "sbr_1_2");
        assert_eq!(payment.refund(&wish("3", 5_001)).unwrap_err().code, "amount_too_large");
        assert_eq!(payment.refunds.len(), 2);
    }
}
