//! What is read from files of every format, and what is refused.

mod reads;
mod support;
