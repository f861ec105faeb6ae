//! Payers: how they are reached, and how they are forgotten.

mod change;
mod forget;

pub(crate) use change::search_text;
pub use change::{ChangePayer, PayerChanged};
pub use forget::{ForgetPayer, Forgotten};
