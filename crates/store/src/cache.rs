//! Keeps the committed state of streams, so that a stream is not folded from its first event every time.
//!
//! Events never change, so a committed state always is a true beginning of its stream: whoever takes it reads only the
//! events that were appended since. Other processes therefore never have to invalidate this cache.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::ids::BillerId;
use domain::invoices::Invoice;
use domain::payers::Payer;
use domain::{Books, StreamId};
use moka::ops::compute::Op;
use moka::policy::EvictionPolicy;

/// The state of a stream that is loaded again and again. Payments and credit notes are not kept: they are loaded once
/// or twice.
#[derive(Debug, Clone)]
pub(crate) enum State {
    Invoice(Arc<Invoice>),
    Payer(Arc<Payer>),
}

impl State {
    /// The state that the books have of a stream.
    pub(crate) fn of(books: &Books, stream: StreamId) -> Option<Self> {
        match stream {
            StreamId::Invoice(id) => books.invoices.get(&id).cloned().map(Arc::new).map(Self::Invoice),
            StreamId::Payer(id) => books.payers.get(&id).cloned().map(Arc::new).map(Self::Payer),
            StreamId::Payment(_) | StreamId::CreditNote(_) => None,
        }
    }

    fn seq(&self) -> i64 {
        match self {
            Self::Invoice(invoice) => invoice.seq,
            Self::Payer(payer) => payer.seq,
        }
    }

    /// Its approximate size in bytes, with its key. Does not iterate over the lists in it.
    fn bytes(&self) -> u32 {
        let own = match self {
            Self::Invoice(invoice) => {
                size_of::<Invoice>()
                    + invoice.number.len()
                    + size_of_val(invoice.review_reasons.as_slice())
                    + size_of_val(invoice.disputes.as_slice())
                    + tree(&invoice.applied_credit)
                    + tree(&invoice.payments)
                    + tree(&invoice.checkouts)
                    + tree(&invoice.fees)
                    + tree(&invoice.proposals)
            }
            Self::Payer(payer) => size_of::<Payer>() + tree(&payer.credit),
        };
        u32::try_from(size_of::<(Key, Self)>() + own).unwrap_or(u32::MAX)
    }
}

/// The approximate size of a map in bytes. A node has room for eleven entries, and half of it may be empty.
fn tree<K, V>(map: &BTreeMap<K, V>) -> usize {
    map.len().div_ceil(6) * (11 * size_of::<(K, V)>() + 2 * size_of::<usize>())
}

pub(crate) type Key = (BillerId, StreamId);

/// The most bytes of states that are kept: about 16,000 paid invoices.
const MOST_BYTES: u64 = 26 * 1024 * 1024;

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
            .weigher(|_: &Key, state: &State| state.bytes())
            .max_capacity(bytes)
            .eviction_policy(EvictionPolicy::lru());
        Self(states.build())
    }

    /// Puts the known state of a stream into the books. Returns false if none is known.
    pub(crate) fn fill(&self, key: Key, books: &mut Books) -> bool {
        match (key.1, self.0.get(&key)) {
            (StreamId::Invoice(id), Some(State::Invoice(invoice))) => {
                books.invoices.insert(id, Arc::unwrap_or_clone(invoice));
                true
            }
            (StreamId::Payer(id), Some(State::Payer(payer))) => {
                books.payers.insert(id, Arc::unwrap_or_clone(payer));
                true
            }
            _ => false,
        }
    }

    /// Whether something is known of a stream.
    pub(crate) fn has(&self, key: Key) -> bool {
        self.0.contains_key(&key)
    }

    /// Keeps states that are committed now, unless a newer one is known.
    pub(crate) fn keep(&self, committed: impl IntoIterator<Item = (Key, State)>) {
        for (key, state) in committed {
            self.0.entry(key).and_compute_with(|known| {
                let is_newer = known.is_none_or(|known| known.value().seq() < state.seq());
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
    use domain::Money;
    use domain::checkouts::CheckoutState;
    use domain::ids::{CheckoutId, InvoiceId, PayerId, PaymentId};
    use domain::invoices::PaymentAllocation;
    use uuid::Uuid;

    fn key(at: u128) -> (Key, PayerId) {
        let payer = PayerId(Uuid::from_u128(at));
        ((BillerId(Uuid::nil()), StreamId::Payer(payer)), payer)
    }

    fn account(seq: i64) -> State {
        State::Payer(Arc::new(Payer { seq, ..Payer::default() }))
    }

    /// A cache with room for this many payers.
    fn cache_of(accounts: u64) -> Cache {
        Cache::with_room(accounts * u64::from(account(1).bytes()))
    }

    #[test]
    fn the_newest_state_of_a_stream_is_kept() {
        let cache = Cache::default();
        let (key, payer) = key(1);
        for (seq, known) in [(3, 3), (2, 3), (4, 4)] {
            cache.keep([(key, account(seq))]);
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
            cache.keep([(key(at).0, account(1))]);
            assert!(cache.fill(key(0).0, &mut Books::default()), "asked for all the time");
        }
        assert!(!cache.fill(key(1).0, &mut Books::default()));
        assert!(cache.held().0 <= 2_000);
    }

    #[test]
    fn what_was_committed_is_known_when_it_is_asked_for_soon_after() {
        let cache = cache_of(2_000);
        for at in 0..8_000 {
            cache.keep([(key(at).0, account(1))]);
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
            State::Payer(Arc::new(Payer { credit, ..Payer::default() }))
        };
        let least = 10_000 * size_of::<(InvoiceId, Money)>();
        assert!(usize::try_from(credit(10_000).bytes()).unwrap() >= least);
        let room = 4 * u64::from(credit(10_000).bytes());
        let cache = Cache::with_room(room);
        for at in 0..50 {
            cache.keep([(key(at).0, credit(10_000))]);
        }
        assert_eq!(cache.held(), (4, room));
    }

    #[test]
    fn there_is_room_for_many_invoices_that_were_paid() {
        let paid = size_of::<(Key, State)>()
            + size_of::<Invoice>()
            + tree(&BTreeMap::from([(PaymentId(Uuid::nil()), None::<PaymentAllocation>)]))
            + tree(&BTreeMap::from([(CheckoutId(Uuid::nil()), None::<CheckoutState>)]));
        assert!(MOST_BYTES / u64::try_from(paid).unwrap() >= 16_384, "{paid}");
    }
}
