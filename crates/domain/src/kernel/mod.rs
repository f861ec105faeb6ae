//! The base of all areas: ids, money, time, actors, the loaded streams, commands and the ledger.

pub mod actor;
pub mod books;
pub mod command;
pub mod decide;
pub mod ids;
pub mod ledger;
pub mod money;
mod reactions;
pub mod refusal;
pub mod stream;
pub mod time;
