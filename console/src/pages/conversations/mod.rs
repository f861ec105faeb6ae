//! The conversation on an invoice, the inbox of them, and saved replies.

pub mod conversation;
pub mod inbox;
pub mod replies;
