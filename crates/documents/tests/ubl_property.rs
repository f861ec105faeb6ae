//! Whatever the bytes are, reading ends, and what is accepted adds up.
#![allow(clippy::unwrap_used)]

mod support;

use documents::ubl;
use domain::invoices::document::{Document, DocumentKind};
use domain::invoices::vat;
use domain::money;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use support::*;

/// One change to a file.
#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Delete(Index, usize),
    Insert(Index, Vec<u8>),
    /// A copy of some bytes elsewhere.
    Copy(Index, Index, usize),
}

/// What turns up in files that were edited by hand, cut, joined or attacked.
const PIECES: [&str; 20] = [
    "<",
    ">",
    "&",
    "&amp;",
    "&#0;",
    "&x;",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<!DOCTYPE a>",
    "<?xml?>",
    "/>",
    "\"",
    "<cbc:ID>",
    "</Invoice>",
    "-",
    "0",
    ".",
    "9999999999999999",
];

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        (any::<Index>(), 1..200_usize).prop_map(|(at, length)| Change::Delete(at, length)),
        (any::<Index>(), vec(any::<u8>(), 1..20)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (any::<Index>(), select(&PIECES[..])).prop_map(|(at, piece)| Change::Insert(at, piece.into())),
        (any::<Index>(), any::<Index>(), 1..400_usize)
            .prop_map(|(from, to, length)| Change::Copy(from, to, length)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    let piece = |at: &Index, size: usize| at.index(length)..(at.index(length) + size).min(length);
    match change {
        Change::Flip(at, byte) => bytes[at.index(length)] = *byte,
        Change::Delete(at, size) => drop(bytes.drain(piece(at, *size))),
        Change::Insert(at, inserted) => drop(bytes.splice(piece(at, 0), inserted.iter().copied())),
        Change::Copy(from, to, size) => {
            let copied = bytes[piece(from, *size)].to_vec();
            bytes.splice(piece(to, 0), copied);
        }
    }
}

/// BR-CO-10 to 17 and the bases, written down once more from the domain's calculator.
fn assert_adds_up(document: &Document) {
    let totals = vat::totals(
        &document.lines,
        &document.allowances_charges,
        &document.vat_breakdown,
        document.totals.prepaid_minor,
        document.totals.rounding_minor,
    )
    .unwrap();
    assert_eq!(totals, document.totals);

    let unit = 10_i64.pow(document.currency.exponent());
    let computed =
        vat::vat_breakdown(&document.lines, &document.allowances_charges, document.currency).unwrap();
    for one in &computed {
        let stated: i64 = document
            .vat_breakdown
            .iter()
            .filter(|other| vat::same_category(other.vat, one.vat))
            .map(|other| other.taxable_minor)
            .sum();
        let slack = if one.vat.code.is_taxed() { unit } else { 1 };
        assert!((stated - one.taxable_minor).abs() < slack, "{one:?}: {stated}");
    }
    for one in &document.vat_breakdown {
        let tax = vat::tax(one.taxable_minor, one.vat.rate, document.currency).unwrap();
        assert!((one.tax_minor - tax).abs() < unit, "{one:?}: {tax}");
    }
    for line in &document.lines {
        let net = vat::line_net(
            line.quantity,
            line.unit_price,
            line.price_quantity,
            &line.allowances_charges,
            document.currency,
        );
        assert!((net.unwrap() - line.net_minor).abs() <= unit * 2 / 100, "{line:?}");
    }
    assert!(document.totals.payable_minor.abs() <= money::MAX_MINOR);
    assert!(document.kind == DocumentKind::Invoice || document.totals.payable_minor >= 0);
    assert!(!document.number.is_empty() && !document.lines.is_empty());
}

#[test]
fn every_fixture_adds_up() {
    for name in FIXTURES {
        assert_adds_up(&ubl::read(&bytes(name)).unwrap_or_else(|problems| panic!("{name}: {problems:#?}")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_files_are_read_or_refused_and_never_wrong(
        name in select(&FIXTURES[..]),
        changes in vec(change(), 1..4),
    ) {
        let mut file = bytes(name);
        for change in &changes {
            apply(&mut file, change);
        }
        match ubl::read(&file) {
            Ok(document) => assert_adds_up(&document),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(!problem.rule.is_empty() && !problem.place.is_empty() && !problem.message.is_empty());
                }
            }
        }
    }

    /// Digits alone: such files stay well-formed, and the sums decide.
    #[test]
    fn changed_figures_are_refused_unless_they_still_add_up(
        name in select(&FIXTURES[..]),
        changes in vec((any::<Index>(), b'0'..=b'9'), 1..3),
    ) {
        let mut file = bytes(name);
        let digits: Vec<usize> =
            (0..file.len()).filter(|at| *at > 600 && file[*at].is_ascii_digit()).collect();
        for (which, digit) in &changes {
            file[digits[which.index(digits.len())]] = *digit;
        }
        if let Ok(document) = ubl::read(&file) {
            assert_adds_up(&document);
        }
    }

    #[test]
    fn arbitrary_bytes_are_refused(bytes in vec(any::<u8>(), 0..300)) {
        let problems = ubl::read(&bytes).unwrap_err();
        prop_assert!(!problems.is_empty() && problems.iter().all(|one| !one.rule.is_empty()), "{problems:?}");
    }
}
