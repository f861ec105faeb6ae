//! Proposals over forms: what stood there is what is agreed, once.

use domain::invoices::view::PayerView;
use domain::proposals::{ProposalState, ProposedChange};
use usecases::{ChargeFee, MakeProposal};

use crate::support::http::get;
use crate::support::{Invoice, TestServer};
use crate::{led_to, post, propose, swedish};

async fn view(server: &TestServer, invoice: &Invoice) -> PayerView {
    PayerView::try_from(server.frames(invoice).await).unwrap()
}

fn later() -> ProposedChange {
    ProposedChange::DueDate { to: "2031-03-14".parse().unwrap() }
}

#[tokio::test]
async fn a_proposal_is_accepted_with_one_form_and_says_so() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let proposal = propose(&server, &invoice, later()).await;
    let page = get(server.address, &format!("/i/{}", invoice.token), &[]).await;
    assert!(page.body.contains("14 mars 2031"), "what is proposed stands on the page");
    let path = format!("proposals/{proposal}");
    let answer = post(&server, &invoice, &path, "answer=accept&id=k1&lang=sv").await;
    assert_eq!(led_to(&invoice, &answer), "/i/TOKEN?done=accepted&lang=sv#conversation");
    let after = view(&server, &invoice).await;
    assert_eq!(after.due_date.to_string(), "2031-03-14");
    assert_eq!(after.proposals[0].state, ProposalState::Accepted);
    let page = get(server.address, &format!("/i/{}?done=accepted&lang=sv", invoice.token), &[]).await;
    assert!(page.body.contains(&swedish("said-accepted")));

    // The same form again, and another window.
    let again = post(&server, &invoice, &path, "answer=accept&id=k1&lang=sv").await;
    assert_eq!(again.status, 303);
    let other = post(&server, &invoice, &path, "answer=accept&id=k2&lang=sv").await;
    assert_eq!(other.status, 422);
    assert!(other.body.contains(&swedish("said-proposal-answered")));
}

#[tokio::test]
async fn what_is_no_longer_true_cannot_be_accepted_and_the_page_says_why() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let proposal = propose(&server, &invoice, ProposedChange::Credit { amount_minor: 10_000 }).await;
    server.pay(&invoice, 1_000).await;
    let refused = post(&server, &invoice, &format!("proposals/{proposal}"), "answer=accept&id=k").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains(&swedish("said-proposal-changed")), "{}", refused.body);
    assert_eq!(view(&server, &invoice).await.open_minor, 49_000);

    let proposal = propose(&server, &invoice, later()).await;
    server.database().advance_clock(server.biller, 15 * 24 * 3_600_000).await.unwrap();
    let expired = post(&server, &invoice, &format!("proposals/{proposal}"), "answer=accept&id=k3").await;
    assert_eq!(expired.status, 422);
    assert!(expired.body.contains(&swedish("said-proposal-expired")));
}

#[tokio::test]
async fn a_proposal_is_declined_with_a_reason_and_the_payers_own_is_taken_back() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let fee = server.ask(ChargeFee { invoice: invoice.id, amount_minor: 500, reason: None }).await.unwrap();
    let change = ProposedChange::WaiveFee { fee: fee.output.fee_id, amount_minor: 500 };
    let proposal = propose(&server, &invoice, change).await;
    let path = format!("proposals/{proposal}");
    let declined = post(&server, &invoice, &path, "answer=decline&reason=I+%3Cb%3Epay%3C%2Fb%3E&id=d").await;
    assert_eq!(led_to(&invoice, &declined), "/i/TOKEN?done=declined#conversation");
    for nonsense in ["answer=maybe&id=x", "id=x", ""] {
        assert_eq!(post(&server, &invoice, &path, nonsense).await.status, 422, "{nonsense}");
    }

    let asked = post(&server, &invoice, "more-time", "until=2031-03-14&id=m").await;
    assert_eq!(led_to(&invoice, &asked), "/i/TOKEN?done=asked#conversation", "more than is granted at once");
    let own = view(&server, &invoice).await.proposals.last().unwrap().proposal_id;
    let withdrawn = post(&server, &invoice, &format!("proposals/{own}/withdraw"), "id=w").await;
    assert_eq!(led_to(&invoice, &withdrawn), "/i/TOKEN?done=withdrawn#conversation");
    let again = post(&server, &invoice, &format!("proposals/{own}/withdraw"), "id=w").await;
    assert_eq!(again.status, 303, "a second click");
    let theirs = post(&server, &invoice, &format!("proposals/{proposal}/withdraw"), "id=w").await;
    assert_eq!(theirs.status, 422);
}

#[tokio::test]
async fn a_proposal_of_another_invoice_or_none_is_not_found() {
    let server = TestServer::start().await;
    let (invoice, other) = (server.invoice(50_000).await, server.invoice(50_000).await);
    let proposal = propose(&server, &other, later()).await;
    for id in [proposal.to_string(), uuid::Uuid::now_v7().to_string(), "x".into()] {
        for path in [format!("proposals/{id}"), format!("proposals/{id}/withdraw")] {
            let answer = post(&server, &invoice, &path, "answer=accept&id=k").await;
            assert_eq!(answer.status, 422, "{path}");
        }
    }
    assert_eq!(view(&server, &other).await.proposals[0].state, ProposalState::Proposed);
    let sixth = MakeProposal { invoice: invoice.id, change: later(), text: Some("x".repeat(4_001)) };
    assert_eq!(server.ask(sixth).await.unwrap_err().code(), "invalid");
}
