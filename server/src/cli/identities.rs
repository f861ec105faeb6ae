//! `billow biller account|seller add|list|remove`: the bank accounts and sellers whose files and documents are
//! accepted.

use clap::Subcommand;
use domain::Timestamp;
use serde::Serialize;
use usecases::billers::{
    AddBankAccount, AddSeller, BillerIdentity, IdentityChanged, RemoveBankAccount, RemoveSeller,
};
use usecases::{Input, ListBankAccounts, ListSellers, Query, UseCase, UseCaseError, ask, execute};

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::out;

#[derive(Subcommand)]
pub enum AccountCommand {
    /// Add a bank account: IBAN, domestic number or bankgiro number
    Add {
        /// In any writing
        account: String,
    },
    /// Print a line of JSON for each bank account
    List,
    /// Remove a bank account; when none is left, the next bank file enters its own
    Remove {
        /// In any writing
        account: String,
    },
}

#[derive(Subcommand)]
pub enum SellerCommand {
    /// Add a seller, by what its documents state first of VAT number, registration number, identifier and name
    Add {
        /// In any writing
        seller: String,
    },
    /// Print a line of JSON for each seller
    List,
    /// Remove a seller; when none is left, the next document enters its own
    Remove {
        /// In any writing
        seller: String,
    },
}

impl AccountCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        match self {
            Self::Add { account } => change(common, AddBankAccount { account }, "account").await,
            Self::Remove { account } => change(common, RemoveBankAccount { account }, "account").await,
            Self::List => list(common, ListBankAccounts, "account").await,
        }
    }
}

impl SellerCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        match self {
            Self::Add { seller } => change(common, AddSeller { seller }, "seller").await,
            Self::Remove { seller } => change(common, RemoveSeller { seller }, "seller").await,
            Self::List => list(common, ListSellers, "seller").await,
        }
    }
}

/// A line of a list.
#[derive(Serialize)]
struct IdentityLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seller: Option<String>,
    added_at: Timestamp,
}

fn line(kind: &str, value: String, added_at: Timestamp) -> IdentityLine {
    match kind {
        "account" => IdentityLine { account: Some(value), seller: None, added_at },
        _ => IdentityLine { account: None, seller: Some(value), added_at },
    }
}

async fn change(
    common: &Common,
    use_case: impl UseCase<Output = IdentityChanged>,
    kind: &str,
) -> Result<Outcome, Failure> {
    let context = CliContext::open(common).await?;
    let biller = context.biller().await?;
    let input = Input { use_case, key: None };
    match execute(&context.services, CliContext::caller(biller.id), input).await {
        Ok(done) => out::json(&line(kind, done.output.value, done.output.added_at))?,
        Err(UseCaseError::NotFound(_)) => {
            return Err(Failure::failed(format!(
                "{} has no such {kind}; `billow biller {kind} list` prints those that it has",
                biller.name
            )));
        }
        Err(UseCaseError::Invalid(problems)) => {
            let problems: Vec<_> = problems.into_iter().map(|problem| problem.message).collect();
            return Err(Failure::usage(problems.join("; ")));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(Outcome::Good)
}

async fn list(
    common: &Common,
    query: impl Query<Output = Vec<BillerIdentity>>,
    kind: &str,
) -> Result<Outcome, Failure> {
    let context = CliContext::open(common).await?;
    let biller = context.biller().await?;
    for BillerIdentity { value, added_at, .. } in
        ask(&context.services, &CliContext::caller(biller.id), query).await?
    {
        out::json(&line(kind, value, added_at))?;
    }
    Ok(Outcome::Good)
}
