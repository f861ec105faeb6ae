//! Checks that a file belongs to the biller. A bank file of another account, or an invoice of another seller, is
//! refused before anything of it is booked.
//!
//! A biller has a list of bank accounts and a list of sellers. While a list is empty, the account or seller of the
//! first file is added to it. From then on others are refused, unless the caller allows them in the same call, which
//! adds them too.

use async_trait::async_trait;
use domain::Timestamp;
use domain::invoices::document::Party;
use domain::payments::reference::is_placeholder;
use serde::{Deserialize, Serialize};

use super::account::{is_same_account, own_account};
use crate::kernel::access::{Scope, Who};
use crate::kernel::audit::{self, Audited, Subject};
use crate::kernel::error::{FieldProblem, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// The rule that a file of an unknown account breaks.
pub const OTHER_ACCOUNT: &str = "other_account";
/// The rule that a document of an unknown seller breaks.
pub const OTHER_SELLER: &str = "other_seller";

/// The longest account or seller, in characters.
const LONGEST: usize = 200;
/// The most entries of one list.
const MOST: usize = 1_000;

/// The list that an identity belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// A bank account of the biller: IBAN, domestic number or bankgiro number.
    Account,
    /// A seller that its documents name (EN 16931, BG-4): VAT number, registration number, identifier or name.
    Seller,
}

impl IdentityKind {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Seller => "seller",
        }
    }

    /// The form in which two spellings are compared.
    fn key(self, value: &str) -> String {
        match self {
            Self::Account => own_account(value),
            Self::Seller => {
                value.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect()
            }
        }
    }

    /// Whether two keys mean the same.
    fn are_same(self, one: &str, other: &str) -> bool {
        match self {
            Self::Account => is_same_account(one, other),
            Self::Seller => one == other,
        }
    }
}

/// A bank account or a seller of a biller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillerIdentity {
    /// The form that is compared: without spaces and punctuation; of an IBAN the part after its check digits.
    pub key: String,
    /// As it was first written.
    pub value: String,
    /// When it was entered, real time.
    pub added_at: Timestamp,
}

/// Checks that the accounts of a bank file are the biller's. Each account comes in all forms that the file has.
///
/// # Errors
/// [`OTHER_ACCOUNT`] for one that is not, unless `allow` is set: then it is added.
pub(crate) async fn admit_accounts(
    unit: &mut UnitOfWork<'_>,
    accounts: &[Vec<String>],
    allow: bool,
) -> Result<(), UseCaseError> {
    admit(unit, IdentityKind::Account, accounts, allow).await
}

/// Checks that a document's seller is one of the biller's.
///
/// # Errors
/// [`OTHER_SELLER`] if it is not, unless `allow` is set: then it is added.
pub(crate) async fn admit_seller(
    unit: &mut UnitOfWork<'_>,
    seller: &Party,
    allow: bool,
) -> Result<(), UseCaseError> {
    admit(unit, IdentityKind::Seller, &[vec![seller_of(seller).to_owned()]], allow).await
}

/// The best identifier of a seller. A weaker one counts only if there is no better one: two sellers may have the same
/// name.
fn seller_of(seller: &Party) -> &str {
    let given = [&seller.vat_number, &seller.registration, &seller.identifier];
    let proves = |value: &&str| !is_placeholder(value) && !IdentityKind::Seller.key(value).is_empty();
    given.into_iter().filter_map(|value| value.as_deref()).find(proves).unwrap_or(&seller.name)
}

async fn admit(
    unit: &mut UnitOfWork<'_>,
    kind: IdentityKind,
    wanted: &[Vec<String>],
    allow: bool,
) -> Result<(), UseCaseError> {
    let biller = unit.biller_id();
    let tidy = |forms: &Vec<String>| forms.iter().map(|form| tidy(form)).collect();
    let wanted: Vec<Vec<String>> = wanted.iter().map(tidy).collect();
    let mut known = unit.tx.identities(biller, kind).await?;
    if known.is_empty() {
        // Two concurrent calls must not both be the first.
        unit.tx.hold_identities(biller, kind).await?;
        known = unit.tx.identities(biller, kind).await?;
    }
    let is_first = known.is_empty();
    let new = unknown(kind, &known, &wanted);
    if new.is_empty() {
        return Ok(());
    }
    if !is_first && !allow {
        return Err(UseCaseError::Invalid(new.into_iter().map(|value| other(kind, value)).collect()));
    }
    if known.len() + new.len() > MOST {
        return Err(wrong(kind, format!("a biller has at most {MOST} of them; remove one first")));
    }
    for value in new {
        enter(unit, kind, value).await?;
    }
    Ok(())
}

