//! When two entries are the same movement of money.
//!
//! Banks tell of a movement in several files: today's and the month's, a statement and a notification, one format and
//! another. What is told is never quite the same, so an entry is kept with several keys, short digests of what names
//! it. By any of them a known entry is found; `Facts::same_movement` then says whether it really is the same.
//!
//! Two payments that look alike are two when one file tells of both: a file claims each known entry once.

use domain::{Date, Money};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::entry::{BankEntry, Part, Way};

/// The first half of a SHA-256.
pub type EntryKey = [u8; 16];

/// What two values are compared by where the values themselves are not kept: the beginning of a SHA-256. Nothing
/// stands for a value that is not stated.
pub type Digest = Option<[u8; 8]>;

/// A file, by the SHA-256 of its bytes: the same file has the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FileId(pub [u8; 16]);

impl FileId {
    /// From the hash of the whole file.
    #[must_use]
    pub fn from_hash(hash: &[u8; 32]) -> Self {
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        Self(id)
    }
}

impl std::fmt::Display for FileId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// An entry as it is compared with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Print {
    /// By the bank's own reference, which decides alone.
    pub(super) named: Vec<EntryKey>,
    /// The bank's own reference.
    pub(super) reference: Digest,
    /// By amount and a reference that stands in it.
    pub(super) referred: Vec<EntryKey>,
    /// By amount and day, whatever else it says.
    dated: Vec<EntryKey>,
    /// By amount and day, of an entry without any reference.
    bare: Vec<EntryKey>,
    /// By the ids under which a return names it.
    pub(super) ids: Vec<EntryKey>,
    /// By the bank's name for the whole that it is, or is a part of.
    pub(super) whole: Vec<EntryKey>,
    /// What is compared one by one.
    pub(super) facts: Facts,
}

/// What two entries are compared by once a key has brought them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The format.
    pub format: String,
    /// The day in the account's books.
    pub booked_on: Option<Date>,
    /// The day from which it bears interest.
    pub valued_on: Option<Date>,
    /// The payer's own reference.
    pub end_to_end: Digest,
    /// The payer's name, as far as every format writes it.
    pub name: Digest,
    /// The payer's account.
    pub account: Digest,
    /// References and text.
    pub words: Digest,
}

/// More references than these do not tell an entry apart any better.
const MOST_REFERENCES: usize = 4;

impl Print {
    pub(super) fn of(entry: &BankEntry) -> Self {
        let accounts: Vec<String> = std::iter::once(&entry.account)
            .chain(&entry.other_accounts)
            .map(|account| own_account(account))
            .collect();
        let moved = moved(entry.amount, entry.way);
        let each = |what: &str, values: &[String]| -> Vec<EntryKey> {
            let pairs = values.iter().flat_map(|value| accounts.iter().map(move |account| (account, value)));
            pairs.map(|(account, value)| key(&[what, account, value, &moved])).collect()
        };
        let mut days: Vec<String> =
            [entry.booked_on, entry.valued_on].into_iter().flatten().map(|day| day.to_string()).collect();
        days.dedup();
        let ids = entry.end_to_end.iter().chain(&entry.other_ids).chain(&entry.bank_references);
        Self {
            named: each("named", &entry.bank_references),
            reference: entry.bank_references.first().and_then(|one| digest(one)),
            referred: each("referred", &references(entry)),
            dated: each("dated", &days),
            bare: each("bare", &days),
            ids: ids.map(|id| key(&["id", id.trim()])).collect(),
            whole: match &entry.part {
                Part::Alone => Vec::new(),
                Part::Of(name) | Part::Untold(name) => accounts
                    .iter()
                    .map(|account| key(&["whole", account, name, entry.way.as_str()]))
                    .collect(),
            },
            facts: Facts {
                format: entry.format.clone(),
                booked_on: entry.booked_on,
                valued_on: entry.valued_on,
                end_to_end: entry.end_to_end.as_deref().and_then(digest),
                name: entry.debtor_name.as_deref().and_then(name_digest),
                account: entry.debtor_account.as_deref().and_then(|one| digest(&own_account(one))),
                words: digest(&plain(&[entry.references.concat(), entry.text.concat()].concat())),
            },
        }
    }

    /// The keys under which the entry is kept.
    pub(super) fn kept(&self) -> Vec<EntryKey> {
        let bare: &[EntryKey] = if self.referred.is_empty() { &self.bare } else { &[] };
        unique([&self.named, &self.referred, &self.dated, bare, &self.ids, &self.whole])
    }

    /// The keys by which one is looked for that may be the same.
    pub(super) fn sought(&self) -> Vec<EntryKey> {
        unique([&self.named, &self.alike(), &self.whole, &[], &[], &[]])
    }

