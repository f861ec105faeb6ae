//! Other ways to reach the biller: links for e-mail and telephone.

use leptos::prelude::*;

pub fn email_link(email: String) -> impl IntoView {
    view! { <a href=format!("mailto:{email}")>{email.clone()}</a> }
}

pub fn phone_link(phone: String) -> impl IntoView {
    view! { <a href=format!("tel:{}", dialled(&phone))>{phone.clone()}</a> }
}

/// A telephone number in the form of a link.
fn dialled(phone: &str) -> String {
    phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}
