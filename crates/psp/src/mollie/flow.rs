//! The requests to Mollie, and their order.

use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;

use super::wire::{
    List, MolliePayment, MolliePayments, NewMolliePayment, NewRefund, RefundObject, Refunds, accepted, ours,
};
use crate::checkout::{Cancelled, Opened, Order, ProviderReport, Refund, RefundReport, State};
use crate::connection::{Connection, Kind};
use crate::error::PspError;
use crate::http::{Answer, Body, Call, Http, Verb};
use crate::provider::Provider;
use crate::verified::Verified;
use crate::webhook::{Forged, Incoming, Notice};

/// How many pages of 250 payments, newest first, are searched for a payment whose creation got no answer.
const MOST_PAGES: usize = 2;
/// The longest id of a payment.
const LONGEST_ID: usize = 64;

/// Mollie, with one biller's key.
pub struct Mollie {
    connection: Connection,
    http: Arc<dyn Http>,
}

impl Mollie {
    /// Over `http`.
    #[must_use]
    pub fn new(connection: Connection, http: Arc<dyn Http>) -> Self {
        Self { connection, http }
    }

    fn call(&self, verb: Verb, path: &str) -> Call {
        Call::new(verb, format!("{}{path}", self.connection.base_url), &self.connection.api_key)
    }

    async fn ask(&self, call: Call) -> Result<Answer, PspError> {
        accepted(self.http.send(call).await?)
    }

    async fn payment(&self, provider_id: &str) -> Result<MolliePayment, PspError> {
        if !is_payment(provider_id) {
            return Err(PspError::NotFound);
        }
        self.ask(self.call(Verb::Get, &format!("/v2/payments/{provider_id}"))).await?.read()
    }
}

/// `tr_` and letters and digits: nothing that could change a path.
fn is_payment(id: &str) -> bool {
    id.len() <= LONGEST_ID
        && id.strip_prefix("tr_").is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
}

fn opened(payment: MolliePayment) -> Opened {
    Opened { provider_id: payment.id, url: payment.links.checkout.map(|link| link.href) }
}

fn json<T: serde::Serialize>(value: &T) -> Result<Body, PspError> {
    serde_json::to_string(value).map(Body::Json).map_err(|error| PspError::Unreadable(error.to_string()))
}

#[async_trait]
impl Provider for Mollie {
    fn kind(&self) -> Kind {
        Kind::Mollie
    }

    async fn create(&self, order: &Order) -> Result<Opened, PspError> {
        let body = json(&NewMolliePayment::of(order)?)?;
        let call = self.call(Verb::Post, "/v2/payments").once(&order.reference).sending(body);
        Ok(opened(self.ask(call).await?.read()?))
    }

    async fn find(&self, order: &Order) -> Result<Option<Opened>, PspError> {
        let mut path = "/v2/payments?limit=250".to_owned();
        for _ in 0..MOST_PAGES {
            let page: List<MolliePayments> = self.ask(self.call(Verb::Get, &path)).await?.read()?;
            for mut payment in page.embedded.payments {
                let found = ours(payment.metadata.take()).checkout;
                if found.as_deref() == Some(order.reference.as_str()) {
                    return Ok(Some(opened(payment)));
                }
            }
            // Only the path of the address is used: the key goes nowhere else.
            let next = page.links.next.and_then(|link| Some(link.href.split_once("/v2/")?.1.to_owned()));
            match next {
                Some(rest) => path = format!("/v2/{rest}"),
                None => return Ok(None),
            }
        }
        Ok(None)
    }

    async fn fetch(&self, provider_id: &str) -> Result<Verified<ProviderReport>, PspError> {
        let payment = self.payment(provider_id).await?;
        Ok(Verified::new(ProviderReport {
            amount: payment.amount.read()?,
            state: payment.state()?,
            provider_id: payment.id,
            reference: ours(payment.metadata).checkout,
        }))
    }

    async fn cancel(&self, provider_id: &str) -> Result<Cancelled, PspError> {
        if !is_payment(provider_id) {
            return Err(PspError::NotFound);
        }
        match self.ask(self.call(Verb::Delete, &format!("/v2/payments/{provider_id}"))).await {
            Ok(_) => Ok(Cancelled::Ended),
            // Most ways to pay cannot be stopped once the payer has chosen a bank.
            Err(PspError::Refused { .. }) => match self.fetch(provider_id).await?.get().state {
                State::Expired | State::Cancelled | State::Failed { .. } => Ok(Cancelled::Ended),
                State::Open | State::Pending | State::Paid => Ok(Cancelled::TooLate),
            },
            Err(error) => Err(error),
        }
    }

    async fn refund(&self, refund: &Refund) -> Result<Verified<RefundReport>, PspError> {
        if !is_payment(&refund.provider_id) {
            return Err(PspError::NotFound);
        }
        let path = format!("/v2/payments/{}/refunds", refund.provider_id);
        let call =
            self.call(Verb::Post, &path).once(&refund.reference).sending(json(&NewRefund::of(refund))?);
        report(self.ask(call).await?.read()?)
    }

    async fn find_refund(&self, refund: &Refund) -> Result<Option<Verified<RefundReport>>, PspError> {
        if !is_payment(&refund.provider_id) {
            return Err(PspError::NotFound);
        }
        let path = format!("/v2/payments/{}/refunds?limit=250", refund.provider_id);
        let page: List<Refunds> = self.ask(self.call(Verb::Get, &path)).await?.read()?;
        for found in page.embedded.refunds {
            let found = report(found)?;
            if found.get().reference.as_deref() == Some(refund.reference.as_str()) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Mollie's webhooks carry an id and no signature: a forged one can only cause a question to Mollie about a
    /// payment.
    fn verify(&self, webhook: Incoming<'_>, _now: Timestamp) -> Result<Notice, Forged> {
        let fields: Vec<(String, String)> =
            serde_urlencoded::from_bytes(webhook.body).map_err(|_| Forged::Body)?;
        let id = fields.into_iter().find(|(name, _)| name == "id").map(|(_, id)| id);
        id.filter(|id| is_payment(id)).map(Notice::Checkout).ok_or(Forged::Body)
    }

    fn signature_header(&self) -> &'static str {
        "x-mollie-signature"
    }
}

fn report(found: RefundObject) -> Result<Verified<RefundReport>, PspError> {
    Ok(Verified::new(RefundReport {
        amount: found.amount.read()?,
        state: found.state(),
        provider_id: found.id,
        reference: ours(found.metadata).refund,
    }))
}
