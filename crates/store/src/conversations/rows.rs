//! The row of a conversation, folded from its invoice's events and written with them.

use domain::Timestamp;
use domain::conversations::{ConversationState, Side};
use domain::ids::{BillerId, InvoiceId};
use domain::invoices::Invoice;
use domain::proposals::ProposalState;
use sqlx::AnyConnection;
use sqlx::Executor as _;

use crate::failure::Failure;
use crate::rows::Columns;

/// The content of the row, in the order of its columns after the invoice's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    payer: Vec<u8>,
    state: String,
    snoozed_until_ms: Option<i64>,
    assignee: Option<Vec<u8>>,
    last_seq: i64,
    last_at_ms: Option<i64>,
    last_side: Option<String>,
    unanswered_since_ms: Option<i64>,
    respond_by_ms: Option<i64>,
    unread: i64,
    unread_by_payer: i64,
    disputed: i64,
    payer_proposal_until_ms: Option<i64>,
    biller_proposal_until_ms: Option<i64>,
    sorted_at_ms: i64,
}

impl Row {
    /// The row of an invoice; `None` while nobody wrote anything and nobody is assigned.
    pub(crate) fn of(invoice: &Invoice) -> Option<Self> {
        let conversation = &invoice.conversation;
        let is_listed = conversation.has_begun()
            || conversation.assignee.is_some()
            || conversation.unanswered_since.is_some()
            || conversation.state != ConversationState::Solved;
        if !is_listed {
            return None;
        }
        let snoozed_until = match conversation.state {
            ConversationState::Snoozed { until } => Some(until),
            _ => None,
        };
        let proposal_until = |side: Side| -> Option<i64> {
            let waiting = invoice
                .proposals
                .values()
                .filter(|one| one.state == ProposalState::Proposed && one.side == side);
            waiting.map(|one| one.proposal.expires_at.0).max()
        };
        let ms = |at: Option<Timestamp>| at.map(|at| at.0);
        let last_at_ms = ms(conversation.last.map(|last| last.at));
        Some(Self {
            payer: invoice.payer.0.as_bytes().to_vec(),
            state: conversation.state.as_str().to_owned(),
            snoozed_until_ms: ms(snoozed_until),
            assignee: conversation.assignee.map(|staff| staff.0.as_bytes().to_vec()),
            last_seq: conversation.last.map_or(0, |last| last.seq),
            last_at_ms,
            last_side: conversation.last.map(|last| last.side.as_str().to_owned()),
            unanswered_since_ms: ms(conversation.unanswered_since),
            respond_by_ms: ms(conversation.respond_by),
            unread: i64::from(conversation.unread),
            unread_by_payer: i64::from(conversation.unread_by_payer()),
            disputed: i64::from(!invoice.disputes.is_empty()),
            payer_proposal_until_ms: proposal_until(Side::Payer),
            biller_proposal_until_ms: proposal_until(Side::Biller),
            sorted_at_ms: last_at_ms.max(ms(conversation.unanswered_since)).unwrap_or(0),
        })
    }
}

/// Writes the row of an invoice if it differs from the one before.
pub(crate) async fn write(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: InvoiceId,
    before: Option<&Invoice>,
    after: &Invoice,
) -> Result<(), Failure> {
    let Some(row) = Row::of(after) else { return remove(conn, biller, id, before).await };
    if before.and_then(Row::of).as_ref() == Some(&row) {
        return Ok(());
    }
    let query = sqlx::query(
        "INSERT INTO conversations (biller, invoice, payer, state, snoozed_until_ms, assignee, last_seq, \
         last_at_ms, last_side, unanswered_since_ms, respond_by_ms, unread, unread_by_payer, disputed, \
         payer_proposal_until_ms, biller_proposal_until_ms, sorted_at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
         ON CONFLICT (biller, invoice) DO UPDATE SET state = excluded.state, \
         snoozed_until_ms = excluded.snoozed_until_ms, assignee = excluded.assignee, \
         last_seq = excluded.last_seq, last_at_ms = excluded.last_at_ms, last_side = excluded.last_side, \
         unanswered_since_ms = excluded.unanswered_since_ms, respond_by_ms = excluded.respond_by_ms, \
         unread = excluded.unread, unread_by_payer = excluded.unread_by_payer, disputed = excluded.disputed, \
         payer_proposal_until_ms = excluded.payer_proposal_until_ms, \
         biller_proposal_until_ms = excluded.biller_proposal_until_ms, sorted_at_ms = excluded.sorted_at_ms",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(row.payer)
    .bind(row.state)
    .bind(row.snoozed_until_ms)
    .bind(row.assignee)
    .bind(row.last_seq)
    .bind(row.last_at_ms)
    .bind(row.last_side)
    .bind(row.unanswered_since_ms)
    .bind(row.respond_by_ms)
    .bind(row.unread)
    .bind(row.unread_by_payer)
    .bind(row.disputed)
    .bind(row.payer_proposal_until_ms)
    .bind(row.biller_proposal_until_ms)
    .bind(row.sorted_at_ms);
    conn.execute(query).await?;
    Ok(())
}

/// Removes the row: somebody took an invoice without messages and released it again.
async fn remove(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: InvoiceId,
    before: Option<&Invoice>,
) -> Result<(), Failure> {
    if before.and_then(Row::of).is_some() {
        let query = sqlx::query("DELETE FROM conversations WHERE biller = $1 AND invoice = $2")
            .bind(biller.0.as_bytes().as_slice())
            .bind(id.0.as_bytes().as_slice());
        conn.execute(query).await?;
    }
    Ok(())
}

/// The stored row, for comparison.
pub(crate) async fn stored(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: InvoiceId,
) -> Result<Option<Row>, Failure> {
    let row = sqlx::query(
        "SELECT payer, state, snoozed_until_ms, assignee, last_seq, last_at_ms, last_side, \
         unanswered_since_ms, respond_by_ms, unread, unread_by_payer, disputed, payer_proposal_until_ms, \
         biller_proposal_until_ms, sorted_at_ms FROM conversations WHERE biller = $1 AND invoice = $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Row {
        payer: row.bytes(0)?.to_vec(),
        state: row.text(1)?.to_owned(),
        snoozed_until_ms: row.maybe_big(2)?,
        assignee: row.maybe_bytes(3)?,
        last_seq: row.big(4)?,
        last_at_ms: row.maybe_big(5)?,
        last_side: row.maybe_text(6)?,
        unanswered_since_ms: row.maybe_big(7)?,
        respond_by_ms: row.maybe_big(8)?,
        unread: row.big(9)?,
        unread_by_payer: row.big(10)?,
        disputed: row.big(11)?,
        payer_proposal_until_ms: row.maybe_big(12)?,
        biller_proposal_until_ms: row.maybe_big(13)?,
        sorted_at_ms: row.big(14)?,
    }))
}
