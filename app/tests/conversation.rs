//! The conversation and what can be asked for, as a browser without scripts gets them.
#![allow(clippy::unwrap_used)]

mod support;

use app::pages::invoices::{Ask, Done, FormOutcome, InvoicePage, render};
use app::presenter::{self, Item, ViewContext, proposal_text};
use domain::Timestamp;
use domain::conversations::Side;
use domain::invoices::wire::By;
use domain::proposals::{InvoiceTerms, ProposedChange};
use serde_json::json;
use support::{Log, NOW, english, page, partly_paid, speaking, talked};

fn html(log: &Log) -> String {
    shown(&page(log))
}

/// The page without the island's properties, in which every text occurs once more.
fn shown(page: &InvoicePage) -> String {
    let html = render(page, english()).html;
    let (before, after) = html.split_once(" data-opening=\"").unwrap();
    let (_, after) = after.split_once('"').unwrap();
    [before, after].concat()
}

/// The items that a side sees.
fn items(log: &Log, side: Side, now: Timestamp) -> Vec<Item> {
    let (view, words) = (log.view(), english());
    let line = |line: u32| format!("Line {line}");
    let sight = ViewContext {
        view: &view,
        now,
        biller: "Nordlys Energi",
        payer: "Kim",
        side,
        base: "/i/token",
        more_time: domain::proposals::MoreTime::default(),
        paying: presenter::Paying::default(),
        line: &line,
        words: &*words,
    };
    presenter::items(&sight)
}

fn last(log: &Log) -> Item {
    items(log, Side::Payer, NOW).pop().unwrap()
}

/// What lies between a mark and the end of its element's list item.
fn element<'a>(html: &'a str, mark: &str) -> &'a str {
    let (_, rest) = html.split_once(mark).unwrap_or_else(|| panic!("{mark} is nowhere"));
    rest.split_once("</li><li class=\"m").map_or(rest, |(inside, _)| inside)
}

fn open() -> Log {
    Log::issued("SEK", 124_900)
}

#[test]
fn a_message_names_its_line_and_carries_its_files() {
    let html = html(&talked());
    for text in [
        "About: Grid fee, October",
        "href=\"/i/token/attachments/018f0000-0000-7000-8000-000000000022\" download=\"meter reading.jpg\"",
        "src=\"/i/token/attachments/018f0000-0000-7000-8000-000000000022\"",
        "840\u{a0}kB",
        "letter.pdf",
        "2\u{a0}MB",
    ] {
        assert!(html.contains(text), "{text}");
    }
    assert!(
        !html.contains("src=\"/i/token/attachments/018f0000-0000-7000-8000-000000000023\""),
        "no picture"
    );
}

#[test]
fn addresses_in_a_message_are_links_that_tell_nobody_where_one_came_from() {
    let html = html(&talked());
    let link = "<a href=\"https://example.com/fees?year=2026\" target=\"_blank\" \
                rel=\"noopener noreferrer nofollow ugc\">https://example.com/fees?year=2026</a>";
    assert!(html.contains(link));
    let html = self::html(&open().said(1, None, "javascript:alert(1) <a href='https://a.example'>x</a>"));
    assert!(!html.contains("href=\"javascript:") && html.contains("&lt;a href='"));
    assert!(html.contains("href=\"https://a.example\""), "the address alone");
}

#[test]
fn the_last_message_says_whether_it_was_read() {
    let log = open().said(1, None, "One").said(2, None, "Two");
    let states =
        |log: &Log| items(log, Side::Payer, NOW).into_iter().map(|item| item.state).collect::<Vec<_>>();
    assert_eq!(states(&log), ["", "Delivered"]);
    let seen = |through: i64| json!({ "type": "messages_seen", "side": "biller", "through": through });
    let log = log.and(seen(2));
    assert!(matches!(&*states(&log), [read, there] if read.starts_with("Read ") && there == "Delivered"));
    let log = log.and(seen(3));
    assert!(matches!(&*states(&log), [none, read] if none.is_empty() && read.starts_with("Read ")));
    // The payer's own reading says nothing to the payer, and all to staff.
    let log = log
        .said(4, Some("Amira"), "Hello")
        .and(json!({ "type": "messages_seen", "side": "payer", "through": 6 }));
    assert_eq!(states(&log).last().unwrap(), "");
    assert!(items(&log, Side::Biller, NOW).pop().unwrap().state.starts_with("Read "));
}

