//! What people do at the scenario, in their own words.

use domain::conversations::{ConversationCommand, NewMessage};
use domain::credit_notes::CreditNoteCommand;
use domain::ids::{ContentId, CreditNoteId, InvoiceId, MessageId, PayerId, PaymentId};
use domain::invoices::document::{Document, DocumentKind};
use domain::invoices::{CreditSource, InvoiceCommand};
use domain::money::Money;
use domain::payers::PayerCommand;
use domain::payments::{Method, PaymentCommand, PaymentSource, Recorded, Share};
use domain::{Command, Date, Event, Status};

use super::documents::document;
use super::{SECRET, Scenario};

/// How an invoice stands, in the payer's eyes. Amounts are minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    pub status: Status,
    pub open: i64,
    pub paid: i64,
    pub pending: i64,
    /// What stands there as the payer's credit.
    pub credit: i64,
}

impl Scenario {
    pub fn payer(&mut self) -> PayerId {
        let payer = PayerId(self.fresh());
        let details = self.content(payer, "Ada Example, ada@example.com");
        self.run(PayerCommand::Open { payer, language: Some("sv".into()), details });
        payer
    }

    pub fn today(&self) -> Date {
        self.now.date_in(&self.zone)
    }

    /// A day that many days from now.
    pub fn in_days(&self, days: i64) -> Date {
        self.today().saturating_add(jiff::Span::new().days(days))
    }

    /// An invoice of today, due in thirty days.
    #[track_caller]
    pub fn invoice(&mut self, payer: PayerId, currency: &str, total_minor: i64) -> InvoiceId {
        self.prepaid_invoice(payer, currency, total_minor, 0)
    }

    #[track_caller]
    pub fn prepaid_invoice(
        &mut self,
        payer: PayerId,
        currency: &str,
        total_minor: i64,
        prepaid_minor: i64,
    ) -> InvoiceId {
        let command = self.issuing(payer, currency, total_minor, prepaid_minor, self.in_days(30));
        let InvoiceCommand::Issue { invoice, .. } = command else { unreachable!() };
        self.run(command);
        invoice
    }

    pub fn issuing(
        &mut self,
        payer: PayerId,
        currency: &str,
        total_minor: i64,
        prepaid_minor: i64,
        due_date: Date,
    ) -> InvoiceCommand {
        let invoice = InvoiceId(self.fresh());
        let number = format!("F-{}", invoice.0.as_u128());
        let currency = currency.parse().unwrap();
        let kind = DocumentKind::Invoice;
        let document = document(kind, &number, self.today(), currency, total_minor, prepaid_minor);
        self.issuing_document(invoice, payer, document, due_date)
    }

    pub fn issuing_document(
        &mut self,
        invoice: InvoiceId,
        payer: PayerId,
        document: Document,
        due_date: Date,
    ) -> InvoiceCommand {
        let buyer = self.content(payer, "Ada Example");
        let original = Some(self.content(payer, "<Invoice/>"));
        InvoiceCommand::Issue { invoice, payer, due_date, document: Box::new(document), buyer, original }
    }

    pub fn receiving_credit_note(
        &mut self,
        payer: PayerId,
        currency: &str,
        amount_minor: i64,
    ) -> CreditNoteCommand {
        let credit_note = CreditNoteId(self.fresh());
        let number = format!("K-{}", credit_note.0.as_u128());
        let currency = currency.parse().unwrap();
        let kind = DocumentKind::CreditNote;
        let document = document(kind, &number, self.today(), currency, amount_minor, 0);
        let buyer = self.content(payer, "Ada Example");
        CreditNoteCommand::Receive { credit_note, payer, document: Box::new(document), buyer, original: None }
    }

    /// A credit note that came in and waits.
    #[track_caller]
    pub fn credit_note(&mut self, payer: PayerId, currency: &str, amount_minor: i64) -> CreditNoteId {
        let command = self.receiving_credit_note(payer, currency, amount_minor);
        let CreditNoteCommand::Receive { credit_note, .. } = command else { unreachable!() };
        self.run(command);
        credit_note
    }

