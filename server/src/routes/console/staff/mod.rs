//! Staff: who they are, how they log in, and their passwords.

pub mod login;
pub mod members;
pub mod password;
