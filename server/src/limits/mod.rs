//! Rate limits by address, link and person, and the address of a client behind a proxy.
//!
//! Limits use real time and live on the node: they bound a node's work, they are no accounting.

mod connections;

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};
use domain::ids::LinkId;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use connections::{ConnectionLimits, ConnectionPermit};

pub struct Limits {
    pages: DefaultKeyedRateLimiter<IpAddr>,
    misses: DefaultKeyedRateLimiter<IpAddr>,
    says: DefaultKeyedRateLimiter<LinkId>,
    uploads: DefaultKeyedRateLimiter<Uuid>,
    log_ins: DefaultKeyedRateLimiter<IpAddr>,
    log_ins_of: DefaultKeyedRateLimiter<AccountKey>,
    proxies: Vec<IpNet>,
    /// Open live pages.
    pub sockets: ConnectionLimits,
    /// Forms with files that are being read.
    pub forms: ConnectionLimits,
}

/// Too many requests; worth another try after so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany {
    /// Seconds, at least one.
    pub retry_after_seconds: u32,
}

/// A limit, which cannot be zero.
pub const fn at_least_one(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

/// Page loads, socket openings and polls from one address in a minute. A whole office may share one address.
const PAGES_A_MINUTE: NonZeroU32 = at_least_one(1_200);
/// Tries with wrong links from one address in a minute: enough for a person, not for a search.
const MISSES_A_MINUTE: NonZeroU32 = at_least_one(60);
/// Messages over one link in a minute.
const SAYS_A_MINUTE: NonZeroU32 = at_least_one(20);
/// Forms with files that one address sends at once.
const FORMS_PER_ADDRESS: u32 = 8;
/// Files from one link, or from one person, in a minute.
const UPLOADS_A_MINUTE: NonZeroU32 = at_least_one(30);

/// Log-ins from one address: enough for an office at the beginning of a shift, then one every two seconds.
const LOG_INS: Quota = Quota::per_minute(at_least_one(30)).allow_burst(at_least_one(60));
/// Log-ins to one user account, from anywhere: enough for a person who has forgotten a password, then one every six
/// seconds.
const LOG_INS_OF_ONE: Quota = Quota::per_minute(at_least_one(10)).allow_burst(at_least_one(20));

/// Identifies a user account that somebody tries to log in to, whether it exists or not.
type AccountKey = [u8; 32];

impl Limits {
    /// New limiters; `proxies` are the networks whose `X-Forwarded-For` is trusted.
    #[must_use]
    pub fn new(proxies: Vec<IpNet>, sockets_per_address: u32) -> Self {
        Self {
            pages: RateLimiter::keyed(Quota::per_minute(PAGES_A_MINUTE)),
            misses: RateLimiter::keyed(Quota::per_minute(MISSES_A_MINUTE)),
            says: RateLimiter::keyed(Quota::per_minute(SAYS_A_MINUTE)),
            uploads: RateLimiter::keyed(Quota::per_minute(UPLOADS_A_MINUTE)),
            log_ins: RateLimiter::keyed(LOG_INS),
            log_ins_of: RateLimiter::keyed(LOG_INS_OF_ONE),
            proxies,
            sockets: ConnectionLimits::new(sockets_per_address),
            forms: ConnectionLimits::new(FORMS_PER_ADDRESS),
        }
    }

    /// Counts a page, socket or poll of an address.
    ///
    /// # Errors
    /// [`TooMany`] past the limit.
    pub fn page(&self, address: IpAddr) -> Result<(), TooMany> {
        checked(self.pages.check_key(&network_of(address)))
    }

    /// Counts a try with a wrong link.
    ///
    /// # Errors
    /// [`TooMany`] past the limit.
    pub fn miss(&self, address: IpAddr) -> Result<(), TooMany> {
        checked(self.misses.check_key(&network_of(address)))
    }

    /// Counts a message over a link.
    ///
    /// # Errors
    /// [`TooMany`] past the limit.
    pub fn say(&self, link: LinkId) -> Result<(), TooMany> {
        checked(self.says.check_key(&link))
    }

    /// Counts a log-in with an e-mail address, whether anybody has it or not.
    ///
    /// # Errors
    /// [`TooMany`] past the limit of the address or of the user account.
    pub fn log_in(&self, address: IpAddr, email: &str) -> Result<(), TooMany> {
        checked(self.log_ins.check_key(&network_of(address)))?;
        checked(self.log_ins_of.check_key(&Sha256::digest(email.as_bytes()).into()))
    }

    /// Counts a file from a link or a person.
    ///
    /// # Errors
    /// [`TooMany`] past the limit.
    pub fn upload(&self, holder: Uuid) -> Result<(), TooMany> {
        checked(self.uploads.check_key(&holder))
    }

    /// The client's address: the nearest one that is not a trusted proxy.
    #[must_use]
    pub fn address(&self, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
        let peer = extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::from([0, 0, 0, 0]), |ConnectInfo(address)| address.ip().to_canonical());
        let trusted = |address: &IpAddr| self.proxies.iter().any(|network| network.contains(address));
        if !trusted(&peer) {
            return peer;
        }
        let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let chain: Vec<IpAddr> = forwarded
            .flat_map(|value| value.split(','))
            .filter_map(|part| part.trim().parse::<IpAddr>().ok())
            .map(|address| address.to_canonical())
            .collect();
        chain.into_iter().rev().find(|address| !trusted(address)).unwrap_or(peer)
    }

    /// Drops counters that are idle; called by a chore.
    pub fn forget_idle(&self) {
        self.pages.retain_recent();
        self.misses.retain_recent();
        self.says.retain_recent();
        self.uploads.retain_recent();
        self.log_ins.retain_recent();
        self.log_ins_of.retain_recent();
    }
}

