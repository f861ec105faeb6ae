//! `GET /console/payments.csv`: the list of payments for a spreadsheet, written page by page.

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use usecases::{
    CSV_TYPE, FindBiller, ListPayments, PaymentList, PaymentMark, UseCaseError, payments_csv,
    payments_csv_head,
};

use crate::auth::Staff;
use crate::routes::console::answer::failed;
use crate::routes::console::payments::list::{PaymentsQuery, query, today};
use crate::state::App;

/// How many payments are read at a time.
const AT_A_TIME: usize = 200;

enum Place {
    Start,
    After(PaymentMark),
    End,
}

pub async fn csv(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<PaymentsQuery>,
    headers: HeaderMap,
) -> Response {
    let biller = match app.ask(&staff.caller(), FindBiller).await {
        Ok(biller) => biller,
        Err(error) => return failed(&headers, &error),
    };
    let today = today(&biller, &app);
    let filter = query(&asked.filter(today));
    let pages = stream::try_unfold(Place::Start, move |place| {
        let (app, caller, filter) = (app.clone(), staff.caller(), filter.clone());
        async move {
            let (after, head) = match place {
                Place::Start => (None, payments_csv_head()),
                Place::After(mark) => (Some(mark), String::new()),
                Place::End => return Ok::<_, UseCaseError>(None),
            };
            let list = PaymentList { filter, after, limit: AT_A_TIME };
            let found = app.ask(&caller, ListPayments { list }).await?;
            let next = found.next.map_or(Place::End, Place::After);
            Ok(Some((head + &payments_csv(&found.payments), next)))
        }
    });
    let mut response = Body::from_stream(pages).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(CSV_TYPE));
    let name = format!("attachment; filename=\"payments-{today}.csv\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}
