//! The project's own commands, run as `cargo xtask COMMAND`.
//!
//! `setup` installs what a machine lacks, `build` makes the browser's files and the server that embeds them, `check`
//! and `test` check the project's rules. Nothing here is shipped, and nothing here needs the wasm target to compile.

mod bench;
mod build;
mod check;
mod process;
mod progress;
mod run;
mod setup;
mod test;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Billow's tasks: each sets up what it needs and repeats nothing that is already done.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build, fill the demo database and serve it on http://127.0.0.1:3000.
    Run,
    /// Build `billow` with the pages' scripts and styles inside.
    Build {
        /// Optimised, as it is shipped.
        #[arg(long)]
        release: bool,
    },
    /// Run every test, on both databases and in a browser.
    Test {
        /// Only this part.
        #[arg(value_enum)]
        part: Option<test::TestPart>,
    },
    /// Formatting, clippy and rustdoc without warnings for server and browser, and the dependency rules.
    Check,
    /// Measure: build optimised and run one benchmark. `cargo xtask bench help` lists them.
    Bench {
        /// Name and arguments of the benchmark.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Run => run::run(),
        Task::Build { release } => build::build(release),
        Task::Test { part } => test::test(part),
        Task::Check => check::check(),
        Task::Bench { arguments } => bench::bench(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // For the person at the terminal: what, where, what next; no backtrace of this program.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
