//! The requests to Stripe, and their order.

use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::VERSION;
use super::wire::{
    Event, Intent, List, RefundObject, Session, accepted, from_stripe, refund_form, session_form,
};
use crate::checkout::{Cancelled, Opened, Order, ProviderReport, Refund, RefundReport, State};
use crate::connection::{Connection, Kind};
use crate::error::PspError;
use crate::http::{Answer, Body, Call, Http, Verb};
use crate::provider::Provider;
use crate::signature;
use crate::verified::Verified;
use crate::webhook::{Forged, Incoming, Notice};

/// How far back sessions are searched for one whose creation got no answer, in pages of 100.
const MOST_PAGES: usize = 5;
/// The clocks of both sides are not the same.
const CLOCKS_APART_S: i64 = 120;

/// Stripe, with one biller's key.
pub struct Stripe {
    connection: Connection,
    http: Arc<dyn Http>,
}

impl Stripe {
    /// Over `http`.
    #[must_use]
    pub fn new(connection: Connection, http: Arc<dyn Http>) -> Self {
        Self { connection, http }
    }

    fn call(&self, verb: Verb, path: &str) -> Call {
        let url = format!("{}{path}", self.connection.base_url);
        Call::new(verb, url, &self.connection.api_key).with("stripe-version", VERSION)
    }

    async fn ask(&self, call: Call) -> Result<Answer, PspError> {
        accepted(self.http.send(call).await?)
    }

    async fn session(&self, provider_id: &str) -> Result<Session, PspError> {
        let path = format!("/v1/checkout/sessions/{}?expand[]=payment_intent", escaped(provider_id));
        self.ask(self.call(Verb::Get, &path)).await?.read()
    }

    /// The payment of a session; it exists only after somebody has paid.
    async fn intent(&self, provider_id: &str) -> Result<String, PspError> {
        let session = self.session(provider_id).await?;
        let intent = session.payment_intent.as_ref().map(Intent::id);
        intent.map(str::to_owned).ok_or_else(|| PspError::Refused {
            code: "nothing_paid".into(),
            message: "nothing was paid in this checkout".into(),
        })
    }
}

#[async_trait]
impl Provider for Stripe {
    fn kind(&self) -> Kind {
        Kind::Stripe
    }

    async fn create(&self, order: &Order) -> Result<Opened, PspError> {
        let call = self
            .call(Verb::Post, "/v1/checkout/sessions")
            .once(&order.reference)
            .sending(Body::Form(session_form(order)?));
        let session: Session = self.ask(call).await?.read()?;
        Ok(Opened { provider_id: session.id, url: session.url })
    }

    async fn find(&self, order: &Order) -> Result<Option<Opened>, PspError> {
        let since = order.opened_at.0.div_euclid(1_000) - CLOCKS_APART_S;
        let mut path = format!("/v1/checkout/sessions?limit=100&created[gte]={since}");
        for _ in 0..MOST_PAGES {
            let page: List<Session> = self.ask(self.call(Verb::Get, &path)).await?.read()?;
            let last = page.data.last().map(|session| session.id.clone());
            let ours =
                |session: &Session| session.client_reference_id.as_deref() == Some(order.reference.as_str());
            if let Some(session) = page.data.into_iter().find(ours) {
                return Ok(Some(Opened { provider_id: session.id, url: session.url }));
            }
            match last.filter(|_| page.has_more) {
                Some(last) => {
                    path = format!(
                        "/v1/checkout/sessions?limit=100&created[gte]={since}&starting_after={}",
                        escaped(&last)
                    );
                }
                None => return Ok(None),
            }
        }
        // More sessions than are searched. The same idempotency key still makes the same session.
        Ok(None)
    }

    async fn fetch(&self, provider_id: &str) -> Result<Verified<ProviderReport>, PspError> {
        let session = self.session(provider_id).await?;
        Ok(Verified::new(ProviderReport {
            amount: session.amount()?,
            state: session.state(),
            provider_id: session.id,
            reference: session.client_reference_id,
        }))
    }

    async fn cancel(&self, provider_id: &str) -> Result<Cancelled, PspError> {
        let path = format!("/v1/checkout/sessions/{}/expire", escaped(provider_id));
        match self.ask(self.call(Verb::Post, &path)).await {
            Ok(_) => Ok(Cancelled::Ended),
            // Only an open session can be expired; a fetch shows the state of this one.
            Err(PspError::Refused { .. }) => match self.fetch(provider_id).await?.get().state {
                State::Expired | State::Cancelled => Ok(Cancelled::Ended),
                _ => Ok(Cancelled::TooLate),
            },
            Err(error) => Err(error),
        }
    }

    async fn refund(&self, refund: &Refund) -> Result<Verified<RefundReport>, PspError> {
        let form = refund_form(refund, &self.intent(&refund.provider_id).await?)?;
        let call = self.call(Verb::Post, "/v1/refunds").once(&refund.reference).sending(Body::Form(form));
        report(self.ask(call).await?.read()?)
    }

    async fn find_refund(&self, refund: &Refund) -> Result<Option<Verified<RefundReport>>, PspError> {
        let intent = self.intent(&refund.provider_id).await?;
        let path = format!("/v1/refunds?limit=100&payment_intent={}", escaped(&intent));
        let page: List<RefundObject> = self.ask(self.call(Verb::Get, &path)).await?.read()?;
        let ours = |found: &RefundObject| found.metadata.refund.as_deref() == Some(refund.reference.as_str());
        page.data.into_iter().find(ours).map(report).transpose()
    }

    fn verify(&self, webhook: Incoming<'_>, now: Timestamp) -> Result<Notice, Forged> {
        let secret = self.connection.webhook_secret.as_ref();
        signature::check(webhook.signature, webhook.body, secret, now)?;
        let event: Event = serde_json::from_slice(webhook.body).map_err(|_| Forged::Body)?;
        let object = event.data.object;
        Ok(match (object.object.as_deref(), object.id) {
            (Some("checkout.session"), Some(id)) if event.kind.starts_with("checkout.session.") => {
                Notice::Checkout(id)
            }
            (Some("refund"), Some(_)) => match object.metadata.and_then(|metadata| metadata.refund) {
                Some(reference) => Notice::Refund(reference),
                // Somebody refunded at Stripe directly.
                None => Notice::Other,
            },
            _ => Notice::Other,
        })
    }

    fn signature_header(&self) -> &'static str {
        "stripe-signature"
    }
}

fn report(found: RefundObject) -> Result<Verified<RefundReport>, PspError> {
    Ok(Verified::new(RefundReport {
        amount: from_stripe(found.amount, &found.currency)?,
        state: found.state(),
        provider_id: found.id,
        reference: found.metadata.refund,
    }))
}

/// Ids come from outside: nothing in one may change the path.
fn escaped(id: &str) -> impl std::fmt::Display + '_ {
    const KEPT: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'-');
    utf8_percent_encode(id, KEPT)
}
