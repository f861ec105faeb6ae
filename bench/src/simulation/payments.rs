//! Payments with the errors that people make.

use domain::Money;
use matching::Transfer;

use super::people::{self, Writing};
use super::population::{self, Population};
use super::random::Random;

/// What is wrong with a payment's reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Error {
    None,
    Missing,
    Added,
    Wrong,
    Swapped,
    Two,
    /// Somebody else's, as it is.
    Foreign,
}

impl Error {
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "as it is",
            Self::Missing => "a digit missing",
            Self::Added => "a digit added",
            Self::Wrong => "a digit wrong",
            Self::Swapped => "two digits swapped",
            Self::Two => "two errors",
            Self::Foreign => "somebody else's",
        }
    }

    pub const fn is_single(self) -> bool {
        matches!(self, Self::Missing | Self::Added | Self::Wrong | Self::Swapped)
    }
}

/// A payment, and what is true about it.
pub struct SimulatedPayment {
    pub transfer: Transfer,
    /// The place of the invoice that it is for.
    pub meant: usize,
    pub error: Error,
    pub amount_right: bool,
}

/// A payment of any invoice.
pub fn payment(population: &Population, random: &mut Random) -> SimulatedPayment {
    let meant = random.index(population.invoices.len());
    let invoice = &population.invoices[meant];
    let error = error(random);
    // Who takes somebody else's reference pays the own sum.
    let amount_right = error == Error::Foreign || !random.percent(20);
    let amount_minor =
        if amount_right { invoice.open_minor } else { wrong_amount(population, random, invoice.open_minor) };
    let reference = match error {
        Error::Foreign => foreign(population, random, meant),
        _ => mistyped(random, &invoice.reference, error),
    };
    let writing = match random.below(100) {
        0..20 => Writing::Misspelt,
        20..40 => Writing::Abbreviated,
        // Whoever takes somebody else's reference is known by the own name.
        40..45 if error != Error::Foreign => Writing::Missing,
        _ => Writing::Plain,
    };
    let debtor_name = people::written(random, population.name(invoice.payer), writing);
    // An account that the books do not know is on the transfer all the same.
    let debtor_account = Some(population::account(invoice.payer));
    let (references, mut text) = placed(random, &reference);
    let amount = Money::new(amount_minor, population.currency);
    let further = noise(population, random, amount_minor, &mut text);
    let bank_ids = bank_ids(population, random);
    SimulatedPayment {
        transfer: Transfer { amount, references, text, further, bank_ids, debtor_name, debtor_account },
        meant,
        error,
        amount_right,
    }
}

fn error(random: &mut Random) -> Error {
    match random.below(100) {
        0..45 => Error::None,
        45..55 => Error::Missing,
        55..65 => Error::Added,
        65..75 => Error::Wrong,
        75..85 => Error::Swapped,
        85..95 => Error::Two,
        _ => Error::Foreign,
    }
}

/// A part, more, another sum, or somebody else's.
fn wrong_amount(population: &Population, random: &mut Random, right: i64) -> i64 {
    loop {
        let minor = match random.below(4) {
            0 => right * 100 / (150 + i64::try_from(random.below(300)).unwrap_or_default()),
            1 => right + 100 * (1 + i64::try_from(random.below(500)).unwrap_or_default()),
            2 => swapped_digits(right),
            _ => random.one_of(&population.invoices).open_minor,
        };
        if minor > 0 && minor != right {
            return minor;
        }
    }
}

/// 1 234.00 for 1 324.00; one more where there is nothing to swap.
fn swapped_digits(minor: i64) -> i64 {
    let mut digits: Vec<char> = minor.to_string().chars().collect();
    digits.swap(0, 1);
    digits.iter().collect::<String>().parse().unwrap_or(minor + 100)
}

fn foreign(population: &Population, random: &mut Random, meant: usize) -> String {
    loop {
        let other = random.one_of(&population.invoices);
        if other.payer != population.invoices[meant].payer {
            return other.reference.clone();
        }
    }
}

/// A reference with errors of a kind; never as it was.
fn mistyped(random: &mut Random, reference: &str, error: Error) -> String {
    loop {
        let given = match error {
            Error::Two => {
                let (one, other) = (any_kind(random), any_kind(random));
                let first = once(random, reference, one);
                once(random, &first, other)
            }
            error => once(random, reference, error),
        };
        let is_right =
            domain::payments::reference::normal(&given) == domain::payments::reference::normal(reference);
        if !given.is_empty() && is_right == (error == Error::None) {
            return given;
        }
    }
}

fn any_kind(random: &mut Random) -> Error {
    *random.one_of(&[Error::Missing, Error::Added, Error::Wrong, Error::Swapped])
}

fn once(random: &mut Random, reference: &str, error: Error) -> String {
    let mut digits: Vec<char> = reference.chars().collect();
    let at = random.index(digits.len());
    let digit = char::from(b'0' + u8::try_from(random.below(10)).unwrap_or_default());
    match error {
        Error::Missing => {
            digits.remove(at);
        }
        Error::Added => digits.insert(at, digit),
        Error::Wrong => digits[at] = digit,
        Error::Swapped if at + 1 < digits.len() => digits.swap(at, at + 1),
        _ => {}
    }
    digits.into_iter().collect()
}

