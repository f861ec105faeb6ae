//! The fields of each tool.

use console::pages::invoices::tool::{Field, Kind, Tool};
use domain::Money;
use domain::payments::Method;

use crate::routes::console::invoices::tools::{ToolContext, Values};

/// What a tool does, in a sentence.
pub fn lead(tool: Tool) -> &'static str {
    match tool {
        Tool::Payment => {
            "For money that arrived another way: it is booked by hand. What the invoice does not need becomes the \
             payer's credit."
        }
        Tool::Settle => "The money that was announced is there.",
        Tool::Fail => "The money that was announced will not come; the invoice is open again.",
        Tool::Reverse => "The bank has taken the money back; what it paid is open again.",
        Tool::Due => "Nothing else changes. Reminders follow the new date.",
        Tool::Credit => "A credit note with its own number and VAT is made and sent to nobody by itself.",
        Tool::Void => {
            "For an invoice that should not have been sent. What was paid becomes the payer's credit."
        }
        Tool::WriteOff => "The rest is no longer asked for.",
        Tool::Fee => "A fee comes on top of the total, without VAT.",
        Tool::Waive => "The fee is no longer asked for. What was paid of it becomes the payer's credit.",
        Tool::Pause => "No reminder is sent for this invoice until then.",
        Tool::Resume => "Reminders are sent again when they are due.",
        Tool::Links => {
            "Whoever has a link sees the invoice, pays and writes. There is one for each channel and copy."
        }
        Tool::Propose => "It stands in the conversation until the payer accepts, declines, or it expires.",
        Tool::Dispute => "Reminders wait until this is decided.",
    }
}

/// Whether a tool has no fields.
pub fn needs_nothing(tool: Tool, values: &Values) -> bool {
    match tool {
        Tool::Resume | Tool::Settle => !values.is_filled_in(),
        _ => false,
    }
}

/// What can be proposed, each with its address.
pub fn choices(tool: Tool, context: &ToolContext) -> Vec<(String, String)> {
    if tool != Tool::Propose {
        return Vec::new();
    }
    let base = format!("{}/propose?kind=", context.base());
    let mut kinds = vec![
        ("due_date", "Another due date"),
        ("part_payment", "A part now, the rest later"),
        ("credit", "A credit"),
    ];
    if !context.open.side.fees.is_empty() {
        kinds.push(("waive_fee", "Waive a fee"));
    }
    kinds.into_iter().map(|(kind, name)| (format!("{base}{kind}"), name.to_owned())).collect()
}

/// The fields of a tool with the values that were filled in, or likely ones.
pub fn fields(tool: Tool, context: &ToolContext, values: &Values) -> Vec<Field> {
    let likely = Likely { context, values };
    let today = context.today();
    let in_days =
        |days: i64| context.open.row.due_date.max(today).saturating_add(jiff::Span::new().days(days));
    match tool {
        Tool::Payment => vec![
            likely.amount("amount", "Amount", likely.open()),
            likely.day("paid_on", "Paid on", today),
            Field::new("method", "How", Kind::Choice(methods()), likely.given("method", "bank_transfer")),
            Field::new("arrived", "Has it arrived", Kind::Choice(arrived()), likely.given("arrived", "yes")),
        ],
        Tool::Settle => vec![likely.hidden("payment")],
        Tool::Fail | Tool::Reverse => vec![likely.hidden("payment"), likely.reason()],
        Tool::Due => vec![likely.day("to", "New due date", in_days(14)), likely.reason()],
        Tool::Credit => vec![
            likely.amount("amount", "Amount with VAT", likely.open()),
            Field::new("reason", "What for", Kind::Text, likely.given("reason", ""))
                .optional()
                .hint("The payer reads it on the credit note."),
        ],
        Tool::Void | Tool::WriteOff => vec![likely.reason()],
        Tool::Fee => vec![likely.amount("amount", "Amount", String::new()), likely.reason()],
        Tool::Waive => vec![likely.fee()],
        Tool::Pause => {
            let until = likely.given("until", &in_days(14).to_string());
            vec![
                Field::new("until", "Until", Kind::Day, until)
                    .optional()
                    .hint("Empty: until somebody resumes them."),
                likely.reason(),
            ]
        }
        Tool::Resume => Vec::new(),
        Tool::Links => links(&likely),
        Tool::Propose => proposal(&likely, in_days(14), in_days(30)),
        Tool::Dispute => {
            let choices = vec![
                ("no".to_owned(), "The invoice stands".to_owned()),
                ("yes".to_owned(), "The payer is right".to_owned()),
            ];
            let dispute = context.open.side.dispute.map(|(dispute, _)| dispute.to_string());
            let dispute = likely.given("dispute", &dispute.unwrap_or_default());
            vec![
                Field::new("dispute", "", Kind::Hidden, dispute),
                Field::new("upheld", "Decision", Kind::Choice(choices), likely.given("upheld", "no"))
                    .hint("Where the payer is right, credit or withdraw the invoice afterwards."),
                likely.reason(),
            ]
        }
    }
}

