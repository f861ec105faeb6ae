//! Books a payment that was announced as received.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use domain::payments::PaymentState;
use usecases::{ChangePayment, PaymentChange, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};

pub struct Settle;

impl Tool for Settle {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "settle",
            title: "The payment has arrived",
            lead: "The money that was announced is there.",
            done: "The payment is booked as received.",
            place: Place::Payment(PaymentState::Pending),
            link: "It arrived …",
            allowed: ChangePayment::ALLOWED,
        }
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        vec![form.hidden_field("payment")]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let payment = form.payment()?;
        let use_case =
            ChangePayment { payment: payment.id, change: PaymentChange::Settle, reason: form.reason() };
        let amount = form.say().money(payment.amount_minor, payment.currency);
        Ok(Plan::new(use_case, format!("{amount} has arrived")).note("The payment is booked as received."))
    }

    fn asks_nothing(&self) -> bool {
        true
    }
}
