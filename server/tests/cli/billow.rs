//! The binary in a folder of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use serde_json::Value;
use store::SqlStore;
use tempfile::TempDir;
use usecases::{BillerStore as _, InvoiceList, InvoiceRow, InvoiceStore as _};

/// A folder with what commands leave there: a database of its own, settings.
pub struct Billow {
    folder: TempDir,
    environment: Vec<(&'static str, String)>,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Billow {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), environment: Vec::new() }
    }

    /// The same folder for a person who set something.
    pub fn with(mut self, setting: &'static str, value: impl Into<String>) -> Self {
        self.environment.push((setting, value.into()));
        self
    }

    /// A file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), bytes).unwrap();
        name.to_owned()
    }

    /// The command, ready to start: nothing of what the machine's owner has set reaches it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_billow"));
        command.args(arguments).current_dir(self.folder.path());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("BILLOW_") || name == "RUST_LOG" {
                command.env_remove(name);
            }
        }
        command.envs(self.environment.iter().map(|(name, value)| (*name, value)));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// The same with something on standard input.
    pub fn with_input(&self, arguments: &[&str], input: &str) -> Ended {
        let mut command = self.command(arguments);
        let piped = || std::process::Stdio::piped();
        let mut child = command.stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
        // A command that refuses its arguments does not read on.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// Runs a command that has to work, and answers what it printed.
    pub fn good(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{arguments:?}");
        ended.out
    }

    /// The same, where JSON is printed.
    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.good(arguments)).unwrap()
    }

    /// Imports files and answers a line for each, with the exit code.
    pub fn import(&self, files: &[impl AsRef<str>]) -> (Vec<Line>, Option<i32>) {
        self.import_with(&[], files)
    }

    /// The same with options.
    pub fn import_with(&self, options: &[&str], files: &[impl AsRef<str>]) -> (Vec<Line>, Option<i32>) {
        let mut arguments = vec!["import"];
        arguments.extend(options);
        arguments.extend(files.iter().map(AsRef::as_ref));
        let ended = self.run(&arguments);
        let lines: Vec<_> = ended.out.lines().map(|line| Line(serde_json::from_str(line).unwrap())).collect();
        for (line, file) in lines.iter().zip(files) {
            assert_eq!(line.text("file"), file.as_ref(), "lines come in the order of the files");
        }
        assert_eq!(lines.len(), files.len(), "{ended:?}");
        (lines, ended.code)
    }

    pub fn assert_verified(&self) {
        assert_eq!(self.good(&["verify", "--json"]), "");
    }

    /// The database itself, to look at what commands do not print.
    pub async fn store(&self) -> Arc<SqlStore> {
        let url = format!("sqlite:{}", self.path("billow.db").display());
        store::open(&url, store::Options::default()).await.unwrap()
    }

    /// An invoice of the one biller.
    pub async fn invoice(&self, number: &str) -> Option<InvoiceRow> {
        let store = self.store().await;
        let biller = store.billers().await.unwrap().remove(0);
        let today = domain::Date::constant(2026, 1, 1);
        let list = InvoiceList { limit: 2, ..InvoiceList::numbered(number, today) };
        let mut found = store.list_invoices(biller.id, &list).await.unwrap().invoices;
        assert!(found.len() <= 1, "a number is one invoice's");
        let found = found.pop().map(|one| one.row);
        store.close().await;
        found
    }
}

/// What an import printed for a file.
#[derive(Debug)]
pub struct Line(Value);

impl Line {
    pub fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_else(|| panic!("{name} of {self:?}"))
    }

    pub fn is_null(&self, name: &str) -> bool {
        self.0[name].is_null()
    }

    pub fn status(&self) -> &str {
        self.text("status")
    }

    /// The rules that the file broke.
    pub fn rules(&self) -> Vec<&str> {
        let errors = self.0["errors"].as_array().unwrap();
        for error in errors {
            for part in ["rule", "where", "message"] {
                assert!(error[part].as_str().is_some_and(|text| !text.is_empty()), "{part} of {error}");
            }
        }
        errors.iter().map(|error| error["rule"].as_str().unwrap()).collect()
    }
}

/// A document of ours under another number.
pub fn numbered(number: &str) -> String {
    let fixture = include_str!("../../../crates/documents/tests/fixtures/electricity.xml");
    renumbered(fixture, number)
}

/// A document under another number.
pub fn renumbered(document: &str, number: &str) -> String {
    let (before, rest) = document.split_once("<cbc:ID>").unwrap();
    let (_, after) = rest.split_once("</cbc:ID>").unwrap();
    format!("{before}<cbc:ID>{number}</cbc:ID>{after}")
}

/// The published examples; nothing, and a word about it, where they are not there.
pub fn examples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/einvoice/examples");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: the published examples are not beside the checkout");
    None
}
