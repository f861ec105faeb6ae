//! How to reach the biller outside the page: links that write or dial.

use leptos::prelude::*;

/// A link that writes to an address.
pub fn email_link(email: String) -> impl IntoView {
    view! { <a href=format!("mailto:{email}")>{email.clone()}</a> }
}

/// A link that dials a telephone number.
pub fn phone_link(phone: String) -> impl IntoView {
    view! { <a href=format!("tel:{}", dialled(&phone))>{phone.clone()}</a> }
}

/// A telephone number as a link dials it.
fn dialled(phone: &str) -> String {
    phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}
