//! What holds after every command, whatever it was.

use std::collections::{BTreeMap, BTreeSet};

use domain::credit_notes::CreditNoteEvent;
use domain::ids::{InvoiceId, PayerId};
use domain::invoices::status::{Lifecycle, status};
use domain::invoices::view::{PayerView, StaffView};
use domain::invoices::{Invoice, InvoiceEvent, RevenueSplit};
use domain::ledger::LedgerAccount;
use domain::payments::{PaymentState, RefundState};
use domain::{Event, Timestamp};

use super::Scenario;

impl Scenario {
    /// Checks what `events` can have changed, and the ledger as a whole.
    #[track_caller]
    pub(super) fn check(&self, events: &[Event]) {
        let touched: BTreeSet<InvoiceId> =
            events.iter().flat_map(|event| self.invoices_near(event)).collect();
        for id in touched {
            let invoice = &self.books.invoices[&id];
            self.check_balance(id, invoice);
            self.check_reconciles(id, invoice);
            self.check_pages(id, invoice);
            self.check_status(id, invoice);
        }
        self.check_payments();
        self.check_credit();
        self.check_income();
    }

    fn invoices_near(&self, event: &Event) -> Vec<InvoiceId> {
        match event {
            Event::Invoice(id, _) => vec![*id],
            Event::Payment(id, _) => self.books.payments[id].invoices.iter().copied().collect(),
            Event::Payer(payer, _) => {
                let theirs = self.books.invoices.iter().filter(|(_, invoice)| invoice.payer == *payer);
                theirs.map(|(id, _)| *id).collect()
            }
            Event::CreditNote(..) => vec![],
        }
    }

    /// What is open is the balance of the receivable, in one currency, and never negative.
    fn check_balance(&self, id: InvoiceId, invoice: &Invoice) {
        assert!(invoice.open_minor >= 0, "{id}: {} open", invoice.open_minor);
        let receivable = LedgerAccount::Receivable(id);
        assert_eq!(self.balance(receivable, invoice.currency), invoice.open_minor, "receivable of {id}");
        let currencies = self.balances.keys().filter(|(account, _)| *account == receivable).count();
        assert!(currencies <= 1, "{id} is owed in {currencies} currencies");
    }

    /// The total is what is open, paid, credited or given up, and nothing else.
    fn check_reconciles(&self, id: InvoiceId, invoice: &Invoice) {
        let (mut credited, mut given_up) = (0, 0);
        for logged in &self.logs[&id] {
            match &logged.event {
                InvoiceEvent::Credited { applied_minor, .. } => credited += applied_minor,
                InvoiceEvent::CreditReapplied { amount_minor } => credited += amount_minor,
                InvoiceEvent::WrittenOff { amount_minor, .. } => given_up += amount_minor,
                _ => {}
            }
        }
        if invoice.lifecycle == Lifecycle::Voided {
            assert_eq!((invoice.open_minor, invoice.paid_minor()), (0, 0), "{id} was withdrawn");
        } else {
            let explained = invoice.open_minor + invoice.paid_minor() + credited + given_up;
            // What paid a fee that was waived afterwards is the payer's credit by now.
            let given_back: i64 = invoice.fees.values().map(|fee| fee.unused_credit_minor).sum();
            assert_eq!(explained, invoice.total_minor() + given_back, "the total of {id}");
        }
        if invoice.lifecycle == Lifecycle::Live && invoice.open_minor > 0 {
            assert_eq!(invoice.unused_credit_minor, 0, "{id} asks for money while it has its own credit");
        }
        let credit = self.books.payers[&invoice.payer].credit.get(&id).map_or(0, |money| money.minor);
        assert_eq!(invoice.unused_credit_minor, credit, "credit that {id} gave back");
    }

