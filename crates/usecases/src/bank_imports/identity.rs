//! Decides whether two entries are the same movement of money.
//!
//! Banks report a movement in several files: today's and the month's, a statement and a notification, one format and
//! another. The reports are never quite equal. So an entry is stored with several keys: short digests of what
//! identifies it. Each key can find a known entry; `Facts::same_movement` then decides whether it really is the same.
//!
//! Two payments that look alike are two if one file reports both: a file claims each known entry once. If the reports
//! do not decide whether two entries are one ([`Sameness::Perhaps`]), both are stored and a person decides.
//!
//! The bank's own reference counts together with account, currency, amount, direction and booking day: banks write
//! placeholders there, restart their counters every day, and reuse references. One function decides whether an id can
//! prove anything: [`domain::payments::reference::identifies`].

use domain::payments::reference::{identifies, is_counter, is_placeholder};
use domain::{Date, Money};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::bank_imports::entry::{BankEntry, Part, Way};
use crate::billers::{own_account, plain};

/// The first half of a SHA-256.
pub type EntryKey = [u8; 16];

/// A value that is compared but not stored: the first bytes of its SHA-256. `None` for a value that is not stated.
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

impl std::str::FromStr for FileId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 32 || !text.is_ascii() {
            return Err(());
        }
        let mut id = [0; 16];
        for (byte, at) in id.iter_mut().zip((0..32).step_by(2)) {
            let digits = text.get(at..at + 2).ok_or(())?;
            *byte = u8::from_str_radix(digits, 16).map_err(drop)?;
        }
        Ok(Self(id))
    }
}

/// An entry as it is compared with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// Keys of the bank's own reference, with account, amount and direction.
    pub(crate) named: Vec<EntryKey>,
    /// The bank's own reference.
    pub(crate) reference: Digest,
    /// Whether that reference is a number of few digits, which may restart in each file.
    pub(crate) counted: bool,
    /// Keys of amount and a reference in the entry.
    pub(crate) referred: Vec<EntryKey>,
    /// Keys of amount and day only.
    dated: Vec<EntryKey>,
    /// Keys of amount and day, for an entry without any reference.
    bare: Vec<EntryKey>,
    /// Keys of the ids by which a return refers to it.
    pub(crate) ids: Vec<EntryKey>,
    /// Keys of ids that may be counters: alone they prove nothing.
    pub(crate) weak_ids: Vec<EntryKey>,
    /// Keys of the bank's own reference, as a return may state it.
    pub(crate) bank_ids: Vec<EntryKey>,
    /// Keys of the bank's name for the whole entry that this is, or is a part of.
    pub(crate) whole: Vec<EntryKey>,
    /// The values that are compared one by one.
    pub(crate) facts: Facts,
}

/// The values by which two entries with a common key are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub format: String,
    /// The booking date.
    pub booked_on: Option<Date>,
    /// The value date.
    pub valued_on: Option<Date>,
    /// The payer's own reference.
    pub end_to_end: Digest,
    /// The payer's name, cut to what every format writes.
    pub name: Digest,
    pub account: Digest,
    /// References and text.
    pub words: Digest,
}

/// How an entry relates to a known one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sameness {
    Same,
    /// Undecided: both are stored, and a person decides.
    Perhaps,
    Other,
}

/// By at most this many days a bank moves a booking that it reports again.
const MOST_DAYS_APART: u32 = 5;

/// More references do not identify an entry any better.
const MOST_REFERENCES: usize = 4;

