//! What the tests of this crate share.
#![allow(dead_code)]

use std::path::PathBuf;

use bank::{Problem, Transaction};

/// Reads a file the way an import does: whole, then transaction by transaction.
pub fn read(bytes: &[u8]) -> Result<Vec<Transaction>, Problem> {
    let survey = bank::survey(bytes)?;
    let transactions: Vec<_> = bank::transactions(bytes, &survey)?.collect::<Result<_, _>>()?;
    assert_eq!(survey.transactions, transactions.len() as u64, "both readings count the same");
    for (index, transaction) in transactions.iter().enumerate() {
        assert_eq!(transaction.number, index as u64 + 1);
    }
    Ok(transactions)
}

/// The folder of files that banks wrote, where it is there.
pub fn real_files(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/bank").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}
