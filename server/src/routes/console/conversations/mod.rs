//! Conversations: the inbox, one conversation, writing, triage, and canned replies.

pub mod conversation;
pub mod inbox;
pub mod replies;
pub mod say;
pub mod triage;
