//! Staff: the list, logging in, and passwords.

pub mod login;
pub mod members;
pub mod password;
