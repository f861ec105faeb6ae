//! Records a payment that arrived another way.

use console::pages::invoices::tool::Field;
use console::pages::sidebar::Place;
use domain::payments::{Method, Share};
use usecases::{RecordPayment, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};

pub struct Payment;

impl Tool for Payment {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "payment",
            title: "Record a payment",
            lead: "For money that arrived another way: it is booked by hand. What the invoice does not need becomes \
                   the payer's credit.",
            done: "The payment is recorded.",
            place: Place::Invoice,
            link: "Record payment",
            allowed: RecordPayment::ALLOWED,
        }
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        let methods = Method::ALL.map(|method| (method.as_str(), name(method)));
        let arrived = [("yes", "Yes, it is on the account"), ("no", "No, it is on its way")];
        vec![
            form.amount_field("amount", "Amount", form.written_open()),
            form.day_field("paid_on", "Paid on", form.today()),
            form.choice_field("method", "How", &methods),
            form.choice_field("arrived", "Has it arrived", &arrived),
        ]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let amount_minor = form.values.amount("amount", form.currency())?;
        let paid_on = form.values.day("paid_on")?;
        let method: Method = form.values.parsed("method")?;
        let settled = form.values.text("arrived") != Some("no");
        if paid_on > form.today() && settled {
            return Err(("paid_on", "Money cannot have arrived tomorrow. Is it on its way?".into()));
        }
        let use_case = RecordPayment {
            shares: vec![Share { invoice: form.invoice(), amount_minor }],
            amount_minor,
            currency: form.currency(),
            method,
            paid_on: Some(paid_on),
            source: None,
            settled,
        };
        Ok(Plan::new(use_case, format!("Record {}", form.money(amount_minor))))
    }
}

const fn name(method: Method) -> &'static str {
    match method {
        Method::BankTransfer => "Bank transfer",
        Method::DirectDebit => "Direct debit",
        Method::Card => "Card",
        Method::Wallet => "Wallet",
        Method::Cash => "Cash",
        Method::Other => "Another way",
    }
}
