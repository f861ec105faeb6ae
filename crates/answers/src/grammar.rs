//! The grammar: what the words of a message mean together.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::conversations::Topic;

use crate::words::{Message, folded, is_mistyped};

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concept {
    /// Good day. Only at the beginning.
    Greeting,
    /// Thank you, regards: what follows is a name.
    SignOff,
    /// Says nothing by itself.
    Filler,
    /// Tell me, I wonder.
    Ask,
    /// I need, can I have.
    Want,
    HowMuch,
    /// When, until when.
    When,
    How,
    Where,
    What,
    Amount,
    /// Open, left, owed.
    Owe,
    Pay,
    /// Due, the due date.
    Due,
    /// The account, the reference, the payment details.
    Account,
    /// A copy, a PDF, to print.
    Duplicate,
    /// To send, by mail.
    Mail,
    Again,
    Invoice,
    More,
    /// Time, days, weeks.
    Time,
    /// To extend, to postpone.
    Extend,
    /// Later, next month.
    Later,
    Number,
    /// Have paid, have transferred.
    Paid,
    Received,
    Payment,
    Recent,
    /// A whole question in one phrase.
    Whole(Topic),
    /// A person should read this: no, wrong, complaint, why.
    Stop,
}

use Concept::{
    Account, Again, Amount, Ask, Due, Duplicate, Extend, Filler, Greeting, How, HowMuch, Invoice, Later,
    Mail, More, Number, Owe, Paid, Pay, Payment, Received, Recent, SignOff, Stop, Time, Want, What, When,
    Where, Whole,
};

/// The phrases of one language.
pub struct Lexicon {
    /// Phrases by their first word, longest first.
    phrases: std::collections::HashMap<String, Vec<(Vec<String>, Concept)>>,
    /// Single words that are long enough to be mistyped.
    mistypable: Vec<(String, Concept)>,
    greetings: Vec<Vec<String>>,
    /// What makes a later time of a number of days: "in" two weeks.
    after: &'static str,
}

impl Lexicon {
    /// Reads a language's lists.
    pub fn of(after: &'static str, lists: &[(Concept, &[&str])]) -> Self {
        let mut lexicon =
            Self { phrases: Default::default(), mistypable: Vec::new(), greetings: Vec::new(), after };
        for (concept, phrases) in lists {
            for phrase in *phrases {
                let words = folded(phrase);
                let Some(first) = words.first() else { continue };
                match concept {
                    Greeting => lexicon.greetings.push(words),
                    _ => {
                        if words.len() == 1 {
                            lexicon.mistypable.push((first.clone(), *concept));
                        }
                        lexicon.phrases.entry(first.clone()).or_default().push((words, *concept));
                    }
                }
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        lexicon.greetings.sort_by_key(|words| std::cmp::Reverse(words.len()));
        lexicon
    }

    /// The longest phrase that `words` begin with, and how many words it has.
    fn longest(&self, words: &[&str]) -> Option<(Concept, usize)> {
        let first = words.first()?;
        if let Some(phrases) = self.phrases.get(*first) {
            for (phrase, concept) in phrases {
                if phrase.len() <= words.len() && phrase.iter().zip(words).all(|(one, other)| one == other) {
                    return Some((*concept, phrase.len()));
                }
            }
        }
        if first.len() <= 2 && first.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some((Number, 1));
        }
        let mut meant =
            self.mistypable.iter().filter(|(word, _)| is_mistyped(first, word)).map(|(_, one)| *one);
        let concept = meant.next()?;
        meant.all(|other| other == concept).then_some((concept, 1))
    }

    /// Whether a word has no meaning of its own.
    pub fn is_filler(&self, word: &str) -> bool {
        matches!(self.longest(&[word]), Some((Filler | SignOff | Ask | Want, 1)))
            || self.greetings.iter().any(|greeting| greeting.len() == 1 && greeting[0] == word)
    }

    /// Whether a message with this word needs a person.
    pub fn is_stop(&self, word: &str) -> bool {
        matches!(self.longest(&[word]), Some((Stop, 1)))
    }

    /// The meaning of a message, word by word; `None` if a word is unknown.
    fn concepts(&self, message: &Message) -> Option<Vec<Concept>> {
        let words: Vec<&str> = message.words.iter().map(|word| word.text.as_str()).collect();
        let mut at = self.greeted(message, &words);
        let mut found = Vec::new();
        // Right after thanks or regards: where a name may stand.
        let mut signed_at = None;
        while at < words.len() {
            match self.longest(&words[at..]) {
                Some((SignOff, length)) => {
                    at += length;
                    signed_at = Some(at);
                }
                Some((Filler, length)) => {
                    if words[at] == self.after
                        && let Some((Number, number)) = self.longest(&words[at + length..])
                        && let Some((Time, time)) = self.longest(&words[at + length + number..])
                    {
                        found.push(Later);
                        at += number + time;
                    }
                    at += length;
                }
                Some((Stop, _)) => return None,
                Some((concept, length)) => {
                    found.push(concept);
                    at += length;
                }
                // A name under the message.
                None if signed_at == Some(at) && words.len() - at <= NAME_WORDS => {
                    let is_name = |word: &&str| {
                        self.longest(&[word]).is_none() && !word.bytes().any(|byte| byte.is_ascii_digit())
                    };
                    return words[at..].iter().all(is_name).then_some(found);
                }
                None => return None,
            }
        }
        Some(found)
    }

    /// How many words form the greeting, including the greeted name.
    fn greeted(&self, message: &Message, words: &[&str]) -> usize {
        let greets = |phrase: &&Vec<String>| {
            phrase.len() <= words.len() && phrase.iter().zip(words).all(|(one, other)| one == other)
        };
        let Some(greeting) = self.greetings.iter().find(greets) else { return 0 };
        let mut at = greeting.len();
        // "Hello Anna, …": a name where the greeting's part ends with it.
        for length in 1..=NAME_WORDS {
            let Some(last) = message.words.get(at + length - 1) else { break };
            let named =
                message.words[at..at + length].iter().all(|word| self.longest(&[&word.text]).is_none());
            if !named || message.words[at - 1].ends_part {
                break;
            }
            if last.ends_part {
                at += length;
                break;
            }
        }
        at
    }
}

/// A first and a last name, and one more.
const NAME_WORDS: usize = 3;

/// The one question of a message; `None` if it asks more or says anything else.
pub fn topic(message: &Message, lexicon: &LazyLock<Lexicon>) -> Option<Topic> {
    let concepts = lexicon.concepts(message)?;
    let said = Utterance { order: &concepts, set: concepts.iter().copied().collect(), asks: message.asks };
    let mut topics = TOPICS.into_iter().filter(|topic| said.asks_for(*topic));
    let first = topics.next()?;
    topics.next().is_none().then_some(first)
}

const TOPICS: [Topic; 6] =
    [Topic::HowMuch, Topic::WhenDue, Topic::HowToPay, Topic::Copy, Topic::MoreTime, Topic::HavePaid];

struct Utterance<'a> {
    order: &'a [Concept],
    set: BTreeSet<Concept>,
    asks: bool,
}

