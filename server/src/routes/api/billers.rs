//! Whose bank files and documents are taken in: the biller's bank accounts and sellers.

use axum::Json;
use axum::http::StatusCode;
use domain::Timestamp;
use serde::{Deserialize, Serialize};
use usecases::billers::{
    AddBankAccount, AddSeller, BillerIdentity, IdentityChanged, RemoveBankAccount, RemoveSeller,
};
use usecases::{ListBankAccounts, ListSellers};
use utoipa::ToSchema;

use crate::routes::api::call::{Body, Call, Id, KeyWelcome, created_or_known};
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::{AlreadyThere, InvalidIdentity};
use crate::routes::api::tags;

/// An account of the biller.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// IBAN, domestic number or bankgiro number.
    #[schema(max_length = 200, example = "SE3550000000054910000003")]
    account: String,
}

/// An account in the biller's list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedAccount {
    /// As it was first written.
    account: String,
    /// When it was entered, UTC milliseconds.
    #[schema(value_type = i64)]
    added_at: Timestamp,
}

/// The biller's bank accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountList {
    /// The oldest first.
    accounts: Vec<ListedAccount>,
}

/// Add a bank account
///
/// While there is none, the first bank file is taken and its account is added. From then on files of others are refused.
#[utoipa::path(
    post,
    path = "/biller/accounts",
    tag = tags::BILLER,
    operation_id = "add_account",
    params(KeyWelcome),
    request_body = NewAccount,
    responses(
        (status = 201, description = "It is added", body = ListedAccount),
        AlreadyThere<ListedAccount>, InvalidIdentity,
    )
)]
pub async fn add_account(
    call: Call,
    Body(NewAccount { account }): Body<NewAccount>,
) -> Result<(StatusCode, Json<ListedAccount>), ApiProblem> {
    let done = call.execute(AddBankAccount { account }).await?;
    Ok((created_or_known(&done), Json(done.output.into())))
}

/// List bank accounts
///
/// While there is none, the first bank file is taken and its account is added. From then on files of others are refused.
#[utoipa::path(
    get,
    path = "/biller/accounts",
    tag = tags::BILLER,
    operation_id = "list_accounts",
    responses((status = 200, description = "The bank accounts", body = AccountList))
)]
pub async fn accounts(call: Call) -> Result<Json<AccountList>, ApiProblem> {
    let accounts = call.ask(ListBankAccounts).await?.into_iter().map(ListedAccount::from).collect();
    Ok(Json(AccountList { accounts }))
}

/// Remove a bank account
///
/// When none is left, the next bank file adds its own.
#[utoipa::path(
    delete,
    path = "/biller/accounts/{account}",
    tag = tags::BILLER,
    operation_id = "remove_account",
    params(("account" = String, Path, description = "In any writing"), KeyWelcome),
    responses((status = 200, description = "It is removed", body = ListedAccount))
)]
pub async fn remove_account(call: Call, Id(account): Id<String>) -> Result<Json<ListedAccount>, ApiProblem> {
    Ok(Json(call.execute(RemoveBankAccount { account }).await?.output.into()))
}

impl From<IdentityChanged> for ListedAccount {
    fn from(changed: IdentityChanged) -> Self {
        Self { account: changed.value, added_at: changed.added_at }
    }
}

impl From<BillerIdentity> for ListedAccount {
    fn from(identity: BillerIdentity) -> Self {
        Self { account: identity.value, added_at: identity.added_at }
    }
}

/// A seller of the biller.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeller {
    /// What its documents state first of VAT number, registration number, identifier and name.
    #[schema(max_length = 200, example = "SE556000016401")]
    seller: String,
}

/// A seller in the biller's list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedSeller {
    /// As it was first written.
    seller: String,
    /// When it was entered, UTC milliseconds.
    #[schema(value_type = i64)]
    added_at: Timestamp,
}

/// The biller's sellers.
#[derive(Debug, Serialize, ToSchema)]
pub struct SellerList {
    /// The oldest first.
    sellers: Vec<ListedSeller>,
}

/// Add a seller
///
/// While there is none, the first document is taken and its seller is added. From then on documents of others are refused.
#[utoipa::path(
    post,
    path = "/biller/sellers",
    tag = tags::BILLER,
    operation_id = "add_seller",
    params(KeyWelcome),
    request_body = NewSeller,
    responses(
        (status = 201, description = "It is added", body = ListedSeller),
        AlreadyThere<ListedSeller>, InvalidIdentity,
    )
)]
pub async fn add_seller(
    call: Call,
    Body(NewSeller { seller }): Body<NewSeller>,
) -> Result<(StatusCode, Json<ListedSeller>), ApiProblem> {
    let done = call.execute(AddSeller { seller }).await?;
    Ok((created_or_known(&done), Json(done.output.into())))
}

/// List sellers
///
/// While there is none, the first document is taken and its seller is added. From then on documents of others are refused.
#[utoipa::path(
    get,
    path = "/biller/sellers",
    tag = tags::BILLER,
    operation_id = "list_sellers",
    responses((status = 200, description = "The sellers", body = SellerList))
)]
pub async fn sellers(call: Call) -> Result<Json<SellerList>, ApiProblem> {
    let sellers = call.ask(ListSellers).await?.into_iter().map(ListedSeller::from).collect();
    Ok(Json(SellerList { sellers }))
}

/// Remove a seller
///
/// When none is left, the next document adds its own.
#[utoipa::path(
    delete,
    path = "/biller/sellers/{seller}",
    tag = tags::BILLER,
    operation_id = "remove_seller",
    params(("seller" = String, Path, description = "In any writing"), KeyWelcome),
    responses((status = 200, description = "It is removed", body = ListedSeller))
)]
pub async fn remove_seller(call: Call, Id(seller): Id<String>) -> Result<Json<ListedSeller>, ApiProblem> {
    Ok(Json(call.execute(RemoveSeller { seller }).await?.output.into()))
}

impl From<IdentityChanged> for ListedSeller {
    fn from(changed: IdentityChanged) -> Self {
        Self { seller: changed.value, added_at: changed.added_at }
    }
}

impl From<BillerIdentity> for ListedSeller {
    fn from(identity: BillerIdentity) -> Self {
        Self { seller: identity.value, added_at: identity.added_at }
    }
}
