//! Killed while importing.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;

use super::billow::Billow;
use super::random::Random;
use super::{Seen, World};

const INVOICE: &str = include_str!("../store/invoice.xml");

/// How many files are imported at a time.
const FILES: u64 = 150;

/// The line of a file.
#[derive(Debug, Deserialize)]
pub struct ImportLine {
    file: String,
    pub id: Option<String>,
    status: String,
}

pub fn round(world: &mut World, random: &mut Random, seen: &mut Seen, round: u32) -> Result<()> {
    let victim = world.database.choose(random);
    let numbers: Vec<_> = (0..FILES).map(|at| format!("I-{round}-{at}")).collect();
    let files = write(&world.billow, &numbers)?;
    let mut child = command(&world.billow, &files).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut out = BufReader::new(child.stdout.take().context("no output")?).lines();
    // The moment of the kill: after so many answers, and a little later.
    let (after, later) = (random.within(0..FILES), Duration::from_micros(random.within(0..3_000)));
    let mut killed = false;
    let mut answered = Vec::new();
    loop {
        if !killed && u64::try_from(answered.len())? >= after {
            thread::sleep(later);
            world.database.kill(victim)?;
            if victim.is_database() {
                // It meets the missing database before it is killed itself.
                thread::sleep(later * 100);
            }
            child.kill()?;
            killed = true;
        }
        // Half a line is no answer.
        let Some(Ok(line)) = out.next().transpose()?.map(|line| serde_json::from_str::<ImportLine>(&line))
        else {
            break;
        };
        if line.status == "created" {
            answered.push(line);
        }
    }
    child.kill()?;
    child.wait()?;
    world.database.recover(victim)?;
    seen.database_kills += u32::from(victim.is_database());

    let again = import(&world.billow, &numbers)?;
    for known in &answered {
        let now = again.iter().find(|line| line.file == known.file).context("a file has no line")?;
        ensure!(now.status == "unchanged", "{known:?} was answered and is {now:?}");
        ensure!(now.id == known.id, "{known:?} was answered and is {now:?}");
    }
    let there = again.iter().filter(|line| line.status == "unchanged").count();
    seen.answered += u64::try_from(answered.len())?;
    seen.unanswered += u64::try_from(numbers.len() - answered.len())?;
    seen.kept += u64::try_from(there - answered.len())?;
    for line in import(&world.billow, &numbers)? {
        ensure!(line.status == "unchanged", "{line:?} is not in the books");
    }
    world.billow.verify()
}

/// Imports an invoice with each number, which has to work.
pub fn import(billow: &Billow, numbers: &[String]) -> Result<Vec<ImportLine>> {
    let files = write(billow, numbers)?;
    let output = command(billow, &files).output()?;
    let lines = String::from_utf8(output.stdout)?;
    let lines =
        lines.lines().map(|line| Ok(serde_json::from_str(line)?)).collect::<Result<Vec<ImportLine>>>()?;
    if !output.status.success() || lines.len() != numbers.len() {
        bail!("the import does not work: {}{lines:?}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(lines)
}

fn write(billow: &Billow, numbers: &[String]) -> Result<Vec<String>> {
    let files: Vec<_> = numbers.iter().map(|number| format!("{number}.xml")).collect();
    for (number, file) in numbers.iter().zip(&files) {
        billow.write(file, &INVOICE.replace("{number}", number))?;
    }
    Ok(files)
}

fn command(billow: &Billow, files: &[String]) -> std::process::Command {
    let mut command = billow.command(&["import"]);
    command.args(files);
    command
}
