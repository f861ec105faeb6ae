//! Proposes something to the payer.

use console::pages::invoices::tool::{Field, Kind};
use console::pages::sidebar::Place;
use domain::ids::FeeId;
use domain::proposals::ProposedChange;
use usecases::{MakeProposal, UseCase};

use crate::routes::console::invoices::tool::{Plan, Planned, Tool, ToolContext, ToolDescription, ToolForm};
use crate::routes::console::sidebar::Open;

pub struct Propose;

impl Tool for Propose {
    fn description(&self) -> ToolDescription {
        ToolDescription {
            path: "propose",
            title: "Propose to the payer",
            lead: "It stands in the conversation until the payer accepts, declines, or it expires.",
            done: "Proposed. It stands in the conversation.",
            place: Place::Invoice,
            link: "Propose",
            allowed: MakeProposal::ALLOWED,
        }
    }

    fn is_offered(&self, open: &Open) -> bool {
        open.is_owed()
    }

    fn choices(&self, form: &ToolForm<'_>) -> Vec<(String, String)> {
        let base = format!("{}/propose?kind=", form.context.base());
        let mut kinds = vec![
            ("due_date", "Another due date"),
            ("part_payment", "A part now, the rest later"),
            ("credit", "A credit"),
        ];
        if !form.context.open.side.fees.is_empty() {
            kinds.push(("waive_fee", "Waive a fee"));
        }
        kinds.into_iter().map(|(kind, name)| (format!("{base}{kind}"), name.to_owned())).collect()
    }

    fn fields(&self, form: &ToolForm<'_>) -> Vec<Field> {
        let mut fields = vec![form.hidden_field("kind")];
        fields.extend(match form.values.text("kind").unwrap_or_default() {
            "due_date" => vec![form.day_field("to", "New due date", form.in_days(14))],
            "part_payment" => part_payment(form),
            "credit" => vec![form.amount_field("amount", "Amount with VAT", String::new())],
            "waive_fee" => vec![form.fee_field()],
            _ => return Vec::new(),
        });
        let text = Field::new("text", "A few words with it", Kind::Words, form.given("text", ""));
        fields.push(text.optional().hint("The payer reads them."));
        fields
    }

    fn plan(&self, form: &ToolForm<'_>) -> Planned {
        let values = form.values;
        let change = match values.text("kind").unwrap_or_default() {
            "due_date" => ProposedChange::DueDate { to: values.day("to")? },
            "credit" => ProposedChange::Credit { amount_minor: values.amount("amount", form.currency())? },
            "waive_fee" => {
                let fee: FeeId = values.parsed("fee")?;
                // A fee of zero does not exist, and the use case refuses it.
                ProposedChange::WaiveFee { fee, amount_minor: form.fee_minor(fee).unwrap_or_default() }
            }
            "part_payment" => ProposedChange::PartPayment {
                now_minor: values.amount("now", form.currency())?,
                now_by: values.day("now_by")?,
                rest_due: values.day("rest_due")?,
            },
            _ => return Err(("kind", "Choose what to propose.".into())),
        };
        let use_case = MakeProposal { invoice: form.invoice(), change, text: values.optional("text") };
        Ok(Plan::new(use_case, "Propose").note("Nothing changes until the payer accepts."))
    }

    fn leads_to(&self, context: &ToolContext) -> String {
        format!("/console/inbox/{}", context.open.row.id)
    }
}

fn part_payment(form: &ToolForm<'_>) -> Vec<Field> {
    let half = form.written(form.row().open_minor / 2);
    let in_a_week = form.today().saturating_add(jiff::Span::new().days(7));
    vec![
        form.amount_field("now", "Part to be paid first", half),
        form.day_field("now_by", "By", in_a_week),
        form.day_field("rest_due", "The rest by", form.in_days(30)),
    ]
}
