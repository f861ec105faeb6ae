//! Why a bank file is not accepted, for the person who sent it.

use std::fmt;

/// One reason why a file is not accepted. Nothing of such a file is booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `EMPTY`, `FORMAT`, `ENCODING`, `XML`, `LIMIT`, `VALUE` (a value that cannot be read or is missing),
    /// `COUNTER` (a control sum of the bank disagrees with the transactions) or `READ` (the file itself
    /// could not be read).
    pub code: &'static str,
    /// Where: `Stmt[1]/Ntry[3]/Amt` in camt, `line 12` in the formats made of lines.
    pub place: String,
    /// A sentence for a person, with both figures where two disagree.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(code: &'static str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, place: place.into(), message: message.into() }
    }

    pub(crate) fn value(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new("VALUE", place, message)
    }

    pub(crate) fn counter(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new("COUNTER", place, message)
    }

    pub(crate) fn read(place: impl Into<String>, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::InvalidData => Self::new("ENCODING", place, error.to_string()),
            std::io::ErrorKind::OutOfMemory => Self::new("LIMIT", place, error.to_string()),
            _ => Self::new("READ", place, format!("the file cannot be read: {error}")),
        }
    }
}

impl Problem {
    /// The same without quoted values: what is stored about a refused file holds no names.
    #[must_use]
    pub fn without_values(&self) -> Self {
        let mut message = String::with_capacity(self.message.len());
        let mut rest = self.message.as_str();
        while let Some((before, quoted)) = rest.split_once('“') {
            message.push_str(before);
            message.push_str("“…”");
            // A nested quotation ends with the last mark.
            rest = match quoted.rfind('”') {
                Some(end) => &quoted[end + '”'.len_utf8()..],
                None => "",
            };
        }
        message.push_str(rest);
        Self { code: self.code, place: self.place.clone(), message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {} ({})", self.code, self.message, self.place)
    }
}

impl std::error::Error for Problem {}

/// Foreign text, short enough for a message.
pub(crate) fn shorten(text: &str) -> String {
    let mut short: String = text.chars().filter(|character| !character.is_control()).take(60).collect();
    if text.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_problem_quotes_nothing() {
        let kept = |message: &str| Problem::value("line 3", message).without_values().to_string();
        assert_eq!(
            kept("“Anna Exempel” is no day (2026-11-30)"),
            "[VALUE] “…” is no day (2026-11-30) (line 3)"
        );
        assert_eq!(kept("“Anna “Ann” Exempel” is no day"), "[VALUE] “…” is no day (line 3)");
        assert_eq!(kept("cut off: “Anna Exem"), "[VALUE] cut off: “…” (line 3)");
        assert_eq!(kept("2 stand there, 3 are said"), "[VALUE] 2 stand there, 3 are said (line 3)");
    }
}
