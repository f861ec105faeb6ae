//! The style sheets: `style/main.css` of the payer's pages and `style/console.css` of the staff's, each with the files
//! it imports in their place.

use super::{
    asset::{Asset, Place},
    browser::minified,
};
use crate::{setup::Packages, workspace};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The sources, and the names that pages know them by.
const SHEETS: &[(&str, &str)] = &[("main.css", "billow.css"), ("console.css", "console.css")];

/// The sheets and the fonts and pictures they name.
pub fn build(packages: Option<&Packages>) -> Result<Vec<Asset>> {
    let mut assets: Vec<Asset> = Vec::new();
    for (source, name) in SHEETS {
        let (sheet, named) = joined(&workspace::root().join("style").join(source))?;
        let mut bytes = sheet.into_bytes();
        if let Some(packages) = packages {
            let whole = workspace::target().join("wasm/bound").join(name);
            fs::write(&whole, &bytes)?;
            bytes = minified(&mut packages.program("esbuild"), &whole)?.into_bytes();
        }
        assets.push(Asset { name: (*name).into(), bytes, place: Place::Hashed });
        for asset in named {
            if !assets.iter().any(|known| known.path() == asset.path()) {
                assets.push(asset);
            }
        }
    }
    Ok(assets)
}

/// The sheet in which every `@import "file.css";` line is replaced by that file, and every `url("file")` by the path
/// under which it is served.
fn joined(main: &Path) -> Result<(String, Vec<Asset>)> {
    let mut joined = Joined { text: String::new(), assets: Vec::new(), open: Vec::new() };
    joined.append(main)?;
    Ok((joined.text, joined.assets))
}

struct Joined {
    text: String,
    assets: Vec<Asset>,
    /// The files being read, outermost first.
    open: Vec<PathBuf>,
}

impl Joined {
    fn append(&mut self, file: &Path) -> Result<()> {
        if self.open.iter().any(|open| open == file) {
            bail!("{} imports itself", file.display());
        }
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let directory = file.parent().unwrap_or(Path::new("")).to_path_buf();
        self.open.push(file.to_path_buf());
        for line in text.lines() {
            match line.trim().strip_prefix("@import") {
                Some(rest) => {
                    let name = rest.trim().trim_end_matches(';').trim_matches('"');
                    if name.contains(['"', '(', ' ']) {
                        bail!("{}: only `@import \"file.css\";` is understood, not: {line}", file.display());
                    }
                    self.append(&directory.join(name))?;
                }
                None => {
                    let line = self
                        .with_paths(line, &directory)
                        .with_context(|| format!("in {}", file.display()))?;
                    self.text.push_str(&line);
                    self.text.push('\n');
                }
            }
        }
        self.open.pop();
        Ok(())
    }

    /// The line with the files it names hashed; `data:` and `#` references stay.
    fn with_paths(&mut self, line: &str, directory: &Path) -> Result<String> {
        const START: &str = "url(\"";
        let mut rest = line;
        let mut done = String::new();
        while let Some((before, after)) = rest.split_once(START) {
            let (name, after) = after.split_once('"').context("url(\" without its closing quote")?;
            done.push_str(before);
            done.push_str(START);
            if name.starts_with("data:") || name.starts_with('#') {
                done.push_str(name);
            } else {
                let path = directory.join(name);
                let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                let name = name.rsplit('/').next().unwrap_or(name);
                let asset = Asset { name: name.into(), bytes, place: Place::Hashed };
                done.push_str(&asset.path());
                if !self.assets.iter().any(|known| known.path() == asset.path()) {
                    self.assets.push(asset);
                }
            }
            done.push('"');
            rest = after;
        }
        done.push_str(rest);
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn imports_are_put_in_place_and_files_get_their_served_path() {
        let style = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(style.path().join(name), text).unwrap();
        write("main.css", "@import \"base.css\";\n.page { color: red }\n");
        write("base.css", "@font-face { src: url(\"text.woff2\") }\n");
        write("text.woff2", "font");
        let (text, assets) = joined(&style.path().join("main.css")).unwrap();
        assert_eq!(assets.len(), 1);
        assert_eq!(
            text,
            format!("@font-face {{ src: url(\"{}\") }}\n.page {{ color: red }}\n", assets[0].path())
        );
    }

    #[test]
    fn a_sheet_that_imports_itself_and_one_that_is_missing_are_named() {
        let style = tempfile::tempdir().unwrap();
        let main = style.path().join("main.css");
        fs::write(&main, "@import \"main.css\";").unwrap();
        assert!(joined(&main).unwrap_err().to_string().contains("main.css"));
        fs::write(&main, "@import \"absent.css\";").unwrap();
        assert!(joined(&main).unwrap_err().to_string().contains("absent.css"));
    }
}
