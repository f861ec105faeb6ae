//! Composes the answer: the invoice's figures in the texts and formats of the language.

use domain::conversations::Topic;
use domain::invoices::status::Status;
use locale::{DateStyle, Localizer};

use crate::figures::Figures;

/// The answer to a question about an invoice; `None` where the invoice says that a person should answer it.
#[must_use]
pub fn compose(topic: Topic, figures: &Figures, speaker: &Localizer) -> Option<String> {
    let money = |minor| figures.money(speaker, minor);
    let (open, paid, total) =
        (money(figures.open_minor), money(figures.paid_minor), money(figures.total_minor));
    let (pending, due) = (money(figures.pending_minor), speaker.date(figures.due_date, DateStyle::Long));
    let number = figures.number.as_str();
    let say = |key: &str, args: &[(&str, &str)]| Some(speaker.text(key, args));
    let asked_for = figures.status.is_asked();
    match topic {
        Topic::HowMuch if figures.disputed => None,
        Topic::HowMuch => match figures.status {
            Status::Paid => say("answer-how-much-paid", &[("number", number)]),
            Status::Void | Status::WrittenOff | Status::Credited => {
                say("answer-how-much-none", &[("number", number)])
            }
            _ if figures.open_minor == figures.total_minor => {
                say("answer-how-much-all", &[("open", &open), ("number", number), ("date", &due)])
            }
            _ => {
                let args = [
                    ("open", &*open),
                    ("total", &*total),
                    ("paid", &*paid),
                    ("number", number),
                    ("date", &*due),
                ];
                say("answer-how-much", &args)
            }
        },
        // The other topics are about paying; if nothing is asked for, or there is a dispute, a person answers.
        _ if figures.disputed => None,
        Topic::Copy => say("answer-copy", &[("number", number)]),
        Topic::HavePaid if figures.status == Status::Paid => {
            say("answer-have-paid-all", &[("number", number)])
        }
        _ if !asked_for => None,
        Topic::WhenDue if figures.status == Status::Overdue => {
            say("answer-when-due-past", &[("date", &due), ("open", &open)])
        }
        Topic::WhenDue => say("answer-when-due", &[("date", &due), ("open", &open)]),
        Topic::HowToPay => {
            let account = figures.account.as_deref()?;
            match figures.reference.as_deref() {
                Some(reference) => {
                    let args =
                        [("open", &*open), ("account", account), ("reference", reference), ("date", &*due)];
                    say("answer-how-to-pay", &args)
                }
                None => {
                    let args = [("open", &*open), ("account", account), ("number", number), ("date", &*due)];
                    say("answer-how-to-pay-number", &args)
                }
            }
        }
        Topic::MoreTime => {
            let until = speaker.date(figures.more_time_until?, DateStyle::Long);
            say("answer-more-time", &[("date", &due), ("until", &until)])
        }
        Topic::HavePaid if figures.pending_minor > 0 => {
            say("answer-have-paid-pending", &[("pending", &pending), ("open", &open)])
        }
        Topic::HavePaid if figures.paid_minor > 0 => {
            say("answer-have-paid-part", &[("paid", &paid), ("open", &open)])
        }
        Topic::HavePaid => say("answer-have-paid", &[("open", &open), ("number", number)]),
        Topic::Own => None,
    }
}
