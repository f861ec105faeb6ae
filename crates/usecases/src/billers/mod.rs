//! What belongs to a biller itself: the bank accounts that its bank files are of, the sellers that its documents name,
//! its time zone, its API keys, and what it lets Billow decide.

mod identities;
mod policy;
mod set_up;
mod zone;

pub use identities::{
    AddBankAccount, AddSeller, BillerIdentity, IdentityChanged, IdentityKind, IdentityReader, IdentityWriter,
    OTHER_ACCOUNT, OTHER_SELLER, RemoveBankAccount, RemoveSeller,
};
pub use policy::{Policy, SetPolicy};
pub use set_up::{ApiKey, BillerSetUp, hash_api_key, make_api_key};
pub use zone::{UnknownZone, Zone};

pub(crate) use identities::{admit_accounts, admit_seller};
