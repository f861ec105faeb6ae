//! What a tool of an invoice is, and what all tools have in common: form, plan, preview and page. The tools themselves
//! stand in [`tools`](super::tools).

mod form;
mod page;
mod plan;
mod preview;
mod values;

use async_trait::async_trait;
use console::pages::invoices::tool::{Field, LinkSummary};
use console::pages::sidebar::{OfferedTool, Place};
use usecases::{Role, Who, lets_in};

use crate::routes::console::invoices::tools::TOOLS;
use crate::routes::console::sidebar::Open;
use crate::state::App;

pub use form::ToolForm;
pub use page::{ToolContext, act, show};
pub use plan::{Plan, Planned};
pub use values::{Problem, Values};

/// Something that staff do to an invoice with one use case.
#[async_trait]
pub trait Tool: Sync {
    fn description(&self) -> ToolDescription;

    /// Whether it makes sense in the invoice's state. Who asks for its address gets it anyway; the use case decides.
    fn is_offered(&self, _open: &Open) -> bool {
        true
    }

    /// Its fields with the values that were filled in, or likely ones.
    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field>;

    /// Reads what it shall do from the values.
    ///
    /// # Errors
    /// What cannot be read in them.
    fn plan(&self, form: &ToolForm<'_>) -> Planned;

    /// Whether there is nothing to fill in, so that it begins with the preview.
    fn asks_nothing(&self) -> bool {
        false
    }

    /// What it can do, each with its address, where that has to be chosen first.
    fn choices(&self, _form: &ToolForm<'_>) -> Vec<(String, String)> {
        Vec::new()
    }

    /// The links to the payer's page that stand under its form.
    async fn links(&self, _app: &App, _context: &ToolContext) -> anyhow::Result<Vec<LinkSummary>> {
        Ok(Vec::new())
    }

    /// Where the reader goes when it is done, without the notice: to the invoice, unless something else shows it.
    fn leads_to(&self, context: &ToolContext) -> String {
        context.base()
    }
}

/// The words of a tool, and its place.
pub struct ToolDescription {
    /// The last part of its address, and the word of its notice.
    pub path: &'static str,
    /// The heading of its page.
    pub title: &'static str,
    /// What it does, in a sentence.
    pub lead: &'static str,
    /// What was done, in a sentence.
    pub done: &'static str,
    pub place: Place,
    /// The text of the link to it.
    pub link: &'static str,
    /// Who may run its use case.
    pub allowed: &'static [Who],
}

/// The tools that somebody of this role may run and that make sense in the invoice's state.
pub fn offered(open: &Open, role: Role) -> Vec<OfferedTool> {
    let makes_sense = TOOLS.iter().filter(|tool| tool.is_offered(open)).map(|tool| tool.description());
    let may_run = makes_sense.filter(|tool| lets_in(tool.allowed, role));
    may_run.map(|ToolDescription { place, path, link, .. }| OfferedTool { place, path, link }).collect()
}

/// What was done with the tool at this address, as a sentence.
pub fn done_text(path: &str) -> Option<&'static str> {
    TOOLS.iter().map(|tool| tool.description()).find(|tool| tool.path == path).map(|tool| tool.done)
}
