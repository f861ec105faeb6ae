//! Who looks after a conversation, and its state.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Timestamp;
use domain::conversations::ConversationState;
use domain::ids::{InvoiceId, StaffId};
use serde::Deserialize;
use usecases::{Assign, FindBiller, Input, MoveConversation, UseCase, UseCaseError, execute};

use crate::auth::Staff;
use crate::routes::console::answer::{failed, not_stored, reason, see};
use crate::routes::console::conversations::conversation::Kept;
use crate::routes::console::conversations::inbox;
use crate::state::App;

/// The form that assigns.
#[derive(Deserialize)]
pub struct Assignee {
    /// The assignee; empty for nobody.
    #[serde(default)]
    to: String,
}

/// The form that snoozes.
#[derive(Deserialize)]
pub struct Until {
    /// A civil date, or an instant in UTC milliseconds.
    #[serde(default)]
    until: String,
}

/// `POST /console/invoices/{invoice}/assign`
pub async fn assign(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    headers: HeaderMap,
    Form(form): Form<Assignee>,
) -> Response {
    let to = match form.to.as_str() {
        "" => None,
        id => match id.parse::<StaffId>() {
            Ok(id) => Some(id),
            Err(_) => {
                let why = "There is nobody with this id.".to_owned();
                return inbox::not_taken(&app, &staff, invoice, why, Kept::default(), &headers).await;
            }
        },
    };
    let there = format!("/console/inbox/{invoice}?done=assigned");
    carry_out(&app, &staff, invoice, Assign { invoice, to }, &there, &headers).await
}

/// `POST /console/invoices/{invoice}/snooze`
pub async fn snooze(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    headers: HeaderMap,
    Form(form): Form<Until>,
) -> Response {
    let until = match until(&app, &staff, &form.until).await {
        Ok(Some(until)) => until,
        Ok(None) => {
            let why = "Choose until when.".to_owned();
            return inbox::not_taken(&app, &staff, invoice, why, Kept::default(), &headers).await;
        }
        Err(error) => return failed(&headers, &error),
    };
    let state = ConversationState::Snoozed { until };
    let there = "/console/inbox?done=snoozed";
    carry_out(&app, &staff, invoice, MoveConversation { invoice, state }, there, &headers).await
}

/// The morning of a civil date, or the instant itself; `None` for any other text, and for what is past.
async fn until(app: &App, staff: &Staff, text: &str) -> Result<Option<Timestamp>, usecases::UseCaseError> {
    let biller = app.ask(&staff.caller(), FindBiller).await?;
    let until = if let Ok(ms) = text.parse::<i64>() {
        Some(Timestamp(ms))
    } else {
        let day: Option<jiff::civil::Date> = text.parse().ok();
        let zone = biller.time_zone();
        let morning = day.and_then(|day| day.at(8, 0, 0, 0).to_zoned(zone).ok());
        morning.map(|morning| Timestamp(morning.timestamp().as_millisecond()))
    };
    Ok(until.filter(|until| *until > biller.now(app.services.clock.as_ref())))
}

/// `POST /console/invoices/{invoice}/solve`
pub async fn solve(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    headers: HeaderMap,
) -> Response {
    let use_case = MoveConversation { invoice, state: ConversationState::Solved };
    carry_out(&app, &staff, invoice, use_case, "/console/inbox?done=solved", &headers).await
}

/// `POST /console/invoices/{invoice}/reopen`
pub async fn reopen(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    headers: HeaderMap,
) -> Response {
    let use_case = MoveConversation { invoice, state: ConversationState::Open };
    let there = format!("/console/inbox/{invoice}?done=reopened");
    carry_out(&app, &staff, invoice, use_case, &there, &headers).await
}

async fn carry_out<U: UseCase>(
    app: &App,
    staff: &Staff,
    invoice: InvoiceId,
    use_case: U,
    there: &str,
    headers: &HeaderMap,
) -> Response {
    match execute(&app.services, staff.caller(), Input { use_case, key: None }).await {
        Ok(_) => see(there),
        Err(UseCaseError::Store(error)) => not_stored(headers, &error),
        Err(error) => inbox::not_taken(app, staff, invoice, reason(&error), Kept::default(), headers).await,
    }
}
