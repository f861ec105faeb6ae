//! UBL 2.1 Invoice and CreditNote in: EN 16931 and Peppol BIS Billing 3.0.
//!
//! Three steps, each in its own folder or file: `encoding` makes text of bytes; `reader` and
//! `parse` go through the XML event by event and keep what an invoice needs, each value with the
//! place where it stands; `check` recomputes every total with [`domain::invoices::vat`] and gives the
//! [`Document`]. What is found wrong on the way is collected, so that a sender sees all of it at
//! once; only what makes further reading senseless (broken XML, an entity, a limit) stops.
//!
//! # How strict
//! - BR-CO-10 to BR-CO-17 and the bases per VAT category (BR-S-08 and its siblings) are as strict
//!   as the official rules: sums agree to the minor unit; base and tax of a taxed category may
//!   differ by less than one whole currency unit, those of an exempt one not at all. Beyond them,
//!   tax must not have the opposite sign of its base, and a category that is on a line but not in
//!   the VAT breakdown is refused even where the official rules let it pass.
//! - A line's net amount may differ by 0.02 from what quantity, price, allowances and charges make
//!   (PEPPOL-EN16931-R120), or by what rounding to the minor unit takes: yen have no 0.02.
//! - BR-CO-25 (a due date or terms of payment where something is payable) applies to invoices.
//! - An amount with more decimals than its currency has is refused, trailing zeros aside.
//! - A date may carry a time zone (`2026-05-31+02:00`); the civil date as written counts.
//! - Rules about codes, identifiers, addresses and wording that change neither who pays nor how
//!   much are not checked: a document is not refused for the form of a telephone number.
//!
//! # Which kind
//! The root decides: `Invoice` is an invoice, `CreditNote` a credit note. The type code must belong
//! to the root's list (BR-CL-01), in which 381 on an `Invoice` is not; 81 is in both lists and means
//! a credit note, so that an `Invoice` which says 81 contradicts itself and is refused (`KIND`).
//! A credit note's amounts are positive and mean money given back.
//!
//! # Codes of our own
//! Rules of the UBL binding that the XML Schema holds have no id; these and limits have codes here:
//! `EMPTY`, `SIZE`, `ENCODING`, `CONTROL` (control characters), `XML` (not well-formed), `ENTITY`
//! (DOCTYPE or entity), `LIMIT` (too deep, too long, too many), `KIND` (another type of document),
//! `DUPLICATE` (stands twice, may stand once), `AMOUNT`, `NUMBER`, `NEGATIVE` (the document asks the
//! wrong side for money), `CURRENCY`, `MORE` (further problems that are not listed).

mod check;
mod encoding;
mod names;
mod parse;
mod place;
mod position;
mod problems;
mod raw;
mod reader;
mod values;

use domain::invoices::document::Document;

use crate::DocumentProblem;
use problems::Problems;

/// The largest file that is read, in bytes: 5,000 lines take about 6 MB, the rest is room for
/// attachments.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// The largest number of lines in one document.
pub const MAX_LINES: usize = 5_000;

/// The largest number of problems that are listed for one file.
pub const MAX_PROBLEMS: usize = 100;

/// Reads a UBL invoice or credit note and checks that it adds up.
///
/// # Errors
/// Everything that was found wrong, in the order of the file.
pub fn read(bytes: &[u8]) -> Result<Document, Vec<DocumentProblem>> {
    let text = encoding::decode(bytes).map_err(|problem| vec![problem])?;
    let mut problems = Problems::default();
    let document = parse::document(&text, &mut problems).and_then(|raw| check::document(raw, &mut problems));
    match document {
        Some(document) if problems.is_empty() => Ok(document),
        _ => Err(problems.into_problems(&text)),
    }
}
