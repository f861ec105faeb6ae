//! Waives a fee.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use domain::ids::FeeId;
use usecases::{UseCase, WaiveFee};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct Waive;

impl Tool for Waive {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "waive",
            title: "Waive a fee",
            lead: "The fee is no longer asked for. What was paid of it becomes the payer's credit.",
            done: "The fee is waived.",
            place: Place::Invoice,
            link: "Waive fee",
            allowed: WaiveFee::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        !open.side.fees.is_empty()
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        vec![form.fee_field()]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let fee: FeeId = form.values.parsed("fee")?;
        let button = match form.fee_minor(fee) {
            Some(amount_minor) => format!("Waive {}", form.money(amount_minor)),
            None => "Waive the fee".to_owned(),
        };
        Ok(Plan::new(WaiveFee { invoice: form.invoice(), fee }, button))
    }
}