#[test]
fn an_automatic_answer_says_so_and_offers_a_person_until_there_is_one() {
    let asked = open().said(1, None, "How much?").and(json!({ "type": "message_posted",
        "message_id": "018f0000-0000-7000-8000-000000000009", "by": { "kind": "system" },
        "text": "1,249.00 kr is open.", "automatic": "how_much" }));
    let answer = last(&asked);
    assert!(answer.who.starts_with("Automatic answer · ") && answer.kind == "automatic" && !answer.mine);
    assert_eq!(answer.can, "person");
    assert!(html(&asked).contains("action=\"/i/token/person\""));
    let log = asked.and(json!({ "type": "person_asked" }));
    let items = items(&log, Side::Payer, NOW);
    assert_eq!(items[1].can, "");
    assert_eq!(items[2].text, "You asked for a person. Nordlys Energi answers here.");
}

#[test]
fn a_proposal_says_exactly_what_and_asks_once_more_before_it_applies() {
    let change = json!({ "kind": "part_payment", "now_minor": 39_450, "now_by": "2026-12-14", "rest_due": "2027-01-14" });
    let log = partly_paid().proposed(9, Some("Amira"), change, Some("If it helps:"));
    let proposal = last(&log);
    assert!(proposal.who.starts_with("Amira proposes · "));
    assert_eq!(proposal.title, "Pay in two parts");
    assert_eq!(
        proposal.terms,
        "kr\u{a0}394.50 is paid by 14 December 2026, and the remaining kr\u{a0}404.50 by 14 January 2027."
    );
    assert_eq!((proposal.text.as_str(), proposal.can, proposal.tone), ("If it helps:", "answer", "waits"));
    assert_eq!(proposal.state, "Valid until 5 Dec, 20:14");

    let html = html(&log);
    let inside = element(&html, "data-item=\"018f0000-0000-7000-8000-000000000009\"");
    for text in [
        "action=\"/i/token/proposals/018f0000-0000-7000-8000-000000000009\"",
        "name=\"answer\" value=\"accept\"",
        "name=\"answer\" value=\"decline\"",
        "name=\"lang\" value=\"en\"",
        "Do you accept this? It applies at once.",
    ] {
        assert!(inside.contains(text), "{text}");
    }
    assert!(inside.contains("<details"), "one click shows the question, the second one answers it");
}

#[test]
fn what_is_accepted_is_worded_in_one_place() {
    let terms = InvoiceTerms { open_minor: 79_900, due_date: "2026-11-30".parse().unwrap() };
    let words = english();
    let told = |change| proposal_text(&*words, &change, terms, "SEK".parse().unwrap());
    let to = "2026-12-14".parse().unwrap();
    assert_eq!(
        told(ProposedChange::DueDate { to }).1,
        "The invoice is due on 14 December 2026 instead of 30 November 2026."
    );
    let fee = "018f0000-0000-7000-8000-000000000001".parse().unwrap();
    assert_eq!(
        told(ProposedChange::WaiveFee { fee, amount_minor: 6_000 }).1,
        "The fee of kr\u{a0}60.00 is taken off this invoice."
    );
    assert_eq!(
        told(ProposedChange::Credit { amount_minor: 10_000 }).1,
        "A credit note takes kr\u{a0}100.00 off this invoice. kr\u{a0}699.00 is then left to pay."
    );
    let (_, more) = told(ProposedChange::Credit { amount_minor: 90_000 });
    assert!(more.contains("kr\u{a0}0.00 is then left"), "{more}");
}

