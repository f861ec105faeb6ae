//! How far an import is, for a person who waits.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::time::{Duration, Instant};

/// Faster than this nobody reads.
const EVERY: Duration = Duration::from_millis(100);

/// Counts on the terminal; silent where errors go to a file, or where the lines themselves are seen.
pub struct Progress {
    files: usize,
    done: usize,
    rejected: usize,
    shown: Option<Instant>,
    visible: bool,
}

impl Progress {
    pub fn new(files: usize) -> Self {
        let visible = stderr().is_terminal() && !stdout().is_terminal();
        Self { files, done: 0, rejected: 0, shown: None, visible }
    }

    /// One more file is done.
    pub fn count(&mut self, rejected: bool) {
        self.done += 1;
        self.rejected += usize::from(rejected);
        if self.visible && self.shown.is_none_or(|shown| shown.elapsed() >= EVERY) {
            self.show();
            self.shown = Some(Instant::now());
        }
    }

    /// All are done.
    pub fn end(&self) {
        if self.visible {
            self.show();
            eprintln!();
        }
    }

    fn show(&self) {
        let Self { files, done, rejected, .. } = self;
        let mut err = stderr().lock();
        // A terminal that went away is no reason to stop.
        let _ = write!(err, "\r{done} of {files} files, {rejected} rejected");
        let _ = err.flush();
    }
}
