//! Payment codes: a bank's app or Swish scans them from a screen or from paper. They ask for the open amount.
//!
//! A code states account, amount and reference, so that nobody has to type them. If the payment would fail, no code is
//! made: for a wrong currency, an invalid account, or an amount of zero.

mod epc;
mod iban;
mod svg;
mod swish;

use domain::Money;
use domain::invoices::document::{Document, PaymentMeans};
use qrcode::{EcLevel, QrCode};

/// A kind of payment code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// A SEPA credit transfer in euros (EPC069-12, version 3).
    Epc,
    /// A payment in kronor by Swish (Swish QR code encoding, C2B).
    Swish,
}

impl Scheme {
    pub const ALL: [Self; 2] = [Self::Epc, Self::Swish];

    /// The word in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Epc => "epc",
            Self::Swish => "swish",
        }
    }
}

/// A code that can be drawn.
pub struct Code {
    text: String,
    drawn: QrCode,
}

impl Code {
    /// The code of a scheme that pays `rest` of a document; `None` if the document names no account that the scheme can
    /// pay to, or nothing is open.
    #[must_use]
    pub fn of(scheme: Scheme, document: &Document, rest: Money) -> Option<Self> {
        document.payment_means.iter().find_map(|means| {
            let text = match scheme {
                Scheme::Epc => epc::payload(means, document, rest),
                Scheme::Swish => swish::payload(means, document, rest),
            };
            Self::draw(scheme, text?)
        })
    }

    /// Error correction M, and for EPC069-12 no version above 13, as the standards require.
    fn draw(scheme: Scheme, text: String) -> Option<Self> {
        let drawn = QrCode::with_error_correction_level(&text, EcLevel::M).ok()?;
        let small_enough = match (scheme, drawn.version()) {
            (Scheme::Epc, qrcode::Version::Normal(version)) => version <= 13,
            _ => true,
        };
        small_enough.then_some(Self { text, drawn })
    }

    /// The scanned text, byte for byte.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The image: black on white in both themes, because scanners expect it, with the quiet zone around it.
    #[must_use]
    pub fn svg(&self) -> String {
        svg::of(&self.drawn)
    }
}

/// The reference to state: that of the payment means, else the document's number.
fn reference<'a>(means: &'a PaymentMeans, document: &'a Document) -> &'a str {
    let own = means.reference.as_deref().map(str::trim).filter(|own| !own.is_empty());
    own.unwrap_or(&document.number)
}

/// A text of at most this many characters, in which each run of spaces and control characters is one space: a line
/// break in a name must not start a new field.
fn plain(words: &str, longest: usize) -> String {
    let parts = words.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let joined = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    joined.chars().take(longest).collect::<String>().trim_end().to_owned()
}
