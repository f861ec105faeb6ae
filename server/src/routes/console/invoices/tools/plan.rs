//! Turns the values of a form into an action. Only the use case decides what the action leads to.

use console::pages::invoices::tool::Tool;
use domain::ids::{FeeId, LinkId, PaymentId};
use domain::payments::{Method, Share};
use domain::proposals::ProposedChange;
use usecases::{
    ChangeDueDate, ChangePayment, ChargeFee, CloseDispute, CloseInvoice, Closing, CreditInvoice, MakeLink,
    MakeProposal, PauseReminders, PaymentChange, RecordPayment, ResumeReminders, RevokeLink, WaiveFee,
};

use crate::routes::console::invoices::tools::action::ToolAction;
use crate::routes::console::invoices::tools::{ToolContext, Values};

/// What a tool is going to do.
pub struct Plan {
    pub action: ToolAction,
    /// What staff should know besides the figures that change.
    pub note: Option<&'static str>,
    pub button: String,
}

/// The problems, by field names.
pub type Problems = Vec<(&'static str, String)>;

/// Reads what a tool shall do from these values.
///
/// # Errors
/// What cannot be read in the values. The use case checks the rules.
pub fn plan(tool: Tool, context: &ToolContext, values: &Values) -> Result<Plan, Problems> {
    let planned = match tool {
        Tool::Payment => payment(context, values),
        Tool::Settle => change(context, values, PaymentChange::Settle),
        Tool::Fail => change(context, values, PaymentChange::Fail),
        Tool::Reverse => change(context, values, PaymentChange::Reverse),
        Tool::Due => due(context, values),
        Tool::Credit => credit(context, values),
        Tool::Void => Ok(close(context, values, Closing::Void)),
        Tool::WriteOff => Ok(close(context, values, Closing::WriteOff)),
        Tool::Fee => fee(context, values),
        Tool::Waive => waive(context, values),
        Tool::Pause => pause(context, values),
        Tool::Resume => Ok(resume(context)),
        Tool::Links => links(context, values),
        Tool::Propose => propose(context, values),
        Tool::Dispute => dispute(context, values),
    };
    planned.map_err(|problem| vec![problem])
}

type Planned = Result<Plan, (&'static str, String)>;

fn money(context: &ToolContext, minor: i64) -> String {
    context.say().money(minor, context.open.row.currency)
}

fn payment(context: &ToolContext, values: &Values) -> Planned {
    let row = &context.open.row;
    let amount_minor = values.amount("amount", row.currency)?;
    let paid_on = values.day("paid_on")?;
    let method: Method = values.parsed("method")?;
    let settled = values.text("arrived") != Some("no");
    if paid_on > context.today() && settled {
        return Err(("paid_on", "Money cannot have arrived tomorrow. Is it on its way?".into()));
    }
    let action = ToolAction::Payment(RecordPayment {
        shares: vec![Share { invoice: row.id, amount_minor }],
        amount_minor,
        currency: row.currency,
        method,
        paid_on: Some(paid_on),
        source: None,
        settled,
    });
    Ok(Plan { action, note: None, button: format!("Record {}", money(context, amount_minor)) })
}

fn change(context: &ToolContext, values: &Values, change: PaymentChange) -> Planned {
    let id: PaymentId = values.parsed("payment")?;
    let found = context.open.payments.iter().find(|payment| payment.id == id);
    let payment = found.ok_or_else(|| ("payment", "This invoice has no such payment.".to_owned()))?;
    let amount = context.say().money(payment.amount_minor, payment.currency);
    let (note, button) = match change {
        PaymentChange::Settle => ("The payment is booked as received.", format!("{amount} has arrived")),
        PaymentChange::Fail => ("The payment is no longer expected.", format!("{amount} will not come")),
        PaymentChange::Reverse => {
            ("The payment is taken back on every invoice that it paid.", format!("Take {amount} back"))
        }
    };
    let action =
        ToolAction::Change(ChangePayment { payment: payment.id, change, reason: values.optional("reason") });
    Ok(Plan { action, note: Some(note), button })
}

fn due(context: &ToolContext, values: &Values) -> Planned {
    let to = values.day("to")?;
    let action = ToolAction::Due(ChangeDueDate {
        invoice: context.open.row.id,
        due_date: to,
        reason: values.optional("reason"),
    });
    Ok(Plan { action, note: None, button: format!("Move to {}", context.say().day(to)) })
}

fn credit(context: &ToolContext, values: &Values) -> Planned {
    let row = &context.open.row;
    let amount_minor = values.amount("amount", row.currency)?;
    let action = ToolAction::Credit(CreditInvoice {
        invoice: row.id,
        amount_minor: Some(amount_minor),
        reason: values.optional("reason"),
    });
    Ok(Plan { action, note: None, button: format!("Credit {}", money(context, amount_minor)) })
}

fn close(context: &ToolContext, values: &Values, closing: Closing) -> Plan {
    let row = &context.open.row;
    let (note, button) = match closing {
        Closing::Void => ("Nothing is asked for any more.", "Withdraw the invoice".to_owned()),
        Closing::WriteOff => {
            ("What is open is given up.", format!("Write off {}", money(context, row.open_minor)))
        }
    };
    let action =
        ToolAction::Close(CloseInvoice { invoice: row.id, closing, reason: values.optional("reason") });
    Plan { action, note: Some(note), button }
}

fn fee(context: &ToolContext, values: &Values) -> Planned {
    let row = &context.open.row;
    let amount_minor = values.amount("amount", row.currency)?;
    let action =
        ToolAction::Fee(ChargeFee { invoice: row.id, amount_minor, reason: values.optional("reason") });
    Ok(Plan { action, note: None, button: format!("Charge {}", money(context, amount_minor)) })
}

fn waive(context: &ToolContext, values: &Values) -> Planned {
    let fee: FeeId = values.parsed("fee")?;
    let button = match fee_minor(context, fee) {
        Some(amount_minor) => format!("Waive {}", money(context, amount_minor)),
        None => "Waive the fee".to_owned(),
    };
    Ok(Plan { action: ToolAction::Waive(WaiveFee { invoice: context.open.row.id, fee }), note: None, button })
}

/// The amount of a fee, waived or not: a form that is sent twice finds its own work done and must ask for the same.
fn fee_minor(context: &ToolContext, fee: FeeId) -> Option<i64> {
    context.open.view.shared.fees.iter().find(|one| one.fee_id == fee).map(|one| one.amount_minor)
}

fn pause(context: &ToolContext, values: &Values) -> Planned {
    let until = match values.optional("until") {
        Some(_) => Some(values.day("until")?),
        None => None,
    };
    let note = match until {
        Some(_) => "No reminder is sent until then.",
        None => "No reminder until somebody resumes them.",
    };
    let action = ToolAction::Pause(PauseReminders {
        invoice: context.open.row.id,
        until,
        reason: values.optional("reason"),
    });
    Ok(Plan { action, note: Some(note), button: "Pause reminders".into() })
}

fn resume(context: &ToolContext) -> Plan {
    Plan {
        action: ToolAction::Resume(ResumeReminders { invoice: context.open.row.id }),
        note: Some("Reminders are sent again when they are due."),
        button: "Resume reminders".into(),
    }
}

fn links(context: &ToolContext, values: &Values) -> Planned {
    if values.optional("revoke").is_some() {
        let link: LinkId = values.parsed("revoke")?;
        return Ok(Plan {
            action: ToolAction::Revoke(RevokeLink { link }),
            note: Some("Whoever opens this link reads that it is no longer valid. Open pages close."),
            button: "Revoke the link".into(),
        });
    }
    let channel = values.text("channel").unwrap_or_default();
    if !["email", "sms", "print"].contains(&channel) {
        return Err(("channel", "Choose one of these.".into()));
    }
    let rotate = values.text("rotate") == Some("yes");
    let note = if rotate {
        "The link of this channel gets a new address; the old one ends at once."
    } else {
        "The link of this channel is made, if there is none that works."
    };
    Ok(Plan {
        action: ToolAction::Link(MakeLink {
            invoice: context.open.row.id,
            channel: channel.to_owned(),
            copy: 1,
            expires_at: None,
            rotate,
        }),
        note: Some(note),
        button: "Make the link".into(),
    })
}

fn propose(context: &ToolContext, values: &Values) -> Planned {
    let currency = context.open.row.currency;
    let change = match values.text("kind").unwrap_or_default() {
        "due_date" => ProposedChange::DueDate { to: values.day("to")? },
        "credit" => ProposedChange::Credit { amount_minor: values.amount("amount", currency)? },
        "waive_fee" => {
            let fee: FeeId = values.parsed("fee")?;
            // A fee of zero does not exist, and the use case refuses it.
            ProposedChange::WaiveFee { fee, amount_minor: fee_minor(context, fee).unwrap_or_default() }
        }
        "part_payment" => ProposedChange::PartPayment {
            now_minor: values.amount("now", currency)?,
            now_by: values.day("now_by")?,
            rest_due: values.day("rest_due")?,
        },
        _ => return Err(("kind", "Choose what to propose.".into())),
    };
    let action = ToolAction::Propose(MakeProposal {
        invoice: context.open.row.id,
        change,
        text: values.optional("text"),
    });
    Ok(Plan { action, note: Some("Nothing changes until the payer accepts."), button: "Propose".into() })
}

fn dispute(context: &ToolContext, values: &Values) -> Planned {
    // The form names the dispute: sent a second time, it finds it closed.
    let dispute = match values.optional("dispute") {
        Some(_) => values.parsed("dispute")?,
        None => match context.open.side.dispute {
            Some((dispute, _)) => dispute,
            None => return Err(("upheld", "There is no dispute to decide.".into())),
        },
    };
    let upheld = values.text("upheld") == Some("yes");
    let action = ToolAction::Dispute(CloseDispute {
        invoice: context.open.row.id,
        dispute,
        upheld,
        reason: values.optional("reason"),
    });
    let (note, button) = if upheld {
        ("The payer was right. The invoice itself changes with a tool of its own.", "The payer is right")
    } else {
        ("The invoice stands as it is. Reminders go on.", "The invoice stands")
    };
    Ok(Plan { action, note: Some(note), button: button.into() })
}
