//! `billow due INVOICE DATE`

use clap::Args;
use domain::Date;
use usecases::{ChangeDueDate, Input, execute};

use super::Common;
use super::context::{CliContext, Figures};
use super::failure::{Failure, Outcome};
use super::out;

#[derive(Args)]
pub struct Due {
    /// The invoice's number or id
    invoice: String,
    /// The new last day on which payment is on time: 2026-12-31
    #[arg(value_parser = date)]
    date: Date,
    /// Why, for staff
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Due {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        let invoice = context.invoice(&biller, &self.invoice).await?;
        let use_case = ChangeDueDate { invoice: invoice.id, due_date: self.date, reason: self.reason };
        execute(&context.services, CliContext::caller(biller.id), Input { use_case, key: None }).await?;
        if self.json {
            let now = context.invoice(&biller, &invoice.id.to_string()).await?;
            out::json(&Figures::of(now, context.today(&biller)))?;
        } else {
            out::line(&format!("invoice {} is due on {}", invoice.number, self.date))?;
        }
        Ok(Outcome::Good)
    }
}

/// A date as ISO 8601 writes it, and nothing more.
pub fn date(text: &str) -> Result<Date, String> {
    let parsed = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
    parsed.ok_or_else(|| "write the day like 2026-12-31".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_that_exists() {
        assert_eq!(date("2028-02-29"), Ok(Date::constant(2028, 2, 29)));
        for text in ["2026-02-29", "2026-2-1", "20260201", "01.02.2026", "2026-02-01T10:00", "tomorrow"] {
            assert_eq!(date(text), Err("write the day like 2026-12-31".to_owned()), "{text}");
        }
    }
}
