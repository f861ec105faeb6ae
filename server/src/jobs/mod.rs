//! What runs by itself, one file each.
