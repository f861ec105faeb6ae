//! The command line: arguments, exit codes, and a file for each command.
//!
//! Exit codes: 0 for success, 1 if some input was rejected or something failed, 2 for wrong usage or a wrong setting.
//! Results go to standard output, errors as one sentence to standard error.

mod apikey;
mod bank;
mod biller;
mod clock;
mod context;
mod database;
mod demo;
mod due;
mod failure;
mod identities;
mod import;
mod link;
mod out;
mod pay;
mod policy;
mod provider;
mod sandbox;
mod serve;
mod staff;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use failure::{Failure, Outcome};

/// Turns invoices into live pages that payers, agents and billers share.
#[derive(Parser)]
#[command(name = "billow", version, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Args)]
struct Common {
    /// The settings file [default: billow.toml, where there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The biller; needed only where there are several
    #[arg(long, global = true, value_name = "SLUG")]
    biller: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve pages, sockets and the API until interrupted
    Serve,
    /// Make a sandbox biller with invoices in every state, and print the links to their pages
    Demo(demo::Demo),
    /// Take in e-invoice files (UBL), and print a line of JSON for each
    Import(import::ImportCommand),
    /// What the bank tells of
    #[command(subcommand)]
    Bank(bank::BankCommand),
    /// Book a payment of an invoice
    Pay(pay::Pay),
    /// Move the due date of an invoice
    Due(due::Due),
    /// Print the link to an invoice's page
    Link(link::Link),
    /// Who sends invoices
    #[command(subcommand)]
    Biller(biller::BillerCommand),
    /// Keys for the API
    #[command(subcommand)]
    Apikey(apikey::ApikeyCommand),
    /// The people who use the console
    #[command(subcommand)]
    Staff(staff::StaffCommand),
    /// The clock of a sandbox biller
    #[command(subcommand)]
    Clock(clock::ClockCommand),
    /// Bring the database up to what this program needs
    Migrate,
    /// Copy the database into one file, while it is in use
    Backup(database::Backup),
    /// Fill an empty database from a backup
    Restore(database::Restore),
    /// Prove postings, projections and numbering, and list what does not hold
    Verify(database::Verify),
    /// Make postings and projections anew from the events
    Rebuild,
}

/// Runs the command that the arguments name.
#[must_use]
pub fn main() -> ExitCode {
    let Arguments { common, command } = Arguments::parse();
    log(&command);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&Failure::failed(format!("the system gives no threads: {error}"))),
    };
    let ended = runtime.block_on(run(command, &common));
    // Tasks that still run have had their time; nothing that was answered depends on them.
    runtime.shutdown_background();
    match ended {
        Ok(outcome) => outcome.into(),
        Err(failure) => fail(&failure),
    }
}

async fn run(command: Command, common: &Common) -> Result<Outcome, Failure> {
    match command {
        Command::Serve => serve::run(common).await,
        Command::Demo(demo) => demo.run(common).await,
        Command::Import(import) => import.run(common).await,
        Command::Bank(command) => command.run(common).await,
        Command::Pay(pay) => pay.run(common).await,
        Command::Due(due) => due.run(common).await,
        Command::Link(link) => link.run(common).await,
        Command::Biller(command) => command.run(common).await,
        Command::Apikey(command) => command.run(common).await,
        Command::Staff(command) => command.run(common).await,
        Command::Clock(command) => command.run(common).await,
        Command::Migrate => database::migrate(common).await,
        Command::Backup(backup) => backup.run(common).await,
        Command::Restore(restore) => restore.run(common).await,
        Command::Verify(verify) => verify.run(common).await,
        Command::Rebuild => database::rebuild(common).await,
    }
}

fn fail(failure: &Failure) -> ExitCode {
    eprintln!("billow: {failure}");
    failure.code()
}

/// The server logs what it does, a command only what is wrong. `RUST_LOG` overrides this.
fn log(command: &Command) {
    let usual = match command {
        Command::Serve => "info",
        _ => "error",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).init();
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }
}
