//! How much one archive may unpack to, with all that nests in it. Counted by what archives say of their entries, in the order
//! of these, so that the same archive stops at the same entry on every machine and any number of threads.

use super::{ArchiveError, Entry, LARGEST};

/// Entries of an archive.
const ENTRIES: usize = 200_000;
/// So many times its packed size an entry may grow: text grows ten times, DEFLATE at most a thousand.
const RATIO: u64 = 250;
/// What is shorter may grow as it likes.
const SMALL: u64 = 16 << 20;
/// Bytes that all entries together may grow to, whatever the size of the archive.
const LEAST: u64 = 1 << 30;

/// What is left of it.
#[derive(Debug, Default)]
pub struct Allowance {
    entries: usize,
    limit: u64,
    bytes: u64,
}

impl Allowance {
    /// The allowance of an archive of so many bytes.
    pub fn new(length: u64) -> Self {
        let limit = length.saturating_mul(RATIO).max(LEAST);
        Self { entries: ENTRIES, limit, bytes: limit }
    }

    /// Takes the entries of one more archive off.
    ///
    /// # Errors
    ///
    /// Fails if there are too many.
    pub fn open(&mut self, entries: usize) -> Result<(), ArchiveError> {
        self.entries = self.entries.checked_sub(entries).ok_or(ArchiveError::Many(ENTRIES))?;
        Ok(())
    }

    /// Takes one entry off; `behind` counts those to come.
    ///
    /// # Errors
    ///
    /// Fails if it is too long, by itself or with what was taken before.
    pub fn take(&mut self, entry: &Entry, behind: impl FnOnce() -> usize) -> Result<(), ArchiveError> {
        if entry.size > LARGEST {
            return Err(ArchiveError::TooLong(LARGEST));
        }
        if entry.size > SMALL && entry.size / RATIO > entry.packed {
            return Err(ArchiveError::Ratio(RATIO));
        }
        let left = self.bytes.checked_sub(entry.size);
        self.bytes = left.ok_or_else(|| ArchiveError::Total { limit: self.limit, behind: behind() })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::EntryKind;
    use super::*;

    fn check(allowance: &mut Allowance, packed: u64, size: u64, expected: &str) {
        let entry = Entry { index: 0, name: Ok("a".to_owned()), kind: EntryKind::File, packed, size };
        let said = allowance.take(&entry, || 7).map_or_else(|error| error.to_string(), |()| String::new());
        assert!(said.contains(expected) && said.is_empty() == expected.is_empty(), "{packed} {size}: {said}");
    }

    #[test]
    fn bombs_are_refused_and_documents_are_not() {
        let mut allowance = Allowance::new(1 << 20);
        check(&mut allowance, 1 << 10, 1 << 20, "");
        check(&mut allowance, 1 << 20, 200 << 20, "");
        check(&mut allowance, 1 << 20, 255 << 20, "250 times");
        check(&mut allowance, 1 << 30, 257 << 20, "longer than 256 MB");
        check(&mut allowance, 4 << 20, 250 << 20, "");
        check(&mut allowance, 4 << 20, 250 << 20, "");
        check(&mut allowance, 4 << 20, 250 << 20, "");
        check(&mut allowance, 4 << 20, 250 << 20, "the 7 behind it");
        check(&mut allowance, 1 << 10, 1 << 20, "");
        assert!(allowance.open(200_000).is_ok());
        assert!(allowance.open(1).is_err());
    }
}
