//! Node.js, npm and the packages in `end2end/`: the browser tests, and the programs that make what browsers load smaller.

use super::debian;
use crate::{process, progress, workspace};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf, process::Command};

/// What to do if npm is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Npm {
    /// Install it: nothing works without it.
    Required,
    /// Continue without it: files get larger, nothing else.
    Optional,
}

/// The installed packages.
pub struct Packages(PathBuf);

impl Packages {
    /// Installs what `end2end/package-lock.json` names, unless that is what is installed already.
    pub fn set_up(npm: Npm) -> Result<Option<Self>> {
        match (Self::install(npm), npm) {
            (Err(error), Npm::Optional) => {
                progress::warning(&format!("scripts and styles stay larger than need be: {error:#}"));
                Ok(None)
            }
            (done, _) => done.map(Some),
        }
    }

    fn install(npm: Npm) -> Result<Self> {
        if npm == Npm::Required && (process::find("node").is_none() || process::find("npm").is_none()) {
            debian::install("Node.js and npm", &["nodejs", "npm"])?;
        }
        let directory = workspace::root().join("end2end");
        let installed = directory.join("node_modules");
        let wanted =
            fs::read(directory.join("package-lock.json")).context("end2end/package-lock.json is missing")?;
        let stamp = installed.join(".installed");
        if fs::read(&stamp).is_ok_and(|present| present == wanted) {
            return Ok(Self(installed));
        }
        process::find("npm").context("npm is not installed")?;
        progress::step("install the npm packages of end2end/", || {
            process::run_quietly(
                Command::new("npm")
                    .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                    .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                    .current_dir(&directory),
            )
        })?;
        fs::write(stamp, wanted)?;
        Ok(Self(installed))
    }

    /// A program of one of the packages.
    pub fn program(&self, name: &str) -> Command {
        Command::new(self.0.join(".bin").join(name))
    }
}
