//! A change to a fixture and what must be said about it, as a table.

use crate::support::*;

/// A change to a fixture, and what must be said about it.
pub struct Case {
    fixture: &'static str,
    from: &'static str,
    to: &'static str,
    /// Every rule that the variant breaks; the first is the one at the place below.
    rules: &'static [&'static str],
    place: &'static str,
    /// What the message must contain.
    says: &'static [&'static str],
}

pub const fn case(
    fixture: &'static str,
    change: (&'static str, &'static str),
    rules: &'static [&'static str],
    place: &'static str,
    says: &'static [&'static str],
) -> Case {
    Case { fixture, from: change.0, to: change.1, rules, place, says }
}

pub fn check(cases: &[Case]) {
    for Case { fixture, from, to, rules: expected, place, says } in cases {
        let variant = with(&text(fixture), from, to);
        let problems = refused(variant.as_bytes());
        let mut found = rules(&problems);
        let mut expected_in_order = expected.to_vec();
        found.sort_unstable();
        expected_in_order.sort_unstable();
        assert_eq!(found, expected_in_order, "{fixture}: {from:?} as {to:?}: {problems:#?}");

        let problem = problems.iter().find(|one| one.rule == expected[0]).unwrap();
        let (path, line) = problem.place.rsplit_once(", line ").unwrap();
        assert_eq!(path, *place, "{problem}");
        let line = variant.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
        let name = path.rsplit(['/', ':']).next().unwrap().split('[').next().unwrap();
        assert!(line.contains(name), "{problem} points at {line:?}");
        for figure in *says {
            assert!(problem.message.contains(figure), "{problem} must say {figure:?}");
        }
    }
}

pub const E: &str = "electricity.xml";
pub const RATES: &str = "vat-rates.xml";
pub const CREDIT: &str = "credit-note.xml";