fn checked(result: Result<(), governor::NotUntil<<DefaultClock as Clock>::Instant>>) -> Result<(), TooMany> {
    result.map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        TooMany { retry_after_seconds: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX - 1) + 1 }
    })
}

/// One household or server has a whole /64 of IPv6 addresses, so that counts as one.
pub fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn extensions(peer: &str) -> Extensions {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        extensions
    }

    fn headers(forwarded: &str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), forwarded.parse().unwrap())])
    }

    #[test]
    fn a_stranger_cannot_choose_the_address_that_counts() {
        let limits = Limits::new(vec!["10.0.0.0/8".parse().unwrap()], 1);
        let said = headers("198.51.100.7");
        let direct = limits.address(&said, &extensions("203.0.113.5"));
        assert_eq!(direct, "203.0.113.5".parse::<IpAddr>().unwrap());
        let behind_proxy = limits.address(&said, &extensions("10.0.0.1"));
        assert_eq!(behind_proxy, "198.51.100.7".parse::<IpAddr>().unwrap());
        let spoofed = limits.address(&headers("192.0.2.1, 198.51.100.7, 10.0.0.2"), &extensions("10.0.0.1"));
        assert_eq!(spoofed, "198.51.100.7".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn the_sixty_first_wrong_link_in_a_minute_is_refused() {
        let limits = Limits::new(vec![], 1);
        let address = "2001:db8::1".parse().unwrap();
        for _ in 0..60 {
            limits.miss(address).unwrap();
        }
        let neighbour_in_the_same_network = "2001:db8::2".parse().unwrap();
        assert!(limits.miss(neighbour_in_the_same_network).unwrap_err().retry_after_seconds >= 1);
        limits.miss("2001:db8:1::1".parse().unwrap()).unwrap();
    }

    #[test]
    fn one_account_is_tried_twenty_times_at_once_from_wherever() {
        let limits = Limits::new(vec![], 1);
        for try_ in 0..20_u8 {
            limits.log_in([192, 0, 2, try_].into(), "amira@example.com").unwrap();
        }
        let refused = limits.log_in([192, 0, 2, 99].into(), "amira@example.com").unwrap_err();
        assert!(refused.retry_after_seconds >= 1);
        limits.log_in([192, 0, 2, 99].into(), "astrid@example.com").unwrap();
    }

    #[test]
    fn one_address_tries_sixty_accounts_at_once() {
        let limits = Limits::new(vec![], 1);
        for try_ in 0..60 {
            limits.log_in([192, 0, 2, 1].into(), &format!("{try_}@example.com")).unwrap();
        }
        let refused = limits.log_in([192, 0, 2, 1].into(), "61@example.com").unwrap_err();
        assert!(refused.retry_after_seconds >= 1);
        limits.log_in([192, 0, 2, 2].into(), "61@example.com").unwrap();
    }
}
