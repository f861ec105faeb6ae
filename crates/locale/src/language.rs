//! The languages Billow speaks, and which of them a reader wants.

use std::fmt;

/// Bytes of an `Accept-Language` header that are read; browsers send fewer than a hundred.
const MAX_HEADER: usize = 1_000;

/// Ranges of an `Accept-Language` header that are read.
const MAX_RANGES: usize = 32;

/// A language that has texts and formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English with European conventions: 14 December 2026, 24-hour clock.
    En,
    De,
    Sv,
    /// Dutch.
    Nl,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 4] = [Self::En, Self::De, Self::Sv, Self::Nl];

    /// The BCP 47 tag for `lang` attributes, links and storage.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Sv => "sv",
            Self::Nl => "nl",
        }
    }

    /// The BCP 47 tag of the formats, for the browser's `Intl`: dates in English are European.
    #[must_use]
    pub const fn formats(self) -> &'static str {
        match self {
            Self::En => "en-GB",
            Self::De | Self::Sv | Self::Nl => self.tag(),
        }
    }

    /// What its speakers call the language, for a language menu.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Sv => "Svenska",
            Self::Nl => "Nederlands",
        }
    }

    /// The language of a BCP 47 tag, whatever its region or script: `sv-FI` is Swedish. An
    /// underscore is read as a hyphen, because many systems write `sv_FI`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let mut subtags = tag.split(['-', '_']);
        let primary = subtags.next()?;
        let well_formed = |subtag: &str| {
            (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if !subtags.all(well_formed) {
            return None;
        }
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The best language for an `Accept-Language` header [RFC 9110, 12.5.4]: highest quality
    /// first, the earlier of equals. `None` when the header names no language that is spoken
    /// here (`*` names none), so that the caller's own default applies. What is malformed is
    /// skipped; of an absurdly long header only the beginning is read.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for range in beginning(accept_language).split(',').take(MAX_RANGES) {
            let Some((quality, language)) = weighted(range) else { continue };
            if quality > 0 && best.is_none_or(|(leading, _)| quality > leading) {
                best = Some((quality, language));
            }
        }
        best.map(|(_, language)| language)
    }

    /// The place in [`Self::ALL`].
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// At most [`MAX_HEADER`] bytes, cut between characters.
fn beginning(header: &str) -> &str {
    let mut end = header.len().min(MAX_HEADER);
    while !header.is_char_boundary(end) {
        end -= 1;
    }
    &header[..end]
}

/// `sv-SE;q=0.8` as quality in thousandths and language.
fn weighted(range: &str) -> Option<(u16, Language)> {
    let mut parts = range.split(';').map(str::trim);
    let language = Language::from_tag(parts.next()?)?;
    let quality = match parts.next() {
        None => 1_000,
        Some(weight) => {
            let (name, value) = weight.split_once('=')?;
            if !name.trim().eq_ignore_ascii_case("q") {
                return None;
            }
            thousandths(value.trim())?
        }
    };
    Some((quality, language))
}

/// A quality value of 0 to 1 with at most three decimals, in thousandths.
fn thousandths(value: &str) -> Option<u16> {
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let decimals: u16 = format!("{decimals:0<3}").parse().ok()?;
    match whole {
        "0" => Some(decimals),
        "1" if decimals == 0 => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_whatever_its_region_and_case() {
        for (tag, language) in [
            ("sv", Language::Sv),
            ("sv-FI", Language::Sv),
            ("SV_fi", Language::Sv),
            ("de-CH-1996", Language::De),
            ("nl-BE", Language::Nl),
            ("en-US", Language::En),
            ("en-Latn-x-abc", Language::En),
        ] {
            assert_eq!(Language::from_tag(tag), Some(language), "{tag}");
        }
        for tag in ["", "-", "s", "swe", "nb-NO", "sv-", "sv-<b>", "sv-toolongsubtag", "*"] {
            assert_eq!(Language::from_tag(tag), None, "{tag}");
        }
    }

    #[test]
    fn the_highest_quality_wins_and_the_earlier_of_equals() {
        for (header, language) in [
            ("sv-SE,sv;q=0.9,en;q=0.8", Some(Language::Sv)),
            ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", Some(Language::En)),
            ("en;q=0.5, nl;q=0.501", Some(Language::Nl)),
            ("de;q=0.7,sv;q=0.7", Some(Language::De)),
            ("de;q=0, sv;q=0.001", Some(Language::Sv)),
            ("de ; Q = 1.000 , sv", Some(Language::De)),
            ("de;q=0", None),
            ("fr, it", None),
            ("*", None),
            ("", None),
        ] {
            assert_eq!(Language::negotiate(header), language, "{header}");
        }
    }

    #[test]
    fn junk_is_skipped_not_fatal() {
        for header in [
            "q=1,,;,=;q, sv",
            "de;q=2, de;q=1.5, de;q=-1, de;q=NaN, de;q=0.12345, de;q=, de;level=1, sv;q=0.1",
            "\u{202e}de, détour, sv",
        ] {
            assert_eq!(Language::negotiate(header), Some(Language::Sv), "{header}");
        }
    }

    #[test]
    fn of_an_endless_header_only_the_beginning_counts() {
        let endless = format!("nl;q=0.1,{}sv", "xx,".repeat(100_000));
        assert_eq!(Language::negotiate(&endless), Some(Language::Nl));
        assert_eq!(Language::negotiate(&"å".repeat(MAX_HEADER)), None);
    }
}
