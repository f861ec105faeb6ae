//! Charges a fee.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use usecases::{ChargeFee, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct Fee;

impl Tool for Fee {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "fee",
            title: "Charge a fee",
            lead: "A fee comes on top of the total, without VAT.",
            done: "The fee is charged.",
            place: Place::Invoice,
            link: "Fee",
            allowed: ChargeFee::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        open.is_owed()
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        vec![form.amount_field("amount", "Amount", String::new()), form.reason_field()]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let amount_minor = form.values.amount("amount", form.currency())?;
        let use_case = ChargeFee { invoice: form.invoice(), amount_minor, reason: form.reason() };
        Ok(Plan::new(use_case, format!("Charge {}", form.money(amount_minor))))
    }
}
