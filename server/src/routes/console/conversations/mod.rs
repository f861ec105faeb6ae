//! Conversations: the inbox, one of them, what staff write and how they sort it, and saved replies.

pub mod conversation;
pub mod inbox;
pub mod replies;
pub mod say;
pub mod triage;
