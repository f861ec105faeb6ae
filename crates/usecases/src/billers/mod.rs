//! What belongs to a biller itself: the bank accounts that its bank files are of, and the sellers that its documents
//! name.

mod identities;

pub use identities::{
    AddBankAccount, AddSeller, BillerIdentity, IdentityChanged, IdentityKind, IdentityReader, IdentityWriter,
    OTHER_ACCOUNT, OTHER_SELLER, RemoveBankAccount, RemoveSeller,
};
pub(crate) use identities::{admit_accounts, admit_seller};