    /// A credit note that is booked on its invoice at once.
    #[track_caller]
    pub fn credit(&mut self, invoice: InvoiceId, amount_minor: i64) {
        let (payer, currency) = (self.payer_of(invoice), self.books.invoices[&invoice].currency);
        let credit_note = self.credit_note(payer, currency.code(), amount_minor);
        self.run(CreditNoteCommand::Apply { credit_note, invoice });
    }

    /// A payment command: `shares` for invoices, and `rest_minor` for none of them.
    pub fn recording(
        &mut self,
        payer: PayerId,
        currency: &str,
        shares: &[(InvoiceId, i64)],
        rest_minor: i64,
        settled: bool,
    ) -> PaymentCommand {
        let payment = PaymentId(self.fresh());
        let shares: Vec<_> =
            shares.iter().map(|&(invoice, amount_minor)| Share { invoice, amount_minor }).collect();
        let minor = shares.iter().fold(rest_minor, |sum, share| sum.saturating_add(share.amount_minor));
        PaymentCommand::Record {
            payment,
            recorded: Box::new(self.recorded(payment, Some(payer), minor, currency, shares)),
            settled,
        }
    }

    fn recorded(
        &self,
        payment: PaymentId,
        payer: Option<PayerId>,
        minor: i64,
        currency: &str,
        shares: Vec<Share>,
    ) -> Recorded {
        Recorded {
            payer,
            source: PaymentSource {
                system: format!("{SECRET} system"),
                account: format!("{SECRET} account SE45 5000 0000 0583 9825 7466"),
                id: format!("{SECRET} id {payment}"),
            },
            amount: Money::new(minor, currency.parse().unwrap()),
            method: Method::BankTransfer,
            paid_on: self.today(),
            shares,
            remittance: None,
            matching: None,
        }
    }

    /// Money of which nobody knows whose it is.
    pub fn finding(&mut self, currency: &str, minor: i64) -> PaymentCommand {
        let payment = PaymentId(self.fresh());
        let recorded = Box::new(self.recorded(payment, None, minor, currency, Vec::new()));
        PaymentCommand::Record { payment, recorded, settled: true }
    }

    #[track_caller]
    pub fn find(&mut self, currency: &str, minor: i64) -> PaymentId {
        let command = self.finding(currency, minor);
        let PaymentCommand::Record { payment, .. } = command else { unreachable!() };
        self.run(command);
        payment
    }

    /// It turns out to be for these invoices.
    #[track_caller]
    pub fn match_to(&mut self, payment: PaymentId, shares: &[(InvoiceId, i64)]) -> Vec<Event> {
        let command = self.matching(payment, shares);
        self.run(command)
    }

    pub fn matching(&self, payment: PaymentId, shares: &[(InvoiceId, i64)]) -> PaymentCommand {
        let payer = self.payer_of(shares[0].0);
        let shares = shares.iter().map(|&(invoice, amount_minor)| Share { invoice, amount_minor }).collect();
        PaymentCommand::Match { payment, payer, shares }
    }

    fn reason_about(&mut self, payment: PaymentId) -> ContentId {
        let payer = self.books.payments[&payment].payer.unwrap_or(PayerId::UNASSIGNED);
        self.reason(payer)
    }

    #[track_caller]
    fn record(&mut self, shares: &[(InvoiceId, i64)], settled: bool) -> PaymentId {
        let first = &self.books.invoices[&shares[0].0];
        let (payer, currency) = (first.payer, first.currency);
        let command = self.recording(payer, currency.code(), shares, 0, settled);
        let PaymentCommand::Record { payment, .. } = command else { unreachable!() };
        self.run(command);
        payment
    }

    /// Money for one invoice arrives.
    #[track_caller]
    pub fn pay(&mut self, invoice: InvoiceId, amount_minor: i64) -> PaymentId {
        self.record(&[(invoice, amount_minor)], true)
    }

