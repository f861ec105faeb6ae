//! Matches parts of a payment with several invoices.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::ids::InvoiceId;
use domain::payments::Share;
use usecases::{ConfirmMatch, InvoiceList, ListInvoices, UseCase};

use crate::routes::console::invoices::tool::Values;
use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Split;

#[async_trait]
impl PaymentTool for Split {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "split", page: FormPage::Queue, allowed: ConfirmMatch::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let shares = parts(context).await?;
        context.then_next("matched", ConfirmMatch { payment: context.payment(), shares }).await
    }
}

/// The parts: of the invoices on the page, and of those that are named by number.
async fn parts(context: &PaymentToolContext<'_>) -> Result<Vec<Share>, ToolRefused> {
    let mut shares = Vec::new();
    for (name, text) in context.values.iter() {
        if text.trim().is_empty() {
            continue;
        }
        if let Some(invoice) = name.strip_prefix("part-") {
            let invoice: InvoiceId =
                invoice.parse().map_err(|_| ToolRefused::Said("Choose one of these.".to_owned()))?;
            shares.push(Share { invoice, amount_minor: part(context, text)? });
        } else if let Some(at) = name.strip_prefix("number-") {
            let invoice = numbered(context, text).await?;
            let amount = context.values.text(&format!("amount-{at}")).unwrap_or_default();
            shares.push(Share { invoice, amount_minor: part(context, amount)? });
        }
    }
    if shares.is_empty() {
        return Err(ToolRefused::Said("Write at least one part.".to_owned()));
    }
    let sum: i64 = shares.iter().map(|share| share.amount_minor).fold(0, i64::saturating_add);
    if sum > context.row.free_minor {
        return Err(ToolRefused::Said("The parts are more than the payment.".to_owned()));
    }
    Ok(shares)
}

fn part(context: &PaymentToolContext<'_>, text: &str) -> Result<i64, ToolRefused> {
    let given = BTreeMap::from([("amount".to_owned(), text.to_owned())]);
    Ok(Values::new(given).amount("amount", context.currency())?)
}

async fn numbered(context: &PaymentToolContext<'_>, number: &str) -> Result<InvoiceId, ToolRefused> {
    let list = InvoiceList::numbered(number.trim(), context.row.paid_on);
    let found = context.app.ask(&context.staff.caller(), ListInvoices { list }).await?;
    let found = found.invoices.first().map(|invoice| invoice.row.id);
    found.ok_or_else(|| ToolRefused::Said(format!("There is no invoice {}.", number.trim())))
}
