//! Turns a bank's transaction into the input of the use case.

use bank::{Direction, State, Transaction};
use usecases::bank_imports::{BankEntry, BatchPart, Lowered, ReturnReason, Way};

pub(crate) fn bank_entry(transaction: Transaction) -> BankEntry {
    BankEntry {
        number: transaction.number,
        format: transaction.format.as_str().to_owned(),
        account: transaction.account,
        other_accounts: transaction.other_accounts,
        way: match transaction.direction {
            Direction::Credit => Way::In,
            Direction::Debit => Way::Out,
        },
        booked: transaction.state == State::Booked,
        amount: transaction.money,
        stated_amounts: transaction.stated_amounts,
        booked_on: transaction.booked_on,
        valued_on: transaction.valued_on,
        bank_references: transaction.bank_references,
        end_to_end: transaction.end_to_end,
        other_ids: transaction.other_ids,
        debtor_name: transaction.party.name,
        debtor_account: transaction.party.account,
        references: transaction.references,
        text: transaction.text,
        further: transaction.further,
        charges_minor: transaction.charges.map_or(0, |charges| charges.minor),
        lowered: match transaction.lowered {
            bank::Lowered::No => Lowered::No,
            bank::Lowered::ByPayer => Lowered::ByPayer,
            bank::Lowered::Unclear => Lowered::Unclear,
            bank::Lowered::Lowers => Lowered::Lowers,
        },
        undoing: transaction.undoing.map(|undoing| ReturnReason { code: undoing.code, text: undoing.text }),
        direct_debit: transaction.direct_debit,
        part: match transaction.part {
            bank::BatchPart::Single => BatchPart::Single,
            bank::BatchPart::Detail(name) => BatchPart::Detail(name),
            bank::BatchPart::BatchTotal(name) => BatchPart::BatchTotal(name),
        },
    }
}
