//! Changes a payer's details: checks them and records an event.

use async_trait::async_trait;
use domain::StreamId;
use domain::ids::PayerId;
use domain::invoices::document::{Address, Party};
use domain::payers::PayerCommand;
use serde::{Deserialize, Serialize};

use crate::kernel::access::Who;
use crate::kernel::content::ContentKind;
use crate::kernel::error::{FieldProblem, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Changes a payer's name, address or contact points. Issued documents stay as they were. The key by which the next
/// document finds the payer stays too.
#[derive(Debug, Clone, Serialize)]
pub struct ChangePayer {
    pub payer: PayerId,
    /// All details after the change.
    pub details: Party,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayerChanged {
    pub payer_id: PayerId,
    /// The number of the payer's last event.
    pub seq: i64,
    /// The names of the changed fields.
    pub changed: Vec<String>,
}

/// The longest field, in characters.
const LONGEST: usize = 200;
/// The longest telephone number, in digits (E.164), with room for an extension.
const MOST_DIGITS: usize = 20;

#[async_trait]
impl UseCase for ChangePayer {
    type Output = PayerChanged;
    const NAME: &'static str = "change_payer";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<PayerChanged, UseCaseError> {
        let payer = self.payer;
        let details = checked(&self.details)?;
        unit.load(vec![StreamId::Payer(payer)]).await?;
        let account = unit.books.payers.get(&payer).ok_or(UseCaseError::NotFound("payer"))?;
        let (seq, known) = (account.seq, account.details);
        let before = match known {
            Some(known) => unit.tx.content_text(unit.biller.id, known).await?,
            None => None,
        };
        let before: Party = before.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let changed = differences(&before, &details);
        if changed.is_empty() {
            return Ok(PayerChanged { payer_id: payer, seq, changed });
        }
        // Plain data with text keys: serde_json cannot fail on it.
        let json = serde_json::to_vec(&details).unwrap_or_default();
        let content = unit.write_content(payer, ContentKind::Payer, json).await?;
        unit.carry_out(PayerCommand::ChangeDetails { payer, details: content }).await?;
        unit.tx.put_payer_search(unit.biller.id, payer, &search_text(&details)).await?;
        let seq = unit.books.payers.get(&payer).map_or(seq, |account| account.seq);
        unit.note(crate::Subject::payer(payer), Some(changed.join(", ")));
        Ok(PayerChanged { payer_id: payer, seq, changed })
    }

    fn is_repeat(output: &PayerChanged) -> bool {
        output.changed.is_empty()
    }
}

/// The text that a search for the payer looks in.
pub(crate) fn search_text(details: &Party) -> String {
    let parts = [
        Some(&details.name),
        details.legal_name.as_ref(),
        details.identifier.as_ref(),
        details.email.as_ref(),
    ];
    parts.into_iter().flatten().map(|part| part.to_lowercase()).collect::<Vec<_>>().join("\n")
}

/// The details, trimmed, or the problems with them.
fn checked(details: &Party) -> Result<Party, UseCaseError> {
    let mut problems = Vec::new();
    let mut problem = |place: &str, rule: &str, message: &str| {
        problems.push(FieldProblem { place: place.into(), rule: rule.into(), message: message.into() });
    };
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let optional = |text: &Option<String>| text.as_deref().map(tidy).filter(|text| !text.is_empty());
    let tidied = Party {
        name: tidy(&details.name),
        legal_name: optional(&details.legal_name),
        identifier: optional(&details.identifier),
        registration: optional(&details.registration),
        vat_number: optional(&details.vat_number),
        address: details.address.as_ref().map(|address| Address {
            lines: address.lines.iter().map(|line| tidy(line)).filter(|line| !line.is_empty()).collect(),
            city: optional(&address.city),
            post_code: optional(&address.post_code),
            country: optional(&address.country).map(|country| country.to_uppercase()),
        }),
        contact_name: optional(&details.contact_name),
        email: optional(&details.email),
        phone: optional(&details.phone),
    };
    if tidied.name.is_empty() {
        problem("/name", "required", "a payer needs a name");
    }
    for (place, text) in texts(&tidied) {
        if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
            problem(place, "too_long", "at most 200 characters, all of them printable");
        }
    }
    if tidied.email.as_deref().is_some_and(|email| crate::staff::normal_email(email).is_none()) {
        problem("/email", "email", "this is no e-mail address");
    }
    let telephone = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let signs = text.chars().all(|sign| sign.is_ascii_digit() || " +-()/.".contains(sign));
        signs && (3..=MOST_DIGITS).contains(&digits)
    };
    if tidied.phone.as_deref().is_some_and(|phone| !telephone(phone)) {
        problem("/phone", "phone", "a telephone number has 3 to 20 digits, and + ( ) - / between them");
    }
    let country = tidied.address.as_ref().and_then(|address| address.country.as_deref());
    if country.is_some_and(|country| {
        country.len() != 2 || !country.bytes().all(|letter| letter.is_ascii_uppercase())
    }) {
        problem("/country", "country", "a country is two letters, such as SE");
    }
    if problems.is_empty() { Ok(tidied) } else { Err(UseCaseError::Invalid(problems)) }
}

