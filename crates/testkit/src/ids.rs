//! Ids that are the same in every run.

use uuid::Uuid;

/// A version 7 id that ends in a number.
pub const fn id(last: u128) -> Uuid {
    Uuid::from_u128(0x0193_4a5b_6c7d_7e8f_9a0b_0000_0000_0000 + last)
}
