//! `billow apikey add NAME`

use std::sync::Arc;

use clap::{Args, Subcommand};
use usecases::{ApiKey, StoreError, UseCaseError, hash_api_key, make_api_key};

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::out;
use super::sandbox::biller_or_sandbox;

#[derive(Subcommand)]
pub enum ApikeyCommand {
    /// Make a key and print it, this once
    Add(Add),
}

#[derive(Args)]
pub struct Add {
    /// What the key is for, unique within the biller
    name: String,
}

impl ApikeyCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let Self::Add(Add { name }) = self;
        let name = name.trim().to_owned();
        if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
            return Err(Failure::usage("NAME: a key's name has 1 to 100 printable characters"));
        }
        let context = CliContext::open(common).await?;
        let biller = biller_or_sandbox(&context).await?;
        let key = make_api_key();
        let work = ApiKey {
            biller: biller.id,
            name: name.clone(),
            hash: hash_api_key(&key),
            at: context.services.clock.now(),
        };
        match context.database().write(Arc::new(work)).await {
            Ok(_) => out::line(&key)?,
            Err(UseCaseError::Store(StoreError::Exists(_))) => {
                return Err(Failure::failed(format!(
                    "{} has an API key “{name}” already; choose another name",
                    biller.name
                )));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(Outcome::Good)
    }
}