impl Utterance<'_> {
    fn has(&self, concept: Concept) -> bool {
        self.set.contains(&concept)
    }

    fn only(&self, allowed: &[Concept]) -> bool {
        self.set.iter().all(|concept| allowed.contains(concept))
    }

    fn asks_for(&self, topic: Topic) -> bool {
        let whole = self.has(Whole(topic));
        match topic {
            Topic::HowMuch => {
                self.only(&[Whole(topic), HowMuch, What, Amount, Owe, Pay, Due, Invoice, Ask])
                    && (whole
                        || self.has(HowMuch)
                        || self.has(What) && (self.has(Amount) || self.has(Owe))
                        || self.has(Amount) && self.has(Owe) && (self.asks || self.has(Ask))
                        || self.has(Owe) && self.asks)
            }
            Topic::WhenDue => {
                self.only(&[Whole(topic), When, What, Due, Pay, Invoice, Amount, Time, Ask])
                    && self.asks_when()
                    && (whole
                        || self.has(When) && (self.has(Pay) || self.has(Due) || self.has(Time))
                        || self.has(Due) && (self.has(What) || self.has(Ask) || self.asks))
            }
            Topic::HowToPay => {
                let asks = self.asks || [What, Where, How, Ask, Want, Mail].iter().any(|one| self.has(*one));
                self.only(&[
                    Whole(topic),
                    How,
                    Where,
                    What,
                    Pay,
                    Payment,
                    Account,
                    Invoice,
                    Amount,
                    Ask,
                    Want,
                    Mail,
                ]) && (whole
                    || self.has(Pay) && (self.has(How) || self.has(Where))
                    || self.has(Account) && asks)
            }
            Topic::Copy => {
                let copy = self.has(Duplicate)
                    && (self.asks || [Mail, Want, Where, How, Ask, Again].iter().any(|one| self.has(*one)));
                self.only(&[Whole(topic), Duplicate, Mail, Again, Want, Invoice, Where, How, Ask])
                    && (whole || copy || self.has(Invoice) && (self.has(Mail) || self.has(Want)))
            }
            Topic::MoreTime => {
                self.only(&[Whole(topic), More, Time, Extend, Later, Pay, Want, Due, Invoice, Number, Ask])
                    && (whole
                        || self.has(Extend)
                        || self.has(More) && self.has(Time)
                        || self.has(Later) && (self.has(Pay) || self.has(Want))
                        || self.has(Want) && self.has(Time))
            }
            Topic::HavePaid => {
                self.only(&[Whole(topic), Paid, Payment, Received, Recent, Invoice, Amount])
                    && (whole || self.has(Paid) || self.has(Payment) && self.has(Received))
            }
            Topic::Own => false,
        }
    }

    /// "I pay when it is due" is no question.
    fn asks_when(&self) -> bool {
        let place = |wanted: Concept| self.order.iter().position(|concept| *concept == wanted);
        match (place(When), place(Pay)) {
            (Some(when), Some(pay)) => when < pay || self.asks || self.has(Ask),
            _ => true,
        }
    }
}