    /// A page folded live, one built from the log now, and one read back from bytes are the same, and
    /// their figures are the invoice's.
    fn check_pages(&self, id: InvoiceId, invoice: &Invoice) {
        let frames: Vec<_> = self.logs[&id].iter().map(|logged| self.frames(logged)).collect();
        let rebuilt =
            PayerView::try_from(frames.iter().filter_map(|(payer, _)| payer.clone()).collect::<Vec<_>>())
                .unwrap();
        let page = &self.payers_pages[&id];
        assert_eq!(&rebuilt, page, "live and rebuilt page of {id}");

        let mut staff = frames.into_iter().map(|(_, staff)| staff);
        let mut rebuilt = StaffView::open(staff.next().unwrap()).unwrap();
        for frame in staff {
            rebuilt.apply(frame).unwrap();
        }
        let staff = &self.staff_pages[&id];
        assert_eq!(&rebuilt, staff, "live and rebuilt staff page of {id}");
        assert_eq!(&staff.shared, page, "staff see what the payer sees");
        assert_eq!((staff.seq, &staff.review_reasons), (invoice.seq, &invoice.review_reasons));

        assert_eq!(page.seq, invoice.payer_seq);
        check_conversation(page, invoice);
        assert_eq!((page.number.as_str(), page.currency), (invoice.number.as_str(), invoice.currency));
        assert_eq!(page.facts(), invoice.facts());
        assert_eq!(page.paid_minor(), invoice.paid_minor(), "paid on {id}");
        assert_eq!(page.pending_minor(), invoice.pending_minor(), "pending on {id}");
        assert_eq!(page.credit_minor(), invoice.credit_minor(), "credit at {id}");
        assert_eq!(page.prepaid_minor, invoice.prepaid_used_minor(), "prepaid on {id}");
        assert_eq!(page.payments.len(), invoice.payments.len());
        for shown in &page.payments {
            let known = &invoice.payments[&shown.payment_id];
            assert_eq!(
                (shown.amount_minor, shown.allocated_minor, shown.unapplied_minor, shown.state),
                (known.amount_minor, known.allocated_minor, known.unapplied_minor, known.state),
            );
            assert!(shown.allocated_minor >= 0 && shown.unapplied_minor >= 0, "{shown:?} on {id}");
        }
    }

    /// The page's status by the instant is the books' status by the day.
    fn check_status(&self, id: InvoiceId, invoice: &Invoice) {
        let page = &self.payers_pages[&id];
        let turn = page.overdue_from.0;
        for now in [self.now, Timestamp(turn - 1), Timestamp(turn)] {
            let today = now.date_in(&self.zone);
            assert_eq!(page.status(now), status(&invoice.facts(), today), "{id} on {today}");
            if let Some(next) = page.changes_at(now) {
                assert_ne!(page.status(next), page.status(now), "{id} changes at {next:?}");
            }
        }
    }

    /// A payment and the invoices that know of it tell the same story.
    fn check_payments(&self) {
        for (id, payment) in &self.books.payments {
            let (mut meant, mut kept) = (0, 0);
            for (invoice_id, invoice) in &self.books.invoices {
                let Some(part) = invoice.payments.get(id) else { continue };
                let allocated = payment.allocations.get(invoice_id).copied().unwrap_or(0);
                assert_eq!(part.allocated_minor, allocated, "payment {id} on {invoice_id}");
                if part.amount_minor > 0 {
                    assert_eq!(Some(invoice.payer), payment.payer);
                    assert_eq!(part.state, payment.state, "payment {id} on {invoice_id}");
                }
                if part.state == PaymentState::Settled {
                    assert_eq!(part.amount_minor, part.allocated_minor + part.unapplied_minor);
                }
                assert_eq!(invoice.currency, payment.recorded.amount.currency);
                meant += part.amount_minor;
                kept += part.unapplied_minor;
            }
            assert!(meant <= payment.recorded.amount.minor, "payment {id} is spent twice: {meant}");
            assert!((0..=payment.free_minor()).contains(&kept), "payment {id} is kept twice: {kept}");
        }
    }

