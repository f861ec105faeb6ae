//! Undoes the import of a file: first all of it is checked, then its entries are undone in batches.

use usecases::bank_imports::{BeginUndo, CheckUndo, FileId, UndoEntries};
use usecases::{Caller, Input, Services, UseCase, UseCaseError, execute};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UndoEnded {
    /// How many entries were undone.
    pub undone: u64,
    /// How many entries stay, because their payments were changed meanwhile.
    pub left: u64,
}

/// Undoes an import, or continues an undo that was interrupted. After each step `progress` gets what is done and how
/// many entries the file has.
///
/// # Errors
/// [`UseCaseError::Invalid`] if something of it was changed by hand; nothing has changed then.
pub async fn undo(
    services: &Services,
    caller: &Caller,
    file: FileId,
    mut progress: impl FnMut(UndoEnded, u64),
) -> Result<UndoEnded, UseCaseError> {
    let mut before = Some(i64::MAX);
    while let Some(number) = before {
        before = carry_out(services, caller, CheckUndo { file, before: number }).await?.next;
    }
    let begun = carry_out(services, caller, BeginUndo { file }).await?;
    let of = u64::try_from(begun.entries).unwrap_or_default();
    go_on(services, caller, file, |so_far| progress(so_far, of)).await
}

/// Undoes the rest of a file whose undo has begun.
///
/// # Errors
/// Any error of the database; what was undone stays undone.
pub async fn go_on(
    services: &Services,
    caller: &Caller,
    file: FileId,
    mut progress: impl FnMut(UndoEnded),
) -> Result<UndoEnded, UseCaseError> {
    let mut ended = UndoEnded::default();
    let mut before = Some(i64::MAX);
    while let Some(number) = before {
        if number == i64::MAX {
            ended.left = 0;
        }
        let step = UndoEntries { file, before: number, left: ended.left };
        let step = carry_out(services, caller, step).await?;
        ended.undone += step.undone;
        ended.left += step.left;
        progress(ended);
        before = step.next;
    }
    Ok(ended)
}

async fn carry_out<U: UseCase>(
    services: &Services,
    caller: &Caller,
    use_case: U,
) -> Result<U::Output, UseCaseError> {
    Ok(execute(services, caller.clone(), Input { use_case, key: None }).await?.output)
}
