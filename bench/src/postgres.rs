//! A PostgreSQL server of our own, with its default durability.

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

/// A running server, stopped when dropped.
pub struct Server {
    folder: TempDir,
    programs: PathBuf,
    /// The user who runs it: PostgreSQL refuses to run as root.
    user: Option<(u32, u32)>,
    port: u16,
}

impl Server {
    /// Starts a server under `parent`.
    pub fn start(parent: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("billow-bench-").tempdir_in(parent)?;
        let user = if folder.path().metadata()?.uid() == 0 { Some(postgres_user()?) } else { None };
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid))?;
        }
        // Free now; if somebody takes it meanwhile, the start fails with a clear message.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self { folder, programs: programs()?, user, port };
        let data = server.data();
        run(server
            .command("initdb")
            .args(["--auth=trust", "--username=postgres", "--encoding=UTF8"])
            .args(["--locale=C", "--no-instructions", "--pgdata", &data]))?;
        server.start_again()?;
        Ok(server)
    }

    /// Starts it again after it was stopped; it recovers what it had committed.
    pub fn start_again(&self) -> Result<()> {
        // After a crash it would otherwise sync each of its thousand files.
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c recovery_init_sync_method=syncfs -p {} -k ''",
            self.port
        );
        let log = self.folder.path().join("log").display().to_string();
        run(self
            .command("pg_ctl")
            .args(["start", "--wait", "--silent", "--pgdata", &self.data(), "--log", &log])
            .args(["--options", &options]))
    }

    /// Stops it at once, without finishing or writing anything, as in a power failure.
    pub fn stop_at_once(&self) -> Result<()> {
        run(self
            .command("pg_ctl")
            .args(["stop", "--mode=immediate", "--wait", "--silent"])
            .args(["--pgdata", &self.data()]))
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    /// The server's first process, the parent of all others.
    pub fn process_id(&self) -> Result<u32> {
        let file = self.folder.path().join("data/postmaster.pid");
        let text = std::fs::read_to_string(file)?;
        text.lines()
            .next()
            .and_then(|id| id.trim().parse().ok())
            .context("PostgreSQL does not say its process")
    }

    /// One of PostgreSQL's programs, run by the server's user.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(self.folder.path());
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// One of its clients, connected to `database`.
    pub fn client(&self, program: &str, database: &str) -> Command {
        let mut command = self.command(program);
        command
            .env("PGHOST", "127.0.0.1")
            .env("PGPORT", self.port.to_string())
            .env("PGUSER", "postgres")
            .env("PGDATABASE", database);
        command
    }

    /// Runs SQL, each statement in a transaction of its own.
    pub fn sql(&self, database: &str, statements: &[&str]) -> Result<()> {
        let mut psql = self.client("psql", database);
        psql.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]);
        for statement in statements {
            psql.args(["--command", statement]);
        }
        run(&mut psql)
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// A folder that its user can read.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The name and version that it reports.
    pub fn version(&self) -> Result<String> {
        let output = self.command("postgres").arg("--version").output()?;
        let said = String::from_utf8_lossy(&output.stdout);
        let number =
            said.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        Ok(format!("PostgreSQL {}", number.context("PostgreSQL does not say its version")?))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The folder is removed anyway, so nothing needs to be written.
        if let Err(error) = self.stop_at_once() {
            eprintln!("the PostgreSQL in {} was not stopped: {error:#}", self.data());
        }
    }
}

/// Runs a program to its end; its output is part of the error.
pub fn run(command: &mut Command) -> Result<()> {
    let what = command.get_program().display().to_string();
    // A file instead of a pipe: `pg_ctl` leaves the server running, which would hold a pipe open.
    let said = tempfile::NamedTempFile::new()?;
    let (out, error): (File, File) = (said.reopen()?, said.reopen()?);
    let status = command.stdout(out).stderr(error).status().with_context(|| format!("cannot run {what}"))?;
    if !status.success() {
        bail!("{what}: {status}\n{}", std::fs::read_to_string(said.path())?.trim());
    }
    Ok(())
}

/// The folder with PostgreSQL's programs: the named one, else the newest of Debian's packages.
pub fn programs() -> Result<PathBuf> {
    const SETTING: &str = "BILLOW_TEST_PG_BIN";
    let has_programs = |folder: &PathBuf| folder.join("initdb").is_file();
    if let Some(named) = std::env::var_os(SETTING) {
        let named = Some(PathBuf::from(named)).filter(has_programs);
        return named.with_context(|| format!("{SETTING} does not name a folder with PostgreSQL's programs"));
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let found = versions.map(|version| version.path().join("bin")).filter(has_programs).max();
    found.with_context(|| format!("PostgreSQL is not installed, and {SETTING} does not name its programs"))
}

/// User and group of the account that Debian's package makes.
fn postgres_user() -> Result<(u32, u32)> {
    let accounts = std::fs::read_to_string("/etc/passwd")?;
    accounts
        .lines()
        .find_map(|line| {
            let mut fields = line.strip_prefix("postgres:")?.split(':').skip(1);
            Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
        })
        .context("PostgreSQL refuses to be run by root, and there is no user `postgres` to run it")
}
