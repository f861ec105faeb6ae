//! A few payers, and everything that is known of them: what a look-up in the books would bring.

use std::collections::BTreeSet;

use domain::Money;
use domain::ids::{InvoiceId, PayerId};
use domain::payments::reference::{Scheme, normal, single_edits};
use matching::{
    Evidence, Facts, Hit, How, InvoiceStanding, SameSum, Settings, Transfer, Verdict, decide_match,
};
use uuid::Uuid;

/// The invoice with this place on the street.
pub fn invoice(at: u128) -> InvoiceId {
    InvoiceId(Uuid::from_u128(at))
}

pub fn payer(number: u128) -> PayerId {
    PayerId(Uuid::from_u128(1_000 + number))
}

#[derive(Clone, Default)]
pub struct Street {
    facts: Vec<(Facts, How)>,
    account_of: BTreeSet<PayerId>,
}

impl Street {
    pub fn new() -> Self {
        Self::default()
    }

    /// A payer who owes this; the first invoice of the street has the id 1.
    pub fn owes(mut self, number: u128, name: &str, reference: &str, open_minor: i64) -> Self {
        self.put(number, name, reference, open_minor, How::Reference);
        self
    }

    /// The same, for a payer who owes something already.
    pub fn owes_more(self, number: u128, name: &str, reference: &str, open_minor: i64) -> Self {
        self.owes(number, name, reference, open_minor)
    }

    /// The same with nothing but the invoice's number.
    pub fn numbered(mut self, number: u128, name: &str, reference: &str, open_minor: i64) -> Self {
        self.put(number, name, reference, open_minor, How::Number);
        self
    }

    /// The transfer's account has paid for this payer before.
    pub fn knows_account(mut self, number: u128) -> Self {
        self.account_of.insert(payer(number));
        self
    }

    /// Everything of this payer is paid.
    pub fn settled(mut self, number: u128) -> Self {
        for (facts, _) in self.facts.iter_mut().filter(|(facts, _)| facts.payer == payer(number)) {
            facts.standing = InvoiceStanding::Paid;
            facts.open_minor = 0;
        }
        self
    }

    fn put(&mut self, number: u128, name: &str, reference: &str, open_minor: i64, how: How) {
        let facts = Facts {
            invoice: invoice(self.facts.len() as u128 + 1),
            payer: payer(number),
            references: vec![normal(reference)],
            currency: "SEK".parse().unwrap(),
            payable_minor: open_minor,
            open_minor,
            standing: InvoiceStanding::Open,
            names: vec![name.to_owned()],
            disclaimed: false,
        };
        self.facts.push((facts, how));
    }

    pub fn transfer(amount_minor: i64, references: &[&str]) -> Transfer {
        Transfer {
            amount: Money::new(amount_minor, "SEK".parse().unwrap()),
            references: references.iter().map(|one| (*one).to_owned()).collect(),
            text: Vec::new(),
            further: Vec::new(),
            bank_ids: Vec::new(),
            debtor_name: None,
            debtor_account: None,
        }
    }

    pub fn named(amount_minor: i64, references: &[&str], name: &str) -> Transfer {
        Transfer { debtor_name: Some(name.to_owned()), ..Self::transfer(amount_minor, references) }
    }

    pub fn settings() -> Settings {
        Settings { schemes: Scheme::ALL.to_vec(), ..Settings::default() }
    }

    /// Everything on the street, found by whatever of it stands in the transfer.
    pub fn evidence(&self, transfer: &Transfer) -> Evidence {
        let mut evidence = Evidence {
            facts: self.facts.iter().map(|(facts, _)| facts.clone()).collect(),
            hits: Vec::new(),
            account_of: self.account_of.clone(),
            whole: self.facts.iter().map(|(facts, _)| facts.payer).collect(),
            same_sum: SameSum::AllKnown,
        };
        for (at, candidate_reference) in transfer.candidate_references().iter().enumerate() {
            let edits = if candidate_reference.may_be_mistyped() {
                single_edits(&Scheme::ALL, &candidate_reference.plain)
            } else {
                Vec::new()
            };
            for (facts, how) in &self.facts {
                let mut put =
                    |how| evidence.hits.push(Hit { candidate_reference: at, invoice: facts.invoice, how });
                if facts.references.contains(&candidate_reference.key) {
                    put(*how);
                } else if let Some((_, kind)) = edits
                    .iter()
                    .find(|(edit, _)| candidate_reference.may_mean(edit) && facts.references.contains(edit))
                {
                    put(How::Edited(*kind));
                }
            }
        }
        evidence
    }

    pub fn decide_match(&self, transfer: &Transfer) -> Verdict {
        decide_match(transfer, &self.evidence(transfer), &Self::settings())
    }
}
