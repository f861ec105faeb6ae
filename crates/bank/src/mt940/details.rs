//! `:86:`, the bank's information about a movement. How it begins distinguishes three forms: `?20` fields (German
//! banks), `/EREF/` fields (Dutch and many others), and plain text.

use std::str::FromStr as _;

use domain::payments::reference::is_placeholder;
use rust_decimal::Decimal;

use crate::Party;

/// What `:86:` says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Details {
    pub(super) party: Party,
    pub(super) references: Vec<String>,
    pub(super) text: Vec<String>,
    pub(super) end_to_end: Option<String>,
    /// Ids that the payer or the payer's program gave.
    pub(super) further: Vec<String>,
    /// The sent amount and the banks' charges, each with its currency.
    pub(super) sent: Option<(String, Decimal)>,
    pub(super) charges: Vec<(String, Decimal)>,
    /// The movement is the return of an earlier one.
    pub(super) returned: bool,
    pub(super) return_code: Option<String>,
    pub(super) return_text: Option<String>,
}

impl Details {
    /// The amounts in the second line of a movement: `/OCMT/EUR100,00/CHGS/EUR2,00/`.
    pub(super) fn amounts(&mut self, supplement: &str) {
        if has_slashes(supplement) {
            let told = slashes(&Broken::lines(supplement));
            self.sent = self.sent.take().or(told.sent);
            if self.charges.is_empty() {
                self.charges = told.charges;
            }
        }
    }

    pub(super) fn read(text: &str) -> Self {
        let mut letters = text.chars();
        let code: String = letters.by_ref().take(3).collect();
        let separator = letters.next();
        let digits = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
        match separator {
            Some(separator) if digits && !separator.is_alphanumeric() && !separator.is_whitespace() => {
                // A line may be broken anywhere, also inside a word.
                german(&code, separator, &text[3..].replace('\n', ""))
            }
            _ if has_slashes(text) => slashes(&Broken::lines(text)),
            _ => Self {
                text: text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect(),
                ..Self::default()
            },
        }
    }
}

/// Joins text that a bank has broken. A piece of full length may be broken anywhere, also inside a word; after a
/// shorter one the break may be intended.
#[derive(Default)]
struct Broken {
    text: String,
    /// Where short pieces end.
    ends: Vec<usize>,
}

impl Broken {
    fn add(&mut self, piece: &str, full: usize) {
        self.text.push_str(piece);
        if piece.chars().count() < full {
            self.ends.push(self.text.len());
        }
    }

    /// The lines of a field: sixty-five characters when full; some banks break earlier at a word.
    fn lines(text: &str) -> Self {
        let mut broken = Self::default();
        text.lines().for_each(|line| broken.add(line, 60));
        broken
    }

    /// A part of it, as the lines that it may have had.
    fn pieces(&self, from: usize, to: usize) -> Vec<String> {
        let inside = self.ends.iter().copied().filter(|end| from < *end && *end < to);
        let mut starts = vec![from];
        starts.extend(inside);
        let ends = starts[1..].iter().copied().chain([to]);
        let pieces = starts.iter().zip(ends).filter_map(|(from, to)| self.text.get(*from..to));
        pieces.filter_map(some).collect()
    }

    /// The same of a part that was cut out of `text`.
    fn pieces_of(&self, part: &str) -> Vec<String> {
        let from = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.pieces(from, from + part.len())
    }
}

/// The longest subfield of a German purpose.
const SUBFIELD: usize = 27;

/// Codes of German banks for returned debits and credit transfers.
const RETURNS: [&str; 6] = ["108", "109", "159", "181", "182", "184"];

