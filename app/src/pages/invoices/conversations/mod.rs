//! The conversation on the page: what was said, the box to write in, and what a payer can ask for.

pub(super) mod asks;
pub(super) mod compose;
pub(super) mod conversation;
pub(super) mod item;
