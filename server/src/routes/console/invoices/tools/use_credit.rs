//! Pays another invoice of the payer with credit from this one.

use console::pages::figures::Figures;
use console::pages::invoices::tool::{Field, Kind};
use console::pages::sidebar::Place;
use domain::invoices::CreditSource;
use usecases::{AllocateCredit, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct UseCredit;

impl Tool for UseCredit {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "use-credit",
            title: "Use the credit",
            lead: "Credit that this invoice left, such as a credit note for what was paid already, pays another \
                   invoice of the payer.",
            done: "The credit is used.",
            place: Place::Invoice,
            link: "Use credit",
            allowed: AllocateCredit::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        open.view.shared.unused_credit_minor > 0 && owed(open).next().is_some()
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        let open = &form.context.open;
        let first = owed(open).next();
        let choices = owed(open).map(|other| {
            (other.id.to_string(), format!("{}, {} open", other.number, form.money(other.open_minor)))
        });
        let likely = first.map(|other| other.id.to_string()).unwrap_or_default();
        let most = first.map_or(0, |other| other.open_minor.min(open.view.shared.unused_credit_minor));
        vec![
            Field::new("invoice", "For", Kind::Choice(choices.collect()), form.given("invoice", &likely)),
            form.amount_field("amount", "Amount", form.written(most)),
        ]
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let amount_minor = form.values.amount("amount", form.currency())?;
        let source = CreditSource::Invoice(form.invoice());
        let use_case = AllocateCredit { source, invoice: form.values.parsed("invoice")?, amount_minor };
        Ok(Plan::new(use_case, format!("Use {}", form.money(amount_minor))))
    }
}

/// The payer's other invoices that the sidebar shows and that the credit could pay.
fn owed(open: &Open) -> impl Iterator<Item = &Figures> {
    open.side.others.iter().filter(|other| other.open_minor > 0 && other.currency == open.row.currency)
}
