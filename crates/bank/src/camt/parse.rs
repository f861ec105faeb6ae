//! Elements to values. A wrong or missing value that booking needs is an error with its place; other values are simply
//! absent.

use std::str::FromStr;

use domain::{Currency, Money};
use jiff::Timestamp;
use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::model::{
    Account, Address, Agent, Balance, Batch, Detail, GroupHeader, Identification, Moment, Party, References,
    RelatedParty, Returned, Structured, TransactionCode, signed,
};
use super::xml::Element;
use crate::problem::shorten;
use crate::{Direction, Problem};

pub(super) fn header(group: Element<'_>) -> GroupHeader {
    GroupHeader {
        message_id: group.value(&["MsgId"]),
        created: group.find(&["CreDtTm"]).and_then(instant),
        recipient: group.find(&["MsgRcpt"]).map(party),
        page: group.value(&["MsgPgntn", "PgNb"]),
        original_query: group.find(&["OrgnlBizQry"]).and_then(|query| {
            let created = query.find(&["CreDtTm"]).and_then(instant);
            Some((query.value(&["MsgId"])?, query.value(&["MsgNmId"]), created))
        }),
        additional: group.value(&["AddtlInf"]),
    }
}

pub(super) fn account(account: Element<'_>) -> Account {
    Account {
        iban: account.value(&["Id", "IBAN"]),
        other: account.value(&["Id", "Othr", "Id"]),
        currency: account.value(&["Ccy"]),
    }
}

/// `None` for a balance that cannot be read: nothing relies on balances.
pub(super) fn balance(balance: Element<'_>) -> Option<Balance> {
    let kind = balance.find(&["Tp", "CdOrPrtry"])?;
    Some(Balance {
        kind: kind.value(&["Cd"]).or_else(|| kind.value(&["Prtry"]))?,
        amount: signed(
            amount(balance.find(&["Amt"])?, "Bal").ok()?,
            direction(balance.find(&["CdtDbtInd"])?.text()?)?,
        ),
        at: balance.find(&["Dt"]).and_then(|at| moment(at).ok().flatten()),
    })
}

pub(super) fn direction(text: &str) -> Option<Direction> {
    match text {
        "CRDT" => Some(Direction::Credit),
        "DBIT" => Some(Direction::Debit),
        _ => None,
    }
}

/// A number with a point and no sign, as ISO 20022 writes amounts.
pub(super) fn figure(text: &str) -> Option<Decimal> {
    let plain = !text.is_empty()
        && text.len() <= 24
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.bytes().filter(|byte| *byte == b'.').count() <= 1;
    plain.then(|| Decimal::from_str(text.trim_end_matches('.')).ok()).flatten()
}

/// A control sum, which some banks write with a sign.
pub(super) fn signed_figure(text: &str) -> Option<Decimal> {
    match text.strip_prefix('-') {
        Some(below) => figure(below.trim_start()).map(|figure| -figure),
        None => figure(text.strip_prefix('+').unwrap_or(text)),
    }
}

/// An amount with its currency.
pub(super) fn amount(element: Element<'_>, place: &str) -> Result<Money, Problem> {
    let here = || format!("{place}/{}", element.name());
    let text = element.text().unwrap_or_default();
    let code = element.currency().unwrap_or_default();
    let currency: Currency = code
        .parse()
        .map_err(|error: domain::money::UnknownCurrency| Problem::value(here(), error.to_string()))?;
    let figure = figure(text).ok_or_else(|| {
        Problem::value(here(), format!("“{}” is no amount (digits and one point)", shorten(text)))
    })?;
    Money::from_decimal(figure, currency).map_err(|error| Problem::value(here(), error.to_string()))
}

/// `Dt` or `DtTm` inside; `None` if neither has a value.
pub(super) fn moment(element: Element<'_>) -> Result<Option<Moment>, String> {
    if let Some(day) = element.value(&["Dt"]) {
        // Some banks append a zone to the day; XML allows it and it changes nothing.
        let date = day.get(..10).and_then(crate::day::iso).ok_or_else(|| no_day(&day))?;
        return Ok(Some(Moment { date, instant: at_utc(date.at(0, 0, 0, 0)) }));
    }
    let Some(text) = element.value(&["DtTm"]) else { return Ok(None) };
    let local = local(&text).ok_or_else(|| no_day(&text))?;
    Ok(Some(Moment { date: local.date(), instant: text.parse().unwrap_or_else(|_| at_utc(local)) }))
}