/// A value from a file, cut to the stored length and without invisible characters.
fn tidy(value: &str) -> String {
    value.chars().filter(|sign| !sign.is_control()).take(LONGEST).collect::<String>().trim().to_owned()
}

/// The accounts or sellers that are unknown in all their forms, each in its first form. A value that is not stated is
/// never refused.
fn unknown<'a>(kind: IdentityKind, known: &[BillerIdentity], wanted: &'a [Vec<String>]) -> Vec<&'a str> {
    let is_stated = |form: &&String| !kind.key(form).is_empty();
    let is_known = |form: &String| {
        let key = kind.key(form);
        known.iter().any(|one| kind.are_same(&one.key, &key))
    };
    let first_of_unknown = |forms: &'a Vec<String>| {
        let mut stated = forms.iter().filter(is_stated);
        let first = stated.next()?;
        (!is_known(first) && !stated.any(is_known)).then_some(first.as_str())
    };
    wanted.iter().filter_map(first_of_unknown).collect()
}

/// Adds an identity; it is always audited, whoever the caller is.
async fn enter(unit: &mut UnitOfWork<'_>, kind: IdentityKind, value: &str) -> Result<(), UseCaseError> {
    let biller = unit.biller_id();
    let identity =
        BillerIdentity { key: kind.key(value), value: value.trim().to_owned(), added_at: unit.real_now() };
    unit.tx.put_identity(biller, kind, &identity).await?;
    let action = match kind {
        IdentityKind::Account => AddBankAccount::NAME,
        IdentityKind::Seller => AddSeller::NAME,
    };
    leave_entry(unit, action, &identity.key).await
}

async fn leave_entry(unit: &mut UnitOfWork<'_>, action: &str, key: &str) -> Result<(), UseCaseError> {
    let subject = Subject { kind: "biller".into(), id: unit.biller_id().0 };
    audit::write(unit, action, Some(subject), Some(format!("ending in {}", ending(key)))).await
}

/// The last characters: enough to recognise one's own.
fn ending(key: &str) -> &str {
    key.char_indices().rev().nth(3).map_or(key, |(at, _)| &key[at..])
}

/// The text names the command without the value: a value from a file must not become part of a command line.
fn other(kind: IdentityKind, value: &str) -> FieldProblem {
    let (place, rule, message) = match kind {
        IdentityKind::Account => (
            value,
            OTHER_ACCOUNT,
            format!(
                "the file is of account {value}, which is not among this biller's bank accounts; if it is the biller's, \
                 allow it with this import (--allow-account, in the API ?allow_account=true), or add it first with \
                 `billow biller account add`"
            ),
        ),
        IdentityKind::Seller => (
            "seller",
            OTHER_SELLER,
            format!(
                "the document is of the seller “{value}”, who is not among this biller's sellers; if it is the biller's, \
                 allow it with this import (--allow-seller, in the API ?allow_seller=true), or add it first with \
                 `billow biller seller add`"
            ),
        ),
    };
    FieldProblem { place: place.into(), rule: rule.into(), message }
}

/// Adds a bank account to the biller's list.
#[derive(Debug, Clone, Serialize)]
pub struct AddBankAccount {
    /// IBAN, domestic number or bankgiro number.
    pub account: String,
}

/// Removes a bank account from the biller's list. When none is left, the next bank file enters its own.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveBankAccount {
    /// In any spelling.
    pub account: String,
}

/// Adds a seller to the biller's list.
#[derive(Debug, Clone, Serialize)]
pub struct AddSeller {
    /// The first of VAT number, registration number, identifier and name that its documents state.
    pub seller: String,
}