    /// What the ledger owes payers is the credit of their accounts and their payments; what it has
    /// received is what has settled.
    fn check_credit(&self) {
        let mut owed: BTreeMap<(PayerId, &str), i64> = BTreeMap::new();
        let mut received: BTreeMap<&str, i64> = BTreeMap::new();
        let (mut unidentified, mut underway) = (BTreeMap::<&str, i64>::new(), BTreeMap::<&str, i64>::new());
        for (payer, account) in &self.books.payers {
            for credit in account.credit.values() {
                assert!(credit.minor > 0, "{credit} of credit");
                *owed.entry((*payer, credit.currency.code())).or_default() += credit.minor;
            }
        }
        for payment in self.books.payments.values() {
            let (payer, currency) = (payment.payer, payment.recorded.amount.currency.code());
            assert!(payment.free_minor() >= 0);
            match payer {
                Some(payer) => *owed.entry((payer, currency)).or_default() += payment.free_minor(),
                None => *unidentified.entry(currency).or_default() += payment.free_minor(),
            }
            if payment.state == PaymentState::Settled {
                let arrived = payment.recorded.amount.minor - payment.charges_minor;
                *received.entry(currency).or_default() += arrived;
            }
            for refund in payment.refunds.values() {
                match refund.state {
                    RefundState::Underway => *underway.entry(currency).or_default() += refund.amount_minor,
                    RefundState::Completed => *received.entry(currency).or_default() -= refund.amount_minor,
                    RefundState::Failed => {}
                }
            }
        }
        for ((account, currency), balance) in &self.balances {
            match account {
                LedgerAccount::PayerCredit(payer) => {
                    let credit = owed.remove(&(*payer, *currency)).unwrap_or(0);
                    assert_eq!(-balance, credit, "credit of {payer} in {currency}");
                }
                LedgerAccount::Clearing => {
                    assert_eq!(received.remove(currency).unwrap_or(0), *balance, "received in {currency}");
                }
                LedgerAccount::Unidentified => {
                    assert_eq!(unidentified.remove(currency).unwrap_or(0), -balance, "unidentified");
                }
                LedgerAccount::Refunds => {
                    assert_eq!(underway.remove(currency).unwrap_or(0), -balance, "on its way back");
                }
                _ => {}
            }
        }
        assert!(owed.values().all(|credit| *credit == 0), "credit without postings: {owed:?}");
        let rest: Vec<_> = received.values().chain(unidentified.values()).chain(underway.values()).collect();
        assert!(rest.iter().all(|minor| **minor == 0), "money without postings: {rest:?}");
    }

    /// Income, VAT, rounding and prepayments are those of the documents that stand.
    fn check_income(&self) {
        let mut expected: BTreeMap<(LedgerAccount, &str), i64> = BTreeMap::new();
        let mut add = |currency: &'static str, split: RevenueSplit, sign: i64| {
            for (account, minor) in [
                (LedgerAccount::Revenue, -split.revenue_minor),
                (LedgerAccount::Vat, -split.vat_minor),
                (LedgerAccount::Rounding, -split.rounding_minor),
                (LedgerAccount::Prepayment, split.prepaid_minor),
            ] {
                *expected.entry((account, currency)).or_default() += sign * minor;
            }
        };
        for invoice in self.books.invoices.values() {
            let (currency, prepaid_minor) = (invoice.currency.code(), invoice.split.prepaid_minor);
            let stands = invoice.lifecycle != Lifecycle::Voided;
            // A prepayment stays received when its invoice is withdrawn: it is the payer's credit then.
            let prepaid = RevenueSplit { prepaid_minor, ..RevenueSplit::default() };
            add(currency, if stands { invoice.split } else { prepaid }, 1);
        }
        for event in &self.events {
            if let Event::CreditNote(id, CreditNoteEvent::Applied { .. }) = event {
                let document = &self.books.credit_notes[id].received.document;
                add(document.currency.code(), RevenueSplit::of(&document.totals), -1);
            }
        }
        for invoice in self.books.invoices.values().filter(|one| one.lifecycle != Lifecycle::Voided) {
            *expected.entry((LedgerAccount::Fees, invoice.currency.code())).or_default() -=
                invoice.fees_minor();
        }
        for (key, minor) in expected {
            assert_eq!(self.balances.get(&key).copied().unwrap_or(0), minor, "{key:?}");
        }
    }
}

/// What the page knows of the conversation, the proposals and the fees is what the books know.
fn check_conversation(page: &PayerView, invoice: &Invoice) {
    let conversation = &invoice.conversation;
    assert_eq!((page.payer_seen, page.biller_seen), (conversation.payer_seen, conversation.biller_seen));
    assert_eq!(page.extensions, invoice.extensions);
    assert_eq!(page.dispute.map(|(id, _)| id), invoice.disputes.first().copied());
    assert_eq!(page.pause, invoice.pause.map(|pause| pause.until));
    let fees: BTreeMap<_, _> =
        page.fees.iter().map(|fee| (fee.fee_id, (fee.amount_minor, fee.waived))).collect();
    let known: BTreeMap<_, _> =
        invoice.fees.iter().map(|(id, fee)| (*id, (fee.amount_minor, fee.waived))).collect();
    assert_eq!(fees, known);
    assert_eq!(page.proposals.len(), invoice.proposals.len());
    for proposal in &page.proposals {
        let record = &invoice.proposals[&proposal.proposal_id];
        assert_eq!(
            (proposal.state, proposal.change, proposal.terms, proposal.expires_at),
            (record.state, record.proposal.change, record.proposal.terms, record.proposal.expires_at)
        );
    }
}
