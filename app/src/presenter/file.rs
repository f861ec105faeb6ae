//! Attachments.

use domain::invoices::wire::Attachment;

/// An attachment as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub href: String,
    pub name: String,
    /// Whether it is a picture, which is shown.
    pub picture: bool,
    /// The size as text: `840 kB`. The units are the same in every language here.
    pub size: String,
}

/// The attachments of an invoice whose page is at `base`.
pub fn files(base: &str, attachments: &[Attachment]) -> Vec<File> {
    let file = |file: &Attachment| File {
        href: [base, "/attachments/", &file.id.to_string()].concat(),
        name: file.name.clone(),
        picture: file.media_type.starts_with("image/"),
        size: size(file.size),
    };
    attachments.iter().map(file).collect()
}

/// Whole kilobytes or megabytes; nobody needs decimals here.
pub fn size(bytes: i64) -> String {
    let kilobytes = (bytes + 999) / 1000;
    if kilobytes < 1000 {
        [&kilobytes.to_string(), "\u{a0}kB"].concat()
    } else {
        [&((kilobytes + 500) / 1000).to_string(), "\u{a0}MB"].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_whole_units() {
        for (bytes, told) in [
            (0, "0\u{a0}kB"),
            (1, "1\u{a0}kB"),
            (840_001, "841\u{a0}kB"),
            (999_000, "999\u{a0}kB"),
            (1_000_000, "1\u{a0}MB"),
            (10_485_760, "10\u{a0}MB"),
        ] {
            assert_eq!(size(bytes), told);
        }
    }
}
