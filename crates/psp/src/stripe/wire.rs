//! How Stripe writes things: <https://docs.stripe.com/api/checkout/sessions>,
//! <https://docs.stripe.com/api/refunds>, <https://docs.stripe.com/api/errors>.

use std::str::FromStr;

use domain::checkouts::method::CheckoutMethod;
use domain::{Currency, Money};
use serde::Deserialize;

use super::currencies;
use crate::checkout::{Order, Refund, RefundState, State};
use crate::error::PspError;
use crate::http::Answer;

/// A Checkout Session, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(super) struct Session {
    pub id: String,
    pub client_reference_id: Option<String>,
    pub amount_total: Option<i64>,
    pub currency: Option<String>,
    pub status: Option<Status>,
    pub payment_status: PaymentStatus,
    pub payment_intent: Option<Intent>,
    pub url: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    Open,
    Complete,
    Expired,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PaymentStatus {
    Paid,
    Unpaid,
    NoPaymentRequired,
}

/// A PaymentIntent: its id alone, or whole where it was asked for.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Intent {
    Id(String),
    Whole { id: String, status: String, last_payment_error: Option<LastError> },
}

#[derive(Debug, Deserialize)]
pub(super) struct LastError {
    pub code: Option<String>,
}

impl Intent {
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Id(id) | Self::Whole { id, .. } => id,
        }
    }
}

impl Session {
    /// What the session is about.
    pub(super) fn amount(&self) -> Result<Money, PspError> {
        let missing = || PspError::Unreadable("the session has no amount".into());
        let (amount, currency) =
            (self.amount_total.ok_or_else(missing)?, self.currency.as_deref().ok_or_else(missing)?);
        from_stripe(amount, currency)
    }

    /// Where it stands. A complete session may wait for its money: then the intent says more.
    pub(super) fn state(&self) -> State {
        match (self.status, self.payment_status) {
            (_, PaymentStatus::Paid | PaymentStatus::NoPaymentRequired) => State::Paid,
            (Some(Status::Expired), PaymentStatus::Unpaid) => State::Expired,
            (Some(Status::Complete), PaymentStatus::Unpaid) => match &self.payment_intent {
                Some(Intent::Whole { status, last_payment_error, .. })
                    if status == "requires_payment_method" || status == "canceled" =>
                {
                    let code = last_payment_error.as_ref().and_then(|error| error.code.clone());
                    State::Failed { code }
                }
                _ => State::Pending,
            },
            (Some(Status::Open) | None, PaymentStatus::Unpaid) => State::Open,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct List<T> {
    pub data: Vec<T>,
    pub has_more: bool,
}

/// A refund, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(super) struct RefundObject {
    pub id: String,
    pub amount: i64,
    pub currency: String,
    pub status: Option<String>,
    pub failure_reason: Option<String>,
    #[serde(default)]
    pub metadata: Metadata,
}

/// What we have written to an object of theirs.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Metadata {
    pub refund: Option<String>,
}

impl RefundObject {
    pub(super) fn state(&self) -> RefundState {
        match self.status.as_deref() {
            Some("succeeded") => RefundState::Done,
            Some("failed" | "canceled") => RefundState::Failed { code: self.failure_reason.clone() },
            // `pending`, `requires_action`, and what is not decided yet.
            _ => RefundState::Pending,
        }
    }
}

/// A webhook event, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(super) struct Event {
    #[serde(rename = "type")]
    pub kind: String,
    pub data: EventData,
}

#[derive(Debug, Deserialize)]
pub(super) struct EventData {
    pub object: EventObject,
}

#[derive(Debug, Deserialize)]
pub(super) struct EventObject {
    pub id: Option<String>,
    pub object: Option<String>,
    #[serde(default)]
    pub metadata: Option<Metadata>,
}

/// The form that makes a session.
pub(super) fn session_form(order: &Order) -> Result<String, PspError> {
    let amount = to_stripe(order.amount)?.to_string();
    let currency = order.amount.currency.code().to_ascii_lowercase();
    let expires = expires_at(order).to_string();
    let method = match order.method {
        CheckoutMethod::Card => "card",
        CheckoutMethod::Ideal => "ideal",
        CheckoutMethod::Paypal => "paypal",
        CheckoutMethod::Swish => "swish",
    };
    form(&[
        ("mode", "payment"),
        ("client_reference_id", &order.reference),
        ("metadata[checkout]", &order.reference),
        ("payment_intent_data[metadata][checkout]", &order.reference),
        ("payment_method_types[0]", method),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price_data][currency]", &currency),
        ("line_items[0][price_data][unit_amount]", &amount),
        ("line_items[0][price_data][product_data][name]", &order.description),
        ("success_url", &order.return_url),
        ("cancel_url", &order.return_url),
        ("expires_at", &expires),
        ("locale", locale(&order.language)),
    ])
}

/// A session lasts from half an hour to a day after it was made.
fn expires_at(order: &Order) -> i64 {
    let opened = order.opened_at.0.div_euclid(1_000);
    // A minute more: the request takes its time, and the clocks are not the same.
    order.expires_at.0.div_euclid(1_000).clamp(opened + 31 * 60, opened + 24 * 60 * 60 - 60)
}

fn locale(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("de") => "de",
        Some("sv") => "sv",
        Some("nl") => "nl",
        Some("en") => "en",
        _ => "auto",
    }
}

/// The form that pays back.
pub(super) fn refund_form(refund: &Refund, intent: &str) -> Result<String, PspError> {
    let amount = to_stripe(refund.amount)?.to_string();
    form(&[("payment_intent", intent), ("amount", &amount), ("metadata[refund]", &refund.reference)])
}

fn form(fields: &[(&str, &str)]) -> Result<String, PspError> {
    serde_urlencoded::to_string(fields).map_err(|error| PspError::Unreadable(error.to_string()))
}

/// The number that Stripe takes for an amount.
pub(super) fn to_stripe(amount: Money) -> Result<i64, PspError> {
    currencies::to_stripe(amount)
        .ok_or_else(|| PspError::Amount(format!("{amount} cannot be charged by Stripe")))
}

/// The amount of a number that Stripe states.
pub(super) fn from_stripe(amount: i64, currency: &str) -> Result<Money, PspError> {
    let unreadable = || PspError::Unreadable(format!("an amount of {amount} in “{currency:.3}”"));
    let currency = Currency::from_str(&currency.to_ascii_uppercase()).map_err(|_| unreadable())?;
    currencies::from_stripe(amount, currency).ok_or_else(unreadable)
}

#[derive(Debug, Default, Deserialize)]
struct ErrorBody {
    #[serde(default)]
    error: ErrorObject,
}

#[derive(Debug, Default, Deserialize)]
struct ErrorObject {
    code: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    message: Option<String>,
}

/// The answer, or what its status and code mean.
pub(super) fn accepted(answer: Answer) -> Result<Answer, PspError> {
    let refused = || {
        let ErrorObject { code, kind, message } = answer.read::<ErrorBody>().unwrap_or_default().error;
        let code = code.or(kind).unwrap_or_else(|| answer.status.to_string());
        (code, message.unwrap_or_else(|| "no reason given".into()))
    };
    match answer.status {
        200..=299 => Ok(answer),
        401 | 403 => Err(PspError::Key(refused().1)),
        404 => Err(PspError::NotFound),
        // The same request is under way, or too many are.
        409 | 429 => Err(PspError::Busy),
        400..=499 => {
            let (code, message) = refused();
            Err(PspError::Refused { code, message })
        }
        status => Err(PspError::Unknown(format!("it answered {status}"))),
    }
}
