//! Paying at a provider: the form, the amount in it, and the pages there and back.

mod amount;
pub mod attempts;
pub mod pay;
