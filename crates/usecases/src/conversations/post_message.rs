//! Posts a message on an invoice. A payer's simple question is answered in the same transaction.

use answers::ReplyTexts;
use async_trait::async_trait;
use domain::Actor;
use domain::conversations::{ConversationCommand, NewMessage, Side, Topic};
use domain::ids::{AttachmentId, InvoiceId, MessageId};
use domain::links::PayerAction;
use locale::{Language, Localizer};
use serde::{Deserialize, Serialize};

use crate::conversations::figures::figures_of;
use crate::conversations::replies::ReplyKind;
pub use crate::conversations::text::MAX_MESSAGE_CHARS;
use crate::conversations::text::{cleaned, readable};
use crate::invoices::StoredDocument;
use crate::kernel::access::{About, Scope, Who};
use crate::kernel::content::ContentKind;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Posts a message. Plain text: line breaks stay, other control characters are removed.
#[derive(Debug, Clone, Serialize)]
pub struct PostMessage {
    pub invoice: InvoiceId,
    /// May be empty if there are attachments.
    pub text: String,
    /// The line of the document it is about, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Files that the writer's side uploaded for this invoice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentId>,
    /// BCP 47 tag of the page's language, if known. Not part of the input's hash: the message is the same in each
    /// language.
    #[serde(skip)]
    pub language: Option<String>,
}

impl PostMessage {
    /// A message with text only.
    #[must_use]
    pub fn plain(invoice: InvoiceId, text: impl Into<String>) -> Self {
        Self { invoice, text: text.into(), line: None, attachments: Vec::new(), language: None }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessagePosted {
    pub message_id: MessageId,
    pub seq: i64,
    /// The question that was answered automatically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Topic>,
}

#[async_trait]
impl UseCase for PostMessage {
    type Output = MessagePosted;
    const NAME: &'static str = "say";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] =
        &[Who::Payer(PayerAction::Write), Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<MessagePosted, UseCaseError> {
        let text = match cleaned(&self.text)? {
            None if !self.attachments.is_empty() => String::new(),
            None => readable("")?,
            Some(text) => text,
        };
        let invoice = self.invoice;
        let state = unit.open_invoice(invoice).await?;
        let (payer, takes_answers) = (state.payer, state.conversation.takes_automatic_answers());
        let side = Side::of(&unit.context.actor);
        let message = MessageId(unit.next_id());
        unit.post_attachments(invoice, &self.attachments).await?;
        let content = unit.write_content(payer, ContentKind::Message, text.clone().into_bytes()).await?;
        let respond_by = unit.respond_by().await?;
        let saying = NewMessage {
            invoice,
            message,
            content,
            line: self.line,
            attachments: self.attachments.clone(),
            automatic: None,
            respond_by,
        };
        unit.carry_out(ConversationCommand::Say(saying)).await?;
        let seq = unit.invoice_now(invoice)?.seq;
        let simple = self.line.is_none() && self.attachments.is_empty();
        let answered = match side {
            Side::Payer if takes_answers && simple => {
                answer(unit, invoice, &text, self.language.as_deref()).await?
            }
            Side::Payer => None,
            Side::Biller => {
                unit.notify_payer(invoice)?;
                None
            }
        };
        Ok(MessagePosted { message_id: message, seq, answered })
    }
}

/// Answers a simple question automatically, as Billow, in the payer's language.
async fn answer(
    unit: &mut UnitOfWork<'_>,
    invoice: InvoiceId,
    text: &str,
    page: Option<&str>,
) -> Result<Option<Topic>, UseCaseError> {
    let biller = unit.biller_id();
    let policy = unit.policy().await?;
    if !policy.answers {
        return Ok(None);
    }
    let Some(stored) = unit.tx.document(biller, invoice).await? else { return Ok(None) };
    let reader = reader_language(page, &stored, &unit.biller.language);
    let replies = unit.tx.replies(biller).await?.into_iter();
    let questions: Vec<ReplyTexts> =
        replies.filter(|one| one.kind == ReplyKind::Question).map(|one| one.texts).collect();
    let zone = unit.biller.time_zone();
    let state = unit.invoice_now(invoice)?;
    let figures = figures_of(state, &stored, &unit.biller, unit.context.today, &policy);
    let Some((topic, answer)) = answers::answer(text, reader, &questions, &figures, |language| {
        Localizer::new(language, zone.clone())
    }) else {
        return Ok(None);
    };
    let payer = state.payer;
    let content = unit.write_content(payer, ContentKind::Message, answer.into_bytes()).await?;
    let saying = NewMessage {
        invoice,
        message: MessageId(unit.next_id()),
        content,
        line: None,
        attachments: Vec::new(),
        automatic: Some(topic),
        respond_by: None,
    };
    unit.carry_out_as(Actor::System, ConversationCommand::Say(saying)).await?;
    Ok(Some(topic))
}

fn reader_language(page: Option<&str>, stored: &StoredDocument, biller: &str) -> Language {
    page.and_then(Language::from_tag)
        .or_else(|| stored.language.as_deref().and_then(Language::from_tag))
        .or_else(|| Language::from_tag(biller))
        .unwrap_or(Language::En)
}
