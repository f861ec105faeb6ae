//! Tasks of the store itself: leases of jobs, the sandbox clock, purging. Each task is in its area. They go through the
//! same queue as the use cases, so that SQLite keeps its one writer.

use std::sync::Mutex;

use usecases::UseCaseResult;

/// The result of a task, taken after the commit. A task that runs again overwrites it.
#[derive(Default)]
pub(crate) struct Outcome<T>(Mutex<T>);

impl<T: Default> Outcome<T> {
    pub(crate) fn put(&self, value: T) {
        match self.0.lock() {
            Ok(mut slot) => *slot = value,
            Err(poisoned) => *poisoned.into_inner() = value,
        }
    }

    pub(crate) fn take(&self) -> T {
        match self.0.lock() {
            Ok(mut slot) => std::mem::take(&mut *slot),
            Err(poisoned) => std::mem::take(&mut *poisoned.into_inner()),
        }
    }
}

/// The answer of a task of the store, which nobody outside reads.
pub(crate) fn nothing() -> UseCaseResult {
    UseCaseResult { body: String::new(), repeated: false }
}
