//! `cargo xtask test`.

use crate::{
    build, progress,
    setup::{self, Npm, Packages, Rust},
    workspace,
};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use std::{
    env, fmt,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

/// One kind of tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TestPart {
    /// Those of the crates, on both databases.
    Rust,
    /// Those in Chromium.
    Browser,
}

/// Sets up what the tests need and runs them all, or one part; the last line counts them.
pub fn test(part: Option<TestPart>) -> Result<()> {
    let wanted = |one| part.is_none_or(|part| part == one);
    let rust = Rust::set_up()?;
    // Both parts have tests against PostgreSQL.
    let postgres = setup::postgres_programs()?;
    let mut chromium = None;
    let mut npm = Npm::Optional;
    if wanted(TestPart::Browser) {
        chromium = Some(setup::chromium()?);
        npm = Npm::Required;
    }
    let packages = Packages::set_up(npm)?;
    let billow = if wanted(TestPart::Rust) {
        build::everything_with_tests(&rust, packages.as_ref())?
    } else {
        build::everything(&rust, packages.as_ref(), false)?
    };

    let mut total = Counts::default();
    let mut failed = Vec::new();
    let mut suite = |name: &'static str, command: &mut Command| {
        for (setting, _) in env::vars_os() {
            // It must not be a database that somebody uses.
            let name = setting.to_string_lossy();
            if name.starts_with("BILLOW_") && !name.starts_with("BILLOW_TEST_") {
                command.env_remove(&setting);
            }
        }
        command.env("BILLOW_TEST_PG_BIN", &postgres).env("BILLOW_BIN", &billow);
        let (counts, succeeded) = progress::step(name, || run(command))?;
        total.add(counts);
        if !succeeded || counts.failed > 0 {
            failed.push(name);
        }
        anyhow::Ok(())
    };
    if wanted(TestPart::Rust) {
        suite("tests of the crates", rust.cargo().args(["test", "--workspace", "--no-fail-fast"]))?;
    }
    if let Some(chromium) = &chromium {
        let mut npm = Command::new("npm");
        npm.args(["test", "--silent"]).current_dir(workspace::root().join("end2end"));
        suite("tests in the browser", npm.env("BILLOW_TEST_CHROMIUM", chromium))?;
    }
    println!("{total}");
    match failed.as_slice() {
        [] if total.passed == 0 => bail!("no test ran"),
        [] => Ok(()),
        failed => bail!("failed: {}", failed.join(", ")),
    }
}

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// What a line of a test runner reports: `test result: ok. 3 passed; 0 failed; …` or `3 passed, 0 failed`.
    fn in_line(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split([' ', ';', ',', '.']).filter(|word| !word.is_empty()).collect();
        let before = |name: &str| words.windows(2).find(|pair| pair[1] == name)?[0].parse().ok();
        Some(Self { passed: before("passed")?, failed: before("failed")? })
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs a suite, prints its output and counts its results; also returns whether it ended well.
fn run(command: &mut Command) -> Result<(Counts, bool)> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start the tests")?;
    let output = child.stdout.take().context("the tests have no output")?;
    let mut counts = Counts::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if let Some(more) = Counts::in_line(&line) {
            counts.add(more);
        }
    }
    Ok((counts, child.wait()?.success()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_both_test_runners_are_counted() {
        let counted = |passed, failed| Some(Counts { passed, failed });
        let of_cargo = "test result: FAILED. 12 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s";
        assert_eq!(Counts::in_line(of_cargo), counted(12, 1));
        assert_eq!(Counts::in_line("7 passed, 0 failed"), counted(7, 0));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(Counts::in_line("test payment_failed ... ok"), None);
        assert_eq!(Counts::in_line("the 3 failed payments passed on"), None);
    }
}
