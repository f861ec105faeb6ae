//! Gives up a payment that was announced.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use domain::payments::PaymentState;
use usecases::{ChangePayment, PaymentChange, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};

pub struct Fail;

impl Tool for Fail {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "fail",
            title: "The payment will not come",
            lead: "The money that was announced will not come; the invoice is open again.",
            done: "The payment is booked as failed.",
            place: Place::Payment(PaymentState::Pending),
            link: "It failed …",
            allowed: ChangePayment::ALLOWED,
        }
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        vec![form.hidden_field("payment"), form.reason_field()]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let payment = form.payment()?;
        let use_case =
            ChangePayment { payment: payment.id, change: PaymentChange::Fail, reason: form.reason() };
        let amount = form.say().money(payment.amount_minor, payment.currency);
        Ok(Plan::new(use_case, format!("{amount} will not come")).note("The payment is no longer expected."))
    }
}
