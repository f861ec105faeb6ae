//! Prints results. Unlike `println!` it does not panic when the reader has closed the pipe.

use std::io::{self, Write};

use serde::Serialize;

use super::failure::Failure;

/// Prints and flushes a line, so that a reader on a pipe can use it while the command continues.
pub fn line(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(gone)
}

/// Prints a line of JSON.
pub fn json<T: Serialize>(value: &T) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::failed(error.to_string()))?;
    line(&text)
}

fn gone(error: io::Error) -> Failure {
    Failure::failed(format!("what was to be printed could not be written: {error}"))
}
