//! Somebody writes a message on an invoice.

use async_trait::async_trait;
use domain::ids::{InvoiceId, MessageId};
use domain::{Command, StreamId};
use serde::{Deserialize, Serialize};

use crate::error::{FieldProblem, UseCaseError};
use crate::execute::{Desk, UseCase};
use crate::ports::ContentKind;

/// The longest message, in characters.
pub const MAX_MESSAGE_CHARS: usize = 4_000;

/// Writes a message. Plain text; line breaks stay, other control characters go.
#[derive(Debug, Clone, Serialize)]
pub struct Say {
    /// On which invoice.
    pub invoice: InvoiceId,
    /// What.
    pub text: String,
}

/// The message is in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Its id.
    pub message_id: MessageId,
    /// The number of its event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for Say {
    type Output = Said;
    const NAME: &'static str = "say";
    const MOVES_MONEY: bool = false;

    async fn perform(&self, desk: &mut Desk<'_>) -> Result<Said, UseCaseError> {
        let text = readable(&self.text)?;
        let invoice = self.invoice;
        desk.load(vec![StreamId::Invoice(invoice)]).await?;
        let payer = desk.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?.payer;
        let message_id = MessageId(desk.fresh());
        let content = desk.write_content(payer, ContentKind::Message, text.into_bytes()).await?;
        desk.carry_out(Command::Say { invoice, message: message_id, content }).await?;
        let seq = desk.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?.seq;
        Ok(Said { message_id, seq })
    }
}

fn readable(text: &str) -> Result<String, UseCaseError> {
    let refuse = |rule: &str, message: String| {
        UseCaseError::Invalid(vec![FieldProblem { place: "/text".into(), rule: rule.into(), message }])
    };
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|character| *character == '\n' || !character.is_control())
        .collect();
    let text = text.trim();
    match text.chars().count() {
        0 => Err(refuse("message_empty", "the message is empty".into())),
        length if length > MAX_MESSAGE_CHARS => Err(refuse(
            "message_too_long",
            format!("the message has {length} characters, {MAX_MESSAGE_CHARS} are the most"),
        )),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn line_breaks_stay_and_control_characters_go() {
        assert_eq!(readable(" Hej\r\nAnna\u{7}\u{0} ").unwrap(), "Hej\nAnna");
    }

    #[test]
    fn empty_and_endless_messages_are_refused_by_name() {
        for (text, rule) in [("  \n\t", "message_empty"), (&"å".repeat(4_001), "message_too_long")] {
            let UseCaseError::Invalid(problems) = readable(text).unwrap_err() else { panic!("wrong error") };
            assert_eq!(problems[0].rule, rule);
        }
        assert!(readable(&"å".repeat(4_000)).is_ok());
    }
}
