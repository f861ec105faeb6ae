//! `GET /console/audit`: who did what.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::audit::{AuditPage, Entry, render};
use domain::Actor;
use usecases::{AuditEntry, AuditQuery, ReadAudit};

use crate::auth::Staff;
use crate::routes::console::answer::{ListQuery, failed, page};
use crate::routes::console::frame::{FrameContext, around, done};
use crate::state::App;

/// How many entries are on a page.
const PAGE: usize = 100;

pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    let built = async {
        let FrameContext { frame, .. } = around(&app, &staff, done(&asked.done)).await?;
        let query = AuditQuery { staff: None, subject: None, after: asked.after.parse().ok(), limit: PAGE };
        let found = app.ask(&staff.caller(), ReadAudit { query }).await?;
        let entries = found.entries.into_iter().map(entry).collect();
        anyhow::Ok(AuditPage { frame, entries, next: found.next.map(|next| next.to_string()) })
    };
    match built.await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

fn entry(audited: AuditEntry) -> Entry {
    let AuditEntry { entry, staff_name, subject_name } = audited;
    let who = match entry.actor {
        Actor::Staff { .. } => staff_name.unwrap_or_else(|| "Somebody who has left".into()),
        Actor::Biller => "Your systems".into(),
        Actor::System => "Billow".into(),
        Actor::Payer => "The payer".into(),
    };
    let subject = entry.subject.map(|subject| {
        let href = match subject.kind.as_str() {
            "invoice" => Some(format!("/console/invoices/{}", subject.id)),
            "payer" => Some(format!("/console/payers/{}", subject.id)),
            "payment" => Some(format!("/console/payments/{}", subject.id)),
            "staff" => Some(format!("/console/staff/{}", subject.id)),
            _ => None,
        };
        let kind =
            if subject.kind == "payment" { "payment".to_owned() } else { subject.kind.replace('_', " ") };
        let name = subject_name.unwrap_or(kind);
        (name, href)
    });
    Entry { at: entry.at, who, action: entry.action.replace('_', " "), subject, detail: entry.detail }
}
