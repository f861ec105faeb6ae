//! Small pieces of the pages about payments.

use leptos::prelude::*;

use crate::pages::Tone;
use crate::pages::payments::Why;

/// The highest possible score.
const BEST: u16 = 1000;

/// A score as a bar and as a number out of a hundred.
pub(crate) fn score(score: u16) -> AnyView {
    let score = score.min(BEST);
    let width = (score / 10).to_string();
    view! {
        <span class="score" data-score=score.to_string()>
            <svg viewBox="0 0 100 6" width="100" height="6" aria-hidden="true" focusable="false">
                <rect class="track" width="100" height="6" rx="3"></rect>
                <rect class="fill" width=width.clone() height="6" rx="3"></rect>
            </svg>
            <span class="num">{width} " of 100"</span>
        </span>
    }
    .into_any()
}

/// Reasons as a list; each colour is also a word.
pub(crate) fn reasons(whys: &[Why]) -> AnyView {
    let rows = whys
        .iter()
        .map(|why| {
            let side = match why.tone {
                Tone::Good => "For: ",
                Tone::Bad => "Against: ",
                Tone::Warn | Tone::Calm => "Unsure: ",
            };
            view! {
                <li data-tone=why.tone.as_str()>
                    <span class="sr">{side}</span>
                    {why.text.clone()}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="whys">{rows}</ul> }.into_any()
}

/// An invoice's reference beside the one in the transfer: the difference is marked.
pub(crate) fn beside(given: Option<&str>, reference: &str) -> AnyView {
    let Some((before, other, after)) = given.and_then(|given| differing(given, reference)) else {
        return view! { <span class="num">{reference.to_owned()}</span> }.into_any();
    };
    let mark = if other.is_empty() {
        // The transfer has a character here that the reference lacks.
        view! { <mark aria-label="one sign fewer">"‸"</mark> }.into_any()
    } else {
        view! { <mark>{other}</mark> }.into_any()
    };
    view! { <span class="num">{before} {mark} {after}</span> }.into_any()
}

/// The part of `reference` in which `given` differs, with the text before and after it. Spaces and punctuation do not
/// count. `None` if they are the same, or have almost nothing in common.
fn differing(given: &str, reference: &str) -> Option<(String, String, String)> {
    let signs = |text: &str| -> Vec<char> {
        text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect()
    };
    let (given, ours) = (signs(given), signs(reference));
    if given == ours {
        return None;
    }
    let same = given.iter().zip(&ours).take_while(|(one, other)| one == other).count();
    let (given_rest, our_rest) = (&given[same..], &ours[same..]);
    let tail = given_rest.iter().rev().zip(our_rest.iter().rev()).take_while(|(one, other)| one == other);
    let tail = tail.count();
    // If more than two characters differ, a mark says nothing.
    if our_rest.len() - tail > 2 || given_rest.len() - tail > 2 {
        return None;
    }
    let text = |signs: &[char]| signs.iter().collect::<String>();
    let end = ours.len() - tail;
    Some((text(&ours[..same]), text(&ours[same..end]), text(&ours[end..])))
}

pub(crate) fn count(many: u64, one: &str, more: &str) -> String {
    if many == 1 { format!("1 {one}") } else { format!("{many} {more}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(given: &str, reference: &str) -> Option<String> {
        differing(given, reference).map(|(before, other, after)| format!("{before}[{other}]{after}"))
    }

    #[test]
    fn what_differs_of_a_reference_is_marked_where_it_differs() {
        for (given, reference, marked) in [
            ("1048 273 4", "1048 2073 4", Some("10482[0]734")),
            ("1048 9073 4", "1048 2073 4", Some("1048[2]0734")),
            ("1048 0273 4", "1048 2073 4", Some("1048[20]734")),
            ("1048 20073 4", "1048 2073 4", Some("104820[]734")),
            ("1048 2073 4", "10482073-4", None),
            ("99", "1048 2073 4", None),
        ] {
            assert_eq!(told(given, reference).as_deref(), marked, "{given}");
        }
    }
}
