//! Folded streams that were committed, so that a stream is not folded from its beginning every time.
//!
//! Events never change, so a committed state stays a true beginning of its stream for ever: whoever takes
//! one reads what was appended since, and nothing has to be told to the cache by other processes.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::account::Account;
use domain::ids::BillerId;
use domain::invoice::Invoice;
use domain::{Books, StreamId};

/// The state of a stream that is loaded again and again. Receipts and credit notes are loaded once or twice.
#[derive(Debug, Clone)]
pub(crate) enum State {
    Invoice(Box<Invoice>),
    Account(Account),
}

impl State {
    /// The state that the books have of a stream.
    pub(crate) fn of(books: &Books, stream: StreamId) -> Option<Self> {
        match stream {
            StreamId::Invoice(id) => books.invoices.get(&id).cloned().map(Box::new).map(Self::Invoice),
            StreamId::Account(id) => books.accounts.get(&id).cloned().map(Self::Account),
            StreamId::Receipt(_) | StreamId::CreditNote(_) => None,
        }
    }

    const fn seq(&self) -> i64 {
        match self {
            Self::Invoice(invoice) => invoice.seq,
            Self::Account(account) => account.seq,
        }
    }
}

/// Whose stream.
pub(crate) type Key = (BillerId, StreamId);

/// How many streams each of the two generations holds.
const GENERATION: usize = 8_192;

/// What was used since the last change of generations, and what was used before that: what nobody asks for
/// goes with the older one.
#[derive(Default)]
pub(crate) struct Cache(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: HashMap<Key, State>,
    old: HashMap<Key, State>,
}

impl Cache {
    fn lock(&self) -> MutexGuard<'_, Generations> {
        // A panic between two inserts leaves true states behind.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts what is known of a stream into the books. False where nothing is.
    pub(crate) fn fill(&self, key: Key, books: &mut Books) -> bool {
        let mut generations = self.lock();
        if !generations.young.contains_key(&key)
            && let Some(state) = generations.old.remove(&key)
        {
            generations.put(key, state);
        }
        match (key.1, generations.young.get(&key)) {
            (StreamId::Invoice(id), Some(State::Invoice(invoice))) => {
                books.invoices.insert(id, Invoice::clone(invoice));
                true
            }
            (StreamId::Account(id), Some(State::Account(account))) => {
                books.accounts.insert(id, account.clone());
                true
            }
            _ => false,
        }
    }

    /// Whether something is known of a stream.
    pub(crate) fn has(&self, key: Key) -> bool {
        let generations = self.lock();
        generations.young.contains_key(&key) || generations.old.contains_key(&key)
    }

    /// Keeps states that are committed now.
    pub(crate) fn keep(&self, committed: impl IntoIterator<Item = (Key, State)>) {
        let mut generations = self.lock();
        for (key, state) in committed {
            generations.put(key, state);
        }
    }
}

impl Generations {
    fn put(&mut self, key: Key, state: State) {
        if self.young.get(&key).is_some_and(|known| known.seq() >= state.seq()) {
            return;
        }
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::PayerId;
    use uuid::Uuid;

    fn key(at: u128) -> (Key, PayerId) {
        let payer = PayerId(Uuid::from_u128(at));
        ((BillerId(Uuid::nil()), StreamId::Account(payer)), payer)
    }

    fn account(seq: i64) -> State {
        State::Account(Account { seq, ..Account::default() })
    }

    #[test]
    fn the_newest_state_of_a_stream_is_kept() {
        let cache = Cache::default();
        let (key, payer) = key(1);
        for (seq, known) in [(3, 3), (2, 3), (4, 4)] {
            cache.keep([(key, account(seq))]);
            let mut books = Books::default();
            assert!(cache.fill(key, &mut books));
            assert_eq!(books.accounts[&payer].seq, known);
        }
        let other = (BillerId(Uuid::from_u128(9)), key.1);
        assert!(!cache.fill(other, &mut Books::default()), "another biller's stream is not found");
    }

    #[test]
    fn what_is_used_stays_and_the_rest_makes_room() {
        let cache = Cache::default();
        let many = u128::try_from(GENERATION).unwrap_or_default();
        for at in 0..many * 4 {
            cache.keep([(key(at).0, account(1))]);
            assert!(cache.fill(key(0).0, &mut Books::default()), "asked for all the time");
        }
        assert!(!cache.fill(key(1).0, &mut Books::default()));
        let generations = cache.lock();
        assert!(generations.young.len() + generations.old.len() <= 2 * GENERATION);
    }
}
