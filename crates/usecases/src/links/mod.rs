//! Links are capabilities: whoever holds the token may see the invoice.

mod make;
mod node;
mod ports;
mod queries;
mod token;

pub(crate) use make::make;
pub use make::{MakeLink, RevokeLink};
pub use ports::{Link, LinkPlace, LinkStore, LinkTransaction};
pub use queries::ListLinks;
pub use token::{Made, Token, token_hash};
