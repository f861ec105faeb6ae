//! Files that banks and other projects wrote, with the readings that are expected of them.

mod real;
mod support;
