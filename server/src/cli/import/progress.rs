//! The progress of an import, for a person at the terminal.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::time::{Duration, Instant};

/// Nobody reads faster than this.
const EVERY: Duration = Duration::from_millis(100);

/// Counts on the terminal; silent if errors go to a file, or if the lines themselves are visible.
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

    /// Counts one file.
    pub fn count(&mut self, rejected: bool) {
        self.done += 1;
        self.rejected += usize::from(rejected);
        if self.visible && self.shown.is_none_or(|shown| shown.elapsed() >= EVERY) {
            self.show();
            self.shown = Some(Instant::now());
        }
    }

    /// All files are done.
    pub fn end(&self) {
        if self.visible {
            self.show();
            eprintln!();
        }
    }

    fn show(&self) {
        let Self { files, done, rejected, .. } = self;
        let mut err = stderr().lock();
        // A closed terminal does not stop the import.
        let _ = write!(err, "\r{done} of {files} files, {rejected} rejected");
        let _ = err.flush();
    }
}
