//! The record of an agreement: the exact text, when, in which language, and from where.

use domain::Timestamp;
use domain::ids::{LinkId, ProposalId};
use domain::links::Proof;
use serde::{Deserialize, Serialize};

use crate::kernel::access::Principal;
use crate::kernel::unit_of_work::UnitOfWork;

/// The exact text on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ConsentText {
    pub title: String,
    /// Its terms.
    pub terms: String,
    /// The text that came with the proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// BCP 47 tag of the language.
    pub language: String,
}

/// From where somebody agreed. Never stored in this form: address and browser are stored as codes under the node's
/// secret key. A code proves a match and reveals nothing else.
#[derive(Clone)]
pub struct Evidence {
    pub address: String,
    /// The `User-Agent` header.
    pub browser: String,
}

impl std::fmt::Debug for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Evidence").finish_non_exhaustive()
    }
}

/// The record as it is stored: JSON of a content row that erasure keeps. It proves why the invoice changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub proposal: ProposalId,
    /// The text on the page.
    #[serde(flatten)]
    pub shown: ConsentText,
    /// When, business time.
    pub at: Timestamp,
    /// The link that was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkId>,
    /// `link` or `code`; `staff` where the biller's side agreed.
    pub proof: String,
    /// Which version of the secret key made the codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_version: Option<i64>,
    /// The network address as a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The browser as a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
}

impl Consent {
    /// The record of an acceptance now.
    pub(crate) fn of(
        unit: &UnitOfWork<'_>,
        proposal: ProposalId,
        shown: &ConsentText,
        evidence: Option<&Evidence>,
    ) -> Self {
        let keys = unit.link_keys();
        let code = |purpose: &str, what: &str| keys.seal(purpose, what);
        let (link, proof) = match unit.caller.principal {
            Principal::Payer { link, proof: Proof::Link, .. } => (Some(link), "link"),
            Principal::Payer { link, proof: Proof::Code, .. } => (Some(link), "code"),
            _ => (None, "staff"),
        };
        Self {
            proposal,
            shown: shown.clone(),
            at: unit.context.now,
            link,
            proof: proof.into(),
            key_version: evidence.map(|_| keys.newest_version()),
            address: evidence.and_then(|one| code("billow consent address 1", &one.address)),
            browser: evidence.and_then(|one| code("billow consent browser 1", &one.browser)),
        }
    }
}