/// Removes a seller from the biller's list. When none is left, the next document enters its own.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveSeller {
    /// In any spelling.
    pub seller: String,
}

/// The result of changing a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityChanged {
    /// As it is or was in the list.
    pub value: String,
    /// When it was entered, real time.
    pub added_at: Timestamp,
    /// False if nothing changed.
    pub changed: bool,
}

async fn add(
    unit: &mut UnitOfWork<'_>,
    kind: IdentityKind,
    value: &str,
) -> Result<IdentityChanged, UseCaseError> {
    let value = value.trim();
    let key = kind.key(value);
    let is_sound = !key.is_empty()
        && value.chars().count() <= LONGEST
        && !value.chars().any(char::is_control)
        && !is_placeholder(value);
    if !is_sound {
        return Err(wrong(kind, format!("1 to {LONGEST} printable characters with letters or digits")));
    }
    let biller = unit.biller_id();
    unit.tx.hold_identities(biller, kind).await?;
    let known = unit.tx.identities(biller, kind).await?;
    if let Some(known) = known.iter().find(|one| kind.are_same(&one.key, &key)) {
        return Ok(IdentityChanged { value: known.value.clone(), added_at: known.added_at, changed: false });
    }
    if known.len() >= MOST {
        return Err(wrong(kind, format!("a biller has at most {MOST} of them; remove one first")));
    }
    enter(unit, kind, value).await?;
    Ok(IdentityChanged { value: value.to_owned(), added_at: unit.real_now(), changed: true })
}

async fn remove(
    unit: &mut UnitOfWork<'_>,
    kind: IdentityKind,
    value: &str,
) -> Result<IdentityChanged, UseCaseError> {
    let biller = unit.biller_id();
    let key = kind.key(value);
    unit.tx.hold_identities(biller, kind).await?;
    let known = unit.tx.identities(biller, kind).await?;
    let found = known.into_iter().find(|one| kind.are_same(&one.key, &key));
    let found = found.ok_or(UseCaseError::NotFound(kind.as_str()))?;
    unit.tx.remove_identity(biller, kind, &found.key).await?;
    let action = match kind {
        IdentityKind::Account => RemoveBankAccount::NAME,
        IdentityKind::Seller => RemoveSeller::NAME,
    };
    leave_entry(unit, action, &found.key).await?;
    Ok(IdentityChanged { value: found.value, added_at: found.added_at, changed: true })
}

fn wrong(kind: IdentityKind, message: String) -> UseCaseError {
    UseCaseError::Invalid(vec![FieldProblem {
        place: format!("/{}", kind.as_str()),
        rule: "value".into(),
        message,
    }])
}

#[async_trait]
impl UseCase for AddBankAccount {
    type Output = IdentityChanged;
    const NAME: &'static str = "add_bank_account";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];
    /// It writes its own audit entry, as a first file does.
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<IdentityChanged, UseCaseError> {
        add(unit, IdentityKind::Account, &self.account).await
    }

    fn is_repeat(output: &IdentityChanged) -> bool {
        !output.changed
    }
}

#[async_trait]
impl UseCase for RemoveBankAccount {
    type Output = IdentityChanged;
    const NAME: &'static str = "remove_bank_account";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];
    /// It writes its own audit entry, as a first file does.
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<IdentityChanged, UseCaseError> {
        remove(unit, IdentityKind::Account, &self.account).await
    }
}

#[async_trait]
impl UseCase for AddSeller {
    type Output = IdentityChanged;
    const NAME: &'static str = "add_seller";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Api(Scope::Invoices), Who::Operator];
    /// It writes its own audit entry, as a first file does.
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<IdentityChanged, UseCaseError> {
        add(unit, IdentityKind::Seller, &self.seller).await
    }

    fn is_repeat(output: &IdentityChanged) -> bool {
        !output.changed
    }
}

#[async_trait]
impl UseCase for RemoveSeller {
    type Output = IdentityChanged;
    const NAME: &'static str = "remove_seller";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Api(Scope::Invoices), Who::Operator];
    /// It writes its own audit entry, as a first file does.
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<IdentityChanged, UseCaseError> {
        remove(unit, IdentityKind::Seller, &self.seller).await
    }
}
