//! `billow staff add|list|disable|enable|password`

use std::io::{BufRead, IsTerminal};

use clap::{Args, Subcommand};
use secrecy::SecretString;
use serde::Serialize;
use usecases::{
    AddStaff, Biller, ChangeStaff, PasswordHash, Role, SetPassword, StaffChange, StaffMember, check_password,
    normal_email,
};

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::{out, sandbox};
use crate::auth::Passwords;

#[derive(Subcommand)]
pub enum StaffCommand {
    /// Add a person; the password is read from standard input
    Add(Add),
    /// List the people, one a line
    List(List),
    /// Log a person out everywhere and let them in no more
    Disable(Named),
    /// Let a person in again
    Enable(Named),
    /// Give a person another password, read from standard input, and log them out everywhere
    Password(Named),
}

#[derive(Args)]
pub struct Add {
    /// The e-mail address to log in with
    email: String,
    /// What the person may do: agent, marketing or admin
    #[arg(long)]
    role: Role,
    /// The name that others see [default: the first part of the address]
    #[arg(long)]
    name: Option<String>,
}

#[derive(Args)]
pub struct List {
    /// Print a line of JSON for each
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub struct Named {
    /// The e-mail address that the person logs in with
    email: String,
}

/// A person as JSON.
#[derive(Serialize)]
struct StaffLine<'a> {
    id: String,
    email: &'a str,
    name: &'a str,
    role: Role,
    disabled: bool,
}

impl StaffCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        match self {
            Self::Add(add) => add.run(common).await,
            Self::List(list) => list.run(common).await,
            Self::Disable(named) => named.change(common, StaffChange::Disable, "disabled").await,
            Self::Enable(named) => named.change(common, StaffChange::Enable, "enabled").await,
            Self::Password(named) => named.password(common).await,
        }
    }
}

impl Add {
    async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let email = address(&self.email)?;
        // Before the database is opened: a bad password must not leave a new database behind.
        let password = new_password(&email)?;
        let context = CliContext::open(common).await?;
        let biller = sandbox::biller_or_sandbox(&context).await?;
        let name = self.name.unwrap_or_else(|| name_in(&email));
        let use_case =
            AddStaff { email: email.clone(), name, role: self.role, password: hashed(password).await? };
        context.carry_out(biller.id, use_case).await?;
        out::line(&format!("{email} is {} {} at {}", article(self.role), self.role, biller.name))?;
        Ok(Outcome::Good)
    }
}

impl List {
    async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        for member in context.database().staff(biller.id).await? {
            let StaffMember { id, email, name, role, disabled_at, .. } = &member;
            if self.json {
                let disabled = disabled_at.is_some();
                out::json(&StaffLine { id: id.to_string(), email, name, role: *role, disabled })?;
            } else {
                let disabled = if disabled_at.is_some() { "  disabled" } else { "" };
                out::line(&format!("{email}  {role}  {name}{disabled}"))?;
            }
        }
        Ok(Outcome::Good)
    }
}

impl Named {
    async fn change(self, common: &Common, change: StaffChange, done: &str) -> Result<Outcome, Failure> {
        let email = address(&self.email)?;
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        let member = find(&context, &biller, &email).await?;
        context.carry_out(biller.id, ChangeStaff { staff: member.id, change }).await?;
        out::line(&format!("{email} is {done}"))?;
        Ok(Outcome::Good)
    }

    async fn password(self, common: &Common) -> Result<Outcome, Failure> {
        let email = address(&self.email)?;
        let password = new_password(&email)?;
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        let member = find(&context, &biller, &email).await?;
        let use_case = SetPassword { staff: member.id, password: hashed(password).await? };
        context.carry_out(biller.id, use_case).await?;
        out::line(&format!("{email} has another password, and is logged out everywhere"))?;
        Ok(Outcome::Good)
    }
}

pub async fn hashed(password: SecretString) -> Result<PasswordHash, Failure> {
    Passwords::default().hash(password).await.map_err(|error| Failure::failed(error.to_string()))
}

async fn find(context: &CliContext, biller: &Biller, email: &str) -> Result<StaffMember, Failure> {
    let staff = context.database().staff(biller.id).await?;
    staff.into_iter().find(|member| member.email == email).ok_or_else(|| {
        Failure::failed(format!(
            "nobody logs in with {email} at {}; `billow staff list` shows who does",
            biller.name
        ))
    })
}

fn address(text: &str) -> Result<String, Failure> {
    normal_email(text)
        .ok_or_else(|| Failure::usage(format!("EMAIL: “{text}” is no e-mail address like amira@example.com")))
}

/// Reads the password: one line of standard input.
fn new_password(email: &str) -> Result<SecretString, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprint!("Password for {email} (it is shown as you type): ");
    }
    let mut line = String::new();
    let read = input.lock().read_line(&mut line);
    read.map_err(|error| {
        Failure::failed(format!("the password could not be read from standard input: {error}"))
    })?;
    let password = line.trim_end_matches(['\n', '\r']);
    if password.is_empty() {
        return Err(Failure::usage(format!(
            "the password is read from standard input, and there was none: printf %s 'three odd words' | \
             billow staff … {email}"
        )));
    }
    check_password(password, email)?;
    Ok(SecretString::from(password.to_owned()))
}

/// Makes a name from an address: `amira.haddad@…` is Amira Haddad.
fn name_in(email: &str) -> String {
    let local = email.split(['@', '+']).next().unwrap_or_default();
    let words = local.split(['.', '_', '-']).filter(|word| !word.is_empty()).map(|word| {
        let mut signs = word.chars();
        let first: String = signs.next().into_iter().flat_map(char::to_uppercase).collect();
        first + signs.as_str()
    });
    let name = words.collect::<Vec<_>>().join(" ");
    if name.is_empty() { local.to_owned() } else { name.chars().take(100).collect() }
}

const fn article(role: Role) -> &'static str {
    match role {
        Role::Agent | Role::Admin => "an",
        Role::Marketing => "in",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_guessed_from_the_address() {
        for (email, name) in [
            ("amira.haddad@example.com", "Amira Haddad"),
            ("åsa_öberg+desk@example.com", "Åsa Öberg"),
            ("info@example.com", "Info"),
            ("..@example.com", ".."),
        ] {
            assert_eq!(name_in(email), name);
        }
    }
}
