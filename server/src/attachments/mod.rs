//! Files on their way in and out: read from forms with a bound, checked by their content, kept, and served as
//! nothing but what they are.
//!
//! Routes of payers and of the console use this alike; what differs is who may see what, which [`usecases::FindAttachment`] knows.

mod form;
mod keep;
mod serve;

pub use form::{COMES_WITHIN, Form, NotRead, read_form};
pub use keep::{NotKept, keep, take_in};
pub use serve::serve;

/// The largest form with a file that is read to its end, in bytes. It is more than is kept, so that whoever
/// sends a file that is too large is told so: a browser that is cut off shows no answer.
pub const FORM_WITH_FILE_BYTES: usize = 32 * 1024 * 1024;
