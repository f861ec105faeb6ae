//! `GET /console/staff`: who works here.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::staff::{Member, StaffPage, render};

use super::frame::{Around, around, done};
use super::{Asked, failed, page};
use crate::auth::Staff;
use crate::state::App;

/// Shows them.
pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let built = async {
        let Around { biller, frame } = around(&app, &staff, done(&asked.done)).await?;
        let members = app.services.store.staff(biller.id).await?;
        let members = members.into_iter().map(|member| Member {
            name: member.name,
            email: member.email,
            role: member.role.as_str(),
            since: member.created_at,
            disabled: member.disabled_at.is_some(),
        });
        anyhow::Ok(StaffPage { members: members.collect(), frame })
    };
    match built.await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}
