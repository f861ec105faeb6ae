//! The pages about money that came in, as a browser without scripts gets them.
#![allow(clippy::unwrap_used)]

mod support;

use console::pages::bank_imports::returns::{Original, Return, ReturnsPage};
use console::pages::bank_imports::{files as bank, returns};
use console::pages::conversations::inbox;
use console::pages::matching::queue;
use console::pages::matching::review::{Asking, Same};
use console::pages::payments::list::Filter;
use console::pages::payments::{State, list as payments, payment};
use console::pages::sidebar::{CheckoutSummary, HeldBy};
use domain::ids::PaymentId;
use domain::matching::MatchReason;
use support::payments::{
    PAYMENT, bank_page, decided_queue, match_review, open_queue, payment_page, payments_page, queue_page,
};
use support::{HOSTILE, assert_inert, frame, uuid};

/// What stands between two marks.
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = html.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

/// What a reader reads of it.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            letter if !in_tag => text.push(letter),
            _ => {}
        }
    }
    text
}

/// What stands on the proposal of an invoice.
fn choice<'a>(html: &'a str, number: &str) -> &'a str {
    let (_, proposal) = html.split_once(&format!("data-choice=\"{number}\"")).unwrap();
    let end = ["data-choice=", "</ol>"].iter().filter_map(|end| proposal.find(end)).min();
    &proposal[..end.unwrap()]
}

#[test]
fn the_queue_says_who_paid_how_much_and_for_which_invoice_it_may_be() {
    let html = queue::render(&queue_page()).html;
    for said in ["L SOMMER", "799.00", "Lena Sommer · 10482", "87 of 100", "Not found", "Payer asked"] {
        assert!(html.contains(said), "{said}");
    }
    assert_eq!(html.matches("data-row=").count(), 3, "every row is a link");
    assert!(html.contains("data-waiting=\"3\"") && html.contains("3 payments wait for a decision."));
}

