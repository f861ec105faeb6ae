//! The conversation on an invoice, the inbox, and canned replies.

pub mod conversation;
pub mod inbox;
pub mod replies;