/// `2026-11-30T18:00:00` and whatever stands behind it.
fn local(text: &str) -> Option<DateTime> {
    let time: jiff::civil::Time = text.get(10..19)?.strip_prefix('T')?.parse().ok()?;
    Some(crate::day::iso(text.get(..10)?)?.to_datetime(time))
}

fn no_day(text: &str) -> String {
    format!("“{}” is no day (2026-11-30)", shorten(text))
}

fn at_utc(local: DateTime) -> Timestamp {
    local.to_zoned(jiff::tz::TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

pub(super) fn instant(element: Element<'_>) -> Option<Timestamp> {
    let text = element.text()?;
    text.parse().ok().or_else(|| Some(at_utc(text.get(..19)?.parse().ok()?)))
}

pub(super) fn transaction_code(code: Element<'_>) -> TransactionCode {
    TransactionCode {
        domain: code.value(&["Domn", "Cd"]),
        family: code.value(&["Domn", "Fmly", "Cd"]),
        sub_family: code.value(&["Domn", "Fmly", "SubFmlyCd"]),
        proprietary: code.value(&["Prtry", "Cd"]),
        issuer: code.value(&["Prtry", "Issr"]),
    }
}

pub(super) fn batch(batch: Element<'_>, place: &str) -> Result<Batch, Problem> {
    let count = match batch.value(&["NbOfTxs"]) {
        Some(text) => Some(text.parse().map_err(|_| {
            Problem::value(format!("{place}/Btch/NbOfTxs"), format!("“{}” is no number", shorten(&text)))
        })?),
        None => None,
    };
    Ok(Batch {
        message_id: batch.value(&["MsgId"]),
        payment_id: batch.value(&["PmtInfId"]),
        count,
        total: stated(batch.find(&["TtlAmt"])).map(|total| amount(total, place)).transpose()?,
    })
}

/// An optional element with content: a bank may write it and leave it blank.
fn stated(element: Option<Element<'_>>) -> Option<Element<'_>> {
    element.filter(|element| element.text().is_some())
}

pub(super) fn detail(detail: Element<'_>, place: &str) -> Result<Detail, Problem> {
    let money =
        |path: &[&'static str]| stated(detail.find(path)).map(|found| amount(found, place)).transpose();
    let (parties, agents) = (detail.find(&["RltdPties"]), detail.find(&["RltdAgts"]));
    let party_at = |name: &'static str| parties.and_then(|parties| parties.find(&[name])).map(party);
    let account_at = |name: &'static str| parties.and_then(|parties| parties.find(&[name])).map(account);
    let agent_at =
        |name: &'static str| agents.and_then(|agents| agents.find(&[name, "FinInstnId"])).map(agent);
    let remittance = detail.find(&["RmtInf"]);
    Ok(Detail {
        references: detail.find(&["Refs"]).map(references).unwrap_or_default(),
        amount: money(&["Amt"])?,
        transaction_amount: money(&["AmtDtls", "TxAmt", "Amt"])?,
        counter_value: money(&["AmtDtls", "CntrValAmt", "Amt"])?,
        instructed: money(&["AmtDtls", "InstdAmt", "Amt"])?,
        direction: detail.find(&["CdtDbtInd"]).and_then(Element::text).and_then(direction),
        code: detail.find(&["BkTxCd"]).map(transaction_code).unwrap_or_default(),
        charges: charges(detail.all("Chrgs"), place)?,
        debtor: RelatedParty { party: party_at("Dbtr"), account: account_at("DbtrAcct") },
        ultimate_debtor: party_at("UltmtDbtr"),
        creditor: RelatedParty { party: party_at("Cdtr"), account: account_at("CdtrAcct") },
        debtor_agent: agent_at("DbtrAgt"),
        creditor_agent: agent_at("CdtrAgt"),
        unstructured: remittance.map(|found| texts(found, "Ustrd")).unwrap_or_default(),
        structured: remittance.map(|found| found.all("Strd").map(structured).collect()).unwrap_or_default(),
        returned: detail.find(&["RtrInf"]).map(returned),
        remittance_ids: detail.all("RltdRmtInf").filter_map(|related| related.value(&["RmtId"])).collect(),
        additional: detail.value(&["AddtlTxInf"]),
    })
}

/// The stated total, else the sum of the records in the currency of the first one, less what was refunded. Before
/// version 4 each charge is a `Chrgs` of its own.
pub(super) fn charges<'t>(
    all: impl Iterator<Item = Element<'t>>,
    place: &str,
) -> Result<Option<Money>, Problem> {
    let mut sum: Option<Money> = None;
    for charges in all {
        if let Some(total) = stated(charges.find(&["TtlChrgsAndTaxAmt"])) {
            return amount(total, place).map(Some);
        }
        for record in std::iter::once(charges).chain(charges.all("Rcrd")) {
            let Some(element) = stated(record.find(&["Amt"])) else { continue };
            let given_back = record.value(&["CdtDbtInd"]).is_some_and(|side| side == "CRDT");
            let one = amount(element, place)?;
            let one = if given_back { Money::new(-one.minor, one.currency) } else { one };
            sum = match sum {
                None => Some(one),
                Some(sum) => sum.checked_add(one).ok().or(Some(sum)),
            };
        }
    }
    Ok(sum)
}

fn references(refs: Element<'_>) -> References {
    References {
        message: refs.value(&["MsgId"]),
        servicer: refs.value(&["AcctSvcrRef"]),
        payment: refs.value(&["PmtInfId"]),
        instruction: refs.value(&["InstrId"]),
        end_to_end: refs.value(&["EndToEndId"]),
        uetr: refs.value(&["UETR"]),
        transaction: refs.value(&["TxId"]),
        account_owner: refs.value(&["AcctOwnrTxId"]),
        mandate: refs.value(&["MndtId"]),
        clearing: refs.value(&["ClrSysRef"]),
        proprietary: refs
            .all("Prtry")
            .filter_map(|one| Some((one.value(&["Tp"])?, one.value(&["Ref"])?)))
            .collect(),
    }
}

fn party(element: Element<'_>) -> Party {
    // From version 8 on there is a choice: a party, or the bank itself.
    let party = element.find(&["Pty"]).or_else(|| element.find(&["Agt", "FinInstnId"])).unwrap_or(element);
    Party {
        name: party.value(&["Nm"]),
        address: party.find(&["PstlAdr"]).map(address),
        identification: party
            .find(&["Id", "OrgId"])
            .or_else(|| party.find(&["Id", "PrvtId"]))
            .map(identification),
        country: party.value(&["CtryOfRes"]),
    }
}

fn address(address: Element<'_>) -> Address {
    Address {
        street: address.value(&["StrtNm"]),
        building: address.value(&["BldgNb"]),
        post_code: address.value(&["PstCd"]),
        town: address.value(&["TwnNm"]),
        subdivision: address.value(&["CtrySubDvsn"]),
        country: address.value(&["Ctry"]),
        lines: texts(address, "AdrLine"),
    }
}

fn identification(id: Element<'_>) -> Identification {
    Identification {
        bic: id.value(&["AnyBIC"]),
        bei: id.value(&["BICOrBEI"]),
        other: id.value(&["Othr", "Id"]),
        issuer: id.value(&["Othr", "Issr"]),
    }
}

fn agent(bank: Element<'_>) -> Agent {
    Agent { bic: bank.value(&["BICFI"]).or_else(|| bank.value(&["BIC"])), name: bank.value(&["Nm"]) }
}

fn structured(block: Element<'_>) -> Structured {
    let kind = block.find(&["CdtrRefInf", "Tp", "CdOrPrtry"]);
    Structured {
        reference: block.value(&["CdtrRefInf", "Ref"]),
        code: kind.and_then(|kind| kind.value(&["Cd"])),
        proprietary: kind.and_then(|kind| kind.value(&["Prtry"])),
        documents: block.all("RfrdDocInf").filter_map(|document| document.value(&["Nb"])).collect(),
        additional: texts(block, "AddtlRmtInf"),
        further: block
            .all("RfrdDocInf")
            .flat_map(|document| document.all("LineDtls"))
            .flat_map(|line| line.all("Id"))
            .filter_map(|id| id.value(&["Nb"]))
            .chain(block.value(&["TaxRmt", "RefNb"]))
            .collect(),
    }
}

fn returned(info: Element<'_>) -> Returned {
    Returned {
        reason: info.value(&["Rsn", "Cd"]).or_else(|| info.value(&["Rsn", "Prtry"])),
        additional: texts(info, "AddtlInf"),
    }
}

fn texts(element: Element<'_>, name: &'static str) -> Vec<String> {
    element.all(name).filter_map(Element::text).map(ToOwned::to_owned).collect()
}
