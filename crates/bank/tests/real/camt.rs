//! Statements with the reading of another program. Its reading is a tree of getters; what this crate reads is
//! put into the same tree, and then every value has to agree. `__RECURSIVITY__` stands where that program had
//! written the same object before.

use std::fs;

use bank::camt::model::{
    Account, Address, Agent, Balance, Batch, Detail, Entry, GroupHeader, Identification, Moment, Party,
    Record, RelatedParty, Structured, TransactionCode,
};
use bank::camt::{Part, Reader};
use bank::{Direction, Format};
use domain::Money;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::support::{read, real_files};

#[test]
fn every_value_agrees_with_the_expected_reading() {
    let Some(folder) = real_files("camt") else { return };
    let mut files = 0;
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|extension| extension != "xml") {
            continue;
        }
        let expected: Value =
            serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap();
        let found = reading(&fs::read(&path).unwrap());
        let mut compared = 0;
        compare(&expected, &found, path.file_name().unwrap().to_str().unwrap(), &mut compared);
        assert!(compared > 60, "{} has only {compared} values", path.display());
        files += 1;
    }
    assert_eq!(files, 6);
}

#[test]
fn what_left_an_account_in_them_is_a_debit_and_what_came_a_credit() {
    let Some(folder) = real_files("camt") else { return };
    let summary = |name: &str| {
        let transactions = read(&fs::read(folder.join(name)).unwrap()).unwrap();
        let one = &transactions[0];
        (transactions.len(), one.direction, one.money.minor, one.money.currency.code(), one.account.clone())
    };
    // Details in another currency than the account's do not say what arrived: the entry is one transaction.
    for name in ["camt053.v2.minimal.xml", "camt053.v4.xml", "camt053.v8.xml"] {
        assert_eq!(summary(name), (1, Direction::Credit, 885, "EUR", "NL26VAYB8060476890".to_owned()));
    }
    for name in ["camt054.v2.xml", "camt054.v4.xml", "camt054.v8.xml"] {
        assert_eq!(
            summary(name),
            (1, Direction::Debit, 20_000_000, "SEK", "CH2801234000123456789".to_owned())
        );
    }
}

fn compare(expected: &Value, found: &Value, path: &str, compared: &mut usize) {
    match (expected, found) {
        (Value::String(text), _) if text == "__RECURSIVITY__" => {}
        (Value::Object(expected), Value::Object(found)) => {
            for (key, expected) in expected.iter().filter(|(key, _)| *key != "__CLASS__") {
                let Some(found) = found.get(key) else {
                    panic!("{path}/{key} is not read; expected {expected}");
                };
                compare(expected, found, &format!("{path}/{key}"), compared);
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            assert_eq!(expected.len(), found.len(), "{path}");
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(expected, found, &format!("{path}[{index}]"), compared);
            }
        }
        _ => {
            assert_eq!(expected, found, "{path}");
            *compared += 1;
        }
    }
}

/// The whole file as that program would show it.
fn reading(bytes: &[u8]) -> Value {
    let mut reader = Reader::new(bytes, encoding_rs::UTF_8);
    let (mut header, mut entries) = (Value::Null, vec![]);
    let (mut record, mut entry) = (Record::default(), None::<(Entry, Option<Batch>, Vec<Detail>)>);
    let mut additional: Vec<Option<String>> = vec![];
    while let Some(part) = reader.read().unwrap() {
        match part {
            Part::Header(found) => header = group(&found),
            Part::Record(found) => record = *found,
            Part::Entry(found) => entry = Some((*found, None, vec![])),
            Part::Batch(batch) => entry.as_mut().unwrap().1 = Some(batch),
            Part::Detail(detail) => entry.as_mut().unwrap().2.push(*detail),
            Part::EntryEnd(text) => {
                let (entry, batch, details) = entry.take().unwrap();
                entries.push((entry, batch, details, text));
            }
            Part::RecordEnd(text) => additional.push(text),
        }
    }
    let format = reader.format();
    let entries: Vec<_> = entries
        .iter()
        .map(|(entry, batch, details, text)| {
            entry_value(format, &record, &additional[0], entry, batch.as_ref(), details, text.as_deref())
        })
        .collect();
    json!({ "getEntries": entries, "getGroupHeader": header, "getRecords": ["__RECURSIVITY__"] })
}

fn instant(at: Timestamp) -> Value {
    json!({ "0": at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string() })
}

fn moment(at: Option<Moment>) -> Value {
    at.map_or(Value::Null, |moment| instant(moment.instant))
}

