//! Collects problems with their byte positions. Paths and lines are computed once, at the end, for refused files only.

use std::borrow::Cow;

use super::MAX_PROBLEMS;
use super::place;
use super::position::Position;
use crate::DocumentProblem;

#[derive(Default)]
pub(super) struct Problems {
    found: Vec<Finding>,
    /// How many were found after the list was full.
    more: usize,
}

struct Finding {
    rule: Cow<'static, str>,
    at: Position,
    message: String,
}

impl Problems {
    pub(super) fn add(
        &mut self,
        rule: impl Into<Cow<'static, str>>,
        at: Position,
        message: impl Into<String>,
    ) {
        if self.found.len() < MAX_PROBLEMS {
            self.found.push(Finding { rule: rule.into(), at, message: message.into() });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) fn into_problems(mut self, text: &str) -> Vec<DocumentProblem> {
        self.found.sort_by_key(|finding| finding.at);
        let spots: Vec<Position> = self.found.iter().map(|finding| finding.at).collect();
        let mut problems: Vec<DocumentProblem> = self
            .found
            .into_iter()
            .zip(place::of_spots(text, &spots))
            .map(|(finding, place)| DocumentProblem::new(finding.rule, place, finding.message))
            .collect();
        if self.more > 0 {
            problems.push(DocumentProblem::new(
                "MORE",
                "the file",
                format!("{} more problems are not listed", self.more),
            ));
        }
        problems
    }
}
