//! Refunds money at the provider that took it.

use domain::Money;
use domain::ids::BillerId;
use domain::payments::RefundState as PaymentStanding;
use psp::{PspError, Refund, RefundReport, RefundState, Verified};
use usecases::checkouts::{CheckRefund, CheckRefundLater, ConnectionId};
use usecases::payments::{FinishRefund, RefundEnd, RefundJob};
use usecases::{FindPayment, FindPaymentDetails, UseCaseError};

use super::{NotAsked, Providers};

/// Carries out a refund, or asks what became of it; `times` says how often it was asked before.
///
/// # Errors
/// [`NotAsked`]. The refund may have been made all the same; the next try looks for it first.
pub async fn refund(
    providers: &Providers,
    biller: BillerId,
    job: RefundJob,
    times: u32,
) -> Result<(), NotAsked> {
    let payment = providers
        .ask(biller, FindPayment { payment: job.payment })
        .await?
        .ok_or(UseCaseError::NotFound("payment"))?;
    let details = providers
        .ask(biller, FindPaymentDetails { payment: job.payment })
        .await?
        .ok_or(UseCaseError::NotFound("payment"))?;
    let known = details.refunds.iter().find(|refund| refund.id == job.refund);
    let known = known.ok_or(UseCaseError::NotFound("refund"))?;
    if known.state != PaymentStanding::Underway {
        return Ok(());
    }
    let connection: ConnectionId =
        payment.source.account.parse().map_err(|_| UseCaseError::NotFound("connection"))?;
    let provider = providers.provider(&providers.connection(biller, connection).await?)?;
    let wish = Refund {
        reference: job.refund.to_string(),
        // Money that came late has the same payment id there.
        provider_id: payment.source.id.split(':').next().unwrap_or_default().to_owned(),
        amount: Money::new(known.amount_minor, payment.currency),
        description: "Refund".into(),
    };
    let found = match provider.find_refund(&wish).await {
        Ok(Some(found)) => Ok(found),
        Ok(None) => provider.refund(&wish).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(report) => book(providers, biller, job, &wish, report, times).await,
        Err(error) if error.is_passing() => Err(error.into()),
        Err(error) => {
            let reason = match error {
                PspError::Refused { code, message } => format!("{code}: {message}"),
                other => other.to_string(),
            };
            finish(providers, biller, job, RefundEnd::Failed, Some(reason)).await
        }
    }
}

async fn book(
    providers: &Providers,
    biller: BillerId,
    job: RefundJob,
    wish: &Refund,
    report: Verified<RefundReport>,
    times: u32,
) -> Result<(), NotAsked> {
    let report = report.into_inner();
    if report.reference.as_deref() != Some(wish.reference.as_str()) || report.amount != wish.amount {
        metrics::counter!("billow_provider_mismatches_total").increment(1);
        return Err(PspError::Unreadable(format!(
            "it says {} of refund {}, which is about {}",
            report.amount, wish.reference, wish.amount
        ))
        .into());
    }
    match report.state {
        RefundState::Done => finish(providers, biller, job, RefundEnd::Completed, None).await,
        RefundState::Failed { code } => finish(providers, biller, job, RefundEnd::Failed, code).await,
        RefundState::Pending => {
            providers.run(biller, CheckRefundLater(CheckRefund { refund: job, times })).await
        }
    }
}

async fn finish(
    providers: &Providers,
    biller: BillerId,
    job: RefundJob,
    end: RefundEnd,
    reason: Option<String>,
) -> Result<(), NotAsked> {
    let RefundJob { payment, refund } = job;
    let key = Some(format!("refund:{refund}"));
    let finished = FinishRefund { payment, refund, end, reason };
    providers.run_once(biller, finished, key).await.map(drop)
}
