//! The hyperlinks that editors placed in documents, against extraction. They are incomplete and sometimes wrong, so
//! they measure recall, and a person's decision stands beside every miss.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use super::adjudication::{self, Adjudicated, Verdict};
use super::gold::records;
use super::report::share;
use super::texts::{LabelledText, read_all};
use super::{EvalError, adjudication::REASONS};
use crate::authority::Authority;
use crate::model::Symbol;

/// A document and the target of a link in it, once each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Name of the text without ending.
    pub file: String,
    /// The words of the first such link.
    pub anchor: String,
    /// The target as the table has it.
    pub linked: String,
}

/// How a link was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The linked document is among the targets found.
    Same,
    /// The link leads to the whole resolution, the text names a lettered part of it: `55/200 B` for `A/RES/55/200`.
    LetteredPart,
    /// The link leads to a range of parts, the text names one of them.
    PartOfRange,
    /// Not found, and a person says that the link does not say what the text says.
    Editors,
    /// Not found, and a person says that it should be.
    Ours,
    /// Not found, and nobody has looked.
    Open,
}

/// The counts of one pair: organ of the document, series of the target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairTally {
    /// Distinct document and target.
    pub links: usize,
    /// Found as linked.
    pub same: usize,
    /// Found as a lettered part of the linked resolution.
    pub lettered: usize,
    /// Found as one part of the linked range.
    pub ranged: usize,
    /// Missed by the editors' fault.
    pub editors: usize,
    /// Missed by ours.
    pub ours: usize,
    /// Missed without decision.
    pub open: usize,
}

impl PairTally {
    /// Returns the share of links that were found as linked.
    pub fn raw(&self) -> f64 {
        share(self.same, self.links)
    }

    /// Returns the share found of the links that say what the text says; parts of the linked resolution count.
    pub fn recall(&self) -> f64 {
        share(self.same + self.lettered + self.ranged, self.links - self.editors)
    }

    fn add(&mut self, answer: Answer) {
        self.links += 1;
        *match answer {
            Answer::Same => &mut self.same,
            Answer::LetteredPart => &mut self.lettered,
            Answer::PartOfRange => &mut self.ranged,
            Answer::Editors => &mut self.editors,
            Answer::Ours => &mut self.ours,
            Answer::Open => &mut self.open,
        } += 1;
    }
}

/// The measure of a table of links.
#[derive(Clone, Debug, Default)]
pub struct LinkReport {
    /// The counts by organ of the document and series of the target.
    pub pairs: BTreeMap<(String, String), PairTally>,
    /// The links that were not found, with the answer.
    pub missed: Vec<(Link, Answer)>,
    /// Links to pages and addresses, which are no documents.
    pub addresses: usize,
    /// Links whose text is not in the folder.
    pub without_text: usize,
    /// Decisions about links that are found, or not in the table.
    pub stale: Vec<Adjudicated>,
}

impl LinkReport {
    /// Returns the counts of all pairs.
    pub fn total(&self) -> PairTally {
        let mut out = PairTally::default();
        for t in self.pairs.values() {
            out.links += t.links;
            out.same += t.same;
            out.lettered += t.lettered;
            out.ranged += t.ranged;
            out.editors += t.editors;
            out.ours += t.ours;
            out.open += t.open;
        }
        out
    }

    /// Returns the pairs, those with most links first.
    pub fn by_size(&self) -> Vec<(&(String, String), &PairTally)> {
        let mut out: Vec<_> = self.pairs.iter().collect();
        out.sort_by_key(|(pair, tally)| (std::cmp::Reverse(tally.links), *pair));
        out
    }
}