#[test]
fn money_that_may_be_here_already_is_joined_with_one_click() {
    let mut page = open_queue();
    page.returns = 2;
    page.rows[2].same = Some("Probably the one recorded on 19 November, paying 10482".into());
    let recorded = PaymentId(uuid(305));
    let same = Same { payment: recorded, text: "Probably the one recorded on 19 November".into() };
    page.open.as_mut().unwrap().same = vec![same];
    let html = queue::render(&page).html;
    for said in [
        "2 returns wait for their payments",
        r#"href="/console/returns""#,
        "Probably the one recorded on 19 November, paying 10482",
        "Perhaps known",
        "It is the same money",
    ] {
        assert!(html.contains(said), "{said} is missing");
    }
    assert!(html.contains(&format!(r#"action="/console/payments/{PAYMENT}/join""#)));
    assert!(html.contains(&format!(r#"value="{recorded}""#)));
    page.open.as_mut().unwrap().may_act = false;
    let html = queue::render(&page).html;
    assert!(html.contains("Probably the one recorded") && !html.contains("It is the same money"));
}

#[test]
fn a_joined_payment_says_which_one_counts_and_can_be_separated() {
    let mut page = payment_page();
    let other = PaymentId(uuid(306));
    page.joined_to = Some(other);
    let html = payment::render(&page).html;
    assert!(html.contains("It is the same money as") && html.contains(&format!("/console/payments/{other}")));
    assert!(html.contains("/separate\""));
    page.joined_to = None;
    page.confirmed_by = vec![other];
    let html = payment::render(&page).html;
    assert!(html.contains("Another report of it") && !html.contains("/separate\""));
}

#[test]
fn a_return_that_waits_says_why_and_what_it_may_take_back() {
    let original = Original { payment: PAYMENT, text: "L SOMMER, 799.00 kr, 20 November, pays 10482".into() };
    let mut page = ReturnsPage {
        frame: frame(),
        returns: vec![Return {
            id: "r-1".into(),
            amount: "799.00 kr".into(),
            booked_on: "2026-11-24".parse().unwrap(),
            from: "L SOMMER".into(),
            said: vec!["AC04 account closed".into()],
            originals: vec![original],
        }],
        key: "key".into(),
        may_act: true,
    };
    let html = returns::render(&page).html;
    for said in [
        "799.00 kr",
        "L SOMMER",
        "AC04 account closed",
        "pays 10482",
        "It takes this back",
        "nothing of ours",
    ] {
        assert!(html.contains(said), "{said} is missing");
    }
    page.returns[0].originals.clear();
    page.may_act = false;
    let html = returns::render(&page).html;
    assert!(
        html.contains("No payment of this sum is here.")
            && !html.contains("<form method=\"post\" action=\"/console/returns")
    );
}

#[test]
fn an_empty_queue_says_that_nothing_is_left_to_do() {
    let mut page = queue_page();
    page.rows.clear();
    page.frame.doubtful = 0;
    let html = queue::render(&page).html;
    assert!(html.contains("Every payment has found its invoice."));
    assert!(html.contains("Nothing waits for a decision."));
}

#[test]
fn a_candidate_shows_its_reasons_in_words_for_and_against() {
    let html = queue::render(&open_queue()).html;
    let best = text(choice(&html, "10482"));
    for said in [
        "For: Its reference with one digit missing",
        "For: Exactly what is open",
        "Unsure: Too many owe the same sum to rule the others out",
        "87 of 100",
    ] {
        assert!(best.contains(said), "{said} in {best}");
    }
    assert!(html.contains("Against: </span>The name is somebody else's"));
}

#[test]
fn every_reason_has_words_of_its_own() {
    let reasons: Vec<MatchReason> = MatchReason::ALL.to_vec();
    let mut said: Vec<_> = reasons.iter().map(|reason| console::pages::payments::why(*reason).text).collect();
    said.sort();
    said.dedup();
    assert_eq!(said.len(), reasons.len());
}

#[test]
fn the_digit_that_is_missing_is_marked_in_the_reference() {
    let html = queue::render(&open_queue()).html;
    assert!(between(choice(&html, "10482"), "Reference", "</p>").contains("<mark>0</mark>"));
}

#[test]
fn booking_says_what_it_comes_to_before_it_is_done() {
    let comes_to = |open_minor: i64| {
        let mut page = open_queue();
        page.open.as_mut().unwrap().candidates[0].figures.open_minor = open_minor;
        text(choice(&queue::render(&page).html, "10482"))
    };
    assert!(comes_to(79_900).contains("The invoice is paid."));
    assert!(comes_to(80_000).contains("1.00 stays open."));
    assert!(comes_to(79_800).contains("1.00 becomes Lena Sommer’s credit."));
    let paid = comes_to(0);
    assert!(paid.contains("Nothing is open on it") && !paid.contains("Book "), "{paid}");
}

#[test]
fn money_is_never_booked_on_an_invoice_in_another_currency() {
    let mut page = open_queue();
    page.open.as_mut().unwrap().candidates[0].figures.currency = "EUR".parse().unwrap();
    let best = text(choice(&queue::render(&page).html, "10482"));
    assert!(best.contains("Its currency is another one.") && !best.contains("Book "), "{best}");
}

#[test]
fn every_way_out_is_a_form_that_carries_the_key_of_the_page() {
    let html = queue::render(&open_queue()).html;
    for way in ["match", "ask", "split", "credit", "return"] {
        let form = between(&html, &format!("action=\"/console/payments/{PAYMENT}/{way}\""), "</form>");
        assert!(form.contains("name=\"key\" value=\"key\""), "{way}");
    }
}

#[test]
fn the_payer_is_asked_in_their_own_language_and_not_twice() {
    let mut page = open_queue();
    let html = queue::render(&page).html;
    let best = choice(&html, "10482");
    assert!(
        between(best, "data-payer-reads", "</blockquote>")
            .contains("<p lang=\"sv\">Är det här din betalning?")
    );
    let other = choice(&html, "10277");
    assert!(other.contains("Asked, can answer until") && !other.contains("data-payer-reads"));
    page.open.as_mut().unwrap().candidates[0].asking = Asking::Disclaimed;
    assert!(choice(&queue::render(&page).html, "10482").contains("Says it is not theirs"));
}

#[test]
fn who_may_only_read_decides_nothing() {
    let mut page = open_queue();
    page.open.as_mut().unwrap().may_act = false;
    let html = queue::render(&page).html;
    assert!(html.contains("one digit missing"));
    assert!(!html.contains(&format!("/console/payments/{PAYMENT}/")), "no way out is offered");
    let mut page = payment_page();
    page.may_act = false;
    assert!(!payment::render(&page).html.contains("method=\"post\" action=\"/console/payments"));
    let mut page = bank_page();
    page.may_act = false;
    let html = bank::render(&page).html;
    assert!(!html.contains("type=\"file\"") && !html.contains("/undo"));
}

#[test]
fn what_somebody_else_decided_meanwhile_is_said_and_not_done_again() {
    let mut page = open_queue();
    page.open.as_mut().unwrap().decided = Some("Bo booked it on 10482.".into());
    let html = queue::render(&page).html;
    assert!(html.contains("Bo booked it on 10482."));
    assert!(!html.contains("/match\""));
}

#[test]
fn what_was_just_booked_is_undone_from_the_next_page() {
    let html = queue::render(&decided_queue()).html;
    let last = between(&html, "class=\"notice good last\"", "</div>");
    assert!(last.contains("/undo\"") && last.contains("data-shortcut=\"u\""));
}

#[test]
fn an_invoice_that_was_searched_for_stands_there_once() {
    let mut page = open_queue();
    let open = page.open.as_mut().unwrap();
    open.search = "lena".into();
    open.found = vec![match_review().candidates.remove(0)];
    let html = queue::render(&page).html;
    assert_eq!(html.matches("data-choice=\"10482\"").count(), 1);
    assert!(html.contains("stands above already"));
    let split = between(&html, "id=\"split\"", "</details>");
    assert_eq!(split.matches("id=\"part-").count(), 2, "each invoice of the page has one field");
    let payers = between(&html, "id=\"keep-payer\"", "</select>");
    assert_eq!(payers.matches("<option").count(), 2, "each payer stands there once");
}

#[test]
fn the_report_sums_by_day_and_method_and_goes_to_a_spreadsheet_as_it_is_filtered() {
    let mut page = payments_page();
    let payer = payment_page().payer.unwrap();
    page.payer = Some(payer.1);
    page.filter = Filter {
        payer: Some(payer.0),
        search: "åsa & co".into(),
        state: Some(State::Settled),
        method: Some(domain::payments::Method::Wallet),
        from: Some("2026-11-01".parse().unwrap()),
        to: None,
    };
    let html = payments::render(&page).html;
    let query = format!(
        "q=%C3%A5sa%20%26%20co&amp;payer={}&amp;state=settled&amp;method=wallet&amp;from=2026-11-01",
        payer.0
    );
    assert!(text(&html).contains("Payments of Lena Sommer. Everybody’s"));
    assert!(html.contains(&format!("href=\"/console/payments.csv?{query}\"")), "{html}");
    assert!(
        html.contains(&format!("{query}&amp;after=2026-11-20.x")),
        "the next page keeps what is asked for"
    );
    for said in ["45,123.00", "31,200.50", "1204", "Bank transfer", "49.00"] {
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn a_payment_shows_what_became_of_it_and_why() {
    let html = payment::render(&payment_page()).html;
    assert!(between(&html, "data-part=\"10482\"", "</dd>").contains("750.00"));
    assert!(html.contains("data-free=\"4900\""));
    for said in ["Its reference with one digit missing", "Matched, by Amira", "she called", "SE35 5000"] {
        assert!(html.contains(said), "{said}");
    }
    for way in ["undo", "apply", "refund", "refunded"] {
        assert!(html.contains(&format!("action=\"/console/payments/{PAYMENT}/{way}\"")), "{way}");
    }
}

#[test]
fn a_refund_that_a_provider_carries_out_is_not_ended_by_hand() {
    let mut page = payment_page();
    page.refunds[0].by_hand = false;
    assert!(!payment::render(&page).html.contains("It went back"));
}

#[test]
fn a_bank_file_says_how_its_payments_ended_or_why_they_did_not() {
    let html = bank::render(&bank_page()).html;
    for said in
        ["38 booked", "3 wait", "4 known before", "7 ignored", "Not finished", "TK70", "multipart/form-data"]
    {
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn an_import_can_be_taken_back_unless_it_was_refused_or_taken_back() {
    let html = bank::render(&bank_page()).html;
    let offered = |file: &str| html.contains(&format!("/console/bank/files/{file}/undo"));
    assert_eq!(["1", "2", "3", "4", "5"].map(offered), [true, false, true, false, false]);
    for said in ["Being undone", "Undone", "2 stay"] {
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn a_file_that_was_looked_at_without_a_script_is_chosen_once_more_to_be_taken_in() {
    let mut page = bank_page();
    let look = bank::Look {
        file: Some("9f86d081884c7d659a2feaa0c55ad015".into()),
        name: "november.xml".into(),
        says: vec!["3 match and are booked".into()],
        warns: vec!["It is of account 5050-1055".into()],
        adds_account: true,
    };
    page.looks = vec![bank::Look { file: None, ..look.clone() }];
    assert!(!bank::render(&page).html.contains("name=\"take\""), "a refused file cannot be taken in");
    page.looks = vec![look];
    let html = bank::render(&page).html;
    for said in [
        "3 match and are booked",
        "It is of account 5050-1055",
        "name=\"take\" value=\"9f86d081884c7d659a2feaa0c55ad015\"",
        "name=\"allow\" value=\"true\"",
        "Add the account and import it",
    ] {
        assert!(html.contains(said), "{said} in {html}");
    }
}

#[test]
fn hostile_text_is_text_everywhere() {
    let mut page = open_queue();
    page.rows[0].from = HOSTILE.into();
    page.rows[0].best = Some(HOSTILE.into());
    let open = page.open.as_mut().unwrap();
    open.search = HOSTILE.into();
    open.given = Some(HOSTILE.into());
    open.transfer.came.name = Some(HOSTILE.into());
    open.transfer.came.text = vec![HOSTILE.into()];
    open.transfer.came.references = vec![HOSTILE.into()];
    open.transfer.came.account = Some(HOSTILE.into());
    let candidate = &mut open.candidates[0];
    candidate.name = HOSTILE.into();
    candidate.reference = Some(HOSTILE.into());
    candidate.figures.number = HOSTILE.into();
    assert_inert(&queue::render(&page).html);

    let mut page = payments_page();
    page.filter.search = HOSTILE.into();
    page.rows[0].from = HOSTILE.into();
    page.rows[1].invoices = vec![HOSTILE.into()];
    assert_inert(&payments::render(&page).html);

    let mut page = payment_page();
    page.transfer.came.text = vec![HOSTILE.into()];
    page.history[0].reason = Some(HOSTILE.into());
    page.parts[0].number = HOSTILE.into();
    assert_inert(&payment::render(&page).html);

    let mut page = bank_page();
    page.files[0].name = HOSTILE.into();
    page.files[1].refused = Some(HOSTILE.into());
    page.looks = vec![bank::Look {
        file: Some(HOSTILE.into()),
        name: HOSTILE.into(),
        says: vec![HOSTILE.into()],
        warns: vec![HOSTILE.into()],
        adds_account: false,
    }];
    assert_inert(&bank::render(&page).html);
}

#[test]
fn an_invoice_says_which_money_may_be_for_it_and_that_nobody_is_reminded_meanwhile() {
    let log = support::Log::conversation();
    let mut side = support::side_of(&log);
    side.held = vec![HeldBy {
        id: PAYMENT,
        amount_minor: 79_900,
        currency: side.figures.currency,
        paid_on: "2026-11-20".parse().unwrap(),
    }];
    side.checkouts = vec![CheckoutSummary {
        amount_minor: 45_000,
        method: domain::payments::Method::Card,
        since: support::NOW,
        until: support::NOW,
    }];
    let html = inbox::render(&support::page_with(support::conversation_of(&log), side)).html;
    let held = between(&html, &format!("data-held=\"{PAYMENT}\""), "</p>");
    assert!(held.contains("799.00") && held.contains(&format!("/console/matching/{PAYMENT}")));
    assert!(text(between(&html, "data-checkout", "</p>")).contains("450.00, card, since"));
}
