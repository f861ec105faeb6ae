//! Decides about a dispute.

use console::pages::invoices::tool::{Field, Kind};
use console::pages::sidebar::Place;
use usecases::{CloseDispute, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};

pub struct Dispute;

impl Tool for Dispute {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "dispute",
            title: "Decide about the dispute",
            lead: "Reminders wait until this is decided.",
            done: "The dispute is closed.",
            place: Place::Dispute,
            link: "Decide …",
            allowed: CloseDispute::ALLOWED,
        }
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        let dispute = form.context.open.side.dispute.map(|(dispute, _)| dispute.to_string());
        let dispute = form.given("dispute", &dispute.unwrap_or_default());
        let upheld = [("no", "The invoice stands"), ("yes", "The payer is right")];
        vec![
            Field::new("dispute", "", Kind::Hidden, dispute),
            form.choice_field("upheld", "Decision", &upheld)
                .hint("Where the payer is right, credit or withdraw the invoice afterwards."),
            form.reason_field(),
        ]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        // The form names the dispute: sent a second time, it finds it closed.
        let dispute = match form.values.optional("dispute") {
            Some(_) => form.values.parsed("dispute")?,
            None => match form.context.open.side.dispute {
                Some((dispute, _)) => dispute,
                None => return Err(("upheld", "There is no dispute to decide.".into())),
            },
        };
        let upheld = form.values.text("upheld") == Some("yes");
        let use_case = CloseDispute { invoice: form.invoice(), dispute, upheld, reason: form.reason() };
        let (note, button) = if upheld {
            ("The payer was right. The invoice itself changes with a tool of its own.", "The payer is right")
        } else {
            ("The invoice stands as it is. Reminders go on.", "The invoice stands")
        };
        Ok(Plan::new(use_case, button).note(note))
    }
}
