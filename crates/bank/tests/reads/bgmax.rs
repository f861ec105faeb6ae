//! BgMax: deductions, records out of place, files that were cut off.

use bank::Direction;

use crate::support::read;

/// A line filled up to its eighty columns.
fn line(text: &str) -> String {
    format!("{text:<80}\r\n")
}

fn payment(code: &str, reference: &str, minor: u64, serial: u64) -> String {
    line(&format!("{code}0003783511{reference:>25}{minor:018}22{serial:012}0"))
}

fn file(payments: &str, count: u64, sum: u64, counters: [u64; 4]) -> String {
    let [paid, deducted, further, deposits] = counters;
    [
        line("01BGMAX               0120261120173035010331P"),
        line("050009912346          SEK"),
        payments.to_owned(),
        line(&format!("15{:035}2026112000005{sum:018}SEK{count:08}", 9_023_451)),
        line(&format!("70{paid:08}{deducted:08}{further:08}{deposits:08}")),
    ]
    .concat()
}

#[test]
fn a_deduction_is_money_that_left() {
    let payments = payment("20", "104820734", 50_000, 1) + &payment("21", "104820734", 20_000, 2);
    let found = read(file(&payments, 2, 30_000, [1, 1, 0, 1]).as_bytes()).unwrap();
    assert_eq!((found[0].direction, found[0].money.minor), (Direction::Credit, 50_000));
    assert_eq!((found[1].direction, found[1].money.minor), (Direction::Debit, 20_000));
    assert_eq!(found[0].bank_references, ["2026-11-20-00005-2-000000000001"]);
    assert_eq!(found[0].other_accounts, ["9023451"]);
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    let whole = file(&payment("20", "1", 100, 1), 1, 100, [1, 0, 0, 1]);
    let lines: Vec<_> = whole.split_inclusive("\r\n").collect();
    for kept in 1..lines.len() {
        let problem = read(lines[..kept].concat().as_bytes()).unwrap_err();
        assert_eq!(problem.code, "COUNTER", "{kept} lines: {problem}");
    }
}

#[test]
fn payments_without_a_deposit_refuse_the_file() {
    let whole = file(&payment("20", "1", 100, 1), 1, 100, [1, 0, 0, 1]);
    let without: String = whole.split_inclusive("\r\n").filter(|line| !line.starts_with("15")).collect();
    let problem = read(without.as_bytes()).unwrap_err();
    assert_eq!(problem.code, "COUNTER");
    assert!(problem.message.contains("TK15"), "{problem}");
}

#[test]
fn a_tab_in_a_line_that_carries_money_refuses_the_file() {
    let damaged = payment("20", "104820734", 100, 1).replace("                ", "\t\t");
    let problem = read(file(&damaged, 1, 100, [1, 0, 0, 1]).as_bytes()).unwrap_err();
    assert_eq!((problem.code, problem.place.as_str()), ("VALUE", "line 3, columns 38 to 55"), "{problem}");
}

#[test]
fn a_record_that_is_none_is_named() {
    let problem = read(file(&line("99SOMETHING"), 0, 0, [0, 0, 0, 1]).as_bytes()).unwrap_err();
    assert!(problem.message.contains("“99”") && problem.place == "line 3", "{problem}");
}
