//! Reads a file and the document in it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use documents::ubl;
use domain::invoices::document::Document;
use usecases::FieldProblem;

/// A file that was read.
pub struct Parsed {
    /// Its path as it was given.
    pub file: String,
    /// The document with the file's bytes, or what is wrong with it.
    pub content: Result<(Document, Vec<u8>), Vec<FieldProblem>>,
}

impl Parsed {
    /// The numbers that the document has or names: documents that share one must stay in order.
    pub fn numbers(&self) -> Vec<String> {
        let Ok((document, _)) = &self.content else { return Vec::new() };
        std::iter::once(&document.number).chain(&document.preceding).cloned().collect()
    }
}

/// Reads and checks a file, on a thread that may block.
pub async fn parse(path: PathBuf) -> Parsed {
    let file = path.display().to_string();
    let read = tokio::task::spawn_blocking(move || {
        let bytes = read(&path).map_err(|message| vec![problem("FILE", message)])?;
        match ubl::read(&bytes) {
            Ok(document) => Ok((document, bytes)),
            Err(problems) => Err(problems
                .into_iter()
                .map(|one| FieldProblem { place: one.place, rule: one.rule, message: one.message })
                .collect()),
        }
    });
    let content = match read.await {
        Ok(content) => content,
        // The reader panicked: that is its bug, and must not stop the next file.
        Err(_) => Err(vec![problem("FILE", "the reader failed on this file; please report it".into())]),
    };
    Parsed { file, content }
}

/// The bytes of a file, up to a limit: a device has no end.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| format!("the file cannot be read: {error}");
    let file = File::open(path).map_err(cannot)?;
    let about = file.metadata().map_err(cannot)?;
    if about.is_dir() {
        return Err("this is a directory; name the files in it".into());
    }
    let most = u64::try_from(ubl::MAX_BYTES).unwrap_or(u64::MAX);
    if about.is_file() && about.len() > most {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() > ubl::MAX_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

fn too_large() -> String {
    format!("the file is larger than {} MiB, the most that is accepted", ubl::MAX_BYTES / (1024 * 1024))
}

fn problem(rule: &str, message: String) -> FieldProblem {
    FieldProblem { place: "the file".into(), rule: rule.into(), message }
}
