//! `POST /console/payments/{payment}/…`: what staff decide about a payment. What a tool of a payment is, and what all of
//! them have in common; the tools themselves stand in [`tools`](super::tools).

use std::collections::BTreeMap;

use async_trait::async_trait;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::Currency;
use domain::ids::PaymentId;
use usecases::{FindPayment, Input, PaymentRow, UseCase, UseCaseError, Who, execute};

use crate::auth::Staff;
use crate::respond::ProblemResponse;
use crate::routes::console::answer::{failed, not_stored, reason, see};
use crate::routes::console::invoices::tool::{Problem, Values};
use crate::routes::console::matching::queue;
use crate::routes::console::payments::payment;
use crate::state::App;

/// Something that staff decide about a payment with one use case.
#[async_trait]
pub trait PaymentTool: Sync {
    fn description(&self) -> PaymentToolDescription;

    /// Does it, and returns where to go.
    ///
    /// # Errors
    /// What cannot be read in the form, or any error of the use case.
    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused>;
}

pub struct PaymentToolDescription {
    /// The last part of its address.
    pub path: &'static str,
    /// The page with its form, which is shown again where it is refused.
    pub page: FormPage,
    /// Who may run its use case.
    pub allowed: &'static [Who],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormPage {
    /// The queue of payments that wait for a match.
    Queue,
    /// The payment's own page.
    Payment,
}

pub enum ToolRefused {
    /// In words for staff.
    Said(String),
    /// The use case refused it, or failed.
    Refused(UseCaseError),
}

impl From<UseCaseError> for ToolRefused {
    fn from(error: UseCaseError) -> Self {
        Self::Refused(error)
    }
}

impl From<Problem> for ToolRefused {
    fn from((_, said): Problem) -> Self {
        Self::Said(said)
    }
}

pub async fn act(
    tool: &dyn PaymentTool,
    State(app): State<App>,
    staff: Staff,
    Path(payment): Path<PaymentId>,
    headers: HeaderMap,
    Form(given): Form<BTreeMap<String, String>>,
) -> Response {
    let context = match PaymentToolContext::set_up(&app, &staff, payment, given).await {
        Ok(Some(context)) => context,
        Ok(None) => return ProblemResponse::not_found(&headers).into_response(),
        Err(error) => return failed(&headers, &error),
    };
    let why = match tool.done(&context).await {
        Ok(address) => return see(&address),
        Err(ToolRefused::Said(why)) => why,
        Err(ToolRefused::Refused(UseCaseError::Store(error))) => return not_stored(&headers, &error),
        Err(ToolRefused::Refused(error)) => reason(&error),
    };
    match tool.description().page {
        FormPage::Queue => queue::not_done(&app, &staff, payment, why, &headers).await,
        FormPage::Payment => payment::not_done(&app, &staff, payment, why, &headers).await,
    }
}

/// What a tool needs.
pub struct PaymentToolContext<'a> {
    pub app: &'a App,
    pub staff: &'a Staff,
    pub row: PaymentRow,
    pub values: Values,
}

impl<'a> PaymentToolContext<'a> {
    async fn set_up(
        app: &'a App,
        staff: &'a Staff,
        payment: PaymentId,
        given: BTreeMap<String, String>,
    ) -> Result<Option<Self>, UseCaseError> {
        let row = app.ask(&staff.caller(), FindPayment { payment }).await?;
        Ok(row.map(|row| Self { app, staff, row, values: Values::new(given) }))
    }

    pub fn payment(&self) -> PaymentId {
        self.row.id
    }

    pub fn currency(&self) -> Currency {
        self.row.currency
    }

    pub fn reason(&self) -> Option<String> {
        self.values.optional("reason")
    }

    /// Runs a use case once for the key of the form, and goes to the payment's own page.
    pub async fn then_payment(&self, word: &str, use_case: impl UseCase) -> Result<String, ToolRefused> {
        self.run(use_case).await?;
        Ok(format!("/console/payments/{}?done={word}", self.payment()))
    }

    /// The same, and stays with the payment in the queue.
    pub async fn then_queue(&self, word: &str, use_case: impl UseCase) -> Result<String, ToolRefused> {
        self.run(use_case).await?;
        Ok(format!("/console/matching/{}?done={word}", self.payment()))
    }

    /// The same, and goes to the next payment in the queue.
    pub async fn then_next(&self, word: &str, use_case: impl UseCase) -> Result<String, ToolRefused> {
        let next = queue::next_of(self.app, self.staff, self.payment()).await?;
        self.run(use_case).await?;
        let next = next.map(|next| format!("/{next}")).unwrap_or_default();
        Ok(format!("/console/matching{next}?done={word}&last={}", self.payment()))
    }

    async fn run(&self, use_case: impl UseCase) -> Result<(), UseCaseError> {
        let key = self.values.optional("key").or_else(|| Some(self.app.services.ids.next_id().to_string()));
        execute(&self.app.services, self.staff.caller(), Input { use_case, key }).await.map(drop)
    }
}