#[test]
fn a_proposal_that_can_no_longer_be_answered_says_why() {
    let due = || json!({ "kind": "due_date", "to": "2027-01-31" });
    let log = || partly_paid().proposed(9, Some("Amira"), due(), None);
    let state = |log: Log| {
        let proposal =
            items(&log, Side::Payer, NOW).into_iter().find(|item| item.kind == "proposal").unwrap();
        assert_eq!(proposal.can, "", "{}", proposal.state);
        proposal.state
    };
    assert!(state(log().answered(9, None, true)).starts_with("You accepted · "));
    assert!(state(log().answered(9, None, false)).starts_with("You declined · "));
    assert!(
        state(log().and(json!({ "type": "proposal_withdrawn",
        "proposal_id": "018f0000-0000-7000-8000-000000000009" })))
        .starts_with("Taken back · ")
    );
    assert!(state(log().settled(10, 79_900, 79_900)).starts_with("The invoice has changed since"));
    let late = items(&log(), Side::Payer, Timestamp(NOW.0 + 15 * 86_400_000)).pop().unwrap();
    assert_eq!((late.state.as_str(), late.can), ("This was valid until 5 Dec, 20:14.", ""));
}

#[test]
fn an_own_proposal_waits_for_the_biller_and_can_be_taken_back() {
    let log = open().proposed(9, None, json!({ "kind": "due_date", "to": "2027-01-31" }), None);
    let proposal = last(&log);
    assert!(proposal.mine && proposal.can == "withdraw");
    assert_eq!(proposal.state, "Waiting for Nordlys Energi · valid until 5 Dec, 20:14");
    assert!(
        html(&log).contains("action=\"/i/token/proposals/018f0000-0000-7000-8000-000000000009/withdraw\"")
    );
    let staff = items(&log, Side::Biller, NOW).pop().unwrap();
    assert!(!staff.mine && staff.can == "answer" && staff.who.starts_with("Kim proposes"));
    let declined = log
        .and(json!({ "type": "proposal_declined", "proposal_id": "018f0000-0000-7000-8000-000000000009",
        "by": { "kind": "biller", "name": "Amira" }, "text": "Too late for us." }));
    let proposal = last(&declined);
    assert!(proposal.state.starts_with("Amira declined · ") && proposal.about == "Too late for us.");
}

#[test]
fn fees_are_rows_and_the_total_is_right() {
    let log = open().fee(9, 6_000);
    let html = html(&log);
    assert!(html.contains("data-amount=\"total\" data-slot=\"total\" data-minor=\"130900\""), "{html}");
    assert!(
        html.contains("data-minor=\"130900\" data-figures")
            && html.contains("A fee of kr\u{a0}60.00 was added.")
    );
    let log = log.and(json!({ "type": "fee_waived", "fee_id": "018f0000-0000-7000-8000-000000000009",
        "amount_minor": 6_000, "applied_minor": 6_000 }));
    let html = self::html(&log);
    assert!(html.contains("data-slot=\"total\" data-minor=\"124900\""));
    assert!(html.contains("Fee taken off, ") && html.contains(">-kr\u{a0}60.00<"));
}

#[test]
fn a_dispute_stands_in_the_conversation_and_at_its_line_until_it_is_settled() {
    let log = open().disputed(9, Some(2), "The grid operator says 260 kr.");
    let item = last(&log);
    assert_eq!((item.about.as_str(), item.tone), ("Disputed: Line 2", "waits"));
    assert_eq!(item.state, "Not settled yet. No reminders until then.");
    let html = html(&log);
    let line = element(&html, "data-line=\"2\"").split_once("</tr>").unwrap().0;
    assert!(line.contains(">Disputed<"), "{line}");
    assert!(html.contains("No reminders until your dispute is settled"));
    assert!(html.contains("data-slot=\"dispute\" hidden"), "one dispute at a time");
    assert!(!html.contains("data-message-id=\"018f0000-0000-7000-8000-000000000009\""), "it is no message");

    let log = log
        .and(json!({ "type": "dispute_closed", "dispute_id": "018f0000-0000-7000-8000-000000000009",
        "upheld": false }));
    assert_eq!(last(&log).state, "Settled: the invoice stands as it is.");
    let html = self::html(&log);
    assert!(!html.contains(">Disputed<") && html.contains("data-slot=\"paused\" hidden"));
}

