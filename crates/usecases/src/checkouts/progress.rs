//! The progress of questions to the provider: what was asked, and when to ask again.

use async_trait::async_trait;
use domain::ids::{CheckoutId, InvoiceId};
use domain::links::PayerAction;
use serde::{Deserialize, Serialize};

use crate::checkouts::jobs::CheckCheckout;
use crate::checkouts::ports::{CheckoutRow, ProviderState};
use crate::kernel::access::{About, Who};
use crate::kernel::audit::Audited;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

impl UnitOfWork<'_> {
    pub(crate) async fn checkout(&mut self, checkout: CheckoutId) -> Result<CheckoutRow, UseCaseError> {
        let biller = self.biller_id();
        self.tx.checkout(biller, checkout).await?.ok_or(UseCaseError::NotFound("checkout"))
    }
}

/// Notes that the provider is about to be asked. A webhook that arrives after this leads to one more question.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct BeginAsking {
    pub checkout: CheckoutId,
}

/// What the caller has to know before it asks the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// How often it has been asked before.
    pub before: i64,
    /// Whether payment should no longer be possible there: the checkout has expired or was cancelled.
    pub over: bool,
}

#[async_trait]
impl UseCase for BeginAsking {
    type Output = Asking;
    const NAME: &'static str = "begin_asking";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::System];
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Asking, UseCaseError> {
        let mut row = unit.checkout(self.checkout).await?;
        let (before, now) = (row.asked, unit.context.now);
        row.asked += 1;
        unit.tx.put_checkout(&row).await?;
        let late = unit.real_now() >= row.expires_at;
        let known = unit.open_invoice(row.invoice).await?.checkouts.get(&self.checkout);
        Ok(Asking { before, over: late || known.is_none_or(|known| !known.is_open(now)) })
    }
}

#[derive(Clone, Serialize)]
pub struct CheckoutCreated {
    pub checkout: CheckoutId,
    pub provider_id: String,
    /// Where the payer pays.
    pub url: Option<String>,
}

#[async_trait]
impl UseCase for CheckoutCreated {
    /// Whether it was cancelled meanwhile, so that it has to be ended at the provider.
    type Output = bool;
    const NAME: &'static str = "checkout_created";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::System];
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<bool, UseCaseError> {
        let mut row = unit.checkout(self.checkout).await?;
        let new = row.provider_id.is_none();
        if new {
            row.provider_id = Some(self.provider_id.clone());
            row.url = self.url.clone().filter(|_| !row.state.is_final());
            if row.state == ProviderState::Creating {
                row.state = ProviderState::Open;
            }
            unit.tx.put_checkout(&row).await?;
        }
        let invoice = unit.open_invoice(row.invoice).await?;
        Ok(new && invoice.checkouts.get(&self.checkout).is_none_or(|known| known.end.is_some()))
    }
}

/// Has the provider asked for the state of a checkout: a webhook came, or the payer is back. Fifty requests at once
/// make one question; a request during a question makes another one.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct AskProvider {
    pub invoice: InvoiceId,
    pub checkout: CheckoutId,
}

#[async_trait]
impl UseCase for AskProvider {
    type Output = ();
    const NAME: &'static str = "ask_provider";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Pay), Who::System];
    const AUDITED: Audited = Audited::Never;

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let row = unit.checkout(self.checkout).await?;
        if row.invoice != self.invoice {
            return Err(UseCaseError::NotFound("checkout"));
        }
        // A checkout that was ended is still asked about: the money may have been faster.
        if row.state == ProviderState::Paid {
            return Ok(());
        }
        let now = unit.context.now;
        unit.enqueue(&CheckCheckout { checkout: row.id, goes_on: false, asked: row.asked }, now).await
    }
}

/// Asks again later, while the outcome is open.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct AskSoon {
    pub checkout: CheckoutId,
}

/// The waits between questions about an open checkout.
const WHILE_OPEN_MS: [i64; 7] = [20_000, 40_000, 60_000, 120_000, 300_000, 600_000, 900_000];
/// The wait between questions about pending money: it may take days.
const WHILE_PENDING_MS: i64 = 2 * 60 * 60 * 1_000;
/// Most pending money settles soon after it was paid.
const FIRST_PENDING_MS: [i64; 5] = [10_000, 30_000, 60_000, 300_000, 1_800_000];
/// After this many questions Billow stops asking: a person looks at it.
const MOST_QUESTIONS: i64 = 1_000;

#[async_trait]
impl UseCase for AskSoon {
    type Output = ();
    const NAME: &'static str = "ask_soon";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::System];
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let row = unit.checkout(self.checkout).await?;
        if row.state.is_final() || row.asked > MOST_QUESTIONS {
            return Ok(());
        }
        let times = usize::try_from(row.asked.saturating_sub(2)).unwrap_or(0);
        let wait = match row.state {
            ProviderState::Pending => FIRST_PENDING_MS.get(times).copied().unwrap_or(WHILE_PENDING_MS),
            _ => {
                let left = row.expires_at.0.saturating_sub(unit.real_now().0);
                let wait = WHILE_OPEN_MS.get(times).copied().unwrap_or(WHILE_OPEN_MS[6]);
                // Soon after its end, it is known to have ended.
                wait.min(left.max(WHILE_OPEN_MS[0]))
            }
        };
        let due = unit.in_ms(wait);
        unit.enqueue(&CheckCheckout { checkout: row.id, goes_on: true, asked: row.asked }, due).await
    }
}
