//! `billow biller add|set|list`: who sends invoices.

use std::sync::Arc;

use clap::{Args, Subcommand};
use domain::ids::BillerId;
use locale::Language;
use serde::Serialize;
use usecases::{Biller, BillerSetUp, StoreError, UseCaseError, Zone};

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::identities::{AccountCommand, SellerCommand};
use super::out;
use super::policy::PolicyCommand;
use super::provider::ProviderCommand;

/// The longest name of a biller, in characters.
const LONGEST_NAME: usize = 200;
/// The longest short name.
const LONGEST_SLUG: usize = 40;

#[derive(Subcommand)]
pub enum BillerCommand {
    /// Make a biller
    Add(Add),
    /// Change what is given of the biller that --biller names
    Set(Details),
    /// What it lets Billow decide by itself, and by when a person answers
    Policy(PolicyCommand),
    /// Its accounts at payment providers
    #[command(subcommand)]
    Provider(ProviderCommand),
    /// Its bank accounts: bank files of others are refused
    #[command(subcommand)]
    Account(AccountCommand),
    /// The sellers that its documents may name: those of others are refused
    #[command(subcommand)]
    Seller(SellerCommand),
    /// Print a line of JSON for each biller
    List,
}

#[derive(Args)]
pub struct Add {
    /// Its name in commands: small letters, digits and hyphens
    slug: String,
    #[command(flatten)]
    details: Details,
}

#[derive(Args)]
pub struct Details {
    /// Its name for people [when added: SLUG]
    #[arg(long)]
    name: Option<String>,
    /// IANA zone of its days [when added: UTC]
    #[arg(long)]
    zone: Option<Zone>,
    /// The language of payers of whom none is known: en, de, sv or nl [when added: en]
    #[arg(long)]
    language: Option<String>,
    /// The one brand colour, #rrggbb [when added: #0b6e63]
    #[arg(long)]
    colour: Option<String>,
    /// Where payers reach it by mail
    #[arg(long)]
    email: Option<String>,
    /// Where payers reach it by telephone
    #[arg(long)]
    phone: Option<String>,
    /// Days from issue to due date where a document names none [when added: 30]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(0..=365))]
    term: Option<i64>,
}

/// A biller as it is printed.
#[derive(Serialize)]
struct BillerLine {
    slug: String,
    name: String,
    zone: Zone,
    language: String,
    colour: String,
    email: Option<String>,
    phone: Option<String>,
    default_term_days: i64,
    sandbox: bool,
}

impl BillerCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        match self {
            Self::Add(Add { slug, details }) => {
                check_slug(&slug)?;
                let context = CliContext::open(common).await?;
                let known = context.database().billers().await?;
                if known.iter().any(|one| one.slug == slug) {
                    return Err(taken(&slug));
                }
                let biller = details.onto(Biller {
                    id: BillerId(context.services.ids.next_id()),
                    name: slug.clone(),
                    slug,
                    zone: "UTC".parse()?,
                    language: Language::En.tag().into(),
                    colour: "#0b6e63".into(),
                    logo: None,
                    email: None,
                    phone: None,
                    default_term_days: 30,
                    sandbox: false,
                    clock_offset_ms: 0,
                })?;
                save(&context, biller).await
            }
            Self::Set(details) => {
                let context = CliContext::open(common).await?;
                let biller = details.onto(context.biller().await?)?;
                save(&context, biller).await
            }
            Self::Policy(policy) => policy.run(common).await,
            Self::Provider(provider) => provider.run(common).await,
            Self::Account(account) => account.run(common).await,
            Self::Seller(seller) => seller.run(common).await,
            Self::List => {
                let context = CliContext::open(common).await?;
                for biller in context.database().billers().await? {
                    out::json(&BillerLine::from(biller))?;
                }
                Ok(Outcome::Good)
            }
        }
    }
}

async fn save(context: &CliContext, biller: Biller) -> Result<Outcome, Failure> {
    match context.database().write(Arc::new(BillerSetUp(biller.clone()))).await {
        Ok(_) => {}
        // Another process was faster.
        Err(UseCaseError::Store(StoreError::Exists(_))) => return Err(taken(&biller.slug)),
        Err(UseCaseError::Invalid(problems)) => {
            let problems: Vec<_> = problems.into_iter().map(|problem| problem.message).collect();
            return Err(Failure::usage(problems.join("; ")));
        }
        Err(error) => return Err(error.into()),
    }
    out::json(&BillerLine::from(biller))?;
    Ok(Outcome::Good)
}

impl Details {
    /// The biller with the options applied.
    fn onto(self, before: Biller) -> Result<Biller, Failure> {
        let Self { name, zone, language, colour, email, phone, term } = self;
        let name = name.map_or(Ok(before.name), |name| printable("--name", &name))?;
        let language = match language {
            Some(tag) => Language::from_tag(&tag)
                .ok_or_else(|| Failure::usage(format!("--language: “{tag}” is none of en, de, sv and nl")))?
                .tag()
                .to_owned(),
            None => before.language,
        };
        let contact = |option, given: Option<String>, before: Option<String>| match given {
            Some(text) => printable(option, &text).map(Some),
            None => Ok(before),
        };
        Ok(Biller {
            name,
            language,
            zone: zone.unwrap_or(before.zone),
            colour: colour.unwrap_or(before.colour),
            email: contact("--email", email, before.email)?,
            phone: contact("--phone", phone, before.phone)?,
            default_term_days: term.unwrap_or(before.default_term_days),
            ..before
        })
    }
}

fn check_slug(slug: &str) -> Result<(), Failure> {
    let sound = !slug.is_empty()
        && slug.len() <= LONGEST_SLUG
        && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-');
    if sound {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "SLUG: “{slug}” is none; it has 1 to {LONGEST_SLUG} small letters, digits and hyphens between them"
    )))
}

fn printable(option: &str, text: &str) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control) {
        return Err(Failure::usage(format!("{option}: 1 to {LONGEST_NAME} printable characters")));
    }
    Ok(text.to_owned())
}

fn taken(slug: &str) -> Failure {
    Failure::failed(format!(
        "there is a biller “{slug}” already; change it with `billow --biller {slug} biller set`"
    ))
}

impl From<Biller> for BillerLine {
    fn from(biller: Biller) -> Self {
        Self {
            slug: biller.slug,
            name: biller.name,
            zone: biller.zone,
            language: biller.language,
            colour: biller.colour,
            email: biller.email,
            phone: biller.phone,
            default_term_days: biller.default_term_days,
            sandbox: biller.sandbox,
        }
    }
}
