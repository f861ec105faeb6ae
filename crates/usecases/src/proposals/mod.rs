//! Proposals: what one side proposes and the other one accepts in place, with the record of who agreed to what.

mod answer;
mod consent;
mod ports;
mod propose;
mod queries;

pub use answer::{AcceptProposal, DeclineProposal, ProposalAnswered, WithdrawProposal};
pub use consent::{Consent, ConsentText, Evidence};
pub use ports::ProposalStore;
pub use propose::{MakeProposal, ProposalMade};
pub use queries::FindConsent;
