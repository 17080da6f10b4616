//! Compares the signatories read from a letter with the entries a person read.

use std::fmt;

use serde::Deserialize;

use crate::model::{Certainty, Signature};

/// One entry as a person read it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldSignatory {
    /// The usual name.
    pub canonical_name: String,
    /// The words as printed; a line break within the entry is ` ⏎ `.
    pub as_printed: String,
    /// `certain`, `probable` or `uncertain`, perhaps with a remark.
    pub certainty: String,
    /// The acronym, perhaps with a remark in brackets; empty where there is none.
    pub acronym: String,
    /// What happened to the line (`merged;hyphen`); empty where nothing did.
    pub damage: String,
}

impl GoldSignatory {
    /// Reads the tab-separated rows of a gold file.
    ///
    /// # Errors
    ///
    /// Fails on the first row without the columns needed.
    pub fn read(table: &str) -> Result<Vec<GoldSignatory>, csv::Error> {
        csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .from_reader(table.as_bytes())
            .deserialize()
            .collect()
    }

    /// Returns whether names were run together or torn apart on the lines of this entry.
    pub fn is_damaged(&self) -> bool {
        self.damage.split(';').any(|d| d == "merged" || d == "split")
    }

    /// Returns the acronym that is printed, without the remarks of the gold file.
    fn printed_acronym(&self) -> Option<&str> {
        let (acronym, remark) = self.acronym.split_once('(').unwrap_or((&self.acronym, ""));
        if remark.starts_with("not printed") {
            return None;
        }
        let printed = remark.strip_prefix("printed ").map_or(acronym, |r| r.trim_end_matches(')'));
        Some(printed.trim()).filter(|a| !a.is_empty())
    }

    fn certainty(&self) -> Option<Certainty> {
        let word = self.certainty.split([' ', ';']).next().unwrap_or_default();
        word.parse().ok()
    }
}

/// A count out of a total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Cases that are right.
    pub right: usize,
    /// All cases.
    pub all: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = if self.all == 0 { 100.0 } else { 100.0 * self.right as f64 / self.all as f64 };
        write!(f, "{:>4} of {:>4} {percent:>6.1} %", self.right, self.all)
    }
}

/// How a reading of a signatory list compares with gold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignatoryReport {
    /// Gold entries found with just their printed words.
    pub exact: Share,
    /// The same on lines that were not damaged.
    pub undamaged: Share,
    /// The same on lines where names were run together or torn apart.
    pub damaged: Share,
    /// Printed forms that gold does not have.
    pub invented: Vec<String>,
    /// Printed forms that gold does not have, but which the reading itself calls uncertain.
    pub left_open: Vec<String>,
    /// Gold entries that were not found.
    pub missed: Vec<String>,
    /// Usual names right, among exact entries.
    pub names: Share,
    /// Usual names that differ: found, then gold.
    pub wrong_names: Vec<(String, String)>,
    /// Acronyms right, among exact entries.
    pub acronyms: Share,
    /// Acronyms that differ: found, then gold.
    pub wrong_acronyms: Vec<(String, String)>,
    /// Certainty right, among exact entries.
    pub certainty: Share,
}

/// Compares signatures with gold; an entry is exact if the folded printed words are the same. Each is used once.
pub fn compare(found: &[Signature], gold: &[GoldSignatory]) -> SignatoryReport {
    let mut report = SignatoryReport::default();
    let keys: Vec<String> = found.iter().map(|s| fold(&s.as_printed)).collect();
    let mut used = vec![false; found.len()];
    for entry in gold {
        let key = fold(&entry.as_printed);
        let hit = (0..found.len()).find(|i| !used[*i] && keys[*i] == key);
        report.exact.count(hit.is_some());
        if entry.is_damaged() {
            report.damaged.count(hit.is_some());
        } else {
            report.undamaged.count(hit.is_some());
        }
        let Some(hit) = hit else {
            report.missed.push(entry.as_printed.clone());
            continue;
        };
        used[hit] = true;
        let signature = &found[hit];
        let name_right = fold(&signature.name) == fold(&entry.canonical_name);
        report.names.count(name_right);
        if !name_right {
            report.wrong_names.push((signature.name.clone(), entry.canonical_name.clone()));
        }
        let acronym = entry.printed_acronym();
        let acronym_right = signature.acronym.as_deref() == acronym;
        report.acronyms.count(acronym_right);
        if !acronym_right {
            let found = signature.acronym.clone().unwrap_or_default();
            report.wrong_acronyms.push((found, acronym.unwrap_or_default().to_owned()));
        }
        report.certainty.count(entry.certainty() == Some(signature.certainty));
    }
    for (signature, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
        let list = match signature.certainty {
            Certainty::Uncertain => &mut report.left_open,
            Certainty::Certain | Certainty::Probable => &mut report.invented,
        };
        list.push(signature.as_printed.clone());
    }
    report
}

/// Folds white space and hyphens: how a reader cleans them is no difference between readings.
fn fold(text: &str) -> String {
    let hyphens = text.replace("-\u{2010}", "-").replace(['\u{2010}', '\u{2011}'], "-");
    hyphens.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for SignatoryReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "entries exact      {}", self.exact)?;
        writeln!(f, "  undamaged lines  {}", self.undamaged)?;
        writeln!(f, "  damaged lines    {}", self.damaged)?;
        writeln!(f, "usual name right   {}", self.names)?;
        writeln!(f, "acronym right      {}", self.acronyms)?;
        writeln!(f, "certainty right    {}", self.certainty)?;
        writeln!(f, "entries invented   {:>4}", self.invented.len())?;
        writeln!(f, "lines left open    {:>4}", self.left_open.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn signature(name: &str, printed: &str, certainty: Certainty) -> Signature {
        Signature {
            name: name.to_owned(),
            as_printed: printed.to_owned(),
            certainty,
            organisation: true,
            acronym: None,
            aliases: Vec::new(),
            location: None,
            span: Span::default(),
            rule: String::new(),
            note: None,
        }
    }

    const GOLD: &str = "canonical_name\tas_printed\tcertainty\tkind\tacronym\tlocation\tseed_lines\tdamage\tnote\n\
        Lake Forum\tLake Forum \"LF\"\tcertain\torganisation\tLF (not printed)\t\t1\t\t\n\
        Pond-Life\tPond-\u{2010}Life\tcertain as an entry\torganisation\t\t\t2\tmerged;hyphen\t\n\
        River Union\tRiver Union\tprobable\torganisation\tRU\t\t2\tmerged\t\n";

    #[test]
    fn entries_are_counted_by_damage_and_inventions_are_named() {
        let gold = GoldSignatory::read(GOLD).expect("the table is well formed");
        let found = [
            signature("Lake Forum", "Lake Forum  \"LF\"", Certainty::Certain),
            signature("Pond-Life", "Pond-Life", Certainty::Certain),
            signature("River", "River", Certainty::Probable),
            signature("Union", "Union", Certainty::Uncertain),
        ];
        let report = compare(&found, &gold);
        assert_eq!(report.exact, Share { right: 2, all: 3 });
        assert_eq!(report.undamaged, Share { right: 1, all: 1 });
        assert_eq!(report.damaged, Share { right: 1, all: 2 });
        assert_eq!((report.invented, report.left_open), (vec!["River".to_owned()], vec!["Union".to_owned()]));
        assert_eq!(report.acronyms, Share { right: 2, all: 2 });
        assert_eq!(report.certainty, Share { right: 2, all: 2 });
    }
}
