//! Identifies a user of the console: one of the biller's staff, by the session that the cookie names.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use domain::ids::{BillerId, StaffId};
use usecases::{
    Caller, KnownSession, Principal, Role, SESSION_NOTED_EVERY_MS, StoreError, session_token_hash,
};

use super::cookie;
use crate::respond::ProblemResponse;
use crate::state::App;

/// A person who is logged in. Handlers of the console take it as an argument; the route table has already checked the
/// role.
#[derive(Debug, Clone)]
pub struct Staff {
    pub id: StaffId,
    /// The biller; nothing of another one can be reached.
    pub biller: BillerId,
    /// The name that others see.
    pub name: String,
    /// The address to log in with.
    pub email: String,
    pub role: Role,
    /// The hash of the session's token: a live page checks with it whether the session is still valid.
    pub session: Arc<[u8]>,
}

impl Staff {
    /// Finds the sender of a request by the session in the cookie, if it is valid. The use of the session is recorded
    /// now and then, in the background.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn identify(app: &App, headers: &HeaderMap) -> Result<Option<Self>, StoreError> {
        let Some(token) = cookie::read(headers) else { return Ok(None) };
        let hash = session_token_hash(token);
        let now = app.services.clock.now();
        let Some(KnownSession { session, member }) = app.services.node().session(&hash, now).await? else {
            return Ok(None);
        };
        if now.0.saturating_sub(session.seen_at.0) >= SESSION_NOTED_EVERY_MS {
            let store = app.services.node();
            tokio::spawn(async move {
                if let Err(error) = store.touch_session(&hash, now).await {
                    tracing::warn!(%error, "the use of a session could not be noted");
                }
            });
        }
        Ok(Some(Self {
            id: member.id,
            biller: member.biller,
            name: member.name,
            email: member.email,
            role: member.role,
            session: session.token_hash.into(),
        }))
    }

    /// Whether the session is still valid and the person has the same role. A message over the socket counts as a use.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn still_holds(&self, app: &App) -> Result<bool, StoreError> {
        let (store, now) = (app.services.node(), app.services.clock.now());
        let Some(KnownSession { session, member }) = store.session(&self.session, now).await? else {
            return Ok(false);
        };
        if now.0.saturating_sub(session.seen_at.0) >= SESSION_NOTED_EVERY_MS {
            store.touch_session(&self.session, now).await?;
        }
        Ok(member.role == self.role)
    }

    /// The caller for use cases. Idempotency keys belong to the person.
    #[must_use]
    pub const fn caller(&self) -> Caller {
        Caller { biller: self.biller, principal: Principal::Staff { id: self.id, role: self.role } }
    }
}

impl FromRequestParts<App> for Staff {
    type Rejection = ProblemResponse;

    /// Put there by the guard of the route table.
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ProblemResponse> {
        let nobody = "a handler of the console asks for staff on a route that lets anybody in";
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| ProblemResponse::failed(&parts.headers, &nobody))
    }
}
