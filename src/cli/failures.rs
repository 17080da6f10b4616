//! What could not be read, without drowning in it: of many files with one reason the first few are named.

use std::collections::BTreeMap;

use super::screen::counted;

/// So many files of one reason are named.
const NAMED: usize = 3;

/// The reasons so far, each with how many files it stopped and how it was told first. Reasons that differ by numbers alone
/// are one.
#[derive(Debug, Default)]
pub(super) struct Failures(BTreeMap<String, (usize, String)>);

impl Failures {
    /// Counts a file; says whether it is to be named.
    pub(super) fn count(&mut self, reason: &str) -> bool {
        let mut make = String::with_capacity(reason.len());
        for c in reason.chars() {
            let c = if c.is_ascii_digit() { '0' } else { c };
            if c != '0' || !make.ends_with('0') {
                make.push(c);
            }
        }
        let (count, _) = self.0.entry(make).or_insert_with(|| (0, reason.to_owned()));
        *count += 1;
        *count <= NAMED
    }

    /// Returns lines about the files that were not named, by reason.
    pub(super) fn rest(&self, has_report: bool) -> Vec<String> {
        let more = self.0.values().filter(|(count, _)| *count > NAMED);
        let mut lines: Vec<String> = more
            .map(|(count, reason)| {
                let others = counted(count - NAMED, "more file");
                format!("{others}, {count} in all: {reason}")
            })
            .collect();
        if !lines.is_empty() && !has_report {
            lines.push("add --report FILE.csv to have all of them named".to_owned());
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_with_one_reason_are_one_line() {
        let mut failures = Failures::default();
        let named: Vec<bool> =
            (0..40).map(|n| failures.count(&format!("a zero byte at offset {n}"))).collect();
        assert_eq!(named.iter().filter(|named| **named).count(), 3);
        assert!(failures.count("the file is empty"));
        let told = "37 more files, 40 in all: a zero byte at offset 0";
        assert_eq!(failures.rest(true), [told]);
        assert_eq!(failures.rest(false), [told, "add --report FILE.csv to have all of them named"]);
        assert!(Failures::default().rest(false).is_empty());
    }
}
