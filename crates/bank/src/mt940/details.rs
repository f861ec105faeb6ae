//! `:86:`, what the bank tells about a movement. Three ways of writing it are told apart by how it begins:
//! `?20` fields (German banks), `/EREF/` fields (Dutch and many others), and plain text.

use std::str::FromStr;

use domain::reference::is_placeholder;
use rust_decimal::Decimal;

use crate::Party;

/// What `:86:` says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Details {
    pub(super) party: Party,
    pub(super) references: Vec<String>,
    pub(super) text: Vec<String>,
    pub(super) end_to_end: Option<String>,
    /// The movement is the return of an earlier one.
    pub(super) returned: bool,
    pub(super) return_code: Option<String>,
    pub(super) return_text: Option<String>,
}

impl Details {
    pub(super) fn read(text: &str) -> Self {
        let mut letters = text.chars();
        let code: String = letters.by_ref().take(3).collect();
        let separator = letters.next();
        let digits = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
        match separator {
            Some(separator) if digits && !separator.is_alphanumeric() && !separator.is_whitespace() => {
                // A line may be broken anywhere, also inside of words.
                german(&code, separator, &text[3..].replace('\n', ""))
            }
            _ if has_slashes(text) => slashes(&text.replace('\n', "")),
            _ => Self {
                text: text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect(),
                ..Self::default()
            },
        }
    }
}

/// Codes of German banks for returned debits and credit transfers.
const RETURNS: [&str; 6] = ["108", "109", "159", "181", "182", "184"];

fn german(code: &str, separator: char, text: &str) -> Details {
    let mut details = Details { returned: RETURNS.contains(&code), ..Details::default() };
    let (mut purpose, mut name) = (String::new(), String::new());
    for field in text.split(separator).skip(1) {
        let Some((number, value)) = field.get(..2).zip(field.get(2..)) else { continue };
        match number {
            "20" | "21" | "22" | "23" | "24" | "25" | "26" | "27" | "28" | "29" | "60" | "61" | "62"
            | "63" => {
                purpose.push_str(value);
            }
            "31" => details.party.account = some(value),
            "32" | "33" => name.push_str(value),
            "34" if details.returned => details.return_code = some(value),
            _ => {}
        }
    }
    details.party.name = some(&name);
    sepa_purpose(&purpose, &mut details);
    if details.returned {
        details.return_text = some(&details.text.join(" "));
    }
    details
}

/// What stands in the purpose of a SEPA transfer, in front of what the payer wrote.
const MARKS: [&str; 9] = ["EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "SVWZ+", "ABWA+", "ABWE+", "IBAN+"];

fn sepa_purpose(purpose: &str, details: &mut Details) {
    let mut found: Vec<(usize, &str)> =
        MARKS.iter().filter_map(|mark| purpose.find(mark).map(|at| (at, *mark))).collect();
    found.sort_unstable();
    let first = found.first().map_or(purpose.len(), |(at, _)| *at);
    details.text.extend(some(&purpose[..first]));
    for (index, (at, mark)) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(purpose.len(), |(next, _)| *next);
        let value = purpose[at + mark.len()..end].trim();
        match *mark {
            "EREF+" => details.end_to_end = id(value),
            "SVWZ+" | "ABWA+" => details.text.extend(some(value)),
            "IBAN+" if details.party.account.is_none() => details.party.account = some(value),
            _ => {}
        }
    }
}

const KEYS: [&str; 26] = [
    "TRTP", "IBAN", "BIC", "NAME", "REMI", "EREF", "MARF", "CSID", "RTRN", "ORDP", "BENM", "CNTP", "ULTD",
    "ULTB", "PURP", "SVCL", "ISDT", "KREF", "PREF", "IREF", "ADDR", "ACCW", "TRCD", "ULTC", "OCMT", "CHGS",
];

fn has_slashes(text: &str) -> bool {
    let text = text.trim_start();
    text.strip_prefix('/').and_then(|rest| rest.split_once('/')).is_some_and(|(key, _)| KEYS.contains(&key))
}

fn slashes(text: &str) -> Details {
    let mut details = Details::default();
    for (key, value) in keyed(text) {
        let plain = value.trim_matches('/').trim();
        match key {
            "NAME" => details.party.name = some(plain),
            "IBAN" | "ACCW" => {
                details.party.account = some(plain.split([',', '/']).next().unwrap_or_default())
            }
            // Account, bank, name and town of the other side.
            "CNTP" => {
                let mut parts = value.split('/');
                details.party.account = parts.next().and_then(some);
                details.party.name = parts.nth(1).and_then(some);
            }
            "EREF" => details.end_to_end = id(plain),
            "REMI" => remittance(plain, &mut details),
            "RTRN" => {
                details.returned = true;
                details.return_code = plain.split('/').next().and_then(some);
            }
            _ => {}
        }
    }
    if details.returned {
        details.return_text = some(&details.text.join(" "));
    }
    details
}

/// `USTD//free text`, `STRD/CUR/reference`, or text alone.
fn remittance(value: &str, details: &mut Details) {
    if let Some(structured) = value.strip_prefix("STRD/") {
        details.references.extend(structured.rsplit('/').find_map(some));
    } else {
        details.text.extend(some(value.strip_prefix("USTD/").unwrap_or(value).trim_matches('/')));
    }
}

/// The fields of `/KEY/value/KEY/value`; a slash that begins no known key belongs to the value.
fn keyed(text: &str) -> Vec<(&str, &str)> {
    let mut starts: Vec<(usize, usize, &str)> = vec![];
    for (at, _) in text.match_indices('/') {
        // The slash that ends one key may begin the next one when a field is empty.
        if let Some(key) = KEYS
            .iter()
            .find(|key| text[at + 1..].strip_prefix(**key).is_some_and(|rest| rest.starts_with('/')))
        {
            starts.push((at, at + key.len() + 2, key));
        }
    }
    let end_of = |index: usize| starts.get(index + 1).map_or(text.len(), |(at, ..)| *at);
    starts
        .iter()
        .enumerate()
        .map(|(index, (_, from, key))| (*key, text.get(*from..end_of(index)).unwrap_or_default()))
        .collect()
}

/// What a returned debit had brought before charges: `OAMT+100,00` in a German purpose, `/OCMT/EUR100,00/`.
pub(super) fn original_amount(text: &str) -> Option<Decimal> {
    let mut plain = text.replace(['\n', '\r'], "");
    // A purpose goes on in the next field wherever it falls.
    while let Some(at) = plain.find('?') {
        let digits = plain[at + 1..].bytes().take(2).filter(u8::is_ascii_digit).count();
        plain.replace_range(at..=at + digits, "");
    }
    let behind = ["OAMT+", "/OCMT/"].iter().find_map(|mark| plain.split_once(mark))?.1;
    let behind = behind.trim_start_matches(|sign: char| sign.is_ascii_uppercase() || sign == ' ');
    let end = behind.find(|sign: char| !sign.is_ascii_digit() && sign != ',').unwrap_or(behind.len());
    Decimal::from_str(&behind[..end].trim_end_matches(',').replace(',', ".")).ok()
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn id(text: &str) -> Option<String> {
    some(text).filter(|text| !is_placeholder(text))
}