impl Fingerprint {
    pub(crate) fn of(entry: &BankEntry) -> Self {
        let accounts: Vec<String> = entry.own_accounts().collect();
        let moved = moved(entry.amount, entry.way);
        let each = |what: &str, values: &[String]| -> Vec<EntryKey> {
            let pairs = values.iter().flat_map(|value| accounts.iter().map(move |account| (account, value)));
            pairs.map(|(account, value)| key(&[what, account, value, &moved])).collect()
        };
        let mut days: Vec<String> =
            [entry.booked_on, entry.valued_on].into_iter().flatten().map(|day| day.to_string()).collect();
        days.dedup();
        let ids: Vec<&str> = entry.end_to_end.iter().chain(&entry.other_ids).map(|id| id.trim()).collect();
        let by_id = |ids: &[&str], tells: &dyn Fn(&str) -> bool| -> Vec<EntryKey> {
            let mut keys: Vec<EntryKey> =
                ids.iter().filter(|id| tells(id)).map(|id| key(&["id", id])).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        };
        let bank: Vec<&str> = entry.bank_references.iter().map(|id| id.trim()).collect();
        let names: Vec<String> =
            entry.bank_references.iter().filter(|one| identifies(of_whole(one))).cloned().collect();
        let reference = entry.bank_references.first().filter(|one| !is_placeholder(of_whole(one)));
        Self {
            named: each("named", &names),
            reference: reference.and_then(|one| digest(one)),
            counted: reference.is_some_and(|one| is_counter(of_whole(one))),
            referred: each("referred", &references(entry)),
            dated: each("dated", &days),
            bare: each("bare", &days),
            ids: by_id(&ids, &identifies),
            weak_ids: by_id(&ids, &is_counter),
            bank_ids: by_id(&bank, &|id| identifies(of_whole(id))),
            whole: match &entry.part {
                Part::Alone => Vec::new(),
                Part::Of(name) | Part::SumOnly(name) if is_placeholder(name) => Vec::new(),
                Part::Of(name) | Part::SumOnly(name) => accounts
                    .iter()
                    .map(|account| key(&["whole", account, name, entry.way.as_str()]))
                    .collect(),
            },
            facts: Facts {
                format: entry.format.clone(),
                booked_on: entry.booked_on,
                valued_on: entry.valued_on,
                end_to_end: entry.end_to_end.as_deref().filter(|id| !is_placeholder(id)).and_then(digest),
                name: entry.debtor_name.as_deref().and_then(name_digest),
                account: entry.debtor_account.as_deref().and_then(|one| digest(&own_account(one))),
                words: digest(&plain(&[entry.references.concat(), entry.text.concat()].concat())),
            },
        }
    }

    /// The keys that the entry is stored with.
    pub(crate) fn kept(&self) -> Vec<EntryKey> {
        let bare: &[EntryKey] = if self.referred.is_empty() { &self.bare } else { &[] };
        unique([&self.named, &self.referred, &self.dated, bare, &self.all_ids(), &self.whole])
    }

    /// All keys by which a return may refer to it.
    pub(crate) fn all_ids(&self) -> Vec<EntryKey> {
        self.ids.iter().chain(&self.weak_ids).chain(&self.bank_ids).copied().collect()
    }

    /// The keys to search for an entry that may be the same.
    pub(crate) fn sought(&self) -> Vec<EntryKey> {
        unique([&self.named, &self.alike(), &self.whole, &[], &[], &[]])
    }

    /// Those of them that only depend on the same sum. An entry with a reference is not searched by its day alone: on a
    /// busy day many owe the same.
    pub(crate) fn alike(&self) -> Vec<EntryKey> {
        if self.referred.is_empty() {
            self.dated.clone()
        } else {
            unique([&self.referred, &self.bare, &[], &[], &[], &[]])
        }
    }
}

impl Facts {
    /// Whether two entries that share a key other than the bank's own reference are the same movement. A value that one
    /// of them lacks is no evidence against it, unless both have the same format, which always states the same values.
    pub(crate) fn same_movement(&self, other: &Self) -> bool {
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
            // Formats cut names off and write them in capitals; the account is better evidence.
            && (agree(self.name, other.name) || (account_agrees && !same_format))
            // Each format joins references and text in its own way.
            && (!same_format || self.words == other.words)
    }

    /// Whether both state the payer's own id, and the ids differ.
    pub(crate) fn other_id(&self, other: &Self) -> bool {
        matches!((self.end_to_end, other.end_to_end), (Some(mine), Some(theirs)) if mine != theirs)
    }

