//! `/sandbox/pay/{payment}`: the sandbox provider's own pay page. It stands for another company's page: it shares
//! neither design nor code with the biller's, and knows nothing of the invoice but the order.

use std::fmt::{self, Display, Write};

use axum::Form;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Money;
use domain::checkouts::method::CheckoutMethod;
use psp::sandbox::{Choice, SandboxPayment, Status};
use serde::Deserialize;
use usecases::UseCaseError;

use crate::providers::sandbox::keep;
use crate::respond::ProblemResponse;
use crate::state::App;

#[derive(Deserialize)]
pub struct Chosen {
    choice: String,
}

pub async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    if let Err(too_many) = app.limits.page(app.limits.address(&headers, &extensions)) {
        return ProblemResponse::too_many(&headers, too_many).into_response();
    }
    match keep::find(&app.services, &id).await {
        Ok(Some(found)) => pay_page(&app, &found.payment),
        Ok(None) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => ProblemResponse::failed(&headers, &error).into_response(),
    }
}

/// Carries out the chosen outcome, and sends the payer back.
pub async fn choose(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(chosen): Form<Chosen>,
) -> Response {
    if let Err(too_many) = app.limits.page(app.limits.address(&headers, &extensions)) {
        return ProblemResponse::too_many(&headers, too_many).into_response();
    }
    let Ok(choice) = chosen.choice.parse::<Choice>() else {
        return ProblemResponse::not_found(&headers).into_response();
    };
    let now = app.services.clock.now();
    let change = |payment: &mut SandboxPayment| {
        let chosen = payment.choose(choice, now);
        (chosen.is_ok().then(|| payment.order.return_url.clone()), chosen.unwrap_or_default())
    };
    match keep::change(&app.services, &id, change).await {
        Ok(Some(back)) => {
            app.providers.wake();
            if choice == Choice::Timeout { stuck_page(&back) } else { Redirect::to(&back).into_response() }
        }
        // It was over already: the page says so.
        Ok(None) => Redirect::to(&format!("/sandbox/pay/{id}")).into_response(),
        Err(UseCaseError::NotFound(_)) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => ProblemResponse::failed(&headers, &error).into_response(),
    }
}

/// Escapes text for HTML.
struct Text<'a>(&'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

const STYLE: &str = include_str!("sandbox.css");

const fn says(choice: Choice) -> (&'static str, &'static str) {
    match choice {
        Choice::Succeed => ("Pay", "The payment succeeds, and one webhook says so."),
        Choice::Fail => ("Decline", "The payment fails, and the payer comes back."),
        Choice::Pending => ("Pending, then paid", "It is pending for six seconds, then it succeeds."),
        Choice::PendingFails => ("Pending, then declined", "It is pending for six seconds, then it fails."),
        Choice::Duplicate => ("Paid, told five times", "Five copies of the same webhook, all at once."),
        Choice::Late => ("Paid, told late", "The webhook comes thirty seconds after the payer is back."),
        Choice::OutOfOrder => ("Paid, told out of order", "The webhook that says “pending” comes last."),
        Choice::Timeout => {
            ("Paid, then silence", "The page hangs, no webhook comes, and the interface does not answer.")
        }
        Choice::Cancel => ("Cancel", "The payer changes their mind."),
    }
}

const fn name(method: CheckoutMethod) -> &'static str {
    match method {
        CheckoutMethod::Card => "Card",
        CheckoutMethod::Ideal => "iDEAL",
        CheckoutMethod::Paypal => "PayPal",
        CheckoutMethod::Swish => "Swish",
    }
}

fn pay_page(app: &App, payment: &SandboxPayment) -> Response {
    let (order, status) = (&payment.order, payment.status_at(app.services.clock.now()));
    let amount = Money::new(order.amount_minor, order.currency);
    let mut body = format!(
        "<p class=\"for\">{}</p><p class=\"sum\" data-amount-minor=\"{}\">{}</p>",
        Text(&order.description),
        order.amount_minor,
        Text(&amount.to_string()),
    );
    let over = match status {
        Status::Open => None,
        Status::Pending | Status::Paid => Some("This payment has been made."),
        Status::Failed => Some("This payment was declined."),
        Status::Cancelled => Some("This payment was cancelled."),
        Status::Expired => Some("This payment has expired."),
    };
    // Writing to a string does not fail.
    let _ = match over {
        Some(over) => write!(
            body,
            "<p class=\"over\" data-over>{over}</p><p><a class=\"back\" href=\"{}\">Back to the invoice</a></p>",
            Text(&order.return_url)
        ),
        None => choices(&mut body, payment),
    };
    document(StatusCode::OK, "Sandbox Pay", &body, &order.return_url)
}

fn choices(body: &mut String, payment: &SandboxPayment) -> fmt::Result {
    write!(body, "<form method=\"post\"><fieldset><legend>Pay with</legend>")?;
    for method in CheckoutMethod::ALL.into_iter().filter(|method| method.takes(payment.currency())) {
        let checked = if method == payment.method() { " checked" } else { "" };
        let (value, name) = (method.as_str(), name(method));
        write!(
            body,
            "<label><input type=\"radio\" name=\"method\" value=\"{value}\"{checked}> {name}</label>"
        )?;
    }
    write!(body, "</fieldset><ul>")?;
    for choice in Choice::ALL {
        let ((label, about), value) = (says(choice), choice.as_str());
        write!(
            body,
            "<li><button name=\"choice\" value=\"{value}\" data-choice=\"{value}\">{label}</button>\
             <span>{about}</span></li>"
        )?;
    }
    write!(body, "</ul></form>")
}

fn stuck_page(back: &str) -> Response {
    let body = format!(
        "<p class=\"over\">The payment went through, and then this page got stuck.</p>\
         <p><a class=\"back\" href=\"{}\">Back to the invoice</a></p>",
        Text(back)
    );
    document(StatusCode::GATEWAY_TIMEOUT, "Sandbox Pay does not answer", &body, back)
}

/// A page of the sandbox provider. Its form may lead to the page that the payer came from, and nowhere else.
fn document(status: StatusCode, title: &str, body: &str, back: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"/sandbox/pay.css\"></head><body data-sandbox-pay><main>\
         <h1>Sandbox Pay</h1><p class=\"play\">A test provider: no money moves here.</p>{body}</main></body></html>"
    );
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    let policy = format!(
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self' {}; frame-ancestors 'none'",
        origin(back)
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// `scheme://host:port` of an address, without anything that could end a directive.
fn origin(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |sign: char| sign.is_ascii_alphanumeric() || ".-:[]".contains(sign);
    if host.is_empty() || !host.chars().all(plain) || !matches!(scheme, "http" | "https") {
        return String::new();
    }
    format!("{scheme}://{host}")
}

pub async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], STYLE).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_an_origin_and_nothing_else() {
        assert_eq!(origin("https://pay.example.com/i/abc?checkout=1"), "https://pay.example.com");
        assert_eq!(origin("http://127.0.0.1:3000/i/abc"), "http://127.0.0.1:3000");
        for url in ["javascript:alert(1)", "https://a;script-src *", "https://", "pay.example.com"] {
            assert_eq!(origin(url), "", "{url}");
        }
    }
}
