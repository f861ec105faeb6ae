//! The databases, and how they are killed.

use std::fmt;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tempfile::TempDir;

use super::random::Random;
use crate::postgres::Server;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// A place for databases.
pub struct Database {
    folder: TempDir,
    server: Option<Server>,
    made: u32,
}

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Victim {
    /// The program.
    Billow,
    /// One of the database server's processes: the server then ends all connections and recovers.
    Backend,
    /// The whole database server.
    Server,
}

impl Database {
    pub fn open(engine: Engine) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("billow-kill-").tempdir()?;
        let server = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Server::start(&std::env::temp_dir())?),
        };
        Ok(Self { folder, server, made: 0 })
    }

    /// The address of a new, empty database.
    pub fn fresh(&mut self) -> Result<String> {
        self.made += 1;
        let name = format!("kill{}", self.made);
        match &self.server {
            None => Ok(format!("sqlite:{}", self.folder.path().join(name).display())),
            Some(server) => {
                server.sql("postgres", &[&format!("CREATE DATABASE {name}")])?;
                Ok(server.url(&name))
            }
        }
    }

    /// Removes the newest database: after a crash, a server goes through the files of all databases.
    pub fn remove_newest(&self) -> Result<()> {
        match &self.server {
            // Files that nobody opens cost nothing.
            None => Ok(()),
            Some(server) => {
                server.sql("postgres", &[&format!("DROP DATABASE kill{} WITH (FORCE)", self.made)])
            }
        }
    }

    /// Whom to kill this time: mostly the program; if there is a server, sometimes that.
    pub fn choose(&self, random: &mut Random) -> Victim {
        match (&self.server, random.within(0..4)) {
            (Some(_), 0) => Victim::Server,
            (Some(_), 1) => Victim::Backend,
            _ => Victim::Billow,
        }
    }

    /// Kills the victim, unless it is the program.
    pub fn kill(&self, victim: Victim) -> Result<()> {
        let Some(server) = &self.server else { return Ok(()) };
        match victim {
            Victim::Billow => Ok(()),
            Victim::Server => server.stop_at_once(),
            Victim::Backend => match backends(server.process_id()?)?.last() {
                // It may have ended meanwhile.
                Some(id) => signal_kill(*id),
                // The program has no connection at this moment, and continues.
                None => Ok(()),
            },
        }
    }

    /// Makes the server ready again after it was killed.
    pub fn recover(&self, victim: Victim) -> Result<()> {
        match (&self.server, victim) {
            (Some(server), Victim::Server) => server.start_again(),
            (Some(server), Victim::Backend) => wait_until_ready(server),
            _ => Ok(()),
        }
    }
}

impl Victim {
    /// Whether the program survives it.
    pub fn is_database(self) -> bool {
        self != Self::Billow
    }
}

/// The server's processes that serve clients of the first database, oldest first.
fn backends(server: u32) -> Result<Vec<u32>> {
    let children = std::fs::read_to_string(format!("/proc/{server}/task/{server}/children"))?;
    let works_for_a_client = |id: &u32| {
        let line = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(" kill1 127.0.0.1")
    };
    Ok(children.split_whitespace().filter_map(|id| id.parse().ok()).filter(works_for_a_client).collect())
}

fn signal_kill(process: u32) -> Result<()> {
    // The shell's own command, because not every machine has the program.
    Command::new("sh").args(["-c", &format!("kill -KILL {process} 2>/dev/null")]).status()?;
    Ok(())
}

/// When one of its processes dies, the server ends every connection, recovers, and accepts new ones.
fn wait_until_ready(server: &Server) -> Result<()> {
    let begin = Instant::now();
    while server.sql("postgres", &["SELECT 1"]).is_err() {
        ensure!(begin.elapsed() < Duration::from_secs(60), "PostgreSQL does not recover");
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Fails unless the status is success.
pub fn ensure_good(status: std::process::ExitStatus, what: &str, said: &[u8]) -> Result<()> {
    ensure!(status.success(), "{what}: {status}: {}", String::from_utf8_lossy(said).trim());
    Ok(())
}
