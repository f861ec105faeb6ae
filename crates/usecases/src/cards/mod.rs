//! Cards: what one side proposes and the other one accepts in place, with the record of who agreed to what.

mod answer;
mod consent;
mod ports;
mod propose;
mod queries;

pub use answer::{AcceptCard, CardAnswered, DeclineCard, WithdrawCard};
pub use consent::{Consent, ConsentText, Evidence};
pub use ports::CardStore;
pub use propose::{CardProposed, ProposeCard};
pub use queries::FindConsent;
