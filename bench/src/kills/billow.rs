//! The program under test: its commands, its server, and a client of that server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use tempfile::TempDir;

use super::database::ensure_good;

/// The program with the database it uses.
pub struct Billow {
    program: PathBuf,
    url: String,
    folder: TempDir,
}

impl Billow {
    pub fn new(program: &Path, url: String) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("billow-kill-").tempdir()?;
        Ok(Self { program: program.to_owned(), url, folder })
    }

    /// The same program with another database.
    pub fn on(&self, url: String) -> Result<Self> {
        Self::new(&self.program, url)
    }

    /// A file of the program's folder.
    pub fn write(&self, name: &str, text: &str) -> Result<()> {
        Ok(std::fs::write(self.folder.path().join(name), text)?)
    }

    /// The command, ready to start.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("BILLOW_") {
                command.env_remove(name);
            }
        }
        command.env("BILLOW_DATABASE_URL", &self.url);
        command.env("BILLOW_SECRET_KEY", "a secret that only the kills know");
        command
    }

    /// Runs a command that has to work, and answers what it printed.
    pub fn good(&self, arguments: &[&str]) -> Result<String> {
        let output = self.command(arguments).output().context("the program does not start")?;
        let said = [output.stdout.as_slice(), &output.stderr].concat();
        ensure_good(output.status, &format!("billow {}", arguments.join(" ")), &said)?;
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Everything agrees with the log, or it fails.
    pub fn verify(&self) -> Result<()> {
        let found = self.good(&["verify", "--json"]).context("the books do not agree")?;
        ensure!(found.is_empty(), "the books do not agree: {found}");
        Ok(())
    }

    /// Starts the server and waits until it serves.
    pub fn serve(&self) -> Result<Serving> {
        // Free now; if somebody takes it meanwhile, the start fails with a clear message.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = self.command(&["serve"]);
        command.env("BILLOW_ADDR", address.to_string()).env("RUST_LOG", "off");
        let child = command.stdout(Stdio::piped()).spawn()?;
        let mut serving = Serving { child, address };
        let mut line = String::new();
        let out = serving.child.stdout.take().context("the server has no output")?;
        BufReader::new(out).read_line(&mut line)?;
        ensure!(line.contains("serves"), "the server does not start: {line}");
        Ok(serving)
    }
}

/// A server that does not outlive its round.
pub struct Serving {
    child: Child,
    pub address: SocketAddr,
}

impl Serving {
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // If it is dead already, there is nothing to do.
        let _ = self.kill();
    }
}

/// Somebody who calls the API.
#[derive(Clone)]
pub struct BillowClient {
    pub address: SocketAddr,
    pub key: String,
}

impl BillowClient {
    /// Calls the API; returns status and body. After an error nobody knows whether the call was carried out.
    pub fn call(&self, method: &str, path: &str, key: Option<&str>, body: &str) -> Result<(u16, Value)> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let key = key.map(|key| format!("Idempotency-Key: {key}\r\n")).unwrap_or_default();
        write!(
            stream,
            "{method} /api/v1{path} HTTP/1.0\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\n{key}Content-Length: {}\r\n\r\n{body}",
            self.address,
            self.key,
            body.len()
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let Some((head, body)) = answer.split_once("\r\n\r\n") else { bail!("half an answer: {answer}") };
        let status = head.split(' ').nth(1).context("no status")?.parse()?;
        Ok((status, serde_json::from_str(body).with_context(|| format!("half an answer: {answer}"))?))
    }

    /// Calls the API, which has to answer.
    pub fn get(&self, path: &str) -> Result<Value> {
        let (status, body) = self.call("GET", path, None, "")?;
        ensure!(status == 200, "GET {path}: {status} {body}");
        Ok(body)
    }
}
