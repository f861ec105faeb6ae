//! Continues undoing an import that was interrupted.

use async_trait::async_trait;
use domain::ids::BillerId;
use usecases::bank_imports::UndoBankFileJob;
use usecases::{Caller, Principal, Services};

use super::handler::Handles;
use crate::bank_imports::go_on;

pub struct ContinueUndo(pub Services);

#[async_trait]
impl Handles<UndoBankFileJob> for ContinueUndo {
    async fn run(&self, biller: BillerId, job: UndoBankFileJob) -> anyhow::Result<()> {
        let caller = Caller { biller, principal: Principal::System { task: "undo_bank_file" } };
        go_on(&self.0, &caller, job.file, |_| {}).await?;
        Ok(())
    }
}
