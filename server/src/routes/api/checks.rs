//! Limits for what callers send: every text has a length, every amount a range, and all problems are reported at once.

use domain::Date;
use domain::money::MAX_MINOR;
use usecases::FieldProblem;

use super::problem::ApiProblem;

/// Collects the problems of an input.
#[derive(Default)]
pub struct Checks(Vec<FieldProblem>);

impl Checks {
    /// Adds a problem at a place.
    pub fn add(&mut self, place: impl Into<String>, rule: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldProblem { place: place.into(), rule: rule.into(), message: message.into() });
    }

    /// A line of text that is required.
    pub fn line(&mut self, place: &str, text: &str, longest: usize) -> String {
        let text = self.bounded(place, text, longest, char::is_control);
        if text.is_empty() {
            self.add(place, "empty", "this must not be empty");
        }
        text
    }

    /// An optional line of text; an empty one counts as missing.
    pub fn optional_line(&mut self, place: &str, text: Option<&str>, longest: usize) -> Option<String> {
        text.map(|text| self.bounded(place, text, longest, char::is_control)).filter(|text| !text.is_empty())
    }

    /// An optional text of several lines.
    pub fn optional_text(&mut self, place: &str, text: Option<&str>, longest: usize) -> Option<String> {
        let is_refused = |character: char| character.is_control() && character != '\n' && character != '\t';
        text.map(|text| self.bounded(place, &text.replace("\r\n", "\n"), longest, is_refused))
            .filter(|text| !text.is_empty())
    }

    fn bounded(
        &mut self,
        place: &str,
        text: &str,
        longest: usize,
        is_refused: impl Fn(char) -> bool,
    ) -> String {
        let text = text.trim();
        let length = text.chars().count();
        if length > longest {
            self.add(place, "too_long", format!("this has {length} characters, {longest} are the most"));
        }
        if text.chars().any(is_refused) {
            self.add(place, "control", "this has control characters, which do not belong in a text");
        }
        text.to_owned()
    }

    /// An amount of money that moves: more than zero.
    pub fn amount(&mut self, place: &str, minor: i64) -> i64 {
        if minor < 1 {
            self.add(
                place,
                "amount_not_positive",
                format!("the amount is {minor}, it has to be more than zero"),
            );
        }
        self.figure(place, minor)
    }

    /// An amount that is not negative.
    pub fn amount_or_zero(&mut self, place: &str, minor: i64) -> i64 {
        if minor < 0 {
            self.add(place, "NEGATIVE", format!("the amount is {minor}, it must not be negative"));
        }
        self.figure(place, minor)
    }

    /// Any amount within a sane range.
    pub fn figure(&mut self, place: &str, minor: i64) -> i64 {
        if !(-MAX_MINOR..=MAX_MINOR).contains(&minor) {
            self.add(place, "amount_too_large", "the amount is larger than any that is accepted");
            return 0;
        }
        minor
    }

    /// A list within a limit.
    pub fn count(&mut self, place: &str, count: usize, most: usize) {
        if count > most {
            self.add(place, "LIMIT", format!("there are {count} entries, {most} are the most"));
        }
    }

    /// A civil date, `2026-11-30`, of a plausible year.
    pub fn date(&mut self, place: &str, text: Option<&str>) -> Option<Date> {
        let text = text?;
        let date = text.parse::<Date>().ok();
        // The parser accepts other forms as well, but the text has to be exactly the date that was read.
        let date = date.filter(|date| date.to_string() == text && (1900..2200).contains(&date.year()));
        if date.is_none() {
            let shown: String = text.chars().take(12).collect();
            self.add(place, "date", format!("“{shown}” is not a date as in 2026-11-30"));
        }
        date
    }

    /// Returns the problems, if there are any.
    pub fn finish(self) -> Result<(), ApiProblem> {
        if self.0.is_empty() { Ok(()) } else { Err(ApiProblem::invalid(self.0)) }
    }
}
