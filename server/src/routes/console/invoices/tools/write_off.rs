//! Gives up the open amount.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use usecases::{CloseInvoice, Closing, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct WriteOff;

impl Tool for WriteOff {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "write-off",
            title: "Write off the rest",
            lead: "The rest is no longer asked for.",
            done: "The rest is written off.",
            place: Place::Invoice,
            link: "Write off",
            allowed: CloseInvoice::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        open.is_owed()
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        vec![form.reason_field()]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let use_case =
            CloseInvoice { invoice: form.invoice(), closing: Closing::WriteOff, reason: form.reason() };
        let button = format!("Write off {}", form.money(form.row().open_minor));
        Ok(Plan::new(use_case, button).note("What is open is given up."))
    }
}
