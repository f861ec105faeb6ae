//! A bank file is taken in: noted when it begins, with its totals when it has ended.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::entry::Totals;
use super::identity::FileId;
use super::ports::BankFile;
use crate::audit::Audited;
use crate::error::{StoreError, UseCaseError};
use crate::execute::{Desk, UseCase};

/// Notes that a file is being imported, or that it was.
#[derive(Debug, Clone, Serialize)]
pub struct NoteBankFile {
    /// The file.
    pub file: FileId,
    /// The name it came under.
    pub name: String,
    /// Its format.
    pub format: String,
    /// How many entries it has.
    pub entries: u64,
    /// What became of them; nothing at the beginning.
    pub totals: Option<Totals>,
}

/// It is noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankFileNoted {
    /// The file.
    pub file: FileId,
}

#[async_trait]
impl UseCase for NoteBankFile {
    type Output = BankFileNoted;
    const NAME: &'static str = "import_bank_file";
    const MOVES_MONEY: bool = false;
    const AUDITED: Audited = Audited::ByStaff;

    async fn perform(&self, desk: &mut Desk<'_>) -> Result<BankFileNoted, UseCaseError> {
        desk.staff_alone()?;
        let totals = self.totals.as_ref().map(serde_json::to_string).transpose();
        let totals = totals.map_err(|error| StoreError::Unreadable(error.to_string()))?;
        let now = desk.real_now();
        let file = BankFile {
            id: self.file,
            name: shown_name(&self.name),
            format: self.format.clone(),
            entries: i64::try_from(self.entries).unwrap_or(i64::MAX),
            begun_at: now,
            ended_at: totals.is_some().then_some(now),
            totals: totals.unwrap_or_default(),
        };
        let biller = desk.biller_id();
        desk.tx.put_bank_file(biller, &file).await?;
        Ok(BankFileNoted { file: self.file })
    }
}

/// The last part of a path, without what nobody sees.
fn shown_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|sign| !sign.is_control()).take(120).collect::<String>().trim().to_owned()
}
