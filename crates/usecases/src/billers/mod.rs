//! The biller itself: its bank accounts, the sellers of its documents, its API keys, and its policy.

mod account;
mod identities;
mod node;
mod payment_policy;
mod policy;
mod ports;
mod queries;
mod sandbox_key;
mod set_up;

pub use identities::{
    AddBankAccount, AddSeller, BillerIdentity, IdentityChanged, IdentityKind, OTHER_ACCOUNT, OTHER_SELLER,
    RemoveBankAccount, RemoveSeller,
};
pub use payment_policy::{ChargesBorneBy, PaymentPolicy};
pub use policy::{Policy, SetPolicy};
pub use ports::{BillerStore, BillerTransaction, KnownApiKey, NewApiKey};
pub use queries::{FindBiller, ListBankAccounts, ListSellers, ReadPolicy};
pub use set_up::{ApiKey, BillerSetUp, hash_api_key, make_api_key};

pub(crate) use account::{bankgiro, is_none_of, own_account, plain, with_its_kind};
pub(crate) use identities::{admit_accounts, admit_seller};