/// Measures a table of links (file, …, words, address, target) against the texts of a folder.
///
/// # Errors
///
/// Fails if a file cannot be read or a table is not in its format.
pub fn measure(
    table: &Path,
    texts: &Path,
    adjudicated: Option<&Path>,
    authority: &'static Authority,
) -> Result<LinkReport, EvalError> {
    let decisions = adjudicated.map(adjudication::read).transpose()?.unwrap_or_default();
    let mut by_file: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    for (nth, record) in records(table)?.into_iter().enumerate() {
        let [file, _, _, _, anchor, _, linked] = record.as_slice() else {
            let reason = format!("{} columns instead of 7", record.len());
            return Err(EvalError::Format { path: table.to_owned(), row: nth + 2, reason });
        };
        let file = file.strip_suffix(".json").unwrap_or(file).to_owned();
        let link = Link { file: file.clone(), anchor: anchor.trim().to_owned(), linked: linked.clone() };
        by_file.entry(file).or_default().push(link);
    }
    let mut out = LinkReport::default();
    let (mut known, mut paths) = (Vec::new(), Vec::new());
    for (file, links) in by_file {
        let path = texts.join(format!("{file}.txt"));
        if path.is_file() {
            paths.push(path);
            known.push(links);
        } else {
            out.without_text += links.len();
        }
    }
    let mut used: BTreeSet<(String, String)> = BTreeSet::new();
    for (links, text) in known.into_iter().zip(read_all(&paths, authority)) {
        answer_all(links, &text?, &decisions, &mut used, &mut out);
    }
    out.stale =
        decisions.into_iter().filter(|d| !used.contains(&(d.file.clone(), d.linked.clone()))).collect();
    Ok(out)
}

/// Answers the links of one text.
fn answer_all(
    links: Vec<Link>,
    text: &LabelledText,
    decisions: &[Adjudicated],
    used: &mut BTreeSet<(String, String)>,
    out: &mut LinkReport,
) {
    let found: BTreeSet<&str> =
        text.found.iter().flat_map(|f| &f.citations).map(|c| c.target.document()).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for link in links {
        let Some(symbol) = normal(&link.linked) else {
            out.addresses += usize::from(seen.insert(link.linked.clone()));
            continue;
        };
        if !seen.insert(symbol.to_string()) {
            continue;
        }
        let pair = (organ(&link.file), series(symbol.as_str()));
        let answer = answer(symbol.as_str(), &found).unwrap_or_else(|| {
            let decided = decisions.iter().find(|d| d.file == link.file && d.linked == link.linked);
            used.extend(decided.map(|d| (d.file.clone(), d.linked.clone())));
            match decided.map(|d| d.verdict) {
                Some(Verdict::Editors) => Answer::Editors,
                Some(Verdict::Ours) => Answer::Ours,
                None => Answer::Open,
            }
        });
        out.pairs.entry(pair).or_default().add(answer);
        if answer > Answer::PartOfRange {
            out.missed.push((link, answer));
        }
    }
}

/// Returns how the targets found answer a linked symbol, if they do.
fn answer(linked: &str, found: &BTreeSet<&str>) -> Option<Answer> {
    let letter = |id: &str| id.len() == 1 && id.chars().all(|c| c.is_ascii_uppercase());
    if found.contains(linked) {
        return Some(Answer::Same);
    }
    if found.iter().any(|id| id.strip_prefix(linked).is_some_and(letter)) {
        return Some(Answer::LetteredPart);
    }
    let (first, last) = linked.rsplit_once('-').filter(|(_, last)| letter(last))?;
    let (base, first) = first.split_at_checked(first.len() - 1).filter(|(_, first)| letter(first))?;
    let inside =
        |id: &&str| id.strip_prefix(base).is_some_and(|part| letter(part) && first <= part && part <= last);
    found.iter().any(inside).then_some(Answer::PartOfRange)
}

/// Brings the target of a link to the normal form of symbols: addresses that hold a symbol give it up, and letter
/// case, which the server ignores, is that of the symbol.
fn normal(linked: &str) -> Option<Symbol> {
    let bare = linked.rsplit("symbol=").next().unwrap_or(linked).trim_start_matches('/');
    if bare.contains(':') {
        return None;
    }
    let adopted = ["/res/", "/dec/"].iter().any(|kind| bare.to_lowercase().contains(kind));
    // Body resolutions of programmes print `Res` in small letters: `UNEP/EA.4/Res.1`.
    let bare = if adopted { bare.to_uppercase().replace(' ', "") } else { bare.to_owned() };
    bare.replace("(Part", "(Part ").replace("(PART", "(PART ").parse().ok()
}

/// Returns the organ that a document's name begins with.
fn organ(file: &str) -> String {
    if file.starts_with("A_HRC_") {
        return "A/HRC".to_owned();
    }
    file.split('_').next().unwrap_or(file).to_owned()
}

