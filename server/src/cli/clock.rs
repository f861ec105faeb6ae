//! `billow clock advance 3d`

use clap::{Args, Subcommand};
use usecases::StoreError;

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::out;
use crate::jobs::{AdvanceError, Runner, advance};
use crate::providers::Providers;

#[derive(Subcommand)]
pub enum ClockCommand {
    /// Move the clock forward; what becomes due on the way happens at its time
    Advance(Advance),
}

#[derive(Args)]
pub struct Advance {
    /// How far: 90m, 12h, 3d or 2w
    #[arg(value_parser = span_ms)]
    span: i64,
}

impl ClockCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let Self::Advance(Advance { span }) = self;
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        let providers = Providers::new(context.services.clone(), &context.settings);
        let runner = Runner::new(context.services.clone(), providers);
        let ran = match advance(&context.services, &runner, biller.id, span).await {
            Ok(ran) => ran,
            Err(AdvanceError::Store(StoreError::NotSandbox)) => {
                return Err(Failure::failed(format!(
                    "{} is no sandbox biller: only a sandbox biller's clock moves",
                    biller.name
                )));
            }
            Err(error) => return Err(Failure::failed(error.to_string())),
        };
        let biller = context.biller().await?;
        let ran = match ran {
            0 => "nothing became due".to_owned(),
            1 => "1 job ran".to_owned(),
            ran => format!("{ran} jobs ran"),
        };
        out::line(&format!("it is {} at {}; {ran}", context.today(&biller), biller.name))?;
        Ok(Outcome::Good)
    }
}

/// The farthest that a clock is moved in one command, milliseconds: ten years.
const FARTHEST_MS: i64 = 3_653 * 24 * 60 * 60 * 1000;

fn span_ms(text: &str) -> Result<i64, String> {
    let wrong = || "write how far as minutes, hours, days or weeks: 90m, 12h, 3d, 2w".to_owned();
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(wrong)?;
    let minutes = match unit {
        "m" => 1,
        "h" => 60,
        "d" => 24 * 60,
        "w" => 7 * 24 * 60,
        _ => return Err(wrong()),
    };
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    let number: i64 = number.parse().map_err(|_| wrong())?;
    match number.checked_mul(minutes * 60_000) {
        Some(ms) if (1..=FARTHEST_MS).contains(&ms) => Ok(ms),
        _ => Err("move the clock by a minute at least and ten years at most".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_a_unit() {
        assert_eq!(span_ms("90m"), Ok(90 * 60_000));
        assert_eq!(span_ms("3d"), Ok(3 * 24 * 3_600_000));
        assert_eq!(span_ms("2w"), span_ms("14d"));
        for text in ["", "3", "d", "-3d", "3y", "3 d", "0d", "99999w", "９d", "dé"] {
            let why = span_ms(text).unwrap_err();
            assert!(why.starts_with("write how far") || why.starts_with("move the clock"), "{text}: {why}");
        }
    }
}
