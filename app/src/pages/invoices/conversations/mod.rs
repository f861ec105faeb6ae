//! The conversation on the page: messages, the message form, and the payer's requests.

pub(super) mod asks;
pub(super) mod compose;
pub(super) mod conversation;
pub(super) mod item;
