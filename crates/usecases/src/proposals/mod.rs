//! Proposals: one side proposes a change and the other accepts it in the conversation, with a record of the agreement.

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
