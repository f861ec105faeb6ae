//! `billow pay INVOICE AMOUNT`

use clap::Args;
use domain::ids::PaymentId;
use domain::payments::{Method, PaymentSource, Share};
use domain::{Currency, Date, Decimal, Money};
use serde::Serialize;
use usecases::{Input, RecordPayment, execute};

use super::Common;
use super::context::{CliContext, Figures};
use super::failure::{Failure, Outcome};
use super::out;

/// The source system of a payment that has an id but no system.
const SYSTEM: &str = "cli";

#[derive(Args)]
pub struct Pay {
    /// The invoice's number or id
    invoice: String,
    /// How much, in the invoice's currency: 450 or 450.00
    #[arg(allow_negative_numbers = true)]
    amount: String,
    /// How it was paid
    #[arg(long, value_name = "METHOD", default_value = "bank_transfer", value_parser = method)]
    method: Method,
    /// The day on which it was paid [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::due::date)]
    paid_on: Option<Date>,
    /// It is announced, and has not arrived yet
    #[arg(long)]
    pending: bool,
    /// Its id where it was reported: the same one again is the same payment
    #[arg(long, value_name = "ID")]
    source_id: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The output of `--json`.
#[derive(Serialize)]
struct Booked {
    payment_id: PaymentId,
    repeated: bool,
    #[serde(flatten)]
    invoice: Figures,
}

impl Pay {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let amount = plain_decimal(&self.amount)?;
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        let invoice = context.invoice(&biller, &self.invoice).await?;
        let amount = in_currency(amount, invoice.currency)?;
        let source =
            self.source_id.map(|id| PaymentSource { system: SYSTEM.into(), account: String::new(), id });
        // Without an id of the payment, each call is a new payment.
        let key = match &source {
            Some(source) => format!("pay:{}", source.id),
            None => format!("pay:{}", context.services.ids.next_id()),
        };
        let use_case = RecordPayment {
            shares: vec![Share { invoice: invoice.id, amount_minor: amount.minor }],
            amount_minor: amount.minor,
            currency: amount.currency,
            method: self.method,
            paid_on: self.paid_on,
            source,
            settled: !self.pending,
        };
        let input = Input { use_case, key: Some(key) };
        let done = execute(&context.services, CliContext::caller(biller.id), input).await?;
        let now = context.invoice(&biller, &invoice.id.to_string()).await?;
        if self.json {
            out::json(&Booked {
                payment_id: done.output.payment_id,
                repeated: done.repeated,
                invoice: Figures::of(now, context.today(&biller)),
            })?;
        } else {
            let booked = match (done.repeated, self.pending) {
                (true, _) => "was booked before",
                (false, true) => "is on its way",
                (false, false) => "is booked",
            };
            let money = |minor| Money::new(minor, now.currency);
            let mut line = format!("{amount} for invoice {} {booked}", now.number);
            line.push_str(&format!("; {} is open", money(now.open_minor)));
            if done.output.credit_minor > 0 {
                line.push_str(&format!(", {} is the payer's credit", money(done.output.credit_minor)));
            }
            out::line(&line)?;
        }
        Ok(Outcome::Good)
    }
}

fn method(text: &str) -> Result<Method, String> {
    text.parse().map_err(|()| {
        let all: Vec<_> = Method::ALL.into_iter().map(Method::as_str).collect();
        format!("use one of {}", all.join(", "))
    })
}

/// Digits with a decimal point. Any other form of a decimal is more likely a slip.
fn plain_decimal(text: &str) -> Result<Decimal, Failure> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let amount = if is_number(whole) && is_number(fraction) { text.parse::<Decimal>().ok() } else { None };
    match amount {
        Some(amount) if amount > Decimal::ZERO => Ok(amount),
        Some(_) => Err(Failure::usage(format!("AMOUNT: {text} is not more than zero"))),
        None => {
            Err(Failure::usage(format!("AMOUNT: “{text}” is not an amount; write it like 450 or 450.00")))
        }
    }
}

fn in_currency(amount: Decimal, currency: Currency) -> Result<Money, Failure> {
    Money::from_decimal(amount, currency).map_err(|error| Failure::usage(format!("AMOUNT: {error}")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn amounts_are_major_units_of_the_invoices_currency() {
        for (text, code, minor) in
            [("450", "SEK", 45_000), ("450.00", "SEK", 45_000), ("450", "JPY", 450), ("0.125", "KWD", 125)]
        {
            let amount = in_currency(plain_decimal(text).unwrap(), code.parse().unwrap()).unwrap();
            assert_eq!(amount.minor, minor, "{text} {code}");
        }
    }

    #[test]
    fn what_could_be_a_slip_is_no_amount() {
        for text in ["", "-5", "0", "0.00", "450,00", "1 000", "1e3", ".5", "5.", "NaN", "٣"] {
            assert!(matches!(plain_decimal(text), Err(Failure::Usage(_))), "{text}");
        }
        let half_a_yen = in_currency(Decimal::new(15, 1), "JPY".parse().unwrap());
        assert!(matches!(half_a_yen, Err(Failure::Usage(_))));
    }
}
