//! What the store itself writes: job leases, the sandbox clock, what is over. The tasks stand in their areas; they go
//! through the same lanes as the use cases' works, so that SQLite keeps its one writer.

use std::sync::Mutex;

use usecases::UseCaseResult;

/// What a task found, to be taken after the commit. A task that runs again writes it again.
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

/// The store's own works answer nothing to the outside.
pub(crate) fn nothing() -> UseCaseResult {
    UseCaseResult { body: String::new(), repeated: false }
}
