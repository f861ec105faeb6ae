//! The staff of the demo: one of each role, with passwords that are the same each time.

use domain::ids::BillerId;
use secrecy::SecretString;
use serde::Serialize;
use usecases::{AddStaff, Role, SetPassword, check_password};

use crate::auth::Passwords;
use crate::cli::context::CliContext;
use crate::cli::failure::Failure;
use crate::cli::staff::hashed;

/// Invented people.
const PEOPLE: [(&str, &str, Role); 3] = [
    ("amira@example.com", "Amira Haddad", Role::Agent),
    ("milo@example.com", "Milo Lindqvist", Role::Marketing),
    ("astrid@example.com", "Astrid Berg", Role::Admin),
];

/// A login to print.
#[derive(Serialize)]
pub struct Login {
    pub email: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub password: String,
}

/// Creates the people who are missing, and sets the passwords that are printed: `chosen` for all, or made from the
/// secret key.
pub async fn people(
    context: &CliContext,
    biller: BillerId,
    chosen: Option<&str>,
) -> Result<Vec<Login>, Failure> {
    let known = context.database().staff(biller).await?;
    let mut logins = Vec::with_capacity(PEOPLE.len());
    for (email, name, role) in PEOPLE {
        let password = match chosen {
            Some(chosen) => {
                check_password(chosen, email)?;
                chosen.to_owned()
            }
            None => {
                context.services.link_keys.sandbox_password(biller, email).ok_or_else(super::no_secret)?
            }
        };
        let secret = || SecretString::from(password.clone());
        match known.iter().find(|member| member.email == email) {
            None => {
                let password = hashed(secret()).await?;
                let add = AddStaff { email: email.into(), name: name.into(), role, password };
                context.carry_out(biller, add).await?;
            }
            Some(member) if !is_theirs(context, email, secret()).await? => {
                let password = hashed(secret()).await?;
                context.carry_out(biller, SetPassword { staff: member.id, password }).await?;
            }
            Some(_) => {}
        }
        logins.push(Login { email, name, role, password });
    }
    Ok(logins)
}

/// Whether this password is the person's.
async fn is_theirs(context: &CliContext, email: &str, password: SecretString) -> Result<bool, Failure> {
    let known = context.database().credentials(email).await?.map(|known| known.password);
    let verified = Passwords::default().verify(password, known).await;
    verified.map_err(|error| Failure::failed(error.to_string()))
}
