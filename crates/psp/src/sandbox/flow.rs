//! The requests to the sandbox provider, and their order.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{Money, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::api::{
    Event, Found, NewRefund, NewSandboxPayment, RefundStatus, Refunds, SandboxPaymentBody, SandboxProblem,
    Status,
};
use super::{SIGNATURE, api};
use crate::checkout::{Cancelled, Opened, Order, ProviderReport, Refund, RefundReport, RefundState, State};
use crate::connection::{Connection, Kind};
use crate::error::PspError;
use crate::http::{Answer, Body, Call, Http, Verb};
use crate::provider::Provider;
use crate::signature;
use crate::verified::Verified;
use crate::webhook::{Forged, Incoming, Notice};

/// The sandbox provider, with one biller's key.
pub struct Sandbox {
    connection: Connection,
    http: Arc<dyn Http>,
}

impl Sandbox {
    /// Over `http`.
    #[must_use]
    pub fn new(connection: Connection, http: Arc<dyn Http>) -> Self {
        Self { connection, http }
    }

    fn call(&self, verb: Verb, path: &str) -> Call {
        Call::new(verb, format!("{}{path}", self.connection.base_url), &self.connection.api_key)
    }

    async fn ask(&self, call: Call) -> Result<Answer, PspError> {
        let answer = self.http.send(call).await?;
        let problem = || answer.read::<SandboxProblem>().unwrap_or_default();
        match answer.status {
            200..=299 => Ok(answer),
            401 | 403 => Err(PspError::Key(problem().message)),
            404 => Err(PspError::NotFound),
            429 => Err(PspError::Busy),
            400..=499 => {
                let SandboxProblem { code, message } = problem();
                Err(PspError::Refused { code, message })
            }
            status => Err(PspError::Unknown(format!("it answered {status}"))),
        }
    }

    async fn payment(&self, provider_id: &str) -> Result<SandboxPaymentBody, PspError> {
        self.ask(self.call(Verb::Get, &format!("/payments/{}", escaped(provider_id)))).await?.read()
    }
}

fn escaped(id: &str) -> impl std::fmt::Display + '_ {
    const KEPT: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'-');
    utf8_percent_encode(id, KEPT)
}

fn json<T: serde::Serialize>(value: &T) -> Result<Body, PspError> {
    serde_json::to_string(value).map(Body::Json).map_err(|error| PspError::Unreadable(error.to_string()))
}

fn report(found: api::Refund) -> Verified<RefundReport> {
    Verified::new(RefundReport {
        provider_id: found.id,
        reference: Some(found.reference),
        amount: Money::new(found.amount_minor, found.currency),
        state: match found.status {
            RefundStatus::Pending => RefundState::Pending,
            RefundStatus::Done => RefundState::Done,
            RefundStatus::Failed => RefundState::Failed { code: Some("declined".into()) },
        },
    })
}

#[async_trait]
impl Provider for Sandbox {
    fn kind(&self) -> Kind {
        Kind::Sandbox
    }

    async fn create(&self, order: &Order) -> Result<Opened, PspError> {
        let new = NewSandboxPayment {
            reference: order.reference.clone(),
            amount_minor: order.amount.minor,
            currency: order.amount.currency,
            method: order.method,
            description: order.description.clone(),
            return_url: order.return_url.clone(),
            webhook_url: order.webhook_url.clone(),
            expires_at: order.expires_at,
            language: order.language.clone(),
        };
        let call = self.call(Verb::Post, "/payments").once(&order.reference).sending(json(&new)?);
        let shown: SandboxPaymentBody = self.ask(call).await?.read()?;
        Ok(Opened { provider_id: shown.id, url: shown.url })
    }

    async fn find(&self, order: &Order) -> Result<Option<Opened>, PspError> {
        let path = format!("/payments?reference={}", escaped(&order.reference));
        let found: Found = self.ask(self.call(Verb::Get, &path)).await?.read()?;
        let first = found.payments.into_iter().next();
        Ok(first.map(|shown| Opened { provider_id: shown.id, url: shown.url }))
    }

    async fn fetch(&self, provider_id: &str) -> Result<Verified<ProviderReport>, PspError> {
        let shown = self.payment(provider_id).await?;
        Ok(Verified::new(ProviderReport {
            state: match shown.status {
                Status::Open => State::Open,
                Status::Pending => State::Pending,
                Status::Paid => State::Paid,
                Status::Failed => State::Failed { code: shown.failure },
                Status::Cancelled => State::Cancelled,
                Status::Expired => State::Expired,
            },
            provider_id: shown.id,
            reference: Some(shown.reference),
            amount: Money::new(shown.amount_minor, shown.currency),
        }))
    }

    async fn cancel(&self, provider_id: &str) -> Result<Cancelled, PspError> {
        let path = format!("/payments/{}/cancel", escaped(provider_id));
        match self.ask(self.call(Verb::Post, &path)).await {
            Ok(_) => Ok(Cancelled::Ended),
            Err(PspError::Refused { .. }) => Ok(Cancelled::TooLate),
            Err(error) => Err(error),
        }
    }

    async fn refund(&self, refund: &Refund) -> Result<Verified<RefundReport>, PspError> {
        let path = format!("/payments/{}/refunds", escaped(&refund.provider_id));
        let new = NewRefund { reference: refund.reference.clone(), amount_minor: refund.amount.minor };
        let call = self.call(Verb::Post, &path).once(&refund.reference).sending(json(&new)?);
        Ok(report(self.ask(call).await?.read()?))
    }

    async fn find_refund(&self, refund: &Refund) -> Result<Option<Verified<RefundReport>>, PspError> {
        let path = format!("/payments/{}/refunds", escaped(&refund.provider_id));
        let found: Refunds = self.ask(self.call(Verb::Get, &path)).await?.read()?;
        let ours = found.refunds.into_iter().find(|one| one.reference == refund.reference);
        Ok(ours.map(report))
    }

    fn verify(&self, webhook: Incoming<'_>, now: Timestamp) -> Result<Notice, Forged> {
        let secret = self.connection.webhook_secret.as_ref();
        signature::check(webhook.signature, webhook.body, secret, now)?;
        let event: Event = serde_json::from_slice(webhook.body).map_err(|_| Forged::Body)?;
        Ok(Notice::Checkout(event.payment))
    }

    fn signature_header(&self) -> &'static str {
        SIGNATURE
    }
}