    /// One sum of money for several invoices arrives.
    #[track_caller]
    pub fn pay_several(&mut self, shares: &[(InvoiceId, i64)]) -> PaymentId {
        self.record(shares, true)
    }

    /// Money for one invoice is on its way.
    #[track_caller]
    pub fn announce(&mut self, invoice: InvoiceId, amount_minor: i64) -> PaymentId {
        self.record(&[(invoice, amount_minor)], false)
    }

    /// Money that names no invoice arrives.
    #[track_caller]
    pub fn deposit(&mut self, payer: PayerId, currency: &str, amount_minor: i64) -> PaymentId {
        let command = self.recording(payer, currency, &[], amount_minor, true);
        let PaymentCommand::Record { payment, .. } = command else { unreachable!() };
        self.run(command);
        payment
    }

    #[track_caller]
    pub fn settle(&mut self, payment: PaymentId) -> Vec<Event> {
        self.run(PaymentCommand::Settle { payment })
    }

    #[track_caller]
    pub fn fail(&mut self, payment: PaymentId) {
        let reason = self.reason_about(payment);
        self.run(PaymentCommand::Fail { payment, reason: Some(reason) });
    }

    #[track_caller]
    pub fn reverse(&mut self, payment: PaymentId) -> Vec<Event> {
        let reason = self.reason_about(payment);
        self.run(PaymentCommand::Reverse { payment, reason: Some(reason) })
    }

    #[track_caller]
    pub fn allocate(&mut self, source: CreditSource, invoice: InvoiceId, amount_minor: i64) {
        self.run(PaymentCommand::Allocate { source, invoice, amount_minor });
    }

    #[track_caller]
    pub fn move_due_date(&mut self, invoice: InvoiceId, due_date: Date) {
        let reason = self.reason(self.payer_of(invoice));
        self.run(InvoiceCommand::ChangeDueDate { invoice, due_date, reason: Some(reason) });
    }

    #[track_caller]
    pub fn void(&mut self, invoice: InvoiceId) {
        let reason = self.reason(self.payer_of(invoice));
        self.run(InvoiceCommand::Void { invoice, reason: Some(reason) });
    }

    #[track_caller]
    pub fn write_off(&mut self, invoice: InvoiceId) {
        let reason = self.reason(self.payer_of(invoice));
        self.run(InvoiceCommand::WriteOff { invoice, reason: Some(reason) });
    }

    pub fn saying(&mut self, invoice: InvoiceId, text: &str) -> ConversationCommand {
        let content = self.content(self.payer_of(invoice), text);
        ConversationCommand::Say(NewMessage {
            invoice,
            message: MessageId(self.fresh()),
            content,
            line: None,
            attachments: Vec::new(),
            automatic: None,
            respond_by: None,
        })
    }

    /// Forgets a payer and tells all their invoices.
    pub fn forgetting(&self, payer: PayerId) -> PayerCommand {
        let theirs = self.books.invoices.iter().filter(|(_, invoice)| invoice.payer == payer);
        PayerCommand::Forget { payer, invoices: theirs.map(|(id, _)| *id).collect() }
    }

    /// The code with which a command is refused, while nothing changes.
    #[track_caller]
    pub fn refused(&mut self, command: impl Into<Box<dyn Command>>) -> &'static str {
        let command = command.into();
        let (before, shown) = (self.books.clone(), format!("{command:?}"));
        let refusal = self.try_to(command).expect_err(&format!("{shown} was allowed"));
        assert_eq!(self.books, before);
        refusal.code()
    }

    /// How an invoice stands on its payer's open page.
    #[track_caller]
    pub fn stand(&self, invoice: InvoiceId) -> Stand {
        let page = &self.payers_pages[&invoice];
        Stand {
            status: page.status(self.now),
            open: page.open_minor,
            paid: page.paid_minor(),
            pending: page.pending_minor(),
            credit: page.credit_minor(),
        }
    }
}
