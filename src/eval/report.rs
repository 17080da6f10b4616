//! The report of a comparison, as a person reads it.

use std::collections::BTreeMap;
use std::fmt;

use super::calibration::Calibration;
use super::edges::Edges;
use super::gold::GoldRow;
use super::matching::{Outcome, Pair};
use super::metadata::MetadataCheck;
use super::signatories::SignatoryReport;
use crate::model::Relation;

/// The comparison of one labelled file.
#[derive(Debug)]
pub struct DocumentReport {
    /// Name of the labelled file.
    pub name: String,
    /// The comparison.
    pub outcome: Outcome,
}

/// The comparison of a folder.
#[derive(Debug, Default)]
pub struct Report {
    /// One for each labelled file.
    pub documents: Vec<DocumentReport>,
    /// The edges of all files: document and target, once each.
    pub edges: Edges,
    /// One for each labelled field of metadata.
    pub metadata: Vec<MetadataCheck>,
    /// The reading of a labelled signatory list, once for each knowledge it was read with.
    pub signatories: Vec<(&'static str, SignatoryReport)>,
}

/// Counts of one class or document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Labelled references.
    pub gold: usize,
    /// Labelled references that were found with the right target.
    pub found: usize,
    /// Found references that no label has.
    pub spurious: usize,
    /// Found ones with the right relation.
    pub relation: usize,
    /// Found ones with the right printed verb.
    pub verb: usize,
    /// Found ones with the right paragraph.
    pub para: usize,
    /// Found ones with the right words.
    pub surface: usize,
}

impl Tally {
    /// Returns the share of labels that were found, 0 to 1.
    pub fn recall(&self) -> f64 {
        share(self.found, self.gold)
    }

    /// Returns the share of found references that have a label, 0 to 1.
    pub fn precision(&self) -> f64 {
        share(self.found, self.found + self.spurious)
    }

    /// Returns the harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn pair(&mut self, pair: &Pair) {
        self.gold += 1;
        self.found += 1;
        self.relation += usize::from(pair.relation());
        self.verb += usize::from(pair.verb());
        self.para += usize::from(pair.para());
        self.surface += usize::from(pair.surface());
    }
}

/// Nothing out of nothing is whole: a class without labels has no fault.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Report {
    /// Returns the counts by class, as the labels name it.
    pub fn by_class(&self) -> BTreeMap<String, Tally> {
        let mut out: BTreeMap<String, Tally> = BTreeMap::new();
        for outcome in self.documents.iter().map(|d| &d.outcome) {
            for pair in &outcome.pairs {
                out.entry(pair.gold.class.clone()).or_default().pair(pair);
            }
            for row in &outcome.missed {
                out.entry(row.class.clone()).or_default().gold += 1;
            }
            for citation in &outcome.spurious {
                out.entry(citation.class.as_str().to_owned()).or_default().spurious += 1;
            }
        }
        out
    }

    /// Returns the counts of the whole.
    pub fn total(&self) -> Tally {
        let mut out = Tally::default();
        for tally in self.documents.iter().map(DocumentReport::tally) {
            out.gold += tally.gold;
            out.found += tally.found;
            out.spurious += tally.spurious;
            out.relation += tally.relation;
            out.verb += tally.verb;
            out.para += tally.para;
            out.surface += tally.surface;
        }
        out
    }

    /// Returns the number of references whose place does not give back their words.
    pub fn misplaced(&self) -> usize {
        self.documents.iter().map(|d| d.outcome.misplaced.len()).sum()
    }

    /// Returns how many found edges no label has, open sets aside.
    pub fn spurious_edges(&self) -> usize {
        let edges = [Relation::Recalls, Relation::Cites, Relation::AdoptedOnReport, Relation::About];
        let spurious = self.documents.iter().flat_map(|d| &d.outcome.spurious);
        spurious.filter(|c| edges.contains(&c.relation) && !c.target.is_set()).count()
    }
}

