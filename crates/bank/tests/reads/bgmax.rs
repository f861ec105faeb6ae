//! BgMax: deductions, records out of place, files that were cut off.

use bank::{Direction, Lowered};

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

/// What is recorded: what came in, less what was taken off.
fn recorded(text: &str) -> i64 {
    read(text.as_bytes())
        .unwrap()
        .iter()
        .filter(|one| one.direction == Direction::Credit)
        .map(|one| one.money.minor)
        .sum()
}

#[test]
fn a_deduction_lowers_the_payment_that_it_is_set_off_against() {
    let payments = payment("20", "104820734", 50_000, 1) + &payment("21", "104820734", 20_000, 2);
    let found = read(file(&payments, 2, 30_000, [1, 1, 0, 1]).as_bytes()).unwrap();
    assert_eq!((found[0].direction, found[0].money.minor), (Direction::Credit, 30_000));
    assert_eq!((found[0].lowered, found[0].deducted.unwrap().minor), (Lowered::ByPayer, 20_000));
    assert_eq!((found[1].direction, found[1].money.minor), (Direction::Debit, 20_000));
    assert_eq!(found[1].lowered, Lowered::Lowers);
    assert_eq!(found[0].bank_references, ["2026-11-20-00005-2-000000000001"]);
    assert_eq!(found[0].other_accounts, ["9023451"]);
}

#[test]
fn what_is_recorded_of_a_deposit_is_its_sum() {
    // Before its payment, of a payer with several, of somebody without any, larger than any payment.
    let other = |text: String| text.replace("0003783511", "0001112220");
    let [a, b] = [payment("20", "1048", 50_000, 1), payment("20", "1049", 40_000, 2)];
    let off = |reference: &str, minor| payment("21", reference, minor, 3);
    for (payments, count, sum, counters, how) in [
        (off("1048", 20_000) + &a, 2, 30_000, [1, 1, 0, 1], Lowered::ByPayer),
        (a.clone() + &b + &off("1049", 20_000), 3, 70_000, [2, 1, 0, 1], Lowered::ByPayer),
        (a.clone() + &b + &off("77", 20_000), 3, 70_000, [2, 1, 0, 1], Lowered::Unclear),
        (a.clone() + &other(off("1048", 20_000)), 2, 30_000, [1, 1, 0, 1], Lowered::Unclear),
        (a.clone() + &other(b.clone()) + &off("1048", 60_000), 3, 30_000, [2, 1, 0, 1], Lowered::Unclear),
    ] {
        let text = file(&payments, count, sum, counters);
        assert_eq!(recorded(&text), i64::try_from(sum).unwrap(), "{payments}");
        let found = read(text.as_bytes()).unwrap();
        assert!(found.iter().any(|one| one.lowered == how), "{how:?} {payments}");
    }
}

#[test]
fn records_follow_each_other_without_the_ends_of_lines() {
    let name = line("26Åsa Öberg");
    let text = file(&(payment("20", "104820734", 100, 1) + &name), 1, 100, [1, 0, 0, 1]);
    let whole = read(text.as_bytes()).unwrap();
    assert_eq!(whole[0].party.name.as_deref(), Some("Åsa Öberg"));
    let without = text.replace("\r\n", "");
    let latin_1: Vec<u8> = without.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let two_a_line = {
        let records: Vec<&str> = text.split_terminator("\r\n").collect();
        records.chunks(2).map(|pair| pair.concat() + "\n").collect::<String>()
    };
    let wide: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (what, bytes) in [
        ("in UTF-8", without.clone().into_bytes()),
        ("in Latin-1", latin_1),
        ("and one end behind all", format!("{without}\r\n").into_bytes()),
        ("two a line", two_a_line.into_bytes()),
        ("with carriage returns", text.replace("\r\n", "\r").into_bytes()),
        (
            "without trailing blanks",
            text.lines().map(|line| line.trim_end().to_owned() + "\n").collect::<String>().into_bytes(),
        ),
        ("in UTF-16", wide),
    ] {
        let found: Vec<_> = read(&bytes)
            .unwrap_or_else(|problem| panic!("{what}: {problem}"))
            .into_iter()
            .map(|one| (one.money, one.party, one.references))
            .collect();
        let expected: Vec<_> =
            whole.iter().cloned().map(|one| (one.money, one.party, one.references)).collect();
        assert_eq!(found, expected, "{what}");
    }
    let problem = read(without.replace("SEK00000001", "SEK00000002").as_bytes()).unwrap_err();
    assert_eq!((problem.code, problem.place.starts_with("record 5")), ("COUNTER", true), "{problem}");
    let cut = &without[..without.len() - 80];
    assert!(read(cut.as_bytes()).unwrap_err().message.contains("TK70"));
}

#[test]
fn the_30th_of_february_is_its_last_day() {
    let text =
        file(&payment("20", "1", 100, 1), 1, 100, [1, 0, 0, 1]).replace("2026112000005", "2026023000005");
    assert_eq!(read(text.as_bytes()).unwrap()[0].booked_on.unwrap().to_string(), "2026-02-28");
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

#[test]
fn counters_that_a_bank_leaves_blank_are_not_compared() {
    let whole = file(&payment("20", "1", 100, 1), 1, 100, [1, 0, 0, 1]);
    let blank = whole.replace("7000000001000000000000000000000001", "7000000001                00000001");
    assert_ne!(blank, whole);
    assert!(read(blank.as_bytes()).is_ok());
    let none = whole.replace("7000000001000000000000000000000001", "70        000000000000000000000001");
    assert_eq!(read(none.as_bytes()).unwrap_err().code, "VALUE");
}