fn money(money: Money) -> Value {
    json!({ "getAmount": money.minor.to_string(), "getCurrency": { "getCode": money.currency.code() } })
}

fn group(header: &GroupHeader) -> Value {
    json!({
        "getAdditionalInformation": header.additional,
        "getCreatedOn": header.created.map(instant),
        "getMessageId": header.message_id,
        "getMessageRecipient": header.recipient.as_ref().map(|party| {
            let mut shown = party_value(party);
            shown["getContactDetails"] = Value::Null;
            shown["getCountryOfResidence"] = json!(party.country);
            shown
        }),
        "getOriginalBusinessQuery": header.original_query.as_ref().map(|(id, name, created)| json!({
            "getMessageId": id, "getMessageNameId": name, "getCreatedOn": created.map(instant),
        })),
        "getPagination": header.page.as_ref().map(|page| json!({ "getPageNumber": page })),
    })
}

fn party_value(party: &Party) -> Value {
    json!({
        "getAddress": party.address.as_ref().map(address),
        "getIdentification": party.identification.as_ref().map(identification),
        "getName": party.name,
    })
}

fn address(address: &Address) -> Value {
    json!({
        "getAddressLines": address.lines,
        "getBuildingNumber": address.building,
        "getCountry": address.country,
        "getCountrySubDivision": address.subdivision,
        "getDepartment": null,
        "getPostCode": address.post_code,
        "getStreetName": address.street,
        "getSubDepartment": null,
        "getTownName": address.town,
    })
}

fn identification(id: &Identification) -> Value {
    json!({
        "getBankPartyId": null, "getBei": id.bei, "getBic": id.bic.as_ref().or(id.bei.as_ref()), "getChipsUniversalId": null, "getDuns": null,
        "getEangln": null, "getIbei": null, "getIdentification": id.other, "getIssuer": null,
        "getOtherId": id.other, "getOtherIssuer": id.issuer, "getOtherSchemeName": null, "getOtherType": null,
        "getTaxId": null,
    })
}

fn account(account: &Account) -> Value {
    match &account.iban {
        Some(iban) => json!({ "getIban": { "getIban": iban }, "getIdentification": iban, "getName": null }),
        None => json!({ "getIdentification": account.other, "getIssuer": null, "getSchemeName": null }),
    }
}

fn balance(balance: &Balance) -> Value {
    let kind = match balance.kind.as_str() {
        "OPBD" => "opening",
        "CLBD" => "closing",
        "OPAV" => "opening_available",
        "CLAV" => "closing_available",
        other => other,
    };
    json!({ "getAmount": money(balance.amount), "getDate": moment(balance.at), "getType": kind })
}

fn record_value(format: Format, record: &Record, additional: &Option<String>) -> Value {
    let mut shown = json!({
        "getAccount": account(&record.account),
        "getAdditionalInformation": additional,
        "getCopyDuplicateIndicator": record.copy,
        "getCreatedOn": record.created.map(instant),
        "getElectronicSequenceNumber": record.electronic_number,
        "getEntries": ["__RECURSIVITY__"],
        "getFromDate": record.from.map(instant),
        "getId": record.id,
        "getLegalSequenceNumber": record.legal_number,
        "getPagination": record.page.as_ref().map(|page| json!({ "getPageNumber": page })),
        "getToDate": record.to.map(instant),
    });
    if format == Format::Camt053 {
        shown["getBalances"] = record.balances.iter().map(balance).collect();
    }
    shown
}

fn code(code: &TransactionCode) -> Value {
    json!({
        "getDomain": code.domain.as_ref().map(|domain| json!({
            "getCode": domain,
            "getFamily": { "getCode": code.family, "getSubFamilyCode": code.sub_family },
        })),
        "getProprietary": code.proprietary.as_ref().map(|proprietary| json!({
            "getCode": proprietary, "getIssuer": code.issuer.clone().unwrap_or_default(),
        })),
    })
}

fn entry_value(
    format: Format,
    record: &Record,
    record_text: &Option<String>,
    entry: &Entry,
    batch: Option<&Batch>,
    details: &[Detail],
    text: Option<&str>,
) -> Value {
    let details: Vec<_> = details.iter().map(|detail| detail_value(entry, detail)).collect();
    json!({
        "getAccountServicerReference": entry.servicer_reference,
        "getAdditionalInfo": text.unwrap_or_default(),
        "getAmount": money(entry.signed()),
        "getBankTransactionCode": code(&entry.code),
        "getBatchPaymentId": batch.and_then(|batch| batch.payment_id.clone()),
        "getBookingDate": moment(entry.booked),
        "getCharges": null,
        "getCreditDebitIndicator": side(entry.direction),
        "getIndex": entry.number - 1,
        "getRecord": record_value(format, record, record_text),
        "getReference": entry.reference,
        "getReversalIndicator": entry.reversal,
        "getStatus": entry.status,
        "getTransactionDetail": details[0],
        "getTransactionDetails": details,
        "getValueDate": moment(entry.valued),
    })
}

