//! The sandbox provider's interface, see `psp::sandbox::api`.

use percent_encoding::percent_decode_str;
use psp::sandbox::SandboxPayment;
use psp::sandbox::api::{Found, NewRefund, NewSandboxPayment, Refunds, SandboxProblem};
use psp::{Answer, Call, CallError, Header, Verb};
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use usecases::checkouts::{
    ConnectionId, ConnectionSecrets, PROVIDER_SANDBOX, ProviderConnection, SandboxRow,
};
use usecases::{Services, StoreError, UseCaseError};

use super::keep::{self, Kept};

/// Answers the requests of connections.
pub struct Interface {
    services: Services,
    pages: String,
}

/// An answer of the interface: a status and JSON.
struct Said(u16, String);

impl Interface {
    /// Its pages are at `pages`.
    pub fn new(services: Services, pages: String) -> Self {
        Self { services, pages }
    }

    /// Answers a request for `CONNECTION/…`.
    ///
    /// # Errors
    /// [`CallError`] if the provider would not answer: its database failed, or it simulates an outage.
    pub async fn answer(&self, path: &str, call: &Call) -> Result<Answer, CallError> {
        let said = self.said(path, call).await.map_err(|error| CallError::NoAnswer(error.to_string()))?;
        Ok(Answer { status: said.0, body: said.1.into() })
    }

    async fn said(&self, path: &str, call: &Call) -> Result<Said, UseCaseError> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut parts = path.split('/');
        let connection = parts.next().and_then(|id| id.parse::<ConnectionId>().ok());
        let connection = match connection {
            Some(id) => self.services.node().provider_connection(id).await?,
            None => None,
        };
        let Some(connection) = connection.filter(|one| self.allows(one, call)) else {
            return Ok(problem(401, "key", "the key is wrong"));
        };
        let parts: Vec<&str> = parts.collect();
        match (call.verb, parts.as_slice()) {
            (Verb::Post, ["payments"]) => self.make(&connection, call).await,
            (Verb::Get, ["payments"]) => self.list(&connection, query).await,
            (verb, ["payments", id, rest @ ..]) => {
                let id = percent_decode_str(id).decode_utf8_lossy();
                let found = keep::find(&self.services, &id).await?;
                let Some(found) = found.filter(|found| found.row.connection == connection.id) else {
                    return Ok(problem(404, "not_found", "there is no such payment"));
                };
                if found.payment.is_away(self.services.clock.now()) {
                    return Err(StoreError::Unavailable("the sandbox provider plays dead".into()).into());
                }
                self.about(found, verb, rest, call).await
            }
            _ => Ok(problem(404, "not_found", "there is no such thing")),
        }
    }

    /// Whether the request has this connection's key. Hashes are compared, so that it always takes as long.
    fn allows(&self, connection: &ProviderConnection, call: &Call) -> bool {
        let given = call.headers.iter().find_map(|(name, value)| match value {
            Header::Secret(text) if *name == "authorization" => text.expose_secret().strip_prefix("Bearer "),
            _ => None,
        });
        let secrets = ConnectionSecrets::open(&self.services.link_keys, connection);
        match (given, secrets) {
            (Some(given), Some(secrets)) => {
                connection.provider == PROVIDER_SANDBOX
                    && Sha256::digest(given) == Sha256::digest(secrets.api_key.expose_secret())
            }
            _ => false,
        }
    }

    async fn make(&self, connection: &ProviderConnection, call: &Call) -> Result<Said, UseCaseError> {
        let Some(order) = body::<NewSandboxPayment>(call) else {
            return Ok(problem(422, "body", "the body cannot be read"));
        };
        let known = self.services.node().sandbox_row_for(connection.id, &order.reference).await?;
        if let Some(row) = known {
            return self.shown(200, &keep::read(&self.services, row)?.payment);
        }
        let id = format!("sbx_{}", self.services.ids.next_id().simple());
        let reference = order.reference.clone();
        let payment = SandboxPayment::new(id.clone(), order);
        let data = keep::seal(&self.services, &payment)?;
        let (biller, connection) = (connection.biller, connection.id);
        let row = SandboxRow { id, biller, connection, reference: reference.clone(), data, version: 1 };
        if keep::write(&self.services, row, &[]).await? {
            return self.shown(201, &payment);
        }
        // The same request came twice at once.
        let row = self.services.node().sandbox_row_for(connection, &reference).await?;
        self.shown(200, &keep::read(&self.services, row.ok_or(StoreError::Conflict)?)?.payment)
    }

    async fn list(&self, connection: &ProviderConnection, query: &str) -> Result<Said, UseCaseError> {
        let reference = query.strip_prefix("reference=").unwrap_or_default();
        let reference = percent_decode_str(reference).decode_utf8_lossy();
        let found = self.services.node().sandbox_row_for(connection.id, &reference).await?;
        let mut payments = Vec::new();
        if let Some(row) = found {
            let payment = keep::read(&self.services, row)?.payment;
            payments.push(payment.shown(self.page(&payment), self.services.clock.now()));
        }
        json(200, &Found { payments })
    }

    async fn about(&self, found: Kept, verb: Verb, rest: &[&str], call: &Call) -> Result<Said, UseCaseError> {
        let Kept { payment, row } = found;
        let now = self.services.clock.now();
        match (verb, rest) {
            (Verb::Get, []) => self.shown(200, &payment),
            (Verb::Get, ["refunds"]) => json(200, &Refunds { refunds: payment.refunds }),
            (Verb::Post, ["cancel"]) => {
                let ended = |payment: &mut SandboxPayment| (payment.cancel(now), Vec::new());
                if keep::change(&self.services, &row.id, ended).await? {
                    json(200, &serde_json::json!({}))
                } else {
                    Ok(problem(422, "too_late", "this payment can no longer be cancelled"))
                }
            }
            (Verb::Post, ["refunds"]) => {
                let Some(wish) = body::<NewRefund>(call) else {
                    return Ok(problem(422, "body", "the body cannot be read"));
                };
                let refund = |payment: &mut SandboxPayment| (payment.refund(&wish), Vec::new());
                match keep::change(&self.services, &row.id, refund).await? {
                    Ok(refund) => json(201, &refund),
                    Err(SandboxProblem { code, message }) => Ok(problem(422, &code, &message)),
                }
            }
            _ => Ok(problem(404, "not_found", "there is no such thing")),
        }
    }

    fn page(&self, payment: &SandboxPayment) -> String {
        format!("{}/sandbox/pay/{}", self.pages, payment.id)
    }

    fn shown(&self, status: u16, payment: &SandboxPayment) -> Result<Said, UseCaseError> {
        json(status, &payment.shown(self.page(payment), self.services.clock.now()))
    }
}

fn body<T: serde::de::DeserializeOwned>(call: &Call) -> Option<T> {
    serde_json::from_str(call.body.as_ref()?.text()).ok()
}

fn json<T: serde::Serialize>(status: u16, value: &T) -> Result<Said, UseCaseError> {
    let text = serde_json::to_string(value).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    Ok(Said(status, text))
}

fn problem(status: u16, code: &str, message: &str) -> Said {
    Said(status, serde_json::json!({ "code": code, "message": message }).to_string())
}
