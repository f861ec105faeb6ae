//! `POST /console/payments/{payment}/…`: what staff decide about a payment. Each tool is one use case.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::Currency;
use domain::ids::{InvoiceId, PayerId, PaymentId, RefundId};
use domain::invoices::CreditSource;
use domain::payments::Share;
use usecases::{
    AllocateCredit, AskPayer, ConfirmMatch, FindPayment, FinishRefund, Input, InvoiceList, JoinPayment,
    KeepAsCredit, ListInvoices, PaymentRow, RefundEnd, SeparatePayment, StartRefund, UndoMatch, UseCase,
    UseCaseError, execute,
};

use crate::auth::Staff;
use crate::respond::ProblemResponse;
use crate::routes::console::answer::{failed, not_stored, reason, see};
use crate::routes::console::invoices::tool::Values;
use crate::routes::console::matching::queue;
use crate::routes::console::payments::payment;
use crate::state::App;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentTool {
    Match,
    Split,
    /// It belongs to a payer, and pays no invoice.
    Keep,
    /// It is refunded to whoever sent it.
    Return,
    /// The payer of an invoice is asked.
    Ask,
    Undo,
    /// A payer's credit is refunded.
    Refund,
    /// How a refund ended.
    Refunded,
    /// A payer's credit pays another invoice.
    Apply,
    /// It is the same money as another payment.
    Join,
    Separate,
}

impl PaymentTool {
    /// Whether it is decided on the page of the queue; else on the payment's own page.
    const fn is_of_the_queue(self) -> bool {
        matches!(self, Self::Match | Self::Split | Self::Keep | Self::Return | Self::Ask | Self::Join)
    }
}

enum ToolRefused {
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

impl From<(&'static str, String)> for ToolRefused {
    fn from((_, said): (&'static str, String)) -> Self {
        Self::Said(said)
    }
}

pub async fn act(
    payment_tool: PaymentTool,
    State(app): State<App>,
    staff: Staff,
    Path(payment): Path<PaymentId>,
    headers: HeaderMap,
    Form(given): Form<BTreeMap<String, String>>,
) -> Response {
    let bench = match ToolContext::set_up(&app, &staff, payment, given).await {
        Ok(Some(bench)) => bench,
        Ok(None) => return ProblemResponse::not_found(&headers).into_response(),
        Err(error) => return failed(&headers, &error),
    };
    let why = match bench.done(payment_tool).await {
        Ok(address) => return see(&address),
        Err(ToolRefused::Said(why)) => why,
        Err(ToolRefused::Refused(UseCaseError::Store(error))) => return not_stored(&headers, &error),
        Err(ToolRefused::Refused(error)) => reason(&error),
    };
    if payment_tool.is_of_the_queue() {
        queue::not_done(&app, &staff, payment, why, &headers).await
    } else {
        payment::not_done(&app, &staff, payment, why, &headers).await
    }
}

/// What a tool needs.
struct ToolContext<'a> {
    app: &'a App,
    staff: &'a Staff,
    row: PaymentRow,
    values: Values,
}

impl<'a> ToolContext<'a> {
    async fn set_up(
        app: &'a App,
        staff: &'a Staff,
        payment: PaymentId,
        given: BTreeMap<String, String>,
    ) -> Result<Option<Self>, UseCaseError> {
        let row = app.ask(&staff.caller(), FindPayment { payment }).await?;
        Ok(row.map(|row| Self { app, staff, row, values: Values::new(given) }))
    }

    fn currency(&self) -> Currency {
        self.row.currency
    }

