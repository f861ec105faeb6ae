//! The rows of staff.

use std::collections::HashMap;

use domain::Timestamp;
use domain::ids::{BillerId, StaffId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use sqlx::any::AnyRow;
use usecases::{Credentials, PasswordHash, StaffMember};

use crate::failure::{Failure, exists};
use crate::rows::Columns;

macro_rules! columns {
    () => {
        "s.id, s.biller, s.email, s.name, s.role, s.generation, s.created_at_ms, s.disabled_at_ms"
    };
}
pub(super) use columns;

/// How many columns one person takes.
pub(super) const WIDTH: usize = 8;

/// Reads a person from the first columns of a row.
pub(super) fn read(row: &AnyRow) -> Result<StaffMember, Failure> {
    Ok(StaffMember {
        id: StaffId(row.uuid(0)?),
        biller: BillerId(row.uuid(1)?),
        email: row.text(2)?.to_owned(),
        name: row.text(3)?.to_owned(),
        role: row.parsed(4)?,
        generation: row.big(5)?,
        created_at: Timestamp(row.big(6)?),
        disabled_at: row.maybe_big(7)?.map(Timestamp),
    })
}

pub(super) async fn add(
    conn: &mut AnyConnection,
    member: &StaffMember,
    password: &PasswordHash,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO staff (id, biller, email, name, role, password, generation, created_at_ms, \
         disabled_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(member.id.0.as_bytes().as_slice())
    .bind(member.biller.0.as_bytes().as_slice())
    .bind(member.email.as_str())
    .bind(member.name.as_str())
    .bind(member.role.as_str())
    .bind(password.as_phc())
    .bind(member.generation)
    .bind(member.created_at.0)
    .bind(member.disabled_at.map(|at| at.0));
    conn.execute(query).await.map_err(Failure::from).map_err(exists("a person with this e-mail address"))?;
    Ok(())
}

pub(super) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    staff: StaffId,
) -> Result<Option<StaffMember>, Failure> {
    let row = sqlx::query(concat!("SELECT ", columns!(), " FROM staff s WHERE s.id = $1 AND s.biller = $2"))
        .bind(staff.0.as_bytes().as_slice())
        .bind(biller.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// The person of the biller with this e-mail address.
pub(super) async fn by_email(
    conn: &mut AnyConnection,
    biller: BillerId,
    email: &str,
) -> Result<Option<StaffMember>, Failure> {
    let row =
        sqlx::query(concat!("SELECT ", columns!(), " FROM staff s WHERE s.email = $1 AND s.biller = $2"))
            .bind(email)
            .bind(biller.0.as_bytes().as_slice())
            .fetch_optional(conn)
            .await?;
    row.as_ref().map(read).transpose()
}

/// The biller's staff, by e-mail address.
pub(super) async fn all(conn: &mut AnyConnection, biller: BillerId) -> Result<Vec<StaffMember>, Failure> {
    let rows =
        sqlx::query(concat!("SELECT ", columns!(), " FROM staff s WHERE s.biller = $1 ORDER BY s.email"))
            .bind(biller.0.as_bytes().as_slice())
            .fetch_all(conn)
            .await?;
    rows.iter().map(read).collect()
}

/// The person with this e-mail address, with the password hash.
pub(super) async fn credentials(
    conn: &mut AnyConnection,
    email: &str,
) -> Result<Option<Credentials>, Failure> {
    let row = sqlx::query(concat!("SELECT ", columns!(), ", s.password FROM staff s WHERE s.email = $1"))
        .bind(email)
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
        let password = PasswordHash::of_phc(row.text(WIDTH)?.to_owned());
        Ok(Credentials { member: read(&row)?, password })
    })
    .transpose()
}

/// Writes the changes of a person.
pub(super) async fn put(conn: &mut AnyConnection, member: &StaffMember) -> Result<(), Failure> {
    let query = sqlx::query(
        "UPDATE staff SET name = $3, role = $4, generation = $5, disabled_at_ms = $6 \
         WHERE id = $1 AND biller = $2",
    )
    .bind(member.id.0.as_bytes().as_slice())
    .bind(member.biller.0.as_bytes().as_slice())
    .bind(member.name.as_str())
    .bind(member.role.as_str())
    .bind(member.generation)
    .bind(member.disabled_at.map(|at| at.0));
    conn.execute(query).await?;
    Ok(())
}

pub(super) async fn put_password(
    conn: &mut AnyConnection,
    biller: BillerId,
    staff: StaffId,
    password: &PasswordHash,
) -> Result<(), Failure> {
    let query = sqlx::query("UPDATE staff SET password = $3 WHERE id = $1 AND biller = $2")
        .bind(staff.0.as_bytes().as_slice())
        .bind(biller.0.as_bytes().as_slice())
        .bind(password.as_phc());
    conn.execute(query).await?;
    Ok(())
}

/// Names of people by biller and id.
pub(crate) type Names = HashMap<(BillerId, StaffId), String>;

/// How many names one statement looks up; shorter lists are filled up with their last id.
const AT_ONCE: usize = 8;

/// The names of staff. A row is found by its id alone, and says whose it is.
pub(crate) async fn names(conn: &mut AnyConnection, wanted: &[StaffId]) -> Result<Names, Failure> {
    let mut found = Names::new();
    for chunk in wanted.chunks(AT_ONCE) {
        let mut query =
            sqlx::query("SELECT biller, id, name FROM staff WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8)");
        for at in 0..AT_ONCE {
            query = query.bind(chunk[at.min(chunk.len() - 1)].0.as_bytes().to_vec());
        }
        for row in query.fetch_all(&mut *conn).await? {
            found.insert((BillerId(row.uuid(0)?), StaffId(row.uuid(1)?)), row.text(2)?.to_owned());
        }
    }
    Ok(found)
}
