//! Queries about the audit log.

use async_trait::async_trait;

use super::ports::{AuditPage, AuditQuery};
use crate::kernel::access::{Caller, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

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