/// What else people, programs and banks write, which is no reference: dates, telephone numbers, amounts, postcodes,
/// accounts, numbers of customers, numbers that are longer than an invoice's and begin like one, words for nothing. Every
/// third payment has some, in a line of its own or beside the reference. Answers ids.
fn noise(
    population: &Population,
    random: &mut Random,
    amount_minor: i64,
    text: &mut Vec<String>,
) -> Vec<String> {
    if !random.percent(33) {
        return Vec::new();
    }
    let (day, month) = (1 + random.below(28), 1 + random.below(12));
    let number = population::number(random.index(population.invoices.len()));
    let digits = |random: &mut Random, count: usize| -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(random.below(10)).unwrap_or_default())).collect()
    };
    let words = match random.below(26) {
        0 => format!("2026-{month:02}-{day:02}"),
        1 => format!("{day:02}.{month:02}.2026"),
        2 => format!("den {day}/{month}"),
        3 => format!("2026{month:02}{day:02}"),
        4 => format!(
            "07{}-{} {} {}",
            random.below(10),
            digits(random, 3),
            digits(random, 2),
            digits(random, 2)
        ),
        5 => format!("Tel +46 8 {} {} {}", digits(random, 3), digits(random, 2), digits(random, 2)),
        6 => format!("{},{:02} kr", amount_minor / 100, amount_minor % 100),
        7 => format!("SEK {}", amount_minor / 100),
        8 => format!("1{} {} Storköping", digits(random, 2), digits(random, 2)),
        9 => format!("{number}-{}", random.one_of(&["A", "B", "R", "2", "KOPIA"])),
        10 => format!("X{number}/{}", digits(random, 2)),
        11 => format!(
            "konto {}-{} {} {}",
            digits(random, 4),
            digits(random, 2),
            digits(random, 3),
            digits(random, 3)
        ),
        12 => format!("november 2026, kundnr {number}"),
        13 => {
            let label = random.one_of(&[
                "Kd-Nr.",
                "Kd.-Nr.:",
                "Kunden Nr",
                "Klant-nr",
                "Kund-nr:",
                "Cust.-No.",
                "N° client",
            ]);
            format!("{label} {number}")
        }
        14 => format!("{}{number}", random.one_of(&["Kd-Nr.", "Kdnr", "Tel.", "Tel.-Nr.", "Cust#"])),
        15 => format!(
            "{} {number}",
            random.one_of(&["Tel.-Nr.", "Tel.Nr.:", "Order no", "Auftrags-Nr.", "avtals-nr"])
        ),
        16 => format!("{}-{number} Storköping", random.one_of(&["D", "A", "CH", "DK", "SE"])),
        17 => format!("Ring {}, {number} Storköping", random.below(90) + 1),
        18 => format!("SE-1{} {} Storköping", digits(random, 2), digits(random, 2)),
        19 => format!("{}{number}", random.one_of(&["€", "$", "SEK", "kr."])),
        20 => format!("{number}{}", random.one_of(&["€", "kr", ":-", ",-", " SEK"])),
        21 => format!("CHF{}'{}.00", random.below(9) + 1, digits(random, 3)),
        22 => format!("{number} Storköping"),
        _ => (*random.one_of(&["NOTPROVIDED", "NONREF", "N/A", "0", "Inget meddelande"])).to_owned(),
    };
    match text.last_mut() {
        Some(last) if random.percent(50) => *last = format!("{last} {words}"),
        _ => text.push(words),
    }
    match random.below(3) {
        0 => vec![format!("2026{month:02}{day:02}{}", digits(random, 10))],
        1 => vec!["NOTPROVIDED".to_owned()],
        _ => Vec::new(),
    }
}

/// What the bank calls it: nothing, a counter that may be some invoice's number, or a name of its own.
fn bank_ids(population: &Population, random: &mut Random) -> Vec<String> {
    match random.below(10) {
        0 => vec![population::number(random.index(population.invoices.len()))],
        1 => vec!["NONREF".to_owned()],
        2..5 => vec![format!("20261130{}", 10_000_000 + random.below(90_000_000))],
        _ => Vec::new(),
    }
}

/// Where the reference stands: in its field, or in a line of text, in groups, with words around it.
fn placed(random: &mut Random, reference: &str) -> (Vec<String>, Vec<String>) {
    let grouped = || {
        let digits: Vec<char> = reference.chars().collect();
        digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    };
    match random.below(10) {
        0..5 => (vec![reference.to_owned()], Vec::new()),
        5 => (vec![grouped()], Vec::new()),
        6 => (Vec::new(), vec![format!("OCR {reference}")]),
        7 => (Vec::new(), vec![format!("Faktura {} november", grouped())]),
        8 => (Vec::new(), vec![format!("REF:{reference}"), "Tack".to_owned()]),
        _ => (Vec::new(), vec![reference.to_owned()]),
    }
}