    /// Those of them that the same sum makes. An entry with a reference is not looked for by its day alone: on a busy
    /// day many owe the same.
    pub(super) fn alike(&self) -> Vec<EntryKey> {
        if self.referred.is_empty() {
            self.dated.clone()
        } else {
            unique([&self.referred, &self.bare, &[], &[], &[], &[]])
        }
    }
}

impl Facts {
    /// Whether two entries that share a key besides the bank's own reference are the same movement. What one of them
    /// does not say speaks against nothing, unless both are of the same format, which says the same things every time.
    pub(super) fn same_movement(&self, other: &Self) -> bool {
        let same_format = self.format == other.format;
        let agree = |mine: Digest, theirs: Digest| match (mine, theirs) {
            (Some(mine), Some(theirs)) => mine == theirs,
            (None, None) => true,
            (None, Some(_)) | (Some(_), None) => !same_format,
        };
        let account_agrees = self.account.is_some() && self.account == other.account;
        self.same_day(other)
            && agree(self.end_to_end, other.end_to_end)
            && agree(self.account, other.account)
            // Formats cut names off and write them in capitals; the account says more.
            && (agree(self.name, other.name) || (account_agrees && !same_format))
            // Formats put references and text together in their own ways.
            && (!same_format || self.words == other.words)
    }

    fn same_day(&self, other: &Self) -> bool {
        let mine = [self.booked_on, self.valued_on];
        let theirs = [other.booked_on, other.valued_on];
        mine.iter().flatten().any(|day| theirs.contains(&Some(*day)))
            || (mine == [None, None] && theirs == [None, None])
    }
}

fn unique(keys: [&[EntryKey]; 6]) -> Vec<EntryKey> {
    let mut keys: Vec<EntryKey> = keys.into_iter().flatten().copied().collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn moved(amount: Money, way: Way) -> String {
    format!("{} {} {}", way.as_str(), amount.minor, amount.currency)
}

/// The references of an entry: those in fields for them, else numbers in the text, which a payer's bank may have put
/// there. All of it together as well, for what one format breaks up and another does not.
fn references(entry: &BankEntry) -> Vec<String> {
    let mut found: Vec<String> = entry.references.iter().map(|one| plain(one)).collect();
    if found.is_empty() {
        let text = entry.text.join(" ");
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        found.extend(words.filter(|word| word.len() >= 4 && word.contains(is_digit)).map(plain));
        if found.len() > 1 {
            found.push(plain(&text));
        }
    }
    found.retain(|one| !one.is_empty());
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST_REFERENCES);
    found
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit()
}

/// Letters as capitals, digits, nothing else.
fn plain(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// An account as every format can be brought to write it: an IBAN without country and check digits, a German number
/// with its bank's, a bankgiro number without its hyphen.
pub(super) fn own_account(text: &str) -> String {
    // Banks write a German account as bank and number.
    let joined = match text.split_once('/') {
        Some((bank, number)) if number.len() <= 10 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{bank}{number:0>10}")
        }
        _ => text.to_owned(),
    };
    let plain = plain(&joined);
    let plain = match plain.char_indices().rev().nth(2) {
        // And some put the account's currency behind its IBAN.
        Some((at, _))
            if plain[at..].bytes().all(|byte| byte.is_ascii_uppercase()) && is_iban(&plain[..at]) =>
        {
            &plain[..at]
        }
        _ => &plain,
    };
    let local = if is_iban(plain) { &plain[4..] } else { plain };
    local.trim_start_matches('0').to_owned()
}

/// Country, check digits, and the remainder that ISO 7064 asks for.
fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes.iter().all(u8::is_ascii_alphanumeric);
    let remainder = || {
        bytes[4..].iter().chain(&bytes[..4]).fold(0_u32, |rest, byte| match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            letter => (rest * 100 + u32::from(letter.to_ascii_uppercase() - b'A') + 10) % 97,
        })
    };
    shaped && remainder() == 1
}

/// Of a name so much as every format writes, without accents: they are lost on some ways.
fn name_digest(name: &str) -> Digest {
    let folded: String = name
        .chars()
        .flat_map(char::to_uppercase)
        .filter_map(|sign| match sign {
            'Å' | 'Ä' | 'À' | 'Á' | 'Â' | 'Ã' => Some('A'),
            'Ö' | 'Ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' => Some('O'),
            'Ü' | 'Ù' | 'Ú' | 'Û' => Some('U'),
            'É' | 'È' | 'Ê' | 'Ë' => Some('E'),
            sign if sign.is_ascii_alphanumeric() => Some(sign),
            _ => None,
        })
        .take(12)
        .collect();
    digest(&folded)
}

fn digest(text: &str) -> Digest {
    if text.is_empty() {
        return None;
    }
    let mut short = [0; 8];
    short.copy_from_slice(&Sha256::digest(text.as_bytes())[..8]);
    Some(short)
}

fn key(parts: &[&str]) -> EntryKey {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut key = [0; 16];
    key.copy_from_slice(&hash.finalize()[..16]);
    key
}
