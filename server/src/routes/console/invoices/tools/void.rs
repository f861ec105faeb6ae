//! Withdraws the invoice.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use domain::payments::PaymentState;
use usecases::{CloseInvoice, Closing, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct Void;

impl Tool for Void {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "void",
            title: "Withdraw the invoice",
            lead: "For an invoice that should not have been sent. What was paid becomes the payer's credit.",
            done: "The invoice is withdrawn.",
            place: Place::Invoice,
            link: "Withdraw",
            allowed: CloseInvoice::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        let pending = open.payments.iter().any(|payment| payment.state == PaymentState::Pending);
        open.is_live() && !pending
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        vec![form.reason_field()]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let use_case =
            CloseInvoice { invoice: form.invoice(), closing: Closing::Void, reason: form.reason() };
        Ok(Plan::new(use_case, "Withdraw the invoice").note("Nothing is asked for any more."))
    }
}