#[test]
fn more_time_says_what_is_granted_at_once() {
    let html = |log: &Log| html(log);
    let first = html(&open());
    assert!(
        first.contains("Up to 14 December 2026 you get it at once. For a later day, Nordlys Energi is asked")
    );
    assert!(first.contains("min=\"2026-12-01\""), "the day after the due date");
    let again = html(&open().moved(None));
    assert!(
        again.contains("Nordlys Energi is asked and answers here.") && !again.contains("you get it at once")
    );
    let agreed = open().and(json!({ "type": "due_date_changed", "from": "2026-11-30", "to": "2026-12-14",
        "overdue_from": 1_797_289_200_000_i64, "by": { "kind": "payer" }, "agreed": true }));
    assert!(
        html(&agreed).contains("Up to 28 December 2026 you get it at once."),
        "what was agreed is not counted"
    );
    // The due date has passed: a day that has gone by is nobody's to give.
    let mut late = page(&open());
    let after = |days: i64| Timestamp(late.view.overdue_from.0 + days * 86_400_000);
    let (just, last, gone) = (after(0), Timestamp(after(14).0 - 1), after(14));
    for (now, first, at_once) in
        [(just, "2026-12-01", true), (last, "2026-12-14", true), (gone, "2026-12-15", false)]
    {
        late.now = now;
        let html = shown(&late);
        assert!(html.contains(&format!("min=\"{first}\"")), "{first}");
        assert_eq!(html.contains("Up to 14 December 2026 you get it at once."), at_once, "{first}");
    }
    let paid = html(&open().settled(1, 124_900, 124_900));
    assert!(paid.contains("data-slot=\"more-time\" hidden"), "nothing is open");
}

#[test]
fn without_scripts_every_form_goes_somewhere_in_the_language_of_its_page() {
    let html = html(&talked().and(json!({ "type": "reminders_paused" })));
    let forms: Vec<&str> =
        html.split("<form").skip(1).map(|form| form.split_once("</form>").unwrap().0).collect();
    assert!(forms.len() >= 6, "{}", forms.len());
    for form in &forms {
        assert!(form.contains("method=\"post\"") && form.contains("action=\"/i/token/"), "{form}");
        assert!(
            form.contains("name=\"lang\" value=\"en\"") && form.contains("name=\"id\" value=\""),
            "{form}"
        );
        assert!(form.contains("type=\"submit\""), "{form}");
    }
    let mut keys: Vec<&str> = html
        .split("name=\"id\" value=\"")
        .skip(1)
        .map(|rest| rest.split_once('"').unwrap().0)
        .filter(|key| !key.contains("ITS-ID") && !key.ends_with("-withdraw") && !key.ends_with("-person"))
        .collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all, "two forms with one key would be taken for one");
}

#[test]
fn a_line_can_be_asked_about_without_scripts() {
    let mut page = page(&open());
    assert!(shown(&page).contains("href=\"/i/token?lang=en&amp;line=2#conversation\""));
    page.line = Some(2);
    let html = shown(&page);
    assert!(html.contains("name=\"line\" value=\"2\"") && html.contains("About: Grid fee, October"));
    page.line = Some(400);
    assert!(shown(&page).contains("name=\"line\" value=\"\""), "there is no such line");
}

