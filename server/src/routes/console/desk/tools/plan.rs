//! From what was filled in to what will be done, and what it will look like.

use console::pages::tool::Tool;
use domain::card::{Basis, Offer};
use domain::ids::{LinkId, ReceiptId};
use domain::receipt::{Method, Share};
use domain::time::overdue_from;
use domain::wire::{By, Day, PayerEvent};
use usecases::{
    ChangeDueDate, ChangePayment, ChargeFee, CloseDispute, CloseInvoice, Closing, CreditInvoice, MakeLink,
    PauseReminders, PaymentChange, ProposeCard, ReceiptRow, RecordPayment, ResumeReminders, RevokeLink,
    WaiveFee,
};

use super::deed::Deed;
use super::{Bench, Values};

/// What will be done.
pub struct Plan {
    /// The use case.
    pub deed: Deed,
    /// What the payer will see of it.
    pub shown: Shown,
    /// What changes, for staff.
    pub changes: Vec<String>,
    /// What the button says.
    pub button: String,
}

/// What the payer will see.
pub enum Shown {
    /// Nothing.
    Nothing,
    /// A change of the invoice.
    Event(PayerEvent),
    /// A proposal, with a few words.
    Offer(Offer, Basis, Option<String>),
}

/// What is wrong, by the names of fields.
pub type Problems = Vec<(&'static str, String)>;

/// Works out what a tool will do with these values.
///
/// # Errors
/// What is wrong with them.
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
        Tool::Propose => return propose(bench, values),
        Tool::Dispute => dispute(bench, values),
    };
    planned.map_err(|problem| vec![problem])
}

type Planned = Result<Plan, (&'static str, String)>;

fn money(bench: &Bench, minor: i64) -> String {
    bench.say().money(minor, bench.open.row.currency)
}

fn by(bench: &Bench) -> By {
    By::Biller { name: Some(bench.staff.name.clone()) }
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
    let taken = amount_minor.min(row.open_minor);
    // Ids of previews are nobody's: the payer's sentence names none.
    let payment_id = ReceiptId(uuid::Uuid::nil());
    let event = if settled {
        PayerEvent::PaymentSettled { payment_id, amount_minor, allocated_minor: taken, method, paid_on }
    } else {
        PayerEvent::PaymentPending { payment_id, amount_minor, method, paid_on }
    };
    let mut changes = Vec::new();
    if settled {
        changes.push(format!(
            "{} of {} will be open.",
            money(bench, row.open_minor - taken),
            money(bench, row.total_minor)
        ));
        if amount_minor > taken {
            changes.push(format!("{} becomes the payer's credit.", money(bench, amount_minor - taken)));
        }
    } else {
        changes.push(format!("{} stays open until it has arrived.", money(bench, row.open_minor)));
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
    let button = format!("Record {}", money(bench, amount_minor));
    Ok(Plan { deed, shown: Shown::Event(event), changes, button })
}

fn receipt<'a>(bench: &'a Bench, values: &Values) -> Result<&'a ReceiptRow, (&'static str, String)> {
    let id: ReceiptId = values.parsed("payment")?;
    let found = bench.open.receipts.iter().find(|receipt| receipt.id == id);
    found.ok_or_else(|| ("payment", "This invoice has no such payment.".to_owned()))
}

fn change(bench: &Bench, values: &Values, change: PaymentChange) -> Planned {
    let receipt = receipt(bench, values)?;
    let (payment_id, amount_minor) = (receipt.id, receipt.amount_minor);
    let amount = money(bench, amount_minor);
    let (event, text, button) = match change {
        PaymentChange::Settle => {
            let taken = amount_minor.min(bench.open.row.open_minor);
            let (method, paid_on) = (receipt.method, receipt.paid_on);
            let event = PayerEvent::PaymentSettled {
                payment_id,
                amount_minor,
                allocated_minor: taken,
                method,
                paid_on,
            };
            (event, format!("{amount} is booked as received."), format!("{amount} has arrived"))
        }
        PaymentChange::Fail => (
            PayerEvent::PaymentFailed { payment_id, amount_minor },
            format!("{amount} is no longer expected."),
            format!("{amount} will not come"),
        ),
        PaymentChange::Reverse => (
            PayerEvent::PaymentReversed { payment_id, amount_minor, reopened_minor: amount_minor },
            format!("{amount} is taken back on every invoice that it paid."),
            format!("Take {amount} back"),
        ),
    };
    let deed = Deed::Change(ChangePayment { payment: payment_id, change, reason: values.optional("reason") });
    Ok(Plan { deed, shown: Shown::Event(event), changes: vec![text], button })
}

