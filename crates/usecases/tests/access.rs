//! Who may run what, walked: every declaration × every principal, against the table that people agreed on.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use domain::ids::{BillerId, InvoiceId, LinkId, StaffId};
use domain::links::{PayerAction, Proof};
use usecases::{About, Caller, DECLARATIONS, Principal, Role, Scopes, UseCaseError, Who, authorise};
use uuid::Uuid;

const OWN: InvoiceId = InvoiceId(Uuid::from_u128(1));
const OTHER: InvoiceId = InvoiceId(Uuid::from_u128(2));
const ME: StaffId = StaffId(Uuid::from_u128(3));
const COLLEAGUE: StaffId = StaffId(Uuid::from_u128(4));

fn caller(principal: Principal) -> Caller {
    Caller { biller: BillerId(Uuid::from_u128(9)), principal }
}

fn payer(proof: Proof) -> Caller {
    caller(Principal::Payer { link: LinkId(Uuid::from_u128(5)), invoice: OWN, proof })
}

fn staff(role: Role) -> Caller {
    caller(Principal::Staff { id: ME, role })
}

/// Every principal, as the columns of the table.
fn principals() -> [(&'static str, Caller); 8] {
    [
        ("link", payer(Proof::Link)),
        ("code", payer(Proof::Code)),
        ("agent", staff(Role::Agent)),
        ("marketing", staff(Role::Marketing)),
        ("admin", staff(Role::Admin)),
        ("api", caller(Principal::ApiKey { name: "shop".into(), scopes: Scopes::All })),
        ("operator", caller(Principal::Operator)),
        ("system", caller(Principal::System { task: "tests" })),
    ]
}

/// Who gets through, each about what is theirs: the payer's own invoice, the person themselves.
fn let_in(allowed: &[Who]) -> Vec<&'static str> {
    let about = |caller: &Caller| match caller.principal {
        Principal::Payer { .. } => About::Invoice(OWN),
        Principal::Staff { .. } if allowed.contains(&Who::Oneself) => About::Staff(ME),
        _ => About::Biller,
    };
    let all = principals().into_iter();
    all.filter(|(_, caller)| authorise(allowed, caller, about(caller)).is_ok())
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn everybody_may_do_what_the_table_says_and_nothing_else() {
    let mut lines: Vec<String> = DECLARATIONS
        .iter()
        .map(|one| {
            let mut line = format!("{:<26}", one.name);
            write!(line, " {}", let_in(one.allowed).join(" ")).unwrap();
            line.trim_end().to_owned()
        })
        .collect();
    lines.sort_unstable();
    let table = lines.join("\n") + "\n";
    let agreed = include_str!("access.txt");
    assert!(
        table == agreed,
        "who may do what has changed. Where that is meant, tests/access.txt becomes:\n{table}"
    );
}

#[test]
fn every_use_case_and_query_stands_in_the_list_once() {
    let names: BTreeSet<_> = DECLARATIONS.iter().map(|one| one.name).collect();
    assert_eq!(names.len(), DECLARATIONS.len(), "two have one name");
    let mut found = 0;
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let begins =
                |line: &&str| line.starts_with("impl UseCase for ") || line.starts_with("impl Query for ");
            found += text.lines().filter(begins).count();
        }
    }
    assert_eq!(found, DECLARATIONS.len(), "add what is new to declarations.rs");
}

#[test]
fn a_payer_reaches_no_invoice_but_that_of_the_link() {
    for one in DECLARATIONS {
        let of_payers = one.allowed.iter().any(|who| matches!(who, Who::Payer(_) | Who::PayerOnceLoaded));
        if one.allowed.contains(&Who::Everyone) || !of_payers {
            continue;
        }
        for about in [About::Invoice(OTHER), About::Biller, About::Staff(ME)] {
            let refused = authorise(one.allowed, &payer(Proof::Code), about).unwrap_err();
            assert!(matches!(refused, UseCaseError::NotFound("invoice")), "{}: {refused:?}", one.name);
        }
    }
}

#[test]
fn each_action_of_a_payer_takes_the_proof_that_its_table_says() {
    for action in PayerAction::ALL {
        for proof in [Proof::Link, Proof::Code] {
            let answer = authorise(&[Who::Payer(action)], &payer(proof), About::Invoice(OWN));
            match (proof.allows(action), answer) {
                (true, Ok(())) | (false, Err(UseCaseError::ProofNeeded)) => {}
                (_, answer) => panic!("{action:?} with {proof:?}: {answer:?}"),
            }
        }
    }
}

#[test]
fn what_a_person_may_do_about_themselves_is_about_nobody_else() {
    for one in DECLARATIONS.iter().filter(|one| one.allowed.contains(&Who::Oneself)) {
        for role in Role::ALL {
            let others = authorise(one.allowed, &staff(role), About::Staff(COLLEAGUE));
            let may = role == Role::Admin && one.allowed.contains(&Who::Admins);
            assert_eq!(others.is_ok(), may, "{}: {role}", one.name);
            assert!(authorise(one.allowed, &staff(role), About::Staff(ME)).is_ok(), "{}: {role}", one.name);
        }
    }
}

#[test]
fn an_empty_list_lets_nobody_in() {
    for (name, caller) in principals() {
        let refused = authorise(&[], &caller, About::Invoice(OWN)).unwrap_err();
        assert_eq!(refused.code(), "forbidden", "{name}");
    }
}