/// Every text with its place in the form.
fn texts(details: &Party) -> Vec<(&'static str, String)> {
    let address = details.address.clone().unwrap_or_default();
    let fields = [
        ("/name", Some(details.name.clone())),
        ("/legal_name", details.legal_name.clone()),
        ("/identifier", details.identifier.clone()),
        ("/registration", details.registration.clone()),
        ("/vat_number", details.vat_number.clone()),
        ("/contact_name", details.contact_name.clone()),
        ("/email", details.email.clone()),
        ("/phone", details.phone.clone()),
        ("/lines", Some(address.lines.join(", "))),
        ("/post_code", address.post_code),
        ("/city", address.city),
        ("/country", address.country),
    ];
    fields.into_iter().map(|(place, text)| (place, text.unwrap_or_default())).collect()
}

/// The names of the fields that differ.
fn differences(before: &Party, after: &Party) -> Vec<String> {
    texts(before)
        .into_iter()
        .zip(texts(after))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((place, _), _)| place.trim_start_matches('/').to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn rules(details: &Party) -> Vec<String> {
        match checked(details) {
            Ok(_) => Vec::new(),
            Err(UseCaseError::Invalid(problems)) => problems.into_iter().map(|one| one.place).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn what_can_be_no_name_address_or_number_is_named_by_its_field() {
        let sound = Party {
            name: "  Åsa   Exempel ".into(),
            email: Some("asa@example.com".into()),
            phone: Some("+46 (0)555-01 00".into()),
            address: Some(Address { country: Some("se".into()), ..Address::default() }),
            ..Party::default()
        };
        let tidied = checked(&sound).unwrap();
        assert_eq!(tidied.name, "Åsa Exempel");
        assert_eq!(tidied.address.unwrap().country.as_deref(), Some("SE"));

        for (wrong, place) in [
            (Party { name: " ".into(), ..sound.clone() }, "/name"),
            (Party { name: "a".repeat(201), ..sound.clone() }, "/name"),
            (Party { email: Some("asa@".into()), ..sound.clone() }, "/email"),
            (Party { phone: Some("call me".into()), ..sound.clone() }, "/phone"),
            (
                Party {
                    address: Some(Address { country: Some("Sverige".into()), ..Address::default() }),
                    ..sound.clone()
                },
                "/country",
            ),
        ] {
            assert_eq!(rules(&wrong), [place]);
        }
    }

    #[test]
    fn an_emptied_field_is_gone_and_the_difference_has_its_name() {
        let before = Party { name: "Åsa".into(), phone: Some("0555 0100".into()), ..Party::default() };
        let after = checked(&Party { phone: Some("  ".into()), ..before.clone() }).unwrap();
        assert_eq!(after.phone, None);
        assert_eq!(differences(&before, &after), ["phone"]);
        assert!(differences(&after, &after).is_empty());
    }
}