/// Returns the series of a symbol: resolutions, decisions and statements apart from other documents.
fn series(symbol: &str) -> String {
    let mut parts = symbol.split('/');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if ["HRC", "RES", "DEC", "PRST"].contains(&part) {
            out += "/";
            out += part;
        } else {
            break;
        }
    }
    out
}

impl fmt::Display for LinkReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<24} {:>6} {:>6} {:>6} {:>6} ", "links", "all", "same", "part", "range")?;
        writeln!(f, "{:>8} {:>5} {:>5}  {:>6} {:>6}", "editors", "ours", "open", "raw", "recall")?;
        let total = (("all".to_owned(), String::new()), self.total());
        for ((from, to), t) in self.by_size().into_iter().chain([(&total.0, &total.1)]) {
            let name = if to.is_empty() { from.clone() } else { format!("{from} -> {to}") };
            write!(f, "{name:<24} {:>6} {:>6} {:>6} {:>6} ", t.links, t.same, t.lettered, t.ranged)?;
            write!(f, "{:>8} {:>5} {:>5}  ", t.editors, t.ours, t.open)?;
            writeln!(f, "{:>6.1} {:>6.1}", 100.0 * t.raw(), 100.0 * t.recall())?;
        }
        writeln!(f, "{} links to addresses, {} in texts not here", self.addresses, self.without_text)?;
        for (link, answer) in self.missed.iter().filter(|(_, a)| *a != Answer::Editors) {
            let what = if *answer == Answer::Ours { "ours" } else { "open" };
            writeln!(f, "{what:<9} {} [{}] -> {}", link.file, link.anchor, link.linked)?;
        }
        for row in &self.stale {
            writeln!(f, "stale     {} [{}] -> {}", row.file, row.anchor, row.linked)?;
        }
        Ok(())
    }
}

/// Returns what a reason of a decision means.
pub fn reason(code: &str) -> Option<&'static str> {
    REASONS.iter().find(|(known, _)| *known == code).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_of_links_have_a_normal_form() {
        let check = |linked: &str, symbol: Option<&str>| {
            assert_eq!(normal(linked).as_ref().map(Symbol::as_str), symbol, "{linked}");
        };
        check("A/RES/71/248", Some("A/RES/71/248"));
        check("a/hrc/RES/44/2", Some("A/HRC/RES/44/2"));
        check("/A/RES/66/235b", Some("A/RES/66/235B"));
        check("A/RES/72/90 A-B", Some("A/RES/72/90A-B"));
        check("A/RES/1874(s-iv)", Some("A/RES/1874(S-IV)"));
        check("UNEP/EA.4/Res.1", Some("UNEP/EA.4/Res.1"));
        check("A/75/3(PartI)", Some("A/75/3(Part I)"));
        check("http://www.example.org/view_doc.asp?symbol=A/70/472", Some("A/70/472"));
        check("http://www.example.org/", None);
        check("mailto:lakes@example.org", None);
    }

    #[test]
    fn parts_answer_for_the_whole_and_the_whole_not_for_parts() {
        let found = BTreeSet::from(["A/RES/55/200B", "A/RES/1(I)", "A/RES/56/1"]);
        let check =
            |linked: &str, expected: Option<Answer>| assert_eq!(answer(linked, &found), expected, "{linked}");
        check("A/RES/56/1", Some(Answer::Same));
        check("A/RES/55/200", Some(Answer::LetteredPart));
        check("A/RES/55/200A-C", Some(Answer::PartOfRange));
        check("A/RES/55/200C-F", None);
        check("A/RES/56/1A", None);
        check("A/RES/5", None);
    }

    #[test]
    fn pairs_are_named_by_organ_and_series() {
        assert_eq!((organ("A_HRC_RES_1_1"), organ("A_71_755")), ("A/HRC".to_owned(), "A".to_owned()));
        let check = |symbol: &str, name: &str| assert_eq!(series(symbol), name, "{symbol}");
        check("A/HRC/RES/1/1", "A/HRC/RES");
        check("A/HRC/31/2", "A/HRC");
        check("A/71/755", "A");
        check("S/PRST/2010/1", "S/PRST");
    }
}