impl DocumentReport {
    /// Returns the counts of the document.
    pub fn tally(&self) -> Tally {
        let mut out = Tally::default();
        for pair in &self.outcome.pairs {
            out.pair(pair);
        }
        out.gold += self.outcome.missed.len();
        out.spurious += self.outcome.spurious.len();
        out
    }
}

fn head(f: &mut fmt::Formatter<'_>, title: &str) -> fmt::Result {
    write!(f, "{title:<30} {:>5} {:>5} {:>5}  ", "gold", "found", "extra")?;
    write!(f, "{:>6} {:>6} {:>6}  ", "prec", "recall", "F1")?;
    writeln!(f, "{:>6} {:>6} {:>6} {:>6}", "rel", "verb", "para", "words")
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, t: &Tally) -> fmt::Result {
    let percent = |part| 100.0 * share(part, t.found);
    write!(f, "{name:<30} {:>5} {:>5} {:>5}  ", t.gold, t.found, t.spurious)?;
    write!(f, "{:>6.1} {:>6.1} {:>6.1}  ", 100.0 * t.precision(), 100.0 * t.recall(), 100.0 * t.f1())?;
    write!(f, "{:>6.1} {:>6.1} ", percent(t.relation), percent(t.verb))?;
    writeln!(f, "{:>6.1} {:>6.1}", percent(t.para), percent(t.surface))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        head(f, "by class")?;
        for (class, tally) in self.by_class() {
            line(f, &class, &tally)?;
        }
        writeln!(f)?;
        head(f, "by document")?;
        for document in &self.documents {
            line(f, &document.name, &document.tally())?;
        }
        line(f, "total", &self.total())?;
        if !self.metadata.is_empty() {
            let right = self.metadata.iter().filter(|m| m.right()).count();
            writeln!(f, "\nmetadata: {right} of {} fields right", self.metadata.len())?;
            for wrong in self.metadata.iter().filter(|m| !m.right()) {
                let MetadataCheck { doc, field, gold, found } = wrong;
                writeln!(f, "  {doc} {field}: gold '{gold}', found '{found}'")?;
            }
        }
        for (knowledge, report) in &self.signatories {
            writeln!(f, "\nsignatories, {knowledge}\n{report}")?;
        }
        writeln!(f, "\n{}", self.edges)?;
        writeln!(f, "{}", Calibration::of(&self.edges))?;
        self.documents.iter().try_for_each(|document| faults(f, document))
    }
}

fn faults(f: &mut fmt::Formatter<'_>, document: &DocumentReport) -> fmt::Result {
    let DocumentReport { name, outcome } = document;
    for row in &outcome.missed {
        let GoldRow { para, line, class, surface, target, .. } = row;
        writeln!(f, "missed    {name} {para} L{line} [{class}] {surface} -> {target}")?;
    }
    for c in &outcome.spurious {
        write!(f, "spurious  {name} {} [{}] {} -> {} ", c.para, c.class, c.surface, c.target)?;
        writeln!(f, "({}, {})", c.relation, c.rule)?;
    }
    for c in &outcome.misplaced {
        writeln!(f, "misplaced {name} {} {}..{} {}", c.para, c.span.start, c.span.end, c.surface)?;
    }
    for pair in &outcome.pairs {
        let verb = pair.found.verb.as_ref().map_or("", |v| v.printed.as_str());
        let via = pair.found.via.to_string();
        let gold = &pair.gold;
        let parts = [
            (pair.relation(), "relation", gold.relation.as_str(), pair.found.relation.as_str()),
            (pair.verb(), "verb", gold.verb.as_str(), verb),
            (pair.para(), "para", gold.para.as_str(), pair.found.para.as_str()),
            (pair.surface(), "words", gold.surface.as_str(), pair.found.surface.as_str()),
            (pair.via(), "via", gold.via.as_str(), via.as_str()),
        ];
        for (_, what, label, found) in parts.into_iter().filter(|p| !p.0) {
            write!(f, "{what:<9} {name} {} L{} {}: ", gold.para, gold.line, gold.target)?;
            writeln!(f, "gold '{label}', found '{found}'")?;
        }
    }
    Ok(())
}
