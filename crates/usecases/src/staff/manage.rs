//! Adds, changes and disables staff members, and sets their passwords.

use async_trait::async_trait;
use domain::Actor;
use domain::ids::StaffId;
use serde::{Deserialize, Serialize};

use super::{PasswordHash, StaffMember, normal_email, normal_name};
use crate::kernel::access::{About, Who};
use crate::kernel::audit::{Audited, Subject};
use crate::kernel::error::{FieldProblem, StoreError, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::role::Role;
use crate::kernel::unit_of_work::UnitOfWork;

#[derive(Debug, Clone, Serialize)]
pub struct AddStaff {
    /// The address to log in with.
    pub email: String,
    /// The name that others see.
    pub name: String,
    pub role: Role,
    /// The password, checked by [`super::check_password`] and hashed.
    pub password: PasswordHash,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffAdded {
    pub staff: StaffId,
}

#[async_trait]
impl UseCase for AddStaff {
    type Output = StaffAdded;
    const NAME: &'static str = "add_staff";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Admins, Who::Operator];
    const AUDITED: Audited = Audited::Always;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<StaffAdded, UseCaseError> {
        let invalid = |place: &str, rule: &str, message: &str| FieldProblem {
            place: place.into(),
            rule: rule.into(),
            message: message.into(),
        };
        let email = normal_email(&self.email);
        let name = normal_name(&self.name);
        let mut problems = Vec::new();
        if email.is_none() {
            problems.push(invalid("/email", "email_invalid", "this is no e-mail address"));
        }
        if name.is_none() {
            problems.push(invalid("/name", "name_invalid", "a name has 1 to 100 printable characters"));
        }
        let (Some(email), Some(name)) = (email, name) else { return Err(UseCaseError::Invalid(problems)) };
        let member = StaffMember {
            id: StaffId(unit.next_id()),
            biller: unit.biller_id(),
            email,
            name,
            role: self.role,
            generation: 1,
            created_at: unit.real_now(),
            disabled_at: None,
        };
        unit.tx.add_staff(&member, &self.password).await.map_err(|error| match error {
            StoreError::Exists(_) => UseCaseError::Invalid(vec![invalid(
                "/email",
                "email_taken",
                "somebody logs in with this e-mail address already; give each person an address of their own",
            )]),
            other => other.into(),
        })?;
        unit.note(Subject::staff(member.id), Some(self.role.as_str().into()));
        Ok(StaffAdded { staff: member.id })
    }
}

/// What changes about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffChange {
    /// The name that others see.
    Name(String),
    /// A changed role logs the person out everywhere.
    Role(Role),
    /// The person may no longer log in, and is logged out everywhere.
    Disable,
    /// The person may log in again.
    Enable,
}

/// Changes a staff member. A change without effect succeeds.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeStaff {
    pub staff: StaffId,
    pub change: StaffChange,
}

#[async_trait]
impl UseCase for ChangeStaff {
    type Output = ();
    const NAME: &'static str = "change_staff";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Admins, Who::Operator];
    const AUDITED: Audited = Audited::Always;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let mut member = find(unit, self.staff).await?;
        // Admins cannot change their own role or disable themselves, so one admin always remains.
        let own = matches!(unit.context.actor, Actor::Staff { id } if id == member.id);
        if own && !matches!(self.change, StaffChange::Name(_)) {
            return Err(UseCaseError::Invalid(vec![FieldProblem {
                place: "/staff".into(),
                rule: "not_yourself".into(),
                message: "ask another admin to change your own role or to disable you".into(),
            }]));
        }
        let detail = match &self.change {
            StaffChange::Name(name) => {
                member.name = normal_name(name).ok_or_else(|| {
                    UseCaseError::Invalid(vec![FieldProblem {
                        place: "/name".into(),
                        rule: "name_invalid".into(),
                        message: "a name has 1 to 100 printable characters".into(),
                    }])
                })?;
                "name".to_owned()
            }
            StaffChange::Role(role) => {
                let before = std::mem::replace(&mut member.role, *role);
                if before != *role {
                    // Open sessions still have the old role.
                    end_all(unit, &mut member).await?;
                }
                format!("{before} → {role}")
            }
            StaffChange::Disable => {
                member.disabled_at.get_or_insert(unit.real_now());
                end_all(unit, &mut member).await?;
                "disabled".to_owned()
            }
            StaffChange::Enable => {
                member.disabled_at = None;
                "enabled".to_owned()
            }
        };
        unit.tx.put_staff(&member).await?;
        unit.note(Subject::staff(member.id), Some(detail));
        Ok(())
    }
}

/// Gives a person another password, and logs the person out everywhere.
#[derive(Debug, Clone, Serialize)]
pub struct SetPassword {
    pub staff: StaffId,
    /// The password, checked by [`super::check_password`] and hashed.
    pub password: PasswordHash,
}

#[async_trait]
impl UseCase for SetPassword {
    type Output = ();
    const NAME: &'static str = "set_password";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Oneself, Who::Admins, Who::Operator];
    const AUDITED: Audited = Audited::Always;

    fn about(&self) -> About {
        About::Staff(self.staff)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let mut member = find(unit, self.staff).await?;
        unit.tx.put_staff_password(unit.biller.id, member.id, &self.password).await?;
        end_all(unit, &mut member).await?;
        unit.tx.put_staff(&member).await?;
        unit.note(Subject::staff(member.id), None);
        Ok(())
    }
}

/// A person of the same biller.
pub(crate) async fn find(unit: &mut UnitOfWork<'_>, staff: StaffId) -> Result<StaffMember, UseCaseError> {
    let biller = unit.biller_id();
    unit.tx.staff_member(biller, staff).await?.ok_or(UseCaseError::NotFound("staff member"))
}

/// Ends every session of a person, also one that is being opened right now: it has the generation that ends here. The
/// caller has to write the person afterwards.
pub(crate) async fn end_all(unit: &mut UnitOfWork<'_>, member: &mut StaffMember) -> Result<(), UseCaseError> {
    member.generation += 1;
    unit.tx.end_sessions(member.biller, member.id).await?;
    Ok(())
}
