//! Notes a bank file: when its import begins, and with its totals when it has ended.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::bank_imports::entry::Totals;
use crate::bank_imports::identity::FileId;
use crate::bank_imports::ports::{BankFile, BankFileUndoing};
use crate::bank_imports::undo_file::being_undone;
use crate::billers::admit_accounts;
use crate::kernel::access::{Scope, Who};
use crate::kernel::audit::Audited;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Notes that a file is being imported, or that it was.
#[derive(Debug, Clone, Serialize)]
pub struct NoteBankFile {
    pub file: FileId,
    /// The file name it was uploaded under.
    pub name: String,
    pub format: String,
    pub entries: u64,
    pub state: Imported,
}

/// The progress of a file's import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Imported {
    Begun {
        /// The biller's accounts in it, each in all its forms.
        accounts: Vec<Vec<String>>,
        /// Whether accounts that are not in the biller's list are added to it.
        allow_account: bool,
    },
    Ended(Totals),
    /// Nothing of it was imported, and why.
    Refused(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankFileNoted {
    pub file: FileId,
}

#[async_trait]
impl UseCase for NoteBankFile {
    type Output = BankFileNoted;
    const NAME: &'static str = "import_bank_file";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];
    const AUDITED: Audited = Audited::ByStaff;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<BankFileNoted, UseCaseError> {
        let now = unit.real_now();
        let biller = unit.biller_id();
        unit.tx.hold_bank(biller).await?;
        let known = unit.tx.bank_file(biller, self.file).await?;
        let undoing = known.as_ref().map(|known| known.undoing).unwrap_or_default();
        match (&self.state, undoing) {
            (Imported::Begun { .. } | Imported::Ended(_), BankFileUndoing::Begun(_))
            | (Imported::Ended(_), BankFileUndoing::Ended { .. }) => return Err(being_undone()),
            // Entries that were imported before stay.
            (Imported::Refused(_), BankFileUndoing::No | BankFileUndoing::Begun(_))
                if known.as_ref().is_some_and(|known| known.refused.is_none()) =>
            {
                return Ok(BankFileNoted { file: self.file });
            }
            _ => {}
        }
        let (ended_at, totals, refused) = match &self.state {
            Imported::Begun { accounts, allow_account } => {
                admit_accounts(unit, accounts, *allow_account).await?;
                (None, None, None)
            }
            Imported::Ended(totals) => (Some(now), Some(totals.clone()), None),
            Imported::Refused(why) => (Some(now), None, Some(why.clone())),
        };
        let file = BankFile {
            id: self.file,
            name: shown_name(&self.name),
            format: self.format.clone(),
            entries: i64::try_from(self.entries).unwrap_or(i64::MAX),
            begun_at: now,
            ended_at,
            actor: unit.context.actor,
            totals,
            refused,
            undoing: BankFileUndoing::No,
        };
        unit.tx.put_bank_file(biller, &file).await?;
        Ok(BankFileNoted { file: self.file })
    }
}

/// The last part of a path, without invisible characters.
fn shown_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|sign| !sign.is_control()).take(120).collect::<String>().trim().to_owned()
}
