//! The tools of an invoice. `GET` without values shows the form; `GET` with values previews what will happen and what
//! the payer will see; only `POST` does it.

mod action;
mod fields;
mod plan;
mod preview;
mod values;

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::invoices::tool::{Field, LinkSummary, Preview, Tool, ToolPage, render};
use console::pages::{Formatter, Frame, Notice};
use domain::ids::InvoiceId;
use usecases::{Biller, ListLinks, UseCaseError};

use crate::auth::Staff;
use crate::routes::api::link_address;
use crate::routes::console::answer::{failed, not_stored, page, reason, refused, see};
use crate::routes::console::frame::{FrameContext, around, may_act};
use crate::routes::console::sidebar::{self, Open};
use crate::state::App;
use plan::Plan;
pub use values::Values;

/// What every tool needs.
struct ToolContext {
    biller: Biller,
    frame: Frame,
    open: Open,
    staff: Staff,
}

impl ToolContext {
    async fn set_up(app: &App, staff: &Staff, invoice: InvoiceId) -> anyhow::Result<Self> {
        let FrameContext { biller, frame } = around(app, staff, None).await?;
        let open =
            sidebar::open(app, &staff.caller(), &biller, invoice, &*frame.say.words, may_act(staff)).await?;
        Ok(Self { biller, frame, open, staff: staff.clone() })
    }

    fn say(&self) -> &Formatter {
        &self.frame.say
    }

    fn today(&self) -> domain::Date {
        self.frame.say.now.date_in(&self.biller.time_zone())
    }

    fn base(&self) -> String {
        format!("/console/invoices/{}", self.open.row.id)
    }
}

/// `GET /console/invoices/{invoice}/…`: the form, or the preview.
pub async fn show(
    tool: Tool,
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
    tool: Tool,
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
    let why = match plan::plan(tool, &context, &values) {
        Err(_) => "Fill in what is missing.".to_owned(),
        Ok(plan) => {
            let key = values.text("key").filter(|key| !key.is_empty()).map(str::to_owned);
            let key = key.or_else(|| Some(app.services.ids.next_id().to_string()));
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

/// Where the reader goes afterwards: to the conversation if the tool wrote something there, else to the invoice.
fn after(tool: Tool, context: &ToolContext) -> String {
    let id = context.open.row.id;
    match tool {
        Tool::Propose => format!("/console/inbox/{id}?done=propose"),
        Tool::Links => format!("{}/links?done=links", context.base()),
        _ => format!("{}?done={}", context.base(), tool.path()),
    }
}

async fn shown(
    app: &App,
    context: &ToolContext,
    tool: Tool,
    values: &Values,
    notice: Option<Notice>,
) -> anyhow::Result<ToolPage> {
    let mut fields = fields::fields(tool, context, values);
    let (mut preview, mut refused) = (None, None);
    if values.is_filled_in() || fields::needs_nothing(tool, values) {
        match plan::plan(tool, context, values) {
            Ok(Plan { action, note, button }) => match action.preview(app, &context.staff).await {
                Ok(invoices) => {
                    preview = Some(preview::preview(app, context, (note, button), &invoices).await?);
                }
                Err(UseCaseError::Store(error)) => return Err(error.into()),
                Err(error) => refused = Some(Notice::Refused(reason(&error))),
            },
            Err(problems) => note(&mut fields, problems),
        }
    }
    let notice = notice
        .or(refused)
        .or_else(|| crate::routes::console::frame::done(values.text("done").unwrap_or_default()));
    let links = match tool {
        Tool::Links if preview.is_none() => links(app, context).await?,
        _ => Vec::new(),
    };
    let choices = if preview.is_none() { fields::choices(tool, context) } else { Vec::new() };
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
    tool: Tool,
    filled: Filled,
    notice: Option<Notice>,
) -> ToolPage {
    let Filled { fields, preview, choices, links } = filled;
    ToolPage {
        frame: Frame { notice, ..context.frame.clone() },
        title: tool.title().to_owned(),
        lead: fields::lead(tool).to_owned(),
        action: format!("{}/{}", context.base(), tool.path()),
        back: context.base(),
        side: context.open.side.clone(),
        fields,
        preview,
        key: app.services.ids.next_id().to_string(),
        choices,
        links,
    }
}

/// Assigns problems to the fields that they are about.
fn note(fields: &mut [Field], problems: Vec<(&'static str, String)>) {
    for (name, problem) in problems {
        if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
            field.problem = Some(problem);
        }
    }
}

async fn links(app: &App, context: &ToolContext) -> anyhow::Result<Vec<LinkSummary>> {
    let links = app.ask(&context.staff.caller(), ListLinks { invoice: context.open.row.id }).await?;
    let now = app.services.clock.now();
    Ok(links
        .into_iter()
        .map(|link| {
            let token = app.services.link_keys.token(&link).filter(|_| link.is_valid(now));
            let ends = match (link.revoked_at, link.expires_at) {
                (Some(at), _) => format!(", revoked {}", context.say().moment(at)),
                (None, Some(at)) => format!(", until {}", context.say().moment(at)),
                (None, None) => String::new(),
            };
            LinkSummary {
                id: link.id.to_string(),
                channel: link.place.channel.clone(),
                copy: link.place.copy,
                url: token.map(|token| link_address(app, &token)),
                times: format!("made {}{ends}", context.say().moment(link.created_at)),
            }
        })
        .collect())
}
