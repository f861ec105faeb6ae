//! `billow`
fn main() {}
