//! The server: pages, sockets and the API of Billow, and its command line.
//!
//! A node holds nothing that cannot be rebuilt from the database. The way of a request: a route extracts, calls one use
//! case and maps the answer; the use case decides and saves; the feed tells the hub; the hub tells every open page.

mod assets;
mod attachments;
mod auth;
mod bank_imports;
pub mod cli;
pub mod config;
mod consent;
pub mod jobs;
mod limits;
pub mod live;
pub mod localization;
pub mod node;
pub mod personal_data;
pub mod providers;
mod respond;
mod routes;
mod state;

pub use routes::{console, router};
pub use state::App;
