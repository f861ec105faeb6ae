//! The time zone in which a biller's days begin and end.

use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// An IANA time zone that this machine knows, with the name it was configured by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

/// A name that is no time zone, or none that this machine knows. There is no fallback to UTC: the biller's days would
/// begin at the wrong hour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an IANA time zone that is known here; write one such as Europe/Stockholm")]
pub struct UnknownZone(pub String);

impl Zone {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub const fn rules(&self) -> &TimeZone {
        &self.zone
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        match TimeZone::get(name) {
            Ok(zone) => Ok(Self { name: name.to_owned(), zone }),
            Err(_) => Err(UnknownZone(name.to_owned())),
        }
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        name.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_name_that_is_no_zone_is_an_error_and_never_utc() {
        for name in ["", "Europe/Stokholm", "CEST", "+02:00", "Europe", "../etc/passwd", "Local"] {
            assert_eq!(name.parse::<Zone>(), Err(UnknownZone(name.into())));
            let json = serde_json::to_string(name).unwrap();
            let read = serde_json::from_str::<Zone>(&json);
            assert!(read.unwrap_err().to_string().contains("is not an IANA time zone"), "{name}");
        }
        let zone: Zone = "Europe/Stockholm".parse().unwrap();
        assert_eq!(zone.rules(), &TimeZone::get("Europe/Stockholm").unwrap());
        assert_eq!(serde_json::to_string(&zone).unwrap(), "\"Europe/Stockholm\"");
    }
}
