//! What the biller has prepared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A prepared answer in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReplyText {
    /// What is written, with variables such as `{open}`.
    pub text: String,
    /// What the question is recognised by: all words of one of these, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
}

/// A prepared answer by the BCP 47 tag of its language.
pub type ReplyTexts = BTreeMap<String, ReplyText>;
