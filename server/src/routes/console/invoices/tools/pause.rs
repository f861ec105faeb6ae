//! Pauses reminders for a while.

use console::pages::invoices::tool::{Field, Kind};
use console::pages::sidebar::Place;
use usecases::{PauseReminders, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct Pause;

impl Tool for Pause {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "pause",
            title: "Pause reminders",
            lead: "No reminder is sent for this invoice until then.",
            done: "Reminders are paused.",
            place: Place::Invoice,
            link: "Pause reminders",
            allowed: PauseReminders::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        open.is_owed() && open.side.paused.is_none()
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        let until = form.given("until", &form.in_days(14).to_string());
        vec![
            Field::new("until", "Until", Kind::Day, until)
                .optional()
                .hint("Empty: until somebody resumes them."),
            form.reason_field(),
        ]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let (until, note) = match form.values.optional("until") {
            Some(_) => (Some(form.values.day("until")?), "No reminder is sent until then."),
            None => (None, "No reminder until somebody resumes them."),
        };
        let use_case = PauseReminders { invoice: form.invoice(), until, reason: form.reason() };
        Ok(Plan::new(use_case, "Pause reminders").note(note))
    }
}
