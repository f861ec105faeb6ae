//! A measured process, as the kernel sees it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::process::{Child, Command};

/// A child and its children; killed when dropped.
pub struct Process {
    child: Child,
}

/// Ticks of processor time a second, as Linux shows them on every platform it runs on.
const TICKS: u64 = 100;

impl Process {
    /// Starts it.
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command.kill_on_drop(true).spawn();
        Ok(Self {
            child: child.with_context(|| format!("{:?} does not start", command.as_std().get_program()))?,
        })
    }

    /// Fails when it has ended by itself.
    pub fn check(&mut self) -> Result<()> {
        let ended = self.child.try_wait()?;
        ensure!(ended.is_none(), "the server has ended: {ended:?}");
        Ok(())
    }

    fn all(&self) -> Result<Vec<u32>> {
        let root = self.child.id().context("the server has ended")?;
        let children = fs::read_to_string(format!("/proc/{root}/task/{root}/children")).unwrap_or_default();
        let children = children.split_whitespace().filter_map(|pid| pid.parse().ok());
        Ok(std::iter::once(root).chain(children).collect())
    }

    /// Processor time so far.
    pub fn cpu(&self) -> Result<Duration> {
        let mut ticks = 0;
        for pid in self.all()? {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
            // The name in brackets may contain anything; the numbers follow it. utime and stime are the 14th and 15th
            // field of the line.
            let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
            let times = fields.split_whitespace().skip(11).take(2);
            ticks += times.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>();
        }
        Ok(Duration::from_millis(ticks * 1_000 / TICKS))
    }

    /// Memory that is in RAM now, bytes.
    pub fn resident(&self) -> Result<u64> {
        let mut kilobytes = 0;
        for pid in self.all()? {
            let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
            kilobytes +=
                line.split_whitespace().next().and_then(|size| size.parse::<u64>().ok()).unwrap_or(0);
        }
        Ok(kilobytes * 1_024)
    }
}

/// Raises the limit of open files and sockets of this process and its children.
pub fn raise_open_files(wanted: u64) -> Result<()> {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_none_or(|current| current >= wanted) {
        return Ok(());
    }
    ensure!(
        maximum.is_none_or(|maximum| maximum >= wanted),
        "{wanted} open sockets are needed and {maximum:?} allowed: raise the limit (ulimit -Hn), or ask for fewer viewers"
    );
    setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum })?;
    Ok(())
}

/// A port that is free now.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A program of this name, if there is one.
pub fn find_program(name: &str) -> Option<std::path::PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/sbin", "/usr/local/sbin"].map(Into::into);
    std::env::split_paths(&paths)
        .chain(usual)
        .map(|folder| folder.join(name))
        .find(|path: &_| Path::is_file(path))
}