fn links(likely: &Likely<'_>) -> Vec<Field> {
    if likely.values.optional("revoke").is_some() {
        return vec![likely.hidden("revoke")];
    }
    let channels = [("email", "E-mail"), ("sms", "Text message"), ("print", "On paper")];
    let channels = channels.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    let renew = vec![
        ("no".to_owned(), "Keep its address".to_owned()),
        ("yes".to_owned(), "Give it a new address, the old one ends".to_owned()),
    ];
    vec![
        Field::new("channel", "For", Kind::Choice(channels), likely.given("channel", "email")),
        Field::new("rotate", "If there is one", Kind::Choice(renew), likely.given("rotate", "no")),
    ]
}

fn proposal(likely: &Likely<'_>, soon: domain::Date, later: domain::Date) -> Vec<Field> {
    let kind = likely.given("kind", "");
    let mut fields = vec![Field::new("kind", "Kind", Kind::Hidden, kind.clone())];
    match kind.as_str() {
        "due_date" => fields.push(likely.day("to", "New due date", soon)),
        "part_payment" => {
            let half = likely.context.open.row.open_minor / 2;
            fields.push(likely.amount("now", "Part to be paid first", likely.written(half)));
            fields.push(likely.day(
                "now_by",
                "By",
                likely.context.today().saturating_add(jiff::Span::new().days(7)),
            ));
            fields.push(likely.day("rest_due", "The rest by", later));
        }
        "credit" => fields.push(likely.amount("amount", "Amount with VAT", String::new())),
        "waive_fee" => fields.push(likely.fee()),
        _ => return Vec::new(),
    }
    let text = Field::new("text", "A few words with it", Kind::Words, likely.given("text", ""));
    fields.push(text.optional().hint("The payer reads them."));
    fields
}

fn methods() -> Vec<(String, String)> {
    let name = |method| match method {
        Method::BankTransfer => "Bank transfer",
        Method::DirectDebit => "Direct debit",
        Method::Card => "Card",
        Method::Wallet => "Wallet",
        Method::Cash => "Cash",
        Method::Other => "Another way",
    };
    Method::ALL.into_iter().map(|method| (method.as_str().to_owned(), name(method).to_owned())).collect()
}

fn arrived() -> Vec<(String, String)> {
    vec![("yes".into(), "Yes, it is on the account".into()), ("no".into(), "No, it is on its way".into())]
}

/// Fields with the given values, or likely ones.
struct Likely<'a> {
    context: &'a ToolContext,
    values: &'a Values,
}

impl Likely<'_> {
    fn given(&self, name: &str, likely: &str) -> String {
        self.values.text(name).unwrap_or(likely).to_owned()
    }

    /// An amount in the form of a field.
    fn written(&self, minor: i64) -> String {
        Money::new(minor, self.context.open.row.currency).to_decimal().to_string()
    }

    fn open(&self) -> String {
        match self.context.open.row.open_minor {
            0 => String::new(),
            open => self.written(open),
        }
    }

    fn amount(&self, name: &'static str, label: &str, likely: String) -> Field {
        let currency = self.context.open.row.currency.code();
        Field::new(name, &format!("{label}, {currency}"), Kind::Amount, self.given(name, &likely))
    }

    fn day(&self, name: &'static str, label: &str, likely: domain::Date) -> Field {
        Field::new(name, label, Kind::Day, self.given(name, &likely.to_string()))
    }

    fn reason(&self) -> Field {
        Field::new("reason", "Why", Kind::Words, self.given("reason", ""))
            .optional()
            .hint("For staff. No payer sees it.")
    }

    fn hidden(&self, name: &'static str) -> Field {
        Field::new(name, "", Kind::Hidden, self.given(name, ""))
    }

    fn fee(&self) -> Field {
        let fees = &self.context.open.side.fees;
        let choices = fees.iter().map(|fee| {
            (fee.id.to_string(), self.context.say().money(fee.amount_minor, self.context.open.row.currency))
        });
        let first = fees.first().map(|fee| fee.id.to_string()).unwrap_or_default();
        Field::new("fee", "Which fee", Kind::Choice(choices.collect()), self.given("fee", &first))
    }
}
