//! The sandbox provider: its interface, its data, and what happens there later. Its page is in `routes::sandbox`.

pub mod interface;
pub mod keep;
pub mod steps;
