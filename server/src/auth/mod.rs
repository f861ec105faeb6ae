//! Who is asking: a biller's system by its API key, a person at the biller by a session.

mod api;
pub mod cookie;
mod passwords;
mod staff;

pub use api::{ApiCaller, Denied};
pub use passwords::{NotDone, Passwords};
pub use staff::Staff;
