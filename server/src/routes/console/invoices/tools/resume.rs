//! Resumes reminders.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use usecases::{ResumeReminders, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct Resume;

impl Tool for Resume {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "resume",
            title: "Resume reminders",
            lead: "Reminders are sent again when they are due.",
            done: "Reminders go on.",
            place: Place::Invoice,
            link: "Resume reminders",
            allowed: ResumeReminders::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        open.side.paused.is_some()
    }

    fn fields(&self, _form: &ToolForm<'_>) -> Vec<Field> {
        Vec::new()
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let use_case = ResumeReminders { invoice: form.invoice() };
        Ok(Plan::new(use_case, "Resume reminders").note("Reminders are sent again when they are due."))
    }

    fn asks_nothing(&self) -> bool {
        true
    }
}