fn due(bench: &Bench, values: &Values) -> Planned {
    let row = &bench.open.row;
    let to = values.day("to")?;
    // A form that comes a second time finds its own work done: that is no mistake.
    if to == row.due_date && values.is_filled_in() {
        return Err(("to", "This is the due date already.".into()));
    }
    let event = PayerEvent::DueDateChanged {
        from: row.due_date,
        to,
        overdue_from: overdue_from(to, &bench.biller.time_zone()),
        by: by(bench),
        agreed: false,
    };
    let say = bench.say();
    let changes = vec![format!("Due on {} instead of {}.", say.day(to), say.day(row.due_date))];
    let deed = Deed::Due(ChangeDueDate { invoice: row.id, due_date: to, reason: values.optional("reason") });
    let button = format!("Move to {}", say.day(to));
    Ok(Plan { deed, shown: Shown::Event(event), changes, button })
}

fn credit(bench: &Bench, values: &Values) -> Planned {
    let row = &bench.open.row;
    let amount_minor = values.amount("amount", row.currency)?;
    let applied_minor = amount_minor.min(row.open_minor);
    let event = PayerEvent::Credited { number: "…".into(), amount_minor, applied_minor };
    let mut changes = vec![format!("{} will be open.", money(bench, row.open_minor - applied_minor))];
    if amount_minor > applied_minor {
        changes.push(format!("{} becomes the payer's credit.", money(bench, amount_minor - applied_minor)));
    }
    let deed = Deed::Credit(CreditInvoice {
        invoice: row.id,
        amount_minor: Some(amount_minor),
        reason: values.optional("reason"),
    });
    let button = format!("Credit {}", money(bench, amount_minor));
    Ok(Plan { deed, shown: Shown::Event(event), changes, button })
}

fn close(bench: &Bench, values: &Values, closing: Closing) -> Plan {
    let row = &bench.open.row;
    let (event, text, button) = match closing {
        Closing::Void => (
            PayerEvent::Voided { released_minor: row.paid_minor },
            format!(
                "Nothing is asked for any more; {} becomes the payer's credit.",
                money(bench, row.paid_minor)
            ),
            "Withdraw the invoice".to_owned(),
        ),
        Closing::WriteOff => (
            PayerEvent::WrittenOff { amount_minor: row.open_minor },
            format!("{} is given up.", money(bench, row.open_minor)),
            format!("Write off {}", money(bench, row.open_minor)),
        ),
    };
    let deed = Deed::Close(CloseInvoice { invoice: row.id, closing, reason: values.optional("reason") });
    Plan { deed, shown: Shown::Event(event), changes: vec![text], button }
}

fn fee(bench: &Bench, values: &Values) -> Planned {
    let row = &bench.open.row;
    let amount_minor = values.amount("amount", row.currency)?;
    let event = PayerEvent::FeeCharged { fee_id: domain::ids::FeeId(uuid::Uuid::nil()), amount_minor };
    let changes = vec![format!("{} will be open.", money(bench, row.open_minor + amount_minor))];
    let deed = Deed::Fee(ChargeFee { invoice: row.id, amount_minor, reason: values.optional("reason") });
    let button = format!("Charge {}", money(bench, amount_minor));
    Ok(Plan { deed, shown: Shown::Event(event), changes, button })
}

fn waive(bench: &Bench, values: &Values) -> Planned {
    let row = &bench.open.row;
    let (fee, amount_minor) = chosen_fee(bench, values)?;
    let applied_minor = amount_minor.min(row.open_minor);
    let event = PayerEvent::FeeWaived { fee_id: fee, amount_minor, applied_minor };
    let changes = vec![format!("{} will be open.", money(bench, row.open_minor - applied_minor))];
    let deed = Deed::Waive(WaiveFee { invoice: row.id, fee });
    let button = format!("Waive {}", money(bench, amount_minor));
    Ok(Plan { deed, shown: Shown::Event(event), changes, button })
}

fn chosen_fee(bench: &Bench, values: &Values) -> Result<(domain::ids::FeeId, i64), (&'static str, String)> {
    let id: domain::ids::FeeId = values.parsed("fee")?;
    let fee = bench.open.side.fees.iter().find(|fee| fee.id == id);
    match fee {
        Some(fee) => Ok((fee.id, fee.amount_minor)),
        None if values.is_filled_in() => Err(("fee", "This fee is no longer asked for.".to_owned())),
        // A form that comes a second time finds its own work done: the use case answers it.
        None => Ok((id, 0)),
    }
}

