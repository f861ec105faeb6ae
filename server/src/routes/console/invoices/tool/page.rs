//! The page of a tool. `GET` without values shows the form; `GET` with values previews what will happen and what the
//! payer will see; only `POST` does it.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::invoices::tool::{Field, LinkSummary, Preview, ToolPage, render};
use console::pages::{Formatter, Frame, Notice};
use domain::ids::InvoiceId;
use usecases::{Biller, UseCaseError};

use super::preview;
use crate::auth::Staff;
use crate::routes::console::answer::{failed, not_stored, page, reason, refused, see};
use crate::routes::console::frame::{FrameContext, around, done};
use crate::routes::console::invoices::tool::{Plan, Problem, Tool, ToolDescription, ToolForm, Values};
use crate::routes::console::sidebar::{self, Open};
use crate::state::App;

/// What every tool needs.
pub struct ToolContext {
    pub biller: Biller,
    pub frame: Frame,
    pub open: Open,
    pub staff: Staff,
}

impl ToolContext {
    async fn set_up(app: &App, staff: &Staff, invoice: InvoiceId) -> anyhow::Result<Self> {
        let FrameContext { biller, frame } = around(app, staff, None).await?;
        let open = sidebar::open(app, staff, &biller, invoice, &*frame.say.words).await?;
        Ok(Self { biller, frame, open, staff: staff.clone() })
    }

    pub fn say(&self) -> &Formatter {
        &self.frame.say
    }

    pub fn today(&self) -> domain::Date {
        self.frame.say.now.date_in(&self.biller.time_zone())
    }

    /// The address of the invoice's page.
    pub fn base(&self) -> String {
        format!("/console/invoices/{}", self.open.row.id)
    }
}

/// `GET /console/invoices/{invoice}/…`: the form, or the preview.
pub async fn show(
    tool: &dyn Tool,
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    Query(given): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let context = match ToolContext::set_up(&app, &staff, invoice).await {
        Ok(context) => context,
        Err(error) => return failed(&headers, &error),
    };
    let values = Values::new(given);
    match shown(&app, &context, tool, &values, None).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

/// `POST /console/invoices/{invoice}/…`: does it.
pub async fn act(
    tool: &dyn Tool,
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    headers: HeaderMap,
    Form(given): Form<BTreeMap<String, String>>,
) -> Response {
    let context = match ToolContext::set_up(&app, &staff, invoice).await {
        Ok(context) => context,
        Err(error) => return failed(&headers, &error),
    };
    let values = Values::new(given);
    let why = match tool.plan(&ToolForm { context: &context, values: &values }) {
        Err(_) => "Fill in what is missing.".to_owned(),
        Ok(plan) => {
            let key = values.optional("key").unwrap_or_else(|| app.services.ids.next_id().to_string());
            match plan.action.carry_out(&app, &staff, key).await {
                Ok(()) => return see(&after(tool, &context)),
                Err(UseCaseError::Store(error)) => return not_stored(&headers, &error),
                Err(error) => reason(&error),
            }
        }
    };
    match shown(&app, &context, tool, &values.again(), Some(Notice::Refused(why))).await {
        Ok(built) => refused(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

/// Where the reader goes afterwards, with the word of the notice.
fn after(tool: &dyn Tool, context: &ToolContext) -> String {
    format!("{}?done={}", tool.leads_to(context), tool.description().path)
}

async fn shown(
    app: &App,
    context: &ToolContext,
    tool: &dyn Tool,
    values: &Values,
    notice: Option<Notice>,
) -> anyhow::Result<ToolPage> {
    let form = ToolForm { context, values };
    let mut fields = tool.fields(&form);
    let (mut preview, mut refused) = (None, None);
    if values.is_filled_in() || tool.asks_nothing() {
        match tool.plan(&form) {
            Ok(Plan { action, note, button }) => match action.preview(app, &context.staff).await {
                Ok(invoices) => {
                    preview = Some(preview::preview(app, context, (note, button), &invoices).await?);
                }
                Err(UseCaseError::Store(error)) => return Err(error.into()),
                Err(error) => refused = Some(Notice::Refused(reason(&error))),
            },
            Err(problem) => note(&mut fields, problem),
        }
    }
    let notice = notice.or(refused).or_else(|| done(values.text("done").unwrap_or_default()));
    let (choices, links) = match preview {
        Some(_) => (Vec::new(), Vec::new()),
        None => (tool.choices(&form), tool.links(app, context).await?),
    };
    Ok(tool_page(app, context, tool, Filled { fields, preview, choices, links }, notice))
}

/// What was prepared for the page.
struct Filled {
    fields: Vec<Field>,
    preview: Option<Preview>,
    choices: Vec<(String, String)>,
    links: Vec<LinkSummary>,
}

fn tool_page(
    app: &App,
    context: &ToolContext,
    tool: &dyn Tool,
    filled: Filled,
    notice: Option<Notice>,
) -> ToolPage {
    let Filled { fields, preview, choices, links } = filled;
    let ToolDescription { path, title, lead, .. } = tool.description();
    ToolPage {
        frame: Frame { notice, ..context.frame.clone() },
        title: title.to_owned(),
        lead: lead.to_owned(),
        action: format!("{}/{path}", context.base()),
        back: context.base(),
        side: context.open.side.clone(),
        fields,
        preview,
        key: app.services.ids.next_id().to_string(),
        choices,
        links,
    }
}

/// Assigns a problem to the field that it is about.
fn note(fields: &mut [Field], (name, problem): Problem) {
    if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
        field.problem = Some(problem);
    }
}
