//! The payer wants to pay at a provider.

use async_trait::async_trait;
use domain::checkouts::CheckoutCommand;
use domain::checkouts::method::CheckoutMethod;
use domain::ids::{CheckoutId, InvoiceId, LinkId};
use domain::links::PayerAction;
use domain::{Money, Timestamp};
use serde::{Deserialize, Serialize};

use crate::checkouts::jobs::{CheckCheckout, CreateCheckout};
use crate::checkouts::ports::{CheckoutRow, ProviderState};
use crate::kernel::access::{About, Scope, Who};
use crate::kernel::error::{FieldProblem, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::links;
use crate::links::LinkPlace;

/// How long a checkout can be paid.
const OPEN_FOR_MS: i64 = 60 * 60 * 1_000;
/// The caller creates it at the provider at once; the job is for when that fails.
const MADE_WITHIN_MS: i64 = 10_000;
/// When the provider is asked first, if no webhook comes.
const FIRST_QUESTION_MS: i64 = 20_000;

/// Opens a checkout for an invoice. The provider has it once [`crate::checkouts::CheckoutCreated`] says so.
#[derive(Debug, Clone, Serialize)]
pub struct OpenCheckout {
    pub invoice: InvoiceId,
    /// Minor units: at most the open amount, at least the biller's minimum unless less is open.
    pub amount_minor: i64,
    pub method: CheckoutMethod,
    /// The link through which the payer returns; the invoice's own for callers without one.
    pub link: Option<LinkId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutOpened {
    pub checkout_id: CheckoutId,
    /// Minor units.
    pub amount_minor: i64,
    /// After this instant nobody can pay there, business time.
    pub expires_at: Timestamp,
    /// The number of the invoice's last event.
    pub seq: i64,
}

impl UnitOfWork<'_> {
    /// Whether the provider can charge this amount.
    fn provider_takes(&self, provider: &str, amount: Money) -> bool {
        self.services.provider_limits.takes(provider, amount)
    }
}

#[async_trait]
impl UseCase for OpenCheckout {
    type Output = CheckoutOpened;
    const NAME: &'static str = "open_checkout";
    // No money moves before the provider says so.
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Pay), Who::Api(Scope::Payments), Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<CheckoutOpened, UseCaseError> {
        let Self { invoice, amount_minor, method, .. } = *self;
        let biller = unit.biller_id();
        let (payer, currency) = {
            let state = unit.open_invoice(invoice).await?;
            (state.payer, state.currency)
        };
        let sandbox = unit.biller.sandbox;
        let connections = unit.tx.connections(biller).await?;
        let connection = connections
            .iter()
            .filter(|one| one.serves(sandbox) && method.takes(currency) && one.methods.contains(&method))
            .find(|one| unit.provider_takes(&one.provider, Money::new(amount_minor, currency)))
            .ok_or_else(not_offered)?
            .id;
        let link = match self.link {
            Some(link) => {
                let known = unit.tx.link(biller, link).await?;
                known.filter(|link| link.place.invoice == invoice).ok_or(UseCaseError::NotFound("link"))?.id
            }
            None => {
                let channel = "api".into();
                let place = LinkPlace { biller, invoice, recipient: payer, channel, copy: 1 };
                links::make(unit, place, None, false).await?.link_id
            }
        };
        let minimum_minor = unit.policy().await?.payments.minimum_payment_minor;
        let checkout = CheckoutId(unit.next_id());
        let expires_at = unit.in_ms(OPEN_FOR_MS);
        unit.carry_out(CheckoutCommand::Open {
            invoice,
            checkout,
            amount_minor,
            method: method.payment_method(),
            expires_at,
            minimum_minor,
        })
        .await?;
        let opened_at = unit.real_now();
        let row = CheckoutRow {
            id: checkout,
            biller,
            invoice,
            connection,
            link,
            amount_minor,
            currency,
            method,
            opened_at,
            expires_at: Timestamp(opened_at.0.saturating_add(OPEN_FOR_MS)),
            provider_id: None,
            url: None,
            asked: 0,
            state: ProviderState::Creating,
        };
        unit.tx.put_checkout(&row).await?;
        let (make, ask) = (unit.in_ms(MADE_WITHIN_MS), unit.in_ms(FIRST_QUESTION_MS));
        unit.enqueue(&CreateCheckout { checkout }, make).await?;
        unit.enqueue(&CheckCheckout { checkout, goes_on: true, asked: 0 }, ask).await?;
        let seq = unit.invoice_now(invoice)?.seq;
        Ok(CheckoutOpened { checkout_id: checkout, amount_minor, expires_at, seq })
    }
}

fn not_offered() -> UseCaseError {
    UseCaseError::Invalid(vec![FieldProblem {
        place: "/method".into(),
        rule: "method_not_offered".into(),
        message: "the biller does not offer this way to pay for this invoice; choose another one".into(),
    }])
}
