//! A message in the form that the grammars read: lower case, without accents and punctuation.

/// A longer message says more than one of these questions.
const MOST_WORDS: usize = 30;
/// A writer of this many exclamation marks is not asking calmly.
const MOST_EXCLAMATIONS: usize = 2;
/// Words in capitals up to this many letters may be `IBAN` or `OCR`.
const SHOUTED_LETTERS: usize = 8;
/// Emoji that do not rule out an automatic answer.
const FRIENDLY: &str = "🙂😊😀👍🙏❤\u{fe0f}👋";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Each word with what stood after it.
    pub words: Vec<Word>,
    /// Whether it has a question mark.
    pub asks: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lower case, accents folded.
    pub text: String,
    /// Whether a comma, a full stop or a line's end follows.
    pub ends_part: bool,
}

impl Message {
    /// Reads a message; `None` if it is too long, too loud or has characters that need a person.
    pub fn read(text: &str) -> Option<Self> {
        if text.chars().filter(|sign| *sign == '!').count() > MOST_EXCLAMATIONS || shouts(text) {
            return None;
        }
        let mut words: Vec<Word> = Vec::new();
        let mut current = String::new();
        let finish = |current: &mut String, words: &mut Vec<Word>, ends_part: bool| {
            if !current.is_empty() {
                words.push(Word { text: std::mem::take(current), ends_part });
            } else if ends_part && let Some(last) = words.last_mut() {
                last.ends_part = true;
            }
        };
        for sign in text.chars() {
            match sign {
                // Part of the word it stands in: don't, what's.
                '\'' | '’' | '´' | '`' => {}
                letter if letter.is_alphanumeric() => fold(letter, &mut current),
                ',' | '.' | '!' | '?' | ';' | ':' | '\n' => finish(&mut current, &mut words, true),
                space if space.is_whitespace() => finish(&mut current, &mut words, false),
                '-' | '–' | '—' | '/' | '(' | ')' | '"' | '“' | '”' | '„' => {
                    finish(&mut current, &mut words, false);
                }
                sign if FRIENDLY.contains(sign) => finish(&mut current, &mut words, true),
                _ => return None,
            }
        }
        finish(&mut current, &mut words, true);
        let fits = (1..=MOST_WORDS).contains(&words.len());
        fits.then(|| Self { words, asks: text.contains('?') })
    }
}

/// Everything in capitals.
fn shouts(text: &str) -> bool {
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    letters > SHOUTED_LETTERS && !text.chars().any(char::is_lowercase)
}

/// A letter in lower case and without its accent: people leave accents out.
fn fold(letter: char, into: &mut String) {
    for lower in letter.to_lowercase() {
        match lower {
            'ä' | 'å' | 'à' | 'á' | 'â' => into.push('a'),
            'ö' | 'ô' | 'ó' => into.push('o'),
            'ü' | 'û' | 'ú' => into.push('u'),
            'é' | 'è' | 'ë' | 'ê' => into.push('e'),
            'ï' | 'í' | 'î' => into.push('i'),
            'ß' => into.push_str("ss"),
            other => into.push(other),
        }
    }
}

/// The words of a phrase, folded the same way.
pub fn folded(phrase: &str) -> Vec<String> {
    phrase
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut folded = String::new();
            word.chars().for_each(|letter| fold(letter, &mut folded));
            folded
        })
        .collect()
}

/// Shorter words must match exactly: one letter more or less makes another word.
const SHORTEST_MISTYPED: usize = 5;

/// Whether `written` is `meant` with one letter wrong, missing, doubled or swapped. The first letter must be right.
pub fn is_mistyped(written: &str, meant: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), meant.chars().collect());
    if a.len() < SHORTEST_MISTYPED
        || b.len() < SHORTEST_MISTYPED
        || a[0] != b[0]
        || a.len().abs_diff(b.len()) > 1
    {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(one, other)| one == other).count();
    let (rest_a, rest_b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => rest_a == &rest_b[1..],
        std::cmp::Ordering::Greater => &rest_a[1..] == rest_b,
        std::cmp::Ordering::Equal => {
            rest_a.is_empty()
                || rest_a[1..] == rest_b[1..]
                || rest_a.len() > 1
                    && rest_a[0] == rest_b[1]
                    && rest_a[1] == rest_b[0]
                    && rest_a[2..] == rest_b[2..]
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn accents_signs_and_capitals_do_not_matter() {
        let read = |text: &str| -> Vec<String> {
            Message::read(text).unwrap().words.into_iter().map(|word| word.text).collect()
        };
        assert_eq!(read("Was ist FÄLLIG – und wann?"), ["was", "ist", "fallig", "und", "wann"]);
        assert_eq!(read("I've paid, what's left? 🙂"), ["ive", "paid", "whats", "left"]);
        assert_eq!(folded("Fälligkeit, e-mail"), ["falligkeit", "e", "mail"]);
    }

    #[test]
    fn long_loud_and_odd_messages_are_for_people() {
        assert_eq!(Message::read(&"pay ".repeat(31)), None);
        assert_eq!(Message::read("How much?!!!"), None);
        assert_eq!(Message::read("HOW MUCH DO I HAVE TO PAY"), None);
        assert_eq!(Message::read("how much 😡"), None);
        assert_eq!(Message::read("anna@example.com"), None);
        assert_eq!(Message::read("   "), None);
        assert!(Message::read("IBAN?").is_some());
    }

    #[test]
    fn one_slip_is_forgiven_and_another_word_is_not() {
        for (written, meant) in
            [("invioce", "invoice"), ("invoce", "invoice"), ("invooice", "invoice"), ("invoise", "invoice")]
        {
            assert!(is_mistyped(written, meant), "{written}");
        }
        for (written, meant) in
            [("keine", "meine"), ("obetald", "betald"), ("pays", "pay"), ("unpaid", "paid")]
        {
            assert!(!is_mistyped(written, meant), "{written}");
        }
    }
}
