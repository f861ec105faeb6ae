//! Shows the links to the payer's page, makes and revokes them.

use async_trait::async_trait;
use console::pages::invoices::tool::{Field, LinkSummary};
use console::pages::sidebar::Place;
use domain::ids::LinkId;
use usecases::{ListLinks, MakeLink, RevokeLink, UseCase};

use crate::routes::api::link_address;
use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolContext, ToolDescription, ToolForm};
use crate::state::App;

const CHANNELS: [(&str, &str); 3] = [("email", "E-mail"), ("sms", "Text message"), ("print", "On paper")];

pub struct Links;

#[async_trait]
impl Tool for Links {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "links",
            title: "Links to the payer's page",
            lead: "Whoever has a link sees the invoice, pays and writes. There is one for each channel and copy.",
            done: "The links have changed.",
            place: Place::Invoice,
            link: "Links",
            allowed: MakeLink::ALLOWED,
        }
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        if form.values.optional("revoke").is_some() {
            return vec![form.hidden_field("revoke")];
        }
        let renew = [("no", "Keep its address"), ("yes", "Give it a new address, the old one ends")];
        vec![
            form.choice_field("channel", "For", &CHANNELS),
            form.choice_field("rotate", "If there is one", &renew),
        ]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        if form.values.optional("revoke").is_some() {
            let link: LinkId = form.values.parsed("revoke")?;
            return Ok(Plan::new(RevokeLink { link }, "Revoke the link")
                .note("Whoever opens this link reads that it is no longer valid. Open pages close."));
        }
        let channel = form.values.text("channel").unwrap_or_default();
        if !CHANNELS.iter().any(|(known, _)| *known == channel) {
            return Err(("channel", "Choose one of these.".into()));
        }
        let rotate = form.values.text("rotate") == Some("yes");
        let note = if rotate {
            "The link of this channel gets a new address; the old one ends at once."
        } else {
            "The link of this channel is made, if there is none that works."
        };
        let use_case = MakeLink {
            invoice: form.invoice(),
            channel: channel.to_owned(),
            copy: 1,
            expires_at: None,
            rotate,
        };
        Ok(Plan::new(use_case, "Make the link").note(note))
    }

    async fn links(&self, app: &App, context: &ToolContext) -> anyhow::Result<Vec<LinkSummary>> {
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

    fn leads_to(&self, context: &ToolContext) -> String {
        format!("{}/links", context.base())
    }
}
