//! A place in a file that is being read.

/// Where something stands: the byte offset of its `<` in the decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position(pub(super) usize);
