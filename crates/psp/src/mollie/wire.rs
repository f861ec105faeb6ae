//! How Mollie writes things: <https://docs.mollie.com/reference/payments-api>,
//! <https://docs.mollie.com/reference/refunds-api>, <https://docs.mollie.com/reference/error-handling>.

use domain::Money;
use domain::checkouts::method::CheckoutMethod;
use serde::{Deserialize, Serialize};

use crate::amount::{from_major, to_major};
use crate::checkout::{Order, Refund, RefundState, State};
use crate::error::PspError;
use crate::http::Answer;

/// Decimals as text, with the currency.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Amount {
    pub currency: String,
    pub value: String,
}

impl Amount {
    pub(super) fn of(money: Money) -> Self {
        Self { currency: money.currency.code().to_owned(), value: to_major(money) }
    }

    pub(super) fn read(&self) -> Result<Money, PspError> {
        from_major(&self.value, &self.currency)
    }
}

/// What we write to an object of theirs. Others may write other things there, in any shape.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Metadata {
    Ours(Ours),
    Other(serde::de::IgnoredAny),
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Ours {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkout: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<String>,
}

/// The ids that we wrote.
pub(super) fn ours(metadata: Option<Metadata>) -> Ours {
    match metadata {
        Some(Metadata::Ours(ours)) => ours,
        Some(Metadata::Other(_)) | None => Ours::default(),
    }
}

/// What makes a payment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewMolliePayment<'a> {
    pub amount: Amount,
    pub description: &'a str,
    pub redirect_url: &'a str,
    pub cancel_url: &'a str,
    pub webhook_url: &'a str,
    pub method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<&'static str>,
    pub metadata: Ours,
}

impl<'a> NewMolliePayment<'a> {
    pub(super) fn of(order: &'a Order) -> Result<Self, PspError> {
        Ok(Self {
            amount: Amount::of(order.amount),
            description: &order.description,
            redirect_url: &order.return_url,
            cancel_url: &order.return_url,
            webhook_url: &order.webhook_url,
            method: match order.method {
                CheckoutMethod::Card => "creditcard",
                CheckoutMethod::Ideal => "ideal",
                CheckoutMethod::Paypal => "paypal",
                CheckoutMethod::Swish => {
                    return Err(PspError::Refused {
                        code: "method".into(),
                        message: "Mollie connections have no Swish".into(),
                    });
                }
            },
            locale: locale(&order.language),
            metadata: Ours { checkout: Some(order.reference.clone()), refund: None },
        })
    }
}

fn locale(language: &str) -> Option<&'static str> {
    match language.split('-').next() {
        Some("de") => Some("de_DE"),
        Some("sv") => Some("sv_SE"),
        Some("nl") => Some("nl_NL"),
        Some("en") => Some("en_GB"),
        _ => None,
    }
}

/// A payment, as far as it matters here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MolliePayment {
    pub id: String,
    pub status: String,
    pub amount: Amount,
    pub metadata: Option<Metadata>,
    #[serde(default)]
    pub details: Option<Details>,
    #[serde(rename = "_links", default)]
    pub links: Links,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Details {
    pub failure_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Links {
    pub checkout: Option<Link>,
    pub next: Option<Link>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Link {
    pub href: String,
}

impl MolliePayment {
    pub(super) fn state(&self) -> Result<State, PspError> {
        Ok(match self.status.as_str() {
            "open" => State::Open,
            // Authorised money is not captured yet.
            "pending" | "authorized" => State::Pending,
            "paid" => State::Paid,
            "failed" => State::Failed {
                code: self.details.as_ref().and_then(|details| details.failure_reason.clone()),
            },
            "canceled" => State::Cancelled,
            "expired" => State::Expired,
            other => return Err(PspError::Unreadable(format!("a payment's status “{other:.40}”"))),
        })
    }
}

/// A page of a list, newest first.
#[derive(Debug, Deserialize)]
pub(super) struct List<T> {
    #[serde(rename = "_embedded")]
    pub embedded: T,
    #[serde(rename = "_links", default)]
    pub links: Links,
}

#[derive(Debug, Deserialize)]
pub(super) struct MolliePayments {
    pub payments: Vec<MolliePayment>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Refunds {
    pub refunds: Vec<RefundObject>,
}

/// What pays back.
#[derive(Debug, Serialize)]
pub(super) struct NewRefund<'a> {
    pub amount: Amount,
    pub description: &'a str,
    pub metadata: Ours,
}

impl<'a> NewRefund<'a> {
    pub(super) fn of(refund: &'a Refund) -> Self {
        Self {
            amount: Amount::of(refund.amount),
            description: &refund.description,
            metadata: Ours { checkout: None, refund: Some(refund.reference.clone()) },
        }
    }
}

/// A refund, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(super) struct RefundObject {
    pub id: String,
    pub status: String,
    pub amount: Amount,
    pub metadata: Option<Metadata>,
}

impl RefundObject {
    pub(super) fn state(&self) -> RefundState {
        match self.status.as_str() {
            "refunded" => RefundState::Done,
            "failed" | "canceled" => RefundState::Failed { code: Some(self.status.clone()) },
            // `queued`, `pending`, `processing`.
            _ => RefundState::Pending,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
struct ErrorBody {
    title: Option<String>,
    detail: Option<String>,
    field: Option<String>,
}

/// The answer, or what its status means.
pub(super) fn accepted(answer: Answer) -> Result<Answer, PspError> {
    let said = || answer.read::<ErrorBody>().unwrap_or_default();
    match answer.status {
        200..=299 => Ok(answer),
        401 | 403 => Err(PspError::Key(said().detail.unwrap_or_default())),
        404 | 410 => Err(PspError::NotFound),
        409 | 429 => Err(PspError::Busy),
        400..=499 => {
            let ErrorBody { title, detail, field } = said();
            let code = field.or(title).unwrap_or_else(|| answer.status.to_string());
            let message = detail.unwrap_or_else(|| "no reason given".into());
            Err(PspError::Refused { code, message })
        }
        status => Err(PspError::Unknown(format!("it answered {status}"))),
    }
}
