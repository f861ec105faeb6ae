//! `billow demo`: a sandbox biller with invoices in every state. Running it again changes nothing.

mod conversations;
mod fixtures;
mod reference;
mod scenario;
mod scenarios;
mod staff;
mod transfers;

use std::sync::Arc;

use clap::Args;
use domain::ids::BillerId;
use domain::{Date, Status};
use jiff::ToSpan;
use serde::Serialize;
use usecases::{ApiKey, Biller, Input, execute, hash_api_key};

use super::Common;
use super::context::{CliContext, SANDBOX};
use super::failure::{Failure, Outcome};
use super::{out, provider, sandbox};
use scenarios::TRY_IT;

#[derive(Args)]
pub struct Demo {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The password of the demo's people [default: one of its own for each, the same each time]
    #[arg(long, env = "BILLOW_DEMO_PASSWORD", value_name = "PASSWORD", hide_env_values = true)]
    password: Option<String>,
}

/// The output of `--json`.
#[derive(Serialize)]
struct DemoReport {
    biller: String,
    name: String,
    invoices: Vec<DemoSummary>,
    api_key: String,
    /// Where staff log in.
    console: String,
    logins: Vec<staff::Login>,
    /// Commands that change an open page.
    #[serde(rename = "try")]
    commands: [String; 2],
}

/// An invoice of the demo.
#[derive(Serialize)]
struct DemoSummary {
    number: String,
    id: String,
    status: Status,
    language: String,
    shows: &'static str,
    link: String,
}

impl Demo {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let context = CliContext::open(common).await?;
        let known = context.database().billers().await?.into_iter().find(|one| one.slug == SANDBOX);
        let biller = match known {
            Some(biller) => biller,
            None => sandbox::make(&context).await?,
        };
        provider::sandbox(&context, &biller).await?;
        let today = context.today(&biller);
        let invoices = tell(&context, &biller, today).await?;
        transfers::arrive(&context, &biller, today).await?;
        let report = DemoReport {
            biller: biller.slug.clone(),
            name: biller.name.clone(),
            invoices,
            api_key: api_key(&context, biller.id).await?,
            console: format!("{}/console", context.settings.base_url),
            logins: staff::people(&context, biller.id, self.password.as_deref()).await?,
            commands: commands(common, today),
        };
        if self.json {
            out::json(&report)?
        } else {
            print(&report)?
        }
        Ok(Outcome::Good)
    }
}

/// Creates the invoices that are missing; returns all of them.
async fn tell(context: &CliContext, biller: &Biller, today: Date) -> Result<Vec<DemoSummary>, Failure> {
    let scenes = scenarios::all(today).map_err(|error| Failure::failed(format!("the demo: {error}")))?;
    let mut invoices = Vec::with_capacity(scenes.len());
    for scenarios::Scenario { story, shows } in scenes {
        let (number, language) = (story.document.number.clone(), story.language.clone());
        let input = Input { use_case: story, key: None };
        let told = execute(&context.services, CliContext::caller(biller.id), input).await?.output;
        let row = context.invoice(biller, &told.invoice.to_string()).await?;
        let link = context.address(&told.link).ok_or_else(|| {
            Failure::failed(format!(
                "the link of invoice {number} was made with a secret key that is gone; put it back into \
                 BILLOW_SECRET_KEY (secret_key), or begin with an empty database"
            ))
        })?;
        let id = told.invoice.to_string();
        invoices.push(DemoSummary { number, id, status: row.status(today), language, shows, link });
    }
    Ok(invoices)
}

/// The sandbox biller's API key. It is made from the secret key, so that it can be printed each time.
async fn api_key(context: &CliContext, biller: BillerId) -> Result<String, Failure> {
    let key = context.services.link_keys.sandbox_api_key(biller).ok_or_else(no_secret)?;
    let hash = hash_api_key(&key);
    if context.database().api_key(&hash).await?.is_none() {
        // A new secret key makes another API key; the name tells them apart.
        let sign: String = hash.iter().take(3).map(|byte| format!("{byte:02x}")).collect();
        let at = context.services.clock.now();
        let work = ApiKey { biller, name: format!("demo {sign}"), hash, at };
        context.database().write(Arc::new(work)).await?;
    }
    Ok(key)
}

