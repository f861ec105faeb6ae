//! Who sends a request: a biller's system by its API key, staff by a session, a payer by a link.

mod api;
pub mod cookie;
mod passwords;
mod payer;
mod staff;

pub use api::{Denied, identify};
pub use passwords::{PasswordRefused, Passwords};
pub use payer::{Unopened, find_link, link_caller};
pub use staff::Staff;
