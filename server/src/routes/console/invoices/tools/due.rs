//! Moves the due date.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use usecases::{ChangeDueDate, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct Due;

impl Tool for Due {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "due",
            title: "Move the due date",
            lead: "Nothing else changes. Reminders follow the new date.",
            done: "The due date has moved.",
            place: Place::Invoice,
            link: "Due date",
            allowed: ChangeDueDate::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        open.is_owed()
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        vec![form.day_field("to", "New due date", form.in_days(14)), form.reason_field()]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let to = form.values.day("to")?;
        let use_case = ChangeDueDate { invoice: form.invoice(), due_date: to, reason: form.reason() };
        Ok(Plan::new(use_case, format!("Move to {}", form.say().day(to))))
    }
}
