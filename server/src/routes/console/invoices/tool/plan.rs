//! What a tool is going to do: one use case, which can be previewed and run.

use async_trait::async_trait;
use usecases::{Input, PreviewedInvoice, UseCase, UseCaseError, execute, preview};

use crate::auth::Staff;
use crate::routes::console::invoices::tool::Problem;
use crate::state::App;

/// What a tool is going to do.
pub struct Plan {
    pub action: Box<dyn ToolAction>,
    /// What staff should know besides the figures that change.
    pub note: Option<&'static str>,
    pub button: String,
}

/// A plan, or what cannot be read in the values. The use case checks the rules.
pub type Planned = Result<Plan, Problem>;

impl Plan {
    /// Runs this use case when the button is pressed.
    pub fn new(use_case: impl UseCase, button: impl Into<String>) -> Self {
        Self { action: Box::new(use_case), note: None, button: button.into() }
    }

    #[must_use]
    pub fn note(self, note: &'static str) -> Self {
        Self { note: Some(note), ..self }
    }
}

/// A use case with its input, whichever it is.
#[async_trait]
pub trait ToolAction: Send {
    /// Runs it, once for the key.
    ///
    /// # Errors
    /// Any error of the use case.
    async fn carry_out(self: Box<Self>, app: &App, staff: &Staff, key: String) -> Result<(), UseCaseError>;

    /// Runs it and rolls it back: returns the invoices as they would be.
    ///
    /// # Errors
    /// Any error of the use case.
    async fn preview(
        self: Box<Self>,
        app: &App,
        staff: &Staff,
    ) -> Result<Vec<PreviewedInvoice>, UseCaseError>;
}

#[async_trait]
impl<U: UseCase> ToolAction for U {
    async fn carry_out(self: Box<Self>, app: &App, staff: &Staff, key: String) -> Result<(), UseCaseError> {
        let input = Input { use_case: *self, key: Some(key) };
        execute(&app.services, staff.caller(), input).await.map(drop)
    }

    async fn preview(
        self: Box<Self>,
        app: &App,
        staff: &Staff,
    ) -> Result<Vec<PreviewedInvoice>, UseCaseError> {
        preview(&app.services, staff.caller(), *self).await.map(|preview| preview.invoices)
    }
}