fn no_secret() -> Failure {
    Failure::usage("BILLOW_SECRET_KEY (secret_key): no key can be made with it")
}

/// The two commands to try, ready to paste into the terminal that ran this one.
fn commands(common: &Common, today: Date) -> [String; 2] {
    let mut billow = String::new();
    if let Ok(url) = std::env::var("BILLOW_DATABASE_URL")
        && url.starts_with("sqlite:")
    {
        billow.push_str(&format!("BILLOW_DATABASE_URL={} ", quoted(&shorter(&url))));
    }
    let program = std::env::args().next().unwrap_or_else(|| "billow".into());
    billow.push_str(&quoted(&shorter(&program)));
    if let Some(file) = &common.config {
        billow.push_str(&format!(" --config {}", quoted(&file.display().to_string())));
    }
    let later = today.saturating_add(45.days());
    [format!("{billow} pay {TRY_IT} 450.00"), format!("{billow} due {TRY_IT} {later}")]
}

/// Replaces a path in a text by one relative to the working folder.
fn shorter(text: &str) -> String {
    match std::env::current_dir() {
        Ok(here) => text.replace(&format!("{}/", here.display()), ""),
        Err(_) => text.to_owned(),
    }
}

/// Quotes a word for a shell's command line.
fn quoted(word: &str) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "/:._-=@%+,".contains(sign);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

fn print(report: &DemoReport) -> Result<(), Failure> {
    out::line(&format!("The sandbox biller “{}” is ready. Its invoices:\n", report.name))?;
    for one in &report.invoices {
        out::line(&format!(
            "  {}  {:<11}  {}  {}\n         {}",
            one.number,
            one.status.as_str().replace('_', " "),
            one.language,
            one.shows,
            one.link
        ))?;
    }
    out::line(&format!("\nStaff log in at {} as", report.console))?;
    for staff::Login { email, role, password, .. } in &report.logins {
        out::line(&format!("  {role:<9}  {email:<18}  {password}"))?;
    }
    out::line(&format!("\nAPI key   {}", report.api_key))?;
    out::line(&format!("\nOpen the page of {TRY_IT} in two windows and try, in a second terminal:"))?;
    for command in &report.commands {
        out::line(&format!("  {command}"))?;
    }
    out::line("")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::invoices::document::VatCode;

    use super::*;

    #[test]
    fn the_demo_shows_four_languages_and_amounts_with_none_two_and_three_decimals() {
        let scenes = scenarios::all(Date::constant(2026, 3, 1)).unwrap();
        for language in ["en", "de", "sv", "nl"] {
            assert!(scenes.iter().any(|scene| scene.story.language == language), "{language}");
        }
        for exponent in [0, 2, 3] {
            assert!(scenes.iter().any(|scene| scene.story.document.currency.exponent() == exponent));
        }
        assert!(scenes.iter().any(|scene| scene.story.document.lines.len() >= 100));
    }

    #[test]
    fn its_documents_add_up_on_any_day() {
        for today in [Date::constant(2026, 3, 1), Date::constant(2028, 2, 29), Date::constant(2026, 12, 31)] {
            for scene in scenarios::all(today).unwrap() {
                let document = scene.story.document;
                let totals = document.totals;
                assert_eq!(totals.with_vat_minor, totals.without_vat_minor + totals.vat_minor);
                assert!(totals.payable_minor > 0, "{}", document.number);
                assert!(document.due_date.unwrap() >= document.issue_date, "{}", document.number);
                let exempt = document.vat_breakdown.iter().filter(|one| one.vat.code != VatCode::S);
                assert!(exempt.clone().all(|one| one.exemption_reason.is_some()), "{}", document.number);
            }
        }
    }

    #[test]
    fn a_word_with_anything_special_is_quoted() {
        assert_eq!(quoted("sqlite:target/demo/billow.db"), "sqlite:target/demo/billow.db");
        assert_eq!(quoted("it's here"), r"'it'\''s here'");
    }
}
