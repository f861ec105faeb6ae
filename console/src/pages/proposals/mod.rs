//! What the two sides have proposed to each other.

pub mod record;
