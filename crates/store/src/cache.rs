//! Keeps the committed state of streams, so that a stream is not folded from its first event every time.
//!
//! Events never change, so a committed state always is a true beginning of its stream: whoever takes it reads only the
//! events that were appended since. Other processes therefore never have to invalidate this cache.

use std::sync::Arc;

use domain::ids::BillerId;
use domain::{Books, StreamId};
use moka::ops::compute::Op;
use moka::policy::EvictionPolicy;

use crate::streams::kind_of;

/// The state of a stream that is loaded again and again, in books that hold nothing else.
#[derive(Debug, Clone)]
pub(crate) struct State {
    books: Arc<Books>,
    seq: i64,
    bytes: u32,
}

impl State {
    /// The state that the books have of a stream; `None` if its kind is not kept.
    pub(crate) fn of(books: &Books, stream: StreamId) -> Option<Self> {
        let bytes = size_of::<(Key, Self, Books)>() + (kind_of(stream).kept_bytes)(stream, books)?;
        let mut own = Books::default();
        own.copy_from(books, stream);
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        Some(Self { seq: own.head(stream), books: Arc::new(own), bytes })
    }
}

pub(crate) type Key = (BillerId, StreamId);

/// The most bytes of states that are kept: about 16,000 paid invoices.
const MOST_BYTES: u64 = 28 * 1024 * 1024;

/// Keeps the states that were used last, up to a number of bytes. It does not count how often a state is used: an
/// invoice is asked for soon after it was issued, or not for long.
pub(crate) struct Cache(moka::sync::Cache<Key, State>);

impl Default for Cache {
    fn default() -> Self {
        Self::with_room(MOST_BYTES)
    }
}

impl Cache {
    fn with_room(bytes: u64) -> Self {
        let states = moka::sync::Cache::builder()
            .weigher(|_: &Key, state: &State| state.bytes)
            .max_capacity(bytes)
            .eviction_policy(EvictionPolicy::lru());
        Self(states.build())
    }

    /// Puts the known state of a stream into the books. Returns false if none is known.
    pub(crate) fn fill(&self, key: Key, books: &mut Books) -> bool {
        let Some(state) = self.0.get(&key) else { return false };
        books.copy_from(&state.books, key.1);
        true
    }

    /// Whether something is known of a stream.
    pub(crate) fn has(&self, key: Key) -> bool {
        self.0.contains_key(&key)
    }

    /// Keeps states that are committed now, unless a newer one is known.
    pub(crate) fn keep(&self, committed: impl IntoIterator<Item = (Key, State)>) {
        for (key, state) in committed {
            self.0.entry(key).and_compute_with(|known| {
                let is_newer = known.is_none_or(|known| known.value().seq < state.seq);
                if is_newer { Op::Put(state) } else { Op::Nop }
            });
        }
    }

    /// How many states there are and how many bytes they take, after pending evictions.
    #[cfg(test)]
    fn held(&self) -> (u64, u64) {
        self.0.run_pending_tasks();
        (self.0.entry_count(), self.0.weighted_size())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    use crate::streams::tree;
    use domain::Money;
    use domain::checkouts::CheckoutState;
    use domain::ids::{CheckoutId, InvoiceId, PayerId, PaymentId};
    use domain::invoices::{Invoice, PaymentAllocation};
    use domain::payers::Payer;
    use uuid::Uuid;

    fn key(at: u128) -> (Key, PayerId) {
        let payer = PayerId(Uuid::from_u128(at));
        ((BillerId(Uuid::nil()), StreamId::Payer(payer)), payer)
    }

    /// A payer's state with its key.
    fn entry(at: u128, payer: Payer) -> (Key, State) {
        let (key, id) = key(at);
        let books = Books { payers: BTreeMap::from([(id, payer)]), ..Books::default() };
        (key, State::of(&books, key.1).unwrap())
    }

    fn account(at: u128, seq: i64) -> (Key, State) {
        entry(at, Payer { seq, ..Payer::default() })
    }

    /// A cache with room for this many payers.
    fn cache_of(accounts: u64) -> Cache {
        Cache::with_room(accounts * u64::from(account(1, 1).1.bytes))
    }

    #[test]
    fn the_newest_state_of_a_stream_is_kept() {
        let cache = Cache::default();
        let (key, payer) = key(1);
        for (seq, known) in [(3, 3), (2, 3), (4, 4)] {
            cache.keep([account(1, seq)]);
            let mut books = Books::default();
            assert!(cache.fill(key, &mut books));
            assert_eq!(books.payers[&payer].seq, known);
        }
        let other = (BillerId(Uuid::from_u128(9)), key.1);
        assert!(!cache.fill(other, &mut Books::default()), "another biller's stream is not found");
    }

    #[test]
    fn what_is_used_stays_and_the_rest_makes_room() {
        let cache = cache_of(2_000);
        for at in 0..8_000 {
            cache.keep([account(at, 1)]);
            assert!(cache.fill(key(0).0, &mut Books::default()), "asked for all the time");
        }
        assert!(!cache.fill(key(1).0, &mut Books::default()));
        assert!(cache.held().0 <= 2_000);
    }

    #[test]
    fn what_was_committed_is_known_when_it_is_asked_for_soon_after() {
        let cache = cache_of(2_000);
        for at in 0..8_000 {
            cache.keep([account(at, 1)]);
            if at >= 1_000 {
                assert!(cache.fill(key(at - 1_000).0, &mut Books::default()), "{at}");
            }
        }
    }

    #[test]
    fn a_state_takes_the_room_of_what_it_holds() {
        let credit = |count: u128| {
            let one = |at| (InvoiceId(Uuid::from_u128(at)), Money::new(1, "EUR".parse().unwrap()));
            let credit = (0..count).map(one).collect();
            Payer { credit, ..Payer::default() }
        };
        let least = 10_000 * size_of::<(InvoiceId, Money)>();
        assert!(usize::try_from(entry(0, credit(10_000)).1.bytes).unwrap() >= least);
        let room = 4 * u64::from(entry(0, credit(10_000)).1.bytes);
        let cache = Cache::with_room(room);
        for at in 0..50 {
            cache.keep([entry(at, credit(10_000))]);
        }
        assert_eq!(cache.held(), (4, room));
    }

    #[test]
    fn there_is_room_for_many_invoices_that_were_paid() {
        let paid = size_of::<(Key, State, Books)>()
            + size_of::<Invoice>()
            + tree(&BTreeMap::from([(PaymentId(Uuid::nil()), None::<PaymentAllocation>)]))
            + tree(&BTreeMap::from([(CheckoutId(Uuid::nil()), None::<CheckoutState>)]));
        assert!(MOST_BYTES / u64::try_from(paid).unwrap() >= 16_384, "{paid}");
    }
}
