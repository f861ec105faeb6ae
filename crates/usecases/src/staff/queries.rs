//! Queries about people at the biller.

use super::StaffMember;
use crate::kernel::access::{About, Caller, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;
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
