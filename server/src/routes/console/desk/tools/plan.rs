//! From what was filled in to what will be done. What comes of it is for the use case alone to say.

use console::pages::tool::Tool;
use domain::card::Offer;
use domain::ids::{FeeId, LinkId, ReceiptId};
use domain::receipt::{Method, Share};
use usecases::{
    ChangeDueDate, ChangePayment, ChargeFee, CloseDispute, CloseInvoice, Closing, CreditInvoice, MakeLink,
    PauseReminders, PaymentChange, ProposeCard, RecordPayment, ResumeReminders, RevokeLink, WaiveFee,
};

use super::deed::Deed;
use super::{Bench, Values};

/// What will be done.
pub struct Plan {
    /// The use case.
    pub deed: Deed,
    /// What staff should know besides the figures that change.
    pub note: Option<&'static str>,
    /// What the button says.
    pub button: String,
}

/// What is wrong, by the names of fields.
pub type Problems = Vec<(&'static str, String)>;

/// Reads what a tool shall do from these values.
///
/// # Errors
/// What cannot be read in them. What the rules forbid, the use case says.
pub fn plan(tool: Tool, bench: &Bench, values: &Values) -> Result<Plan, Problems> {
    let planned = match tool {
        Tool::Payment => payment(bench, values),
        Tool::Settle => change(bench, values, PaymentChange::Settle),
        Tool::Fail => change(bench, values, PaymentChange::Fail),
        Tool::Reverse => change(bench, values, PaymentChange::Reverse),
        Tool::Due => due(bench, values),
        Tool::Credit => credit(bench, values),
        Tool::Void => Ok(close(bench, values, Closing::Void)),
        Tool::WriteOff => Ok(close(bench, values, Closing::WriteOff)),
        Tool::Fee => fee(bench, values),
        Tool::Waive => waive(bench, values),
        Tool::Pause => pause(bench, values),
        Tool::Resume => Ok(resume(bench)),
        Tool::Links => links(bench, values),
        Tool::Propose => propose(bench, values),
        Tool::Dispute => dispute(bench, values),
    };
    planned.map_err(|problem| vec![problem])
}

type Planned = Result<Plan, (&'static str, String)>;

fn money(bench: &Bench, minor: i64) -> String {
    bench.say().money(minor, bench.open.row.currency)
}

fn payment(bench: &Bench, values: &Values) -> Planned {
    let row = &bench.open.row;
    let amount_minor = values.amount("amount", row.currency)?;
    let paid_on = values.day("paid_on")?;
    let method: Method = values.parsed("method")?;
    let settled = values.text("arrived") != Some("no");
    if paid_on > bench.today() && settled {
        return Err(("paid_on", "Money cannot have arrived tomorrow. Is it on its way?".into()));
    }
    let deed = Deed::Payment(RecordPayment {
        shares: vec![Share { invoice: row.id, amount_minor }],
        amount_minor,
        currency: row.currency,
        method,
        paid_on: Some(paid_on),
        source: None,
        settled,
    });
    Ok(Plan { deed, note: None, button: format!("Record {}", money(bench, amount_minor)) })
}

fn change(bench: &Bench, values: &Values, change: PaymentChange) -> Planned {
    let id: ReceiptId = values.parsed("payment")?;
    let found = bench.open.receipts.iter().find(|receipt| receipt.id == id);
    let receipt = found.ok_or_else(|| ("payment", "This invoice has no such payment.".to_owned()))?;
    let amount = bench.say().money(receipt.amount_minor, receipt.currency);
    let (note, button) = match change {
        PaymentChange::Settle => ("The payment is booked as received.", format!("{amount} has arrived")),
        PaymentChange::Fail => ("The payment is no longer expected.", format!("{amount} will not come")),
        PaymentChange::Reverse => {
            ("The payment is taken back on every invoice that it paid.", format!("Take {amount} back"))
        }
    };
    let deed = Deed::Change(ChangePayment { payment: receipt.id, change, reason: values.optional("reason") });
    Ok(Plan { deed, note: Some(note), button })
}

fn due(bench: &Bench, values: &Values) -> Planned {
    let to = values.day("to")?;
    let deed = Deed::Due(ChangeDueDate {
        invoice: bench.open.row.id,
        due_date: to,
        reason: values.optional("reason"),
    });
    Ok(Plan { deed, note: None, button: format!("Move to {}", bench.say().day(to)) })
}

fn credit(bench: &Bench, values: &Values) -> Planned {
    let row = &bench.open.row;
    let amount_minor = values.amount("amount", row.currency)?;
    let deed = Deed::Credit(CreditInvoice {
        invoice: row.id,
        amount_minor: Some(amount_minor),
        reason: values.optional("reason"),
    });
    Ok(Plan { deed, note: None, button: format!("Credit {}", money(bench, amount_minor)) })
}

fn close(bench: &Bench, values: &Values, closing: Closing) -> Plan {
    let row = &bench.open.row;
    let (note, button) = match closing {
        Closing::Void => ("Nothing is asked for any more.", "Withdraw the invoice".to_owned()),
        Closing::WriteOff => {
            ("What is open is given up.", format!("Write off {}", money(bench, row.open_minor)))
        }
    };
    let deed = Deed::Close(CloseInvoice { invoice: row.id, closing, reason: values.optional("reason") });
    Plan { deed, note: Some(note), button }
}

fn fee(bench: &Bench, values: &Values) -> Planned {
    let row = &bench.open.row;
    let amount_minor = values.amount("amount", row.currency)?;
    let deed = Deed::Fee(ChargeFee { invoice: row.id, amount_minor, reason: values.optional("reason") });
    Ok(Plan { deed, note: None, button: format!("Charge {}", money(bench, amount_minor)) })
}

fn waive(bench: &Bench, values: &Values) -> Planned {
    let fee: FeeId = values.parsed("fee")?;
    let button = match fee_minor(bench, fee) {
        Some(amount_minor) => format!("Waive {}", money(bench, amount_minor)),
        None => "Waive the fee".to_owned(),
    };
    Ok(Plan { deed: Deed::Waive(WaiveFee { invoice: bench.open.row.id, fee }), note: None, button })
}

/// How much a fee is or was: a form that comes a second time finds its own work done and asks for the same.
fn fee_minor(bench: &Bench, fee: FeeId) -> Option<i64> {
    bench.open.view.shared.fees.iter().find(|one| one.fee_id == fee).map(|one| one.amount_minor)
}

fn pause(bench: &Bench, values: &Values) -> Planned {
    let until = match values.optional("until") {
        Some(_) => Some(values.day("until")?),
        None => None,
    };
    let note = match until {
        Some(_) => "No reminder is sent until then.",
        None => "No reminder until somebody resumes them.",
    };
    let deed =
        Deed::Pause(PauseReminders { invoice: bench.open.row.id, until, reason: values.optional("reason") });
    Ok(Plan { deed, note: Some(note), button: "Pause reminders".into() })
}

fn resume(bench: &Bench) -> Plan {
    Plan {
        deed: Deed::Resume(ResumeReminders { invoice: bench.open.row.id }),
        note: Some("Reminders are sent again when they are due."),
        button: "Resume reminders".into(),
    }
}

fn links(bench: &Bench, values: &Values) -> Planned {
    if values.optional("revoke").is_some() {
        let link: LinkId = values.parsed("revoke")?;
        return Ok(Plan {
            deed: Deed::Revoke(RevokeLink { link }),
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
        deed: Deed::Link(MakeLink {
            invoice: bench.open.row.id,
            channel: channel.to_owned(),
            copy: 1,
            expires_at: None,
            rotate,
        }),
        note: Some(note),
        button: "Make the link".into(),
    })
}

fn propose(bench: &Bench, values: &Values) -> Planned {
    let currency = bench.open.row.currency;
    let offer = match values.text("kind").unwrap_or_default() {
        "due_date" => Offer::DueDate { to: values.day("to")? },
        "credit" => Offer::Credit { amount_minor: values.amount("amount", currency)? },
        "waive_fee" => {
            let fee: FeeId = values.parsed("fee")?;
            // There is no fee of nothing; the rules say so.
            Offer::WaiveFee { fee, amount_minor: fee_minor(bench, fee).unwrap_or_default() }
        }
        "part_payment" => Offer::PartPayment {
            now_minor: values.amount("now", currency)?,
            now_by: values.day("now_by")?,
            rest_due: values.day("rest_due")?,
        },
        _ => return Err(("kind", "Choose what to propose.".into())),
    };
    let deed =
        Deed::Propose(ProposeCard { invoice: bench.open.row.id, offer, text: values.optional("text") });
    Ok(Plan { deed, note: Some("Nothing changes until the payer accepts."), button: "Propose".into() })
}

fn dispute(bench: &Bench, values: &Values) -> Planned {
    // The form names the dispute: sent a second time, it finds it closed.
    let dispute = match values.optional("dispute") {
        Some(_) => values.parsed("dispute")?,
        None => match bench.open.side.dispute {
            Some((dispute, _)) => dispute,
            None => return Err(("upheld", "There is no dispute to decide.".into())),
        },
    };
    let upheld = values.text("upheld") == Some("yes");
    let deed = Deed::Dispute(CloseDispute {
        invoice: bench.open.row.id,
        dispute,
        upheld,
        reason: values.optional("reason"),
    });
    let (note, button) = if upheld {
        ("The payer was right. The invoice itself changes with a tool of its own.", "The payer is right")
    } else {
        ("The invoice stands as it is. Reminders go on.", "The invoice stands")
    };
    Ok(Plan { deed, note: Some(note), button: button.into() })
}
