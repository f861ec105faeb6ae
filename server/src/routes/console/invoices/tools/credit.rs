//! Credits a part or the whole, with a credit note.

use console::pages::invoices::tool::{Field, Kind};
use console::pages::sidebar::Place;
use domain::Status;
use usecases::{CreditInvoice, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct Credit;

impl Tool for Credit {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "credit",
            title: "Credit the invoice",
            lead: "A credit note with its own number and VAT is made and sent to nobody by itself.",
            done: "The credit note is made.",
            place: Place::Invoice,
            link: "Credit",
            allowed: CreditInvoice::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        open.is_live() && open.side.figures.status != Status::Credited
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        vec![
            form.amount_field("amount", "Amount with VAT", form.written_open()),
            Field::new("reason", "What for", Kind::Text, form.given("reason", ""))
                .optional()
                .hint("The payer reads it on the credit note."),
        ]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let amount_minor = form.values.amount("amount", form.currency())?;
        let use_case = CreditInvoice {
            invoice: form.invoice(),
            amount_minor: Some(amount_minor),
            reason: form.reason(),
        };
        Ok(Plan::new(use_case, format!("Credit {}", form.money(amount_minor))))
    }
}
