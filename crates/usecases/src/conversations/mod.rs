//! The conversation on an invoice: posting and reading messages, assignment, and prepared answers. The messages
//! themselves are in the invoice's log.

mod figures;
mod more_time;
mod notice;
mod ports;
mod post_message;
mod queries;
mod replies;
pub(crate) mod text;
mod triage;

pub use figures::figures_of_row;
pub use more_time::{AskMoreTime, MoreTimeAnswer};
pub use ports::{
    Assignment, ConversationRow, ConversationStore, ConversationTransaction, InboxCounts, InboxCursor,
    InboxPage, InboxQuery, LastMessage, Tab,
};
pub use post_message::{MAX_MESSAGE_CHARS, MessagePosted, PostMessage};
pub use queries::{CountInbox, FindConversation, ListInbox, ListReplies, SearchConversations};
pub use replies::{PutReply, RemoveReply, ReplyId, ReplyKind, ReplySaved, SavedReply};
pub use triage::{AskPerson, Assign, MoveConversation, SeeMessages, WriteNote};

pub(crate) use text::cleaned;