fn pause(bench: &Bench, values: &Values) -> Planned {
    let until = match values.optional("until") {
        Some(_) => Some(values.day("until")?),
        None => None,
    };
    if until.is_some_and(|until| until < bench.today()) {
        return Err(("until", "Choose a day to come.".into()));
    }
    let event = PayerEvent::RemindersPaused { until: until.map(Day) };
    let text = match until {
        Some(until) => format!("No reminder until {}.", bench.say().day(until)),
        None => "No reminder until somebody resumes them.".into(),
    };
    let deed =
        Deed::Pause(PauseReminders { invoice: bench.open.row.id, until, reason: values.optional("reason") });
    Ok(Plan { deed, shown: Shown::Event(event), changes: vec![text], button: "Pause reminders".into() })
}

fn resume(bench: &Bench) -> Plan {
    Plan {
        deed: Deed::Resume(ResumeReminders { invoice: bench.open.row.id }),
        shown: Shown::Event(PayerEvent::RemindersResumed),
        changes: vec!["Reminders are sent again when they are due.".into()],
        button: "Resume reminders".into(),
    }
}

fn links(bench: &Bench, values: &Values) -> Planned {
    if values.optional("revoke").is_some() {
        let link: LinkId = values.parsed("revoke")?;
        return Ok(Plan {
            deed: Deed::Revoke(RevokeLink { link }),
            shown: Shown::Nothing,
            changes: vec![
                "Whoever opens this link reads that it is no longer valid. Open pages close.".into(),
            ],
            button: "Revoke the link".into(),
        });
    }
    let channel = values.text("channel").unwrap_or_default();
    if !["email", "sms", "print"].contains(&channel) {
        return Err(("channel", "Choose one of these.".into()));
    }
    let rotate = values.text("rotate") == Some("yes");
    let text = if rotate {
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
        shown: Shown::Nothing,
        changes: vec![text.into()],
        button: "Make the link".into(),
    })
}

fn propose(bench: &Bench, values: &Values) -> Result<Plan, Problems> {
    let row = &bench.open.row;
    let one = |problem| vec![problem];
    let offer = match values.text("kind").unwrap_or_default() {
        "due_date" => Offer::DueDate { to: values.day("to").map_err(one)? },
        "credit" => Offer::Credit { amount_minor: values.amount("amount", row.currency).map_err(one)? },
        "waive_fee" => {
            let (fee, amount_minor) = chosen_fee(bench, values).map_err(one)?;
            Offer::WaiveFee { fee, amount_minor }
        }
        "part_payment" => {
            let now_minor = values.amount("now", row.currency).map_err(one)?;
            if now_minor >= row.open_minor {
                return Err(one(("now", "The part has to be less than what is open.".into())));
            }
            let (now_by, rest_due) =
                (values.day("now_by").map_err(one)?, values.day("rest_due").map_err(one)?);
            if rest_due <= now_by {
                return Err(one(("rest_due", "The rest comes after the part.".into())));
            }
            Offer::PartPayment { now_minor, now_by, rest_due }
        }
        _ => return Err(Vec::new()),
    };
    let basis = Basis { open_minor: row.open_minor, due_date: row.due_date };
    let text = values.optional("text");
    let deed = Deed::Propose(ProposeCard { invoice: row.id, offer, text: text.clone() });
    let changes = vec!["Nothing changes until the payer accepts.".into()];
    Ok(Plan { deed, shown: Shown::Offer(offer, basis, text), changes, button: "Propose".into() })
}

fn dispute(bench: &Bench, values: &Values) -> Planned {
    let Some((dispute, _)) = bench.open.side.dispute else {
        return Err(("upheld", "There is no dispute to decide.".into()));
    };
    let upheld = values.text("upheld") == Some("yes");
    let event = PayerEvent::DisputeClosed { dispute_id: dispute, upheld };
    let deed = Deed::Dispute(CloseDispute {
        invoice: bench.open.row.id,
        dispute,
        upheld,
        reason: values.optional("reason"),
    });
    let (text, button) = if upheld {
        ("The payer was right. The invoice itself changes with a tool of its own.", "The payer is right")
    } else {
        ("The invoice stands as it is. Reminders go on.", "The invoice stands")
    };
    Ok(Plan { deed, shown: Shown::Event(event), changes: vec![text.into()], button: button.into() })
}
