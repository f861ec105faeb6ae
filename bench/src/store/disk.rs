//! The speed of the disk, on which every durable figure depends.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use super::rate::Rate;

/// Appends a page and syncs it to the disk, again and again for so long.
pub fn fdatasync(folder: &Path, for_so_long: Duration) -> Result<Rate> {
    let path = folder.join("fdatasync");
    let mut file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    let page = [0x5a; 4096];
    let began = Instant::now();
    let mut count = 0;
    while began.elapsed() < for_so_long {
        file.write_all(&page)?;
        file.sync_data()?;
        count += 1;
    }
    let rate = Rate::new(count, began.elapsed());
    drop(file);
    std::fs::remove_file(path)?;
    Ok(rate)
}