fn side(direction: Direction) -> &'static str {
    match direction {
        Direction::Credit => "CRDT",
        Direction::Debit => "DBIT",
    }
}

/// That program gives every amount of an entry the entry's side.
fn signed(entry: &Entry, amount: Option<Money>) -> Value {
    let sign = if entry.direction == Direction::Credit { 1 } else { -1 };
    amount.map_or(Value::Null, |amount| money(Money::new(sign * amount.minor, amount.currency)))
}

fn detail_value(entry: &Entry, detail: &Detail) -> Value {
    let refs = &detail.references;
    // The creditor's side comes first there.
    let parties: Vec<_> = [&detail.creditor, &detail.debtor].into_iter().filter_map(related).collect();
    let agents: Vec<_> =
        [&detail.creditor_agent, &detail.debtor_agent].into_iter().flatten().map(agent).collect();
    json!({
        "getAdditionalTransactionInformation": detail.additional,
        "getAmount": signed(entry, detail.amount),
        "getAmountDetails": signed(entry, detail.transaction_amount),
        "getBankTransactionCode": code(&detail.code),
        "getCharges": null,
        "getCreditDebitIndicator": side(entry.direction),
        "getReference": {
            "getAccountOwnerTransactionId": null,
            "getAccountServicerReference": refs.servicer,
            "getAccountServicerTransactionId": null,
            "getChequeNumber": null,
            "getClearingSystemReference": refs.clearing,
            "getEndToEndId": refs.end_to_end,
            "getInstructionId": refs.instruction,
            "getMandateId": refs.mandate,
            "getMarketInfrastructureTransactionId": null,
            "getMessageId": refs.message,
            "getPaymentInformationId": refs.payment,
            "getProcessingId": null,
            "getProprietaries": refs.proprietary.iter()
                .map(|(kind, reference)| json!({ "getType": kind, "getReference": reference }))
                .collect::<Vec<_>>(),
            "getTransactionId": refs.transaction,
            "getUuidEndToEndReference": refs.uetr,
        },
        "getRelatedAgent": agents.first(),
        "getRelatedAgents": agents,
        "getRelatedDates": null,
        "getRelatedParties": parties,
        "getRelatedParty": parties.first(),
        "getRemittanceInformation": remittance(detail),
        "getReturnInformation": detail.returned.as_ref().map(|returned| json!({ "getCode": returned.reason })),
    })
}

fn related(related: &RelatedParty) -> Option<Value> {
    let party = related.party.as_ref()?;
    Some(json!({
        "getAccount": related.account.as_ref().map(account),
        "getRelatedPartyType": party_value(party),
    }))
}

fn agent(agent: &Agent) -> Value {
    json!({ "getRelatedAgentType": {
        "getBIC": agent.bic.clone().unwrap_or_default(),
        "getName": agent.name.clone().unwrap_or_default(),
    }})
}

fn remittance(detail: &Detail) -> Value {
    let blocks: Vec<_> = detail.structured.iter().map(block).collect();
    let texts: Vec<_> = detail.unstructured.iter().map(|text| json!({ "getMessage": text })).collect();
    let first = detail.structured.first();
    // Free text comes before references there, and hides them.
    let (message, reference) = match detail.unstructured.first() {
        Some(text) => (Some(text.clone()), Value::Null),
        None => {
            (first.and_then(|block| block.reference.clone()), first.map_or(Value::Null, creditor_reference))
        }
    };
    json!({
        "getCreditorReferenceInformation": reference,
        "getMessage": message,
        "getStructuredBlock": blocks.first(),
        "getStructuredBlocks": blocks,
        "getUnstructuredBlock": texts.first(),
        "getUnstructuredBlocks": texts,
    })
}

fn block(block: &Structured) -> Value {
    json!({
        "getAdditionalRemittanceInformation": block.additional.first(),
        "getCreditorReferenceInformation": creditor_reference(block),
    })
}

fn creditor_reference(block: &Structured) -> Value {
    json!({ "getCode": block.code, "getProprietary": block.proprietary, "getRef": block.reference })
}