    /// Runs the tool, and returns where to go.
    async fn done(&self, payment_tool: PaymentTool) -> Result<String, ToolRefused> {
        let payment = self.row.id;
        let here = format!("/console/payments/{payment}");
        match payment_tool {
            PaymentTool::Match => {
                let invoice: InvoiceId = self.values.parsed("invoice")?;
                // The whole amount: what the invoice does not need becomes the payer's credit. The amount comes from
                // the page, so that a form that is sent twice is the same form.
                let amount_minor = self.values.parsed("amount_minor")?;
                let shares = vec![Share { invoice, amount_minor }];
                self.then_next("matched", ConfirmMatch { payment, shares }).await
            }
            PaymentTool::Split => {
                let shares = self.parts().await?;
                self.then_next("matched", ConfirmMatch { payment, shares }).await
            }
            PaymentTool::Keep => {
                let payer: PayerId = self.values.parsed("payer")?;
                self.then_next("kept", KeepAsCredit { payment, payer }).await
            }
            PaymentTool::Return => {
                let reason = self.values.optional("reason");
                self.run(StartRefund { payment, amount_minor: None, reason }).await?;
                Ok(format!("{here}?done=returned"))
            }
            PaymentTool::Ask => {
                let (invoice, text) = (self.values.parsed("invoice")?, self.values.optional("text"));
                self.run(AskPayer { payment, invoice, text }).await?;
                Ok(format!("/console/matching/{payment}?done=asked"))
            }
            PaymentTool::Join => {
                let to: PaymentId = self.values.parsed("to")?;
                self.then_next("joined", JoinPayment { payment, to }).await
            }
            PaymentTool::Separate => {
                self.run(SeparatePayment { payment, reason: self.values.optional("reason") }).await?;
                Ok(format!("/console/matching/{payment}?done=separated"))
            }
            PaymentTool::Undo => {
                self.run(UndoMatch { payment, reason: self.values.optional("reason") }).await?;
                Ok(format!("/console/matching/{payment}?done=undone"))
            }
            PaymentTool::Refund => {
                let amount_minor = Some(self.values.amount("amount", self.currency())?);
                let reason = self.values.optional("reason");
                self.run(StartRefund { payment, amount_minor, reason }).await?;
                Ok(format!("{here}?done=refund"))
            }
            PaymentTool::Refunded => {
                let refund: RefundId = self.values.parsed("refund")?;
                let end = match self.values.text("end") {
                    Some("completed") => RefundEnd::Completed,
                    Some("failed") => RefundEnd::Failed,
                    _ => {
                        return Err(ToolRefused::Said("Say whether it went back or failed.".to_owned()));
                    }
                };
                let reason = self.values.optional("reason");
                self.run(FinishRefund { payment, refund, end, reason }).await?;
                Ok(format!("{here}?done=refunded"))
            }
            PaymentTool::Apply => {
                let invoice: InvoiceId = self.values.parsed("invoice")?;
                let amount_minor = self.values.amount("amount", self.currency())?;
                let source = CreditSource::Payment(payment);
                self.run(AllocateCredit { source, invoice, amount_minor }).await?;
                Ok(format!("{here}?done=applied"))
            }
        }
    }

    /// Runs a use case once for the key of the form.
    async fn run<U: UseCase>(&self, use_case: U) -> Result<(), ToolRefused> {
        let key = self.values.optional("key").or_else(|| Some(self.app.services.ids.next_id().to_string()));
        execute(&self.app.services, self.staff.caller(), Input { use_case, key }).await?;
        Ok(())
    }

    /// Runs a use case, and goes to the next payment in the queue.
    async fn then_next<U: UseCase>(&self, word: &str, use_case: U) -> Result<String, ToolRefused> {
        let next = queue::next_of(self.app, self.staff, self.row.id).await?;
        self.run(use_case).await?;
        let next = next.map(|next| format!("/{next}")).unwrap_or_default();
        Ok(format!("/console/matching{next}?done={word}&last={}", self.row.id))
    }

    /// The parts of a split: of the invoices on the page, and of those that are named by number.
    async fn parts(&self) -> Result<Vec<Share>, ToolRefused> {
        let mut shares = Vec::new();
        for (name, text) in self.values.iter() {
            if text.trim().is_empty() {
                continue;
            }
            if let Some(invoice) = name.strip_prefix("part-") {
                let invoice: InvoiceId =
                    invoice.parse().map_err(|_| ToolRefused::Said("Choose one of these.".to_owned()))?;
                shares.push(Share { invoice, amount_minor: self.part(text)? });
            } else if let Some(at) = name.strip_prefix("number-") {
                let amount = self.values.text(&format!("amount-{at}")).unwrap_or_default();
                shares.push(Share { invoice: self.numbered(text).await?, amount_minor: self.part(amount)? });
            }
        }
        if shares.is_empty() {
            return Err(ToolRefused::Said("Write at least one part.".to_owned()));
        }
        let sum: i64 = shares.iter().map(|share| share.amount_minor).fold(0, i64::saturating_add);
        if sum > self.row.free_minor {
            return Err(ToolRefused::Said("The parts are more than the payment.".to_owned()));
        }
        Ok(shares)
    }

    fn part(&self, text: &str) -> Result<i64, ToolRefused> {
        let given = BTreeMap::from([("amount".to_owned(), text.to_owned())]);
        Ok(Values::new(given).amount("amount", self.currency())?)
    }

    async fn numbered(&self, number: &str) -> Result<InvoiceId, ToolRefused> {
        let list = InvoiceList::numbered(number.trim(), self.row.paid_on);
        let found = self.app.ask(&self.staff.caller(), ListInvoices { list }).await?;
        let found = found.invoices.first().map(|invoice| invoice.row.id);
        found.ok_or_else(|| ToolRefused::Said(format!("There is no invoice {}.", number.trim())))
    }
}
