//! Takes back a payment that was received.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use domain::payments::PaymentState;
use usecases::{ChangePayment, PaymentChange, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};

pub struct Reverse;

impl Tool for Reverse {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "reverse",
            title: "Take a payment back",
            lead: "The bank has taken the money back; what it paid is open again.",
            done: "The payment is taken back.",
            place: Place::Payment(PaymentState::Settled),
            link: "Take back …",
            allowed: ChangePayment::ALLOWED,
        }
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        vec![form.hidden_field("payment"), form.reason_field()]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let payment = form.payment()?;
        let use_case =
            ChangePayment { payment: payment.id, change: PaymentChange::Reverse, reason: form.reason() };
        let amount = form.say().money(payment.amount_minor, payment.currency);
        Ok(Plan::new(use_case, format!("Take {amount} back"))
            .note("The payment is taken back on every invoice that it paid."))
    }
}
