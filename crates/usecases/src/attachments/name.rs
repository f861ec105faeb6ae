//! File names: as users give them and as they are stored.

/// The longest stored name, in characters with its ending.
pub const MAX_NAME_CHARS: usize = 120;

/// The last part of a path, without invisible characters and those that change the direction of text. It gets the first
/// of `endings` if it has none of them.
#[must_use]
pub fn clean_name(raw: &str, endings: &[&str]) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|character| !is_unseen(*character)).collect();
    let spaced = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = spaced.trim_matches(['.', ' ']);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, given)) => match endings.iter().find(|ending| ending.eq_ignore_ascii_case(given)) {
            Some(ending) => (stem, *ending),
            None => (name, endings.first().copied().unwrap_or_default()),
        },
        // The name is only dots and an ending.
        None if spaced.starts_with('.') && endings.iter().any(|ending| ending.eq_ignore_ascii_case(name)) => {
            ("", endings.first().copied().unwrap_or_default())
        }
        None => (name, endings.first().copied().unwrap_or_default()),
    };
    let room = MAX_NAME_CHARS.saturating_sub(ending.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    let stem = stem.trim_matches(['.', ' ']);
    format!("{}.{ending}", if stem.is_empty() { "file" } else { stem })
}

/// Control characters, and those that have no width, change the direction of text, break a line, or are not assigned:
/// they can make a name look like another one.
fn is_unseen(character: char) -> bool {
    let replaced_by_space = matches!(character, '\t' | '\n' | '\r');
    (character.is_control() && !replaced_by_space)
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{fff0}'..='\u{ffff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[&str] = &["png"];
    const JPEG: &[&str] = &["jpg", "jpeg"];

    #[test]
    fn ordinary_names_stay() {
        assert_eq!(clean_name("Zählerstand März.png", PNG), "Zählerstand März.png");
        assert_eq!(clean_name("photo.JPEG", JPEG), "photo.jpeg");
        assert_eq!(clean_name("电表 2026.jpg", JPEG), "电表 2026.jpg");
    }

    #[test]
    fn paths_and_what_hides_go() {
        for (raw, kept) in [
            ("../../etc/passwd.png", "passwd.png"),
            ("C:\\Users\\anna\\meter.png", "meter.png"),
            ("meter\u{202e}gnp.exe.png", "metergnp.exe.png"),
            ("me\u{0}ter\u{7}.png", "meter.png"),
            ("two\nlines\tand more.png", "two lines and more.png"),
            ("..png", "file.png"),
            ("png", "png.png"),
            (".", "file.png"),
            ("", "file.png"),
            ("\u{200b}\u{feff}.png", "file.png"),
            ("  spaced   out  .png", "spaced out.png"),
        ] {
            assert_eq!(clean_name(raw, PNG), kept, "{raw:?}");
        }
    }

    #[test]
    fn a_name_ends_as_what_the_file_is() {
        assert_eq!(clean_name("invoice.pdf.exe", PNG), "invoice.pdf.exe.png");
        assert_eq!(clean_name("page.html", JPEG), "page.html.jpg");
        assert_eq!(clean_name("noending", PNG), "noending.png");
    }

    #[test]
    fn long_names_keep_their_ending() {
        let name = clean_name(&format!("{}.jpeg", "å".repeat(500)), JPEG);
        assert_eq!(name.chars().count(), MAX_NAME_CHARS);
        assert!(name.ends_with(".jpeg"));
    }
}
