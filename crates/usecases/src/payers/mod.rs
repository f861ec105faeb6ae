//! Payers: their details, and how they are forgotten.

mod change;
mod forget;
mod ports;
mod queries;

pub(crate) use change::search_text;
pub use change::{ChangePayer, PayerChanged};
pub use forget::{ForgetPayer, Forgotten};
pub use ports::{ListedPayer, ListedPayers, PayerEntry, PayerList, PayerRow, PayerStore, PayerTransaction};
pub use queries::{FindPayer, ListPayers, PayerExists, ReadPayerHistory};
