//! Files that people attach: read from forms within limits, checked by their content, stored, and served as nothing but
//! what they are.
//!
//! The routes of payers and of the console use the same code. Who may see which file is decided by
//! [`usecases::FindAttachment`].

mod form;
mod keep;
mod serve;

pub use form::{COMES_WITHIN, Form, NotRead, read_form};
pub use keep::{NotKept, keep, take_in};
pub use serve::serve;

/// The largest form with a file that is read to its end, in bytes. It is more than we store, so that the sender of a
/// larger file gets an answer: a browser that is cut off shows none.
pub const FORM_WITH_FILE_BYTES: usize = 32 * 1024 * 1024;
