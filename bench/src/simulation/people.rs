//! Invented payers, and their names as banks write them.

use super::random::Random;

/// How a name is written in a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// As on the invoice, or as banks write it: capitals, no accents, reversed order.
    Plain,
    /// The first name as an initial.
    Abbreviated,
    /// A letter missing, doubled, wrong or swapped.
    Misspelt,
    /// Missing.
    Missing,
}

const FIRST: [&str; 96] = [
    "Maja", "Erik", "Anna", "Lars", "Åsa", "Nils", "Elsa", "Olof", "Sara", "Per", "Ida", "Jan", "Lena",
    "Sven", "Eva", "Karl", "Ylva", "Bo", "Tove", "Ulf", "Moa", "Axel", "Hanna", "Leif", "Siri", "Arne",
    "Greta", "Ivar", "Signe", "Otto", "Vera", "Gustav", "Alma", "Henrik", "Klara", "Birger", "Lovisa",
    "Edvin", "Tilda", "Rolf", "Jürgen", "Sabine", "Uwe", "Heike", "Jörg", "Anke", "Dieter", "Petra", "Søren",
    "Mette", "Jens", "Kirsten", "Bjørn", "Ingrid", "Håkon", "Liv", "Daan", "Sanne", "Joost", "Femke",
    "Pieter", "Maaike", "Willem", "Lotte", "Matti", "Aino", "Juha", "Päivi", "Eero", "Sanna", "Timo",
    "Kaisa", "Luc", "Amélie", "Benoît", "Chloé", "Marc", "Élise", "Noël", "Inès", "Tomasz", "Zofia", "Paweł",
    "Kasia", "Jakub", "Ewa", "Piotr", "Hania", "John", "Mary", "George", "Alice", "Oliver", "Emma", "Thomas",
    "Grace",
];

const BEGIN: [&str; 48] = [
    "Lind", "Berg", "Sand", "Holm", "Ek", "Björk", "Stor", "Hög", "Åker", "Öst", "Nord", "Sund", "Wester",
    "Väster", "Gran", "Sjö", "Fors", "Skog", "Hed", "Dal", "Möller", "Krüger", "Schön", "Weiß", "Baum",
    "Stein", "Wald", "Feld", "Gold", "Silber", "Haug", "Søder", "Kjær", "Møll", "Nygaard", "Van Dijk",
    "De Wit", "Jansen", "Virta", "Mäki", "Korho", "Laine", "Dubois", "Lefèvre", "Kowal", "Nowak", "Wiśni",
    "Harring",
];

const END: [&str; 52] = [
    "qvist", "ström", "gren", "berg", "man", "dahl", "löf", "stedt", "ius", "ander", "blad", "fors", "hult",
    "kvist", "lund", "mark", "näs", "rud", "sson", "torp", "vall", "wall", "ing", "son", "er", "mann",
    "bauer", "meier", "hof", "bach", "dorf", "hardt", "ski", "nen", "la", "sen", "gaard", "by", "heim",
    "vik", "stra", "veld", "hoven", "ton", "ley", "ford", "worth", "field", "eau", "elle", "ier", "ard",
];

const TRADES: [&str; 24] = [
    "Bygg",
    "El",
    "Rör",
    "Måleri",
    "Transport",
    "Konsult",
    "Media",
    "Data",
    "Trädgård",
    "Städ",
    "Bageri",
    "Café",
    "Optik",
    "Tandvård",
    "Fastighet",
    "Juridik",
    "Revision",
    "Design",
    "Foto",
    "Skog",
    "Marin",
    "Textil",
    "Papper",
    "Energi",
];

const FORMS: [&str; 8] = ["AB", "GmbH", "BV", "A/S", "Oy", "AS", "Ltd", "& Co KG"];

/// The name of a payer: a person, or for one in eight a company. The same number gives the same name.
pub fn name(payer: u32) -> String {
    let mut random = Random::new(u64::from(payer) ^ 0x6e61_6d65);
    let surname = surname(&mut random);
    if random.below(8) == 0 {
        let (trade, form) = (random.one_of(&TRADES), random.one_of(&FORMS));
        return format!("{surname} {trade} {form}");
    }
    let first = random.one_of(&FIRST);
    match random.below(10) {
        0 => format!("{first} {} {surname}", random.one_of(&FIRST)),
        1 => format!("{first} {surname}-{}", self::surname(&mut random)),
        _ => format!("{first} {surname}"),
    }
}

fn surname(random: &mut Random) -> String {
    format!("{}{}", random.one_of(&BEGIN), random.one_of(&END))
}

/// A payer's name as a transfer has it.
pub fn written(random: &mut Random, name: &str, writing: Writing) -> Option<String> {
    let text = match writing {
        Writing::Missing => return None,
        Writing::Plain => name.to_owned(),
        Writing::Abbreviated => abbreviated(name),
        Writing::Misspelt => misspelt(random, name),
    };
    Some(match random.below(5) {
        0 => text.to_uppercase(),
        1 => without_accents(&text).to_uppercase(),
        2 => match text.split_once(' ') {
            Some((first, rest)) => format!("{rest} {first}"),
            None => text,
        },
        3 => text.chars().take(24).collect(),
        _ => text,
    })
}

fn abbreviated(name: &str) -> String {
    let mut words = name.splitn(2, ' ');
    match (words.next().and_then(|first| first.chars().next()), words.next()) {
        (Some(letter), Some(rest)) if !FORMS.iter().any(|form| name.ends_with(form)) => {
            format!("{letter}. {rest}")
        }
        // A company's form is what people leave out.
        _ => FORMS.iter().find_map(|form| name.strip_suffix(form)).unwrap_or(name).trim().to_owned(),
    }
}

fn misspelt(random: &mut Random, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    // Not the first letter, which people get right.
    let places: Vec<usize> = (1..letters.len() - 1)
        .filter(|at| letters[*at].is_alphabetic() && letters[at - 1].is_alphabetic())
        .collect();
    let at = places[random.index(places.len())];
    match random.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = *random.one_of(&['a', 'e', 'i', 'n', 'r', 's', 't']),
        _ => letters.swap(at - 1, at),
    }
    letters.into_iter().collect()
}

fn without_accents(text: &str) -> String {
    let plain = |sign| match sign {
        'å' | 'ä' => 'a',
        'ö' | 'ø' => 'o',
        'ü' => 'u',
        'é' | 'è' | 'ê' => 'e',
        'Å' | 'Ä' => 'A',
        'Ö' | 'Ø' => 'O',
        'É' => 'E',
        other => other,
    };
    text.chars().map(plain).collect()
}