#[test]
fn a_form_that_was_sent_says_what_it_did() {
    let mut page = page(&open());
    for done in Done::ALL {
        assert_eq!(Done::from_word(done.as_str()), Some(done));
        page.said = Some(FormOutcome::Done(done));
        let html = shown(&page);
        let (_, told) = html.split_once("id=\"done\"").unwrap();
        let told = told.split_once('>').unwrap().1.split_once('<').unwrap().0;
        assert!(told.len() > 10, "{done:?}: {told}");
    }
    for (ask, code, text) in [
        (Ask::Proposal, "proposal_outdated", "The invoice has changed since"),
        (Ask::Proposal, "proposal_closed", "This was answered before."),
        (Ask::MoreTime, "day_passed", "Please choose a day after the due date"),
        (Ask::Dispute, "file_kind", "neither a picture"),
        (Ask::Person, "never_heard_of", "This could not be done."),
    ] {
        page.said = Some(FormOutcome::NotDone { ask, code: code.into(), text: "Kept <words>".into() });
        let html = shown(&page);
        assert!(html.contains("id=\"refused\"") && html.contains(text), "{code}");
        let kept = html.contains("Kept &lt;words&gt;</textarea>");
        assert_eq!(kept, ask == Ask::Dispute, "what was written about the dispute is not lost");
    }
}

#[test]
fn what_was_erased_is_gone_everywhere() {
    let log = talked().and(json!({ "type": "payer_forgotten" }));
    let html = render(&page(&log), english()).html;
    for text in
        ["meter reading.jpg", "letter.pdf", "260 kr", "Is this the new fee", "too late for us", "If it helps"]
    {
        assert!(!html.contains(text), "{text}");
    }
}

#[test]
fn hostile_words_stay_words_in_every_kind_of_item() {
    const HOSTILE: &str = "<script>alert(1)</script>\"'><!--\u{202e}</textarea></template>{amount}{name}";
    let by = json!({ "kind": "biller", "name": HOSTILE });
    let file = json!({ "id": "018f0000-0000-7000-8000-00000000000a", "name": HOSTILE, "media_type": HOSTILE, "size": 1 });
    let log = open()
        .and(
            json!({ "type": "message_posted", "message_id": "018f0000-0000-7000-8000-000000000001", "by": by,
            "text": HOSTILE, "attachments": [file] }),
        )
        .disputed(2, None, HOSTILE)
        .proposed(3, Some(HOSTILE), json!({ "kind": "credit", "amount_minor": 1 }), Some(HOSTILE))
        .proposed(4, None, json!({ "kind": "credit", "amount_minor": 1 }), None)
        .and(json!({ "type": "proposal_declined", "proposal_id": "018f0000-0000-7000-8000-000000000004", "by": by,
            "text": HOSTILE }));
    let html = render(&page(&log), english()).html.to_lowercase();
    assert!(!html.contains("<script>alert") && !html.contains("\"'>") && !html.contains("<!--\u{202e}"));
    assert_eq!(html.matches("<template").count(), html.matches("</template>").count());
}

#[test]
fn every_language_says_all_of_it() {
    for language in ["en", "de", "sv", "nl"] {
        let html = render(&page(&talked()), speaking(language)).html;
        assert!(html.contains(&format!("<html lang=\"{language}\">")));
    }
}

#[test]
fn somebody_of_the_own_side_is_not_shown_as_writing() {
    let (view, words) = (open().view(), english());
    let line = |_: u32| String::new();
    let sight = ViewContext {
        view: &view,
        now: NOW,
        biller: "Nordlys Energi",
        payer: "",
        side: Side::Payer,
        base: "/i/token",
        more_time: domain::proposals::MoreTime::default(),
        paying: presenter::Paying::default(),
        line: &line,
        words: &*words,
    };
    let typing = |by, on| presenter::typing(&sight, &app::live::Typing { by, on });
    assert_eq!(typing(By::Biller { name: Some("Amira".into()) }, true), "Amira is typing …");
    assert_eq!(typing(By::Biller { name: None }, true), "Nordlys Energi is typing …");
    assert_eq!(typing(By::Biller { name: None }, false), "");
    assert_eq!(typing(By::Payer, true), "");
}