    /// Whether both state the sender, and the senders differ: by account if both have one, else by name.
    pub(crate) fn other_party(&self, other: &Self) -> bool {
        match (self.account, other.account, self.name, other.name) {
            (Some(mine), Some(theirs), _, _) => mine != theirs,
            (_, _, Some(mine), Some(theirs)) => mine != theirs,
            _ => false,
        }
    }

    /// Whether this entry is later than the other one by more days than banks move a booking.
    pub(crate) fn came_after(&self, other: &Self) -> bool {
        let first = |facts: &Self| [facts.booked_on, facts.valued_on].into_iter().flatten().min();
        let last = |facts: &Self| [facts.booked_on, facts.valued_on].into_iter().flatten().max();
        first(self).zip(last(other)).is_some_and(|(mine, theirs)| (mine - theirs).get_days() > 3)
    }

    /// Whether both state the sender, and it is the same.
    pub(crate) fn same_party(&self, other: &Self) -> bool {
        match (self.account, other.account, self.name, other.name) {
            (Some(mine), Some(theirs), _, _) => mine == theirs,
            (_, _, Some(mine), Some(theirs)) => mine == theirs,
            _ => false,
        }
    }

    /// Compares an entry with a known one under the same bank reference, account, sum and direction. `again`: the same
    /// file has already reported the known one.
    pub(crate) fn of_same_name(&self, known: &Self, again: bool) -> Sameness {
        let differ = |mine: Digest, theirs: Digest| matches!((mine, theirs), (Some(a), Some(b)) if a != b);
        let other_words = self.format == known.format && differ(self.words, known.words);
        if self.other_party(known) || self.other_id(known) {
            return Sameness::Other;
        }
        match self.same_day(known) {
            // Two entries of one file are two, unless the file repeats itself.
            true if again => {
                if other_words {
                    Sameness::Other
                } else {
                    Sameness::Perhaps
                }
            }
            true if other_words => Sameness::Perhaps,
            true => Sameness::Same,
            // Banks move a booking to another day, and reuse references.
            false if other_words || !self.is_near(known) => Sameness::Other,
            false => Sameness::Perhaps,
        }
    }

    /// Whether anything besides sum and day indicates the same movement.
    pub(crate) fn shares_more_than_a_day(&self, other: &Self) -> bool {
        let agree = |mine: Digest, theirs: Digest| mine.is_some() && mine == theirs;
        self.format == other.format
            || agree(self.account, other.account)
            || agree(self.name, other.name)
            || agree(self.end_to_end, other.end_to_end)
    }

    /// Whether the days are so close that one booking may have been moved.
    fn is_near(&self, other: &Self) -> bool {
        let day = |facts: &Self| facts.booked_on.or(facts.valued_on);
        day(self)
            .zip(day(other))
            .is_none_or(|(mine, theirs)| (mine - theirs).get_days().unsigned_abs() <= MOST_DAYS_APART)
    }

    /// Whether both have a day in common.
    pub(crate) fn same_day(&self, other: &Self) -> bool {
        let mine = [self.booked_on, self.valued_on];
        let theirs = [other.booked_on, other.valued_on];
        mine.iter().flatten().any(|day| theirs.contains(&Some(*day)))
            || (mine == [None, None] && theirs == [None, None])
    }
}

/// The bank's name for the entry that contains a detail: details are named `WHOLE#1`, `WHOLE#2` …
fn of_whole(name: &str) -> &str {
    name.split('#').next().unwrap_or(name)
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

/// The references of an entry: those in structured fields, else numbers in the text, where a payer's bank may have put
/// them. Also all of them joined, because one format splits what another one does not.
fn references(entry: &BankEntry) -> Vec<String> {
    let stated = entry.references.iter().filter(|one| !is_placeholder(one));
    let mut found: Vec<String> = stated.map(|one| plain(one)).collect();
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

/// The part of a name that every format writes, without accents: some channels lose them.
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
