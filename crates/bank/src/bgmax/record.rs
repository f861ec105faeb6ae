//! The lines of a BgMax file: eighty columns, the first two say what it is.

use domain::Date;

use crate::Problem;
use crate::problem::shorten;

/// A line with its columns.
pub(super) struct Record<'a> {
    text: &'a str,
    place: String,
}

impl<'a> Record<'a> {
    pub(super) fn new(text: &'a str, place: String) -> Self {
        Self { text, place }
    }

    /// The two digits at the beginning.
    pub(super) fn code(&self) -> &'a str {
        self.columns(1, 2)
    }

    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// Columns `first` to `last`, counted from 1 as Bankgirot's manual does, without white space around.
    /// A line that is shorter than it should be ends in blanks.
    pub(super) fn columns(&self, first: usize, last: usize) -> &'a str {
        let mut starts = self.text.char_indices().map(|(at, _)| at);
        let start = starts.nth(first - 1);
        let end = if last >= first { starts.nth(last - first) } else { None };
        start.map_or("", |start| self.text[start..end.unwrap_or(self.text.len())].trim())
    }

    /// The reference of TK20 to TK23. Thirty-three columns of a fixed form follow it: if tabs have replaced blanks
    /// before it, it is located from there.
    pub(super) fn reference(&self) -> String {
        let text = self.text.trim_end();
        if !text.contains('\t') {
            return self.columns(13, 37).to_owned();
        }
        let head = text.char_indices().nth(12).map_or(text.len(), |(at, _)| at);
        let behind: Vec<char> = text[head..].trim_start().chars().collect();
        behind[..behind.len().saturating_sub(33)].iter().collect::<String>().trim().to_owned()
    }

    pub(super) fn number(&self, first: usize, last: usize, what: &str) -> Result<u64, Problem> {
        let text = self.columns(first, last);
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().ok_or_else(|| self.wrong(first, last, what, text))
    }

    /// Öre or cents.
    pub(super) fn minor(&self, first: usize, last: usize) -> Result<i64, Problem> {
        let number = self.number(first, last, "an amount")?;
        i64::try_from(number)
            .ok()
            .filter(|minor| *minor <= domain::money::MAX_MINOR)
            .ok_or_else(|| self.wrong(first, last, "an amount that can be booked", &number.to_string()))
    }

    /// `20040525`.
    pub(super) fn day(&self, first: usize, last: usize) -> Result<Date, Problem> {
        let text = self.columns(first, last);
        let part = |range| text.get(range).and_then(|part: &str| part.parse::<i16>().ok());
        let day = (text.len() == 8)
            .then(|| {
                let (month, day) = (i8::try_from(part(4..6)?).ok()?, i8::try_from(part(6..8)?).ok()?);
                crate::day::day(part(0..4)?, month, day)
            })
            .flatten();
        day.ok_or_else(|| self.wrong(first, last, "a day (20261130)", text))
    }

    fn wrong(&self, first: usize, last: usize, what: &str, text: &str) -> Problem {
        Problem::value(
            format!("{}, columns {first} to {last}", self.place),
            format!("“{}” is not {what}", shorten(text)),
        )
    }
}
