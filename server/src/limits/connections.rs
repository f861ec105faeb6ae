//! How many live pages one link, one person or one address may have open on this node.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use super::{TooMany, network_of};

/// The limit for one link, and for one person. A link is sent to one person, but may be passed on within a company.
const PER_HOLDER: u32 = 2_000;

/// Counts what is open.
#[derive(Clone)]
pub struct ConnectionLimits(Arc<Counts>);

struct Counts {
    holders: Mutex<HashMap<Uuid, u32>>,
    addresses: Mutex<HashMap<IpAddr, u32>>,
    per_address: u32,
}

/// A permit for one open page, returned when it is dropped.
pub struct ConnectionPermit {
    counts: Arc<Counts>,
    holder: Uuid,
    address: IpAddr,
}

impl ConnectionLimits {
    #[must_use]
    pub fn new(per_address: u32) -> Self {
        Self(Arc::new(Counts { holders: Mutex::default(), addresses: Mutex::default(), per_address }))
    }

    /// Takes a permit.
    ///
    /// # Errors
    /// [`TooMany`] if the link, the person or the address has reached its limit.
    pub fn take(&self, holder: Uuid, address: IpAddr) -> Result<ConnectionPermit, TooMany> {
        let Counts { holders, addresses, per_address } = &*self.0;
        let address = network_of(address);
        // Somebody has to close a page first, and nobody knows when.
        let full = TooMany { retry_after_seconds: 30 };
        if !count(holders, holder, PER_HOLDER) {
            return Err(full);
        }
        if !count(addresses, address, *per_address) {
            discount(holders, holder);
            return Err(full);
        }
        Ok(ConnectionPermit { counts: Arc::clone(&self.0), holder, address })
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        discount(&self.counts.holders, self.holder);
        discount(&self.counts.addresses, self.address);
    }
}

fn count<K: Eq + Hash>(counts: &Mutex<HashMap<K, u32>>, key: K, most: u32) -> bool {
    let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
    let count = counts.entry(key).or_default();
    let room = *count < most;
    *count += u32::from(room);
    room
}

fn discount<K: Eq + Hash>(counts: &Mutex<HashMap<K, u32>>, key: K) {
    let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
    if let Entry::Occupied(mut entry) = counts.entry(key) {
        *entry.get_mut() -= 1;
        if *entry.get() == 0 {
            entry.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn link(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    #[test]
    fn an_address_has_its_share_and_gets_it_back() {
        let permits = ConnectionLimits::new(2);
        let (here, there) = ([192, 0, 2, 1].into(), [192, 0, 2, 2].into());
        let first = permits.take(link(1), here).unwrap();
        let _second = permits.take(link(2), here).unwrap();
        assert_eq!(permits.take(link(3), here).err().map(|full| full.retry_after_seconds), Some(30));
        permits.take(link(3), there).unwrap();
        drop(first);
        permits.take(link(3), here).unwrap();
    }

    #[test]
    fn a_link_has_its_share_from_wherever_it_is_opened() {
        let permits = ConnectionLimits::new(u32::MAX);
        let address = |number: u32| IpAddr::from(number.to_be_bytes());
        let mut open: Vec<_> =
            (0..PER_HOLDER).map(|number| permits.take(link(1), address(number)).unwrap()).collect();
        let full = permits.take(link(1), address(PER_HOLDER)).err();
        assert_eq!(full.map(|full| full.retry_after_seconds), Some(30));
        permits.take(link(2), address(PER_HOLDER)).unwrap();
        open.pop();
        permits.take(link(1), address(PER_HOLDER)).unwrap();
    }

    #[test]
    fn what_is_closed_is_forgotten() {
        let permits = ConnectionLimits::new(1);
        drop(permits.take(link(1), [192, 0, 2, 1].into()).unwrap());
        assert!(permits.0.holders.lock().unwrap().is_empty());
        assert!(permits.0.addresses.lock().unwrap().is_empty());
    }
}
