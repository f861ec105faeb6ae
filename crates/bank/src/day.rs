//! Days as banks write them.

use domain::Date;

/// The date. The 29th of February in a common year, and the 30th, give the last of February: some banks count interest
/// in months of thirty days and use such dates.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().or_else(|| {
        let last_of_february = month == 2 && matches!(day, 29 | 30);
        last_of_february.then(|| Date::new(year, month, 1).ok().map(Date::last_of_month)).flatten()
    })
}

/// Exactly `2026-11-30`.
pub(crate) fn iso(text: &str) -> Option<Date> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    day(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::iso;

    #[test]
    fn february_ends_where_it_ends() {
        for (text, meant) in [
            ("2026-02-30", "2026-02-28"),
            ("2026-02-29", "2026-02-28"),
            ("2028-02-30", "2028-02-29"),
            ("2028-02-29", "2028-02-29"),
            ("2026-11-30", "2026-11-30"),
        ] {
            assert_eq!(iso(text).unwrap().to_string(), meant, "{text}");
        }
        for text in
            ["2026-02-31", "2026-04-31", "2026-00-01", "2026-2-1", "26-02-01", "2026/02/01", "å026-02-0"]
        {
            assert_eq!(iso(text), None, "{text}");
        }
    }
}
