//! Payments by day, method, standing and currency.

use domain::ids::BillerId;
use sqlx::AnyConnection;
use usecases::{PaymentFilter, ReportRow};

use crate::failure::Failure;
use crate::payments::list;
use crate::rows::Columns;
use crate::select::Select;

/// Far more than there can be: ten years of days with every usual method, standing and currency.
const MOST_ROWS: usize = 50_000;

const STANDING: &str =
    "CASE WHEN r.state = 'settled' AND LENGTH(r.payer) = 0 THEN 'unidentified' ELSE r.state END";

/// The lines of a report, the newest day first.
pub(crate) async fn rows(
    conn: &mut AnyConnection,
    biller: BillerId,
    filter: &PaymentFilter,
) -> Result<Vec<ReportRow>, Failure> {
    // As a subquery, because PostgreSQL does not group by the text of an expression.
    let begin = format!(
        "SELECT g.paid_on, g.method, g.standing, g.currency, COUNT(*), \
         CAST(SUM(g.amount_minor) AS BIGINT), CAST(SUM(g.free_minor) AS BIGINT) FROM \
         (SELECT r.paid_on, r.method, {STANDING} AS standing, r.currency, r.amount_minor, r.free_minor \
          FROM payments r WHERE r.biller = $1"
    );
    let mut select = Select::of(biller, &begin);
    list::ask(&mut select, filter);
    select.push(&format!(
        ") g GROUP BY g.paid_on, g.method, g.standing, g.currency \
         ORDER BY g.paid_on DESC, g.method, g.standing, g.currency LIMIT {MOST_ROWS}"
    ));
    let rows = select.query().fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(ReportRow {
                paid_on: row.parsed(0)?,
                method: row.parsed(1)?,
                standing: row.parsed(2)?,
                currency: row.parsed(3)?,
                count: row.big(4)?,
                amount_minor: row.big(5)?,
                free_minor: row.big(6)?,
            })
        })
        .collect()
}