fn german(code: &str, separator: char, text: &str) -> Details {
    let mut details = Details { returned: RETURNS.contains(&code), ..Details::default() };
    let (mut purpose, mut name) = (Broken::default(), String::new());
    for field in text.split(separator).skip(1) {
        let Some((number, value)) = field.get(..2).zip(field.get(2..)) else { continue };
        match number {
            "20" | "21" | "22" | "23" | "24" | "25" | "26" | "27" | "28" | "29" | "60" | "61" | "62"
            | "63" => {
                purpose.add(value, SUBFIELD);
            }
            "31" => details.party.account = some(value),
            "38" if details.party.account.is_none() => details.party.account = some(value),
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

/// The marks in the purpose of a SEPA transfer, before the payer's text. Each ends the previous one.
const MARKS: [&str; 23] = [
    "EREF", "KREF", "MREF", "CRED", "DEBT", "SVWZ", "ABWA", "ABWE", "IBAN", "BIC", "PURP", "RREF", "COAM",
    "OAMT", "BREF", "RETM", "SQTP", "ORCR", "ORMR", "DDAT", "ANAM", "ONAM", "TSRF",
];
/// Marks after which some banks write a colon and a blank instead of the plus sign. Payers' own texts do not contain
/// them.
const COLON_MARKS: [&str; 6] = ["EREF", "KREF", "MREF", "CRED", "DEBT", "SVWZ"];

/// The marks of a purpose: where each begins, where its value does, and which it is.
fn marks(purpose: &str) -> Vec<(usize, usize, &'static str)> {
    let mut found = vec![];
    for mark in MARKS {
        for (at, _) in purpose.match_indices(mark) {
            let behind = &purpose[at + mark.len()..];
            let stands_alone = purpose[..at].chars().next_back().is_none_or(char::is_whitespace);
            if behind.starts_with('+') {
                found.push((at, at + mark.len() + 1, mark));
            } else if behind.starts_with(": ") && stands_alone && COLON_MARKS.contains(&mark) {
                found.push((at, at + mark.len() + 2, mark));
            }
        }
    }
    found.sort_unstable();
    found
}

fn sepa_purpose(broken: &Broken, details: &mut Details) {
    let purpose = broken.text.as_str();
    let found = marks(purpose);
    let first = found.first().map_or(purpose.len(), |(at, ..)| *at);
    details.text.extend(broken.pieces(0, first));
    for (index, (_, from, mark)) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(purpose.len(), |(next, ..)| *next);
        let value = purpose.get(*from..end).unwrap_or_default().trim();
        match *mark {
            "EREF" if details.end_to_end.is_none() => details.end_to_end = id(value),
            "KREF" => details.further.extend(id(value)),
            "SVWZ" | "ABWA" => details.text.extend(broken.pieces(*from, end)),
            "IBAN" if details.party.account.is_none() => details.party.account = some(value),
            _ => {}
        }
    }
}

const KEYS: [&str; 32] = [
    "TRTP", "IBAN", "BIC", "NAME", "REMI", "EREF", "MARF", "CSID", "RTRN", "ORDP", "BENM", "CNTP", "ULTD",
    "ULTB", "PURP", "SVCL", "ISDT", "KREF", "PREF", "IREF", "ADDR", "ACCW", "TRCD", "ULTC", "OCMT", "CHGS",
    "RREF", "EXCH", "INIT", "BUSP", "RCMT", "CREF",
];

fn has_slashes(text: &str) -> bool {
    let text = text.trim_start();
    text.strip_prefix('/').and_then(|rest| rest.split_once('/')).is_some_and(|(key, _)| KEYS.contains(&key))
}

fn slashes(broken: &Broken) -> Details {
    let mut details = Details::default();
    for (key, value) in keyed(&broken.text) {
        let plain = value.trim_matches('/').trim();
        match key {
            "NAME" if details.party.name.is_none() => details.party.name = some(plain),
            "IBAN" | "ACCW" if details.party.account.is_none() => {
                details.party.account = some(plain.split([',', '/']).next().unwrap_or_default())
            }
            // Account, bank, name and town of the counterparty.
            "CNTP" => {
                let mut parts = value.split('/');
                details.party.account = parts.next().and_then(some);
                details.party.name = parts.nth(1).and_then(some);
            }
            "EREF" if details.end_to_end.is_none() => details.end_to_end = id(plain),
            "KREF" | "PREF" | "IREF" | "CREF" => details.further.extend(id(plain)),
            "OCMT" => details.sent = money(plain),
            "CHGS" => details.charges.extend(money(plain)),
            "REMI" => remittance(plain, broken, &mut details),
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
fn remittance(value: &str, broken: &Broken, details: &mut Details) {
    if let Some(structured) = value.strip_prefix("STRD/") {
        details.references.extend(structured.rsplit('/').find_map(some));
    } else {
        let told = value.strip_prefix("USTD/").unwrap_or(value).trim_matches('/');
        details.text.extend(broken.pieces_of(told));
    }
}

/// The fields of `/KEY/value/KEY/value`; a slash that begins no known key belongs to the value.
fn keyed(text: &str) -> Vec<(&str, &str)> {
    let mut starts: Vec<(usize, usize, &str)> = vec![];
    for (at, _) in text.match_indices('/') {
        // The slash that ends one key may begin the next one if a field is empty.
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

/// The amount of a returned debit before charges: `OAMT+100,00` in a German purpose, `/OCMT/EUR100,00/`.
pub(super) fn original_amount(text: &str) -> Option<Decimal> {
    let mut plain = text.replace(['\n', '\r'], "");
    // A purpose continues in the next field at any position.
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

/// `EUR100,00`.
fn money(text: &str) -> Option<(String, Decimal)> {
    let (currency, figure) = text.split_at_checked(3)?;
    let currency = currency.bytes().all(|byte| byte.is_ascii_uppercase()).then(|| currency.to_owned())?;
    Some((currency, super::amount(figure.trim_matches('/').trim())?))
}
