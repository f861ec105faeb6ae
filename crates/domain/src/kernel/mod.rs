//! What all areas stand on: ids, money, time, who acts, the streams loaded together, commands and the ledger.

pub mod actor;
pub mod books;
pub mod command;
pub mod decide;
pub mod ids;
pub mod ledger;
pub mod money;
pub mod refusal;
pub mod time;
