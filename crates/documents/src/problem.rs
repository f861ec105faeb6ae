//! What is wrong with a file, for the person who sent it.

use std::fmt;

/// One reason why a file is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentProblem {
    /// The id of the rule in EN 16931, its UBL binding or Peppol BIS Billing 3.0 (`BR-CO-15`,
    /// `PEPPOL-EN16931-R120`), or a code of our own where none of them has one: see
    /// [`ubl`](crate::ubl).
    pub rule: String,
    /// Where: a path with the line, `/Invoice/cac:InvoiceLine[3]/cbc:LineExtensionAmount, line 120`.
    /// `cac` and `cbc` stand for UBL's namespaces whatever prefixes the file uses.
    pub place: String,
    /// A sentence for a person, with both figures where two disagree.
    pub message: String,
}

impl DocumentProblem {
    pub(crate) fn new(rule: impl Into<String>, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { rule: rule.into(), place: place.into(), message: message.into() }
    }
}

impl fmt::Display for DocumentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {} ({})", self.rule, self.message, self.place)
    }
}
