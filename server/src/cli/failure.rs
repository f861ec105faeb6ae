//! How a command ends: its message and its exit code.

use std::fmt::Display;
use std::process::ExitCode;

use usecases::{StoreError, UnknownZone, UseCaseError};

use crate::config::SettingsError;

/// The result of a command that ran to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is good: exit code 0.
    Good,
    /// Some of the input was rejected, or something was found: exit code 1. The details were printed.
    Rejected,
}

/// Why a command did not run to its end, in one sentence: what, where, what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command or a setting is wrong: exit code 2.
    #[error("{0}")]
    Usage(String),
    /// The command was right and did not succeed: exit code 1.
    #[error("{0}")]
    Failed(String),
}

impl Failure {
    pub fn failed(text: impl Into<String>) -> Self {
        Self::Failed(text.into())
    }

    pub fn usage(text: impl Into<String>) -> Self {
        Self::Usage(text.into())
    }

    pub fn code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) => ExitCode::from(1),
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Good => Self::SUCCESS,
            Outcome::Rejected => Self::from(1),
        }
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<UnknownZone> for Failure {
    fn from(error: UnknownZone) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NodeTooOld(_) => Self::Failed(format!(
                "nothing was changed: {}; run this with the version of billow that wrote it, or a later one",
                sentence(&error)
            )),
            StoreError::OutcomeUnknown(why) => Self::Failed(format!(
                "it is unknown whether this was done: the database went away while it committed ({}); look \
                 before you repeat the command. `billow import`, `billow bank import` and `billow pay` with \
                 --source-id can be repeated as they are: what was done is not done again",
                sentence(&why)
            )),
            other => Self::Failed(sentence(&other)),
        }
    }
}

impl From<UseCaseError> for Failure {
    fn from(error: UseCaseError) -> Self {
        match error {
            UseCaseError::Invalid(problems) => {
                let all: Vec<_> = problems.into_iter().map(|problem| problem.message).collect();
                Self::Failed(all.join("; "))
            }
            UseCaseError::Store(error) => error.into(),
            other => Self::Failed(sentence(&other)),
        }
    }
}

fn sentence(error: &dyn Display) -> String {
    // Database drivers write several lines; a terminal needs one.
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
