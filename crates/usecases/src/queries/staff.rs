//! People at the biller and what they did.

use super::Query;
use crate::access::{About, Caller, Who};
use crate::audit::{AuditPage, AuditQuery};
use crate::error::UseCaseError;
use crate::ports::Store;
use crate::staff::StaffMember;
use async_trait::async_trait;
use domain::ids::StaffId;

/// The biller's people, by e-mail address.
#[derive(Debug, Clone)]
pub struct ListStaff;

#[async_trait]
impl Query for ListStaff {
    type Output = Vec<StaffMember>;
    const NAME: &'static str = "list_staff";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<StaffMember>, UseCaseError> {
        Ok(store.staff(caller.biller).await?)
    }
}

/// A person at the biller.
#[derive(Debug, Clone)]
pub struct FindStaffMember {
    pub staff: StaffId,
}

#[async_trait]
impl Query for FindStaffMember {
    type Output = Option<StaffMember>;
    const NAME: &'static str = "find_staff_member";
    const ALLOWED: &'static [Who] = &[Who::Oneself, Who::Admins, Who::Operator];

    fn about(&self) -> About {
        About::Staff(self.staff)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<StaffMember>, UseCaseError> {
        Ok(store.staff_member(caller.biller, self.staff).await?)
    }
}

/// The audit log, newest first, a page at a time.
#[derive(Debug, Clone)]
pub struct ReadAudit {
    pub query: AuditQuery,
}

#[async_trait]
impl Query for ReadAudit {
    type Output = AuditPage;
    const NAME: &'static str = "read_audit";
    const ALLOWED: &'static [Who] = &[Who::Admins, Who::Operator];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<AuditPage, UseCaseError> {
        Ok(store.audit(caller.biller, &self.query).await?)
    }
}
