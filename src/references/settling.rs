//! What all documents together make of references that one document alone could not resolve, or not well: a pure
//! function of what was read, so that the order in which documents came leaves no trace.
//!
//! Each rule has a name, as the rules of reading have. S1: a quoted title is the title of one document. S2: a quoted
//! title is a name that another document gives to what it cites. S3: a resolution that was adopted in lettered parts means
//! those parts. S4: the date that is printed with a number is the date of one document with that number. S5: the
//! document of that number has another date than the one printed; the target stays, and is flagged.

use std::collections::{BTreeMap, BTreeSet};

use super::contradictions::{self, lost};
use super::titles::{self, letters};
use crate::authority::{Authority, NameUse, Number, ocr};
use crate::model::{
    Asked, Confidence, Date, HeldReading, HeldReference, Id, KnownDocument, KnownName, NodeId, Relation,
    Settlement, Warning,
};

/// A target found among the documents that were read, with its rule.
struct Found {
    target: Id,
    rule: &'static str,
    percent: u8,
    warning: Option<Warning>,
}

impl Found {
    fn new(target: Id, rule: &'static str, percent: u8) -> Self {
        Self { target, rule, percent, warning: None }
    }
}

/// All that is known by now.
pub struct Knowledge {
    authority: &'static Authority,
    documents: BTreeMap<Id, Dates>,
    titles: BTreeMap<String, BTreeSet<Id>>,
    /// Names that documents give, without letter case, with the giving document and what is named.
    names: BTreeMap<String, BTreeSet<(Id, Id)>>,
    /// Resolutions that were adopted in lettered parts, with the parts that were read.
    parts: BTreeMap<Id, Vec<Id>>,
    /// Documents by day of adoption.
    days: BTreeMap<Date, Vec<Id>>,
}

#[derive(Clone, Copy)]
struct Dates {
    adopted: Option<Date>,
    date: Option<Date>,
}

impl Knowledge {
    /// Gathers what documents and tables say, and what references print of the dates of documents.
    pub fn of(
        documents: &[KnownDocument],
        names: &[KnownName],
        printed: &PrintedDates,
        authority: &'static Authority,
    ) -> Self {
        let mut all = Self {
            authority,
            documents: BTreeMap::new(),
            titles: BTreeMap::new(),
            names: BTreeMap::new(),
            parts: BTreeMap::new(),
            days: BTreeMap::new(),
        };
        for known in documents {
            if let Some(title) = known.title.as_deref().map(letters::<String>).filter(|t| !t.is_empty()) {
                all.titles.entry(title).or_default().insert(known.id.clone());
            }
            let adopted = known.adopted.filter(|date| all.may_be_of(&known.id, *date));
            let adopted = adopted.filter(|date| !printed.outvote(&known.id, *date));
            let dates = Dates { adopted, date: known.date };
            if all.documents.insert(known.id.clone(), dates).is_some() {
                continue;
            }
            if let Some(whole) = whole(known.id.as_str()) {
                all.parts.entry(whole).or_default().push(known.id.clone());
            }
            if let Some(day) = adopted.filter(|d| d.day().is_some()) {
                all.days.entry(day).or_default().push(known.id.clone());
            }
        }
        for name in names {
            let given = (Id::from(&name.document), Id::from(&name.node));
            all.names.entry(bare(&name.name)).or_default().insert(given);
        }
        all
    }

    /// A date that its own number contradicts was read elsewhere on the page.
    fn may_be_of(&self, id: &Id, date: Date) -> bool {
        contradictions::numbered(id.as_str(), self.authority).is_none_or(|(body, number, decision)| {
            let claim =
                contradictions::Claim { body, number: &number, decision, date: Some(date), citing: None };
            contradictions::date_agrees(&claim)
        })
    }

    /// Returns what is known of a reference beyond what was read: the targets in place of the one that was read, by
    /// id; none where nothing is added.
    pub fn settle(&self, held: &HeldReference) -> Vec<Settlement> {
        let mut found = match &held.reading {
            HeldReading::Open(asked, place) => {
                let placed = |found: Found| match place {
                    Some(place) => Found { target: found.target.with_place(place), ..found },
                    None => found,
                };
                self.open(held, asked).into_iter().map(placed).collect()
            }
            HeldReading::Target { target, confidence, warning, .. } => {
                self.number(held, target, *confidence, warning.as_ref())
            }
        };
        found.sort_by(|a, b| a.target.cmp(&b.target));
        let settled = found.into_iter().map(|found| Settlement {
            row: held.row,
            source: held.source.clone(),
            relation: match found.target.as_str() == held.document.as_str() && held.relation.is_edge() {
                true => Relation::SelfReference,
                false => held.relation,
            },
            target: found.target,
            rule: found.rule.to_owned(),
            confidence: Confidence::percent(found.percent),
            warning: found.warning,
        });
        settled.collect()
    }

    fn open(&self, held: &HeldReference, asked: &Asked) -> Option<Found> {
        match asked {
            Asked::Title(title) => self
                .titled(held, title)
                .or_else(|| self.named(held, title))
                .or_else(|| titles::titled(title, self.authority).map(|id| Found::new(id, "title", 90))),
            Asked::Name(name) => self.in_tables(name),
            Asked::Resolution(number) => self.arrived(held, number, false),
            Asked::Decision(number) => self.arrived(held, number, true),
        }
    }

    /// S1. A title that several documents bear names the one among them that can be meant: the only one, or the only
    /// one that is not younger than the citing document.
    fn titled(&self, held: &HeldReference, title: &str) -> Option<Found> {
        let known = self.titles.get(&letters::<String>(title)).into_iter().flatten();
        let others: Vec<&Id> = known.filter(|id| id.as_str() != held.document.as_str()).collect();
        let later = |id: &Id| self.date(id).zip(held.cited_on).is_some_and(|(date, citing)| date > citing);
        let earlier: Vec<&Id> = others.iter().copied().filter(|id| !later(id)).collect();
        match (earlier.as_slice(), others.as_slice()) {
            ([one], _) => Some(Found::new((*one).clone(), "S1-title", 90)),
            ([], [one]) => {
                // `the draft resolution entitled “…”`: a document that came of it is younger than the letter.
                let explanation = format!("the only document of this title, {one}, is younger");
                let warning =
                    Warning { code: Warning::CITES_THE_FUTURE.to_owned(), explanation, suggestion: None };
                Some(Found { warning: Some(warning), ..Found::new((*one).clone(), "S1-title", 70) })
            }
            _ => None,
        }
    }

    /// S2. What is quoted is a name of its own; `the Programme of Action` without marks means something else in every
    /// document, whatever others call by it.
    fn named(&self, held: &HeldReference, name: &str) -> Option<Found> {
        let given = self.names.get(&bare(name)).into_iter().flatten();
        let others: BTreeSet<&Id> =
            given.filter(|(by, _)| by.as_str() != held.document.as_str()).map(|(_, id)| id).collect();
        match others.into_iter().collect::<Vec<_>>()[..] {
            [one] => Some(Found::new(one.clone(), "S2-name-given", 85)),
            _ => None,
        }
    }

    /// A short name that says more than its noun, if the tables know it by now.
    fn in_tables(&self, name: &str) -> Option<Found> {
        let lower = bare(name);
        let mut known = self.authority.instruments.names().iter().filter(|n| {
            matches!(n.usage, NameUse::Short | NameUse::Alias)
                && n.ids.len() == 1
                && n.text.contains(' ')
                && n.lower == lower
        });
        let first = known.next()?.ids.first()?;
        known.all(|n| n.ids.first() == Some(first)).then(|| Found::new(first.clone(), "short-name", 80))
    }

    /// S4 for a number that no body was found for: the one document of this number, whoever adopted it, that has the
    /// printed date.
    fn arrived(&self, held: &HeldReference, number: &str, decision: bool) -> Option<Found> {
        let number: Number = number.parse().ok()?;
        self.of_day(held, &number, decision).map(|id| Found::new(id, "S4-arrived", 93))
    }

    fn of_day(&self, held: &HeldReference, number: &Number, decision: bool) -> Option<Id> {
        let day = held.date.filter(|d| d.day().is_some())?;
        let of_body = |body| contradictions::symbol(body, number, decision);
        let ids: BTreeSet<Id> = self.authority.bodies.iter().filter_map(of_body).collect();
        let mut fits = ids.into_iter().filter(|id| self.adopted(id) == Some(day));
        let one = fits.next()?;
        fits.next().is_none().then_some(one)
    }

    fn number(
        &self,
        held: &HeldReference,
        target: &Id,
        confidence: Confidence,
        warning: Option<&Warning>,
    ) -> Vec<Found> {
        let document = Id::new(target.document());
        let read = self.documents.contains_key(&document);
        if !read
            && target.fragment().is_none()
            && let Some(parts) = self.parts.get(&document)
        {
            return parts.iter().map(|part| Found::new(part.clone(), "S3-lettered-parts", 85)).collect();
        }
        let Some((_, number, decision)) = contradictions::numbered(document.as_str(), self.authority) else {
            return Vec::new();
        };
        if (confidence.as_percent() < 90 || warning.is_some())
            && let Some(id) = self.of_day(held, &number, decision)
        {
            // That day confirms a repair; it stays one.
            let repaired = warning.filter(|w| w.code == ocr::REPAIRED && id == document).cloned();
            let id = match target.fragment() {
                Some(place) => id.with_place(place),
                None => id,
            };
            return vec![Found { warning: repaired, ..Found::new(id, "S4-arrived", 95) }];
        }
        self.misdated(held, target, &document, confidence, warning).into_iter().collect()
    }

    /// S5, and the suggestion for what was flagged when it was read.
    fn misdated(
        &self,
        held: &HeldReference,
        target: &Id,
        document: &Id,
        confidence: Confidence,
        warning: Option<&Warning>,
    ) -> Option<Found> {
        let day = held.date.filter(|d| d.day().is_some())?;
        let own = self.adopted(document).filter(|d| d.day().is_some());
        let known = warning.and_then(|w| w.suggestion.clone());
        let meant = known.clone().or_else(|| self.of_that_day(document, day));
        let (explanation, percent) = match (warning, own) {
            (Some(warning), _) if warning.code == Warning::DATE_MISMATCH => {
                if known.is_some() || meant.is_none() {
                    return None;
                }
                (warning.explanation.clone(), confidence.as_percent())
            }
            (None, Some(own)) if own != day => (
                format!("{document} is of {own}, the text prints {day}"),
                confidence.as_percent().saturating_sub(20),
            ),
            _ => return None,
        };
        let warning = Warning { code: Warning::DATE_MISMATCH.to_owned(), explanation, suggestion: meant };
        Some(Found { warning: Some(warning), ..Found::new(target.clone(), "S5-other-date", percent) })
    }

    /// Returns the one document of a day whose symbol is another with one digit more or less.
    fn of_that_day(&self, document: &Id, day: Date) -> Option<Id> {
        let mut near = self.days.get(&day)?.iter().filter(|id| lost(id.as_str(), document.as_str()));
        let one = near.next()?;
        near.next().is_none().then(|| one.clone())
    }

    fn date(&self, id: &Id) -> Option<Date> {
        self.documents.get(id)?.date
    }

    fn adopted(&self, id: &Id) -> Option<Date> {
        self.documents.get(id)?.adopted
    }
}

/// So many documents must print the same other date before the date that was read in a document counts as misread.
const VOTES: usize = 3;

/// The dates that references print of the documents that were read, with the documents that print them. It is kept small,
/// for references are many.
#[derive(Debug)]
pub struct PrintedDates {
    /// Numbers in place of the documents that were read.
    documents: BTreeMap<Id, u32>,
    /// Numbers in place of the citing documents.
    voters: BTreeMap<NodeId, u32>,
    votes: BTreeSet<(u32, Date, u32)>,
}

impl PrintedDates {
    /// Begins with the documents that were read.
    pub fn new(documents: &[KnownDocument]) -> Self {
        let ids: BTreeSet<&Id> = documents.iter().map(|known| &known.id).collect();
        let documents = ids.into_iter().cloned().zip(0..).collect();
        Self { documents, voters: BTreeMap::new(), votes: BTreeSet::new() }
    }

    /// Counts the date that a reference prints.
    pub fn count(&mut self, reference: &HeldReference) {
        let (HeldReading::Target { target, .. }, Some(day)) = (&reference.reading, reference.date) else {
            return;
        };
        let Some(document) = self.documents.get(target.document()).filter(|_| day.day().is_some()) else {
            return;
        };
        let next = u32::try_from(self.voters.len()).unwrap_or(u32::MAX);
        let voter = *self.voters.entry(reference.document.clone()).or_insert(next);
        self.votes.insert((*document, day, voter));
    }

    /// Returns whether documents agree on another date than the one that was read in a document itself: a page has
    /// many dates, and the reader may have taken a wrong one.
    fn outvote(&self, id: &Id, date: Date) -> bool {
        let Some(document) = self.documents.get(id) else { return false };
        let mut days: BTreeMap<Date, usize> = BTreeMap::new();
        let votes = self.votes.range((*document, Date::of_year(0), 0)..);
        for (_, day, _) in votes.take_while(|(of, _, _)| of == document) {
            *days.entry(*day).or_default() += 1;
        }
        let own = days.get(&date).copied().unwrap_or(0);
        days.iter().any(|(day, voters)| *day != date && *voters >= VOTES && *voters > own)
    }
}

/// Returns the symbol of the resolution of which a symbol names a lettered part.
fn whole(symbol: &str) -> Option<Id> {
    let bare = symbol.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let letters = symbol.len() - bare.len();
    let numbered = bare.ends_with(|c: char| c.is_ascii_digit() || c == ')');
    ((1..=2).contains(&letters) && numbered && symbol.contains("/RES/")).then(|| Id::new(bare))
}

/// Folds what differs between a name and its use: letter case, quotation marks and the article.
fn bare(name: &str) -> String {
    let plain = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    plain.strip_prefix("the ").unwrap_or(&plain).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HeldRow;

    fn document(id: &str, title: &str, adopted: &str) -> KnownDocument {
        let adopted = adopted.parse().ok();
        KnownDocument { id: Id::new(id), title: Some(title.to_owned()), adopted, date: adopted }
    }

    fn held(reading: HeldReading, date: &str) -> HeldReference {
        HeldReference {
            row: HeldRow::Unresolved(1),
            document: NodeId::new("A/RES/70/5"),
            cited_on: "2015-12-01".parse().ok(),
            source: Id::new("A/RES/70/5"),
            relation: Relation::Recalls,
            date: date.parse().ok(),
            reading,
        }
    }

    fn read(target: &str, percent: u8) -> HeldReading {
        HeldReading::Target {
            target: Id::new(target),
            rule: "B8-citing-body".to_owned(),
            confidence: Confidence::percent(percent),
            warning: None,
        }
    }

    fn knowledge(documents: &[KnownDocument], names: &[KnownName], all: &[HeldReference]) -> Knowledge {
        let mut printed = PrintedDates::new(documents);
        all.iter().for_each(|held| printed.count(held));
        Knowledge::of(documents, names, &printed, Authority::embedded())
    }

    fn check(documents: &[KnownDocument], held: &HeldReference, expected: &[(&str, &str)]) {
        let names = [KnownName {
            document: NodeId::new("A/RES/60/1"),
            name: "the Tallinn Rules".to_owned(),
            node: NodeId::new("TREATY:TALLINN"),
        }];
        let knowledge = knowledge(documents, &names, &[]);
        let found = knowledge.settle(held);
        let found: Vec<(&str, &str)> = found.iter().map(|s| (s.target.as_str(), s.rule.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_title_names_the_one_document_that_can_be_meant() {
        let asks = held(HeldReading::Open(Asked::Title("Care of lighthouses".to_owned()), None), "");
        let of = |id, date| document(id, "Care of Lighthouses.", date);
        check(&[], &asks, &[]);
        check(&[of("A/RES/60/1", "2005-10-01")], &asks, &[("A/RES/60/1", "S1-title")]);
        check(&[of("A/RES/70/5", "2015-12-01")], &asks, &[]);
        check(&[of("A/RES/60/1", "2005-10-01"), of("A/RES/61/1", "2006-10-01")], &asks, &[]);
        let later = [of("A/RES/60/1", "2005-10-01"), of("A/RES/71/1", "2016-10-01")];
        check(&later, &asks, &[("A/RES/60/1", "S1-title")]);
        check(&[of("A/RES/71/1", "2016-10-01")], &asks, &[("A/RES/71/1", "S1-title")]);
    }

    #[test]
    fn quoted_names_are_taken_from_others() {
        let quoted = |name: &str| held(HeldReading::Open(Asked::Title(name.to_owned()), None), "");
        check(&[], &quoted("Tallinn Rules"), &[("TREATY:TALLINN", "S2-name-given")]);
        check(&[], &quoted("Tartu Rules"), &[]);
        let noun = held(HeldReading::Open(Asked::Name("Tallinn Rules".to_owned()), None), "");
        check(&[], &noun, &[]);
    }

    #[test]
    fn lettered_parts_stand_for_the_whole() {
        let parts =
            [document("A/RES/53/243A", "", "1999-09-13"), document("A/RES/53/243B", "", "1999-09-13")];
        let expected = [("A/RES/53/243A", "S3-lettered-parts"), ("A/RES/53/243B", "S3-lettered-parts")];
        check(&parts, &held(read("A/RES/53/243", 99), ""), &expected);
        let whole = [parts.as_slice(), &[document("A/RES/53/243", "", "1999-09-13")]].concat();
        check(&whole, &held(read("A/RES/53/243", 99), ""), &[]);
        check(&parts, &held(read("A/RES/53/243A", 99), ""), &[]);
    }

    #[test]
    fn a_repair_that_a_date_confirms_stays_one() {
        let documents = [document("S/RES/274(1969)", "", "1969-12-11")];
        let HeldReading::Target { target, rule, confidence, .. } = read("S/RES/274(1969)", 80) else {
            unreachable!()
        };
        let warned = |code: &str| {
            let warning = Warning { code: code.to_owned(), explanation: String::new(), suggestion: None };
            let reading = HeldReading::Target {
                target: target.clone(),
                rule: rule.clone(),
                confidence,
                warning: Some(warning),
            };
            let found = knowledge(&documents, &[], &[]).settle(&held(reading, "1969-12-11"));
            found.into_iter().map(|s| (s.rule, s.warning.map(|w| w.code))).collect::<Vec<_>>()
        };
        let arrived = |code: Option<&str>| vec![("S4-arrived".to_owned(), code.map(str::to_owned))];
        assert_eq!(warned(ocr::REPAIRED), arrived(Some(ocr::REPAIRED)));
        assert_eq!(warned(Warning::DATE_MISMATCH), arrived(None));
    }

    #[test]
    fn a_date_tells_which_document_of_a_number_is_meant() {
        let known =
            [document("A/HRC/RES/31/32", "", "2016-03-24"), document("A/RES/31/32", "", "1976-11-29")];
        let arrived = |id| [(id, "S4-arrived")];
        check(&known, &held(read("A/RES/31/32", 82), "2016-03-24"), &arrived("A/HRC/RES/31/32"));
        check(&known, &held(read("A/RES/31/32", 82), "1976-11-29"), &arrived("A/RES/31/32"));
        check(&known, &held(read("A/RES/31/32", 82), ""), &[]);
        check(&known, &held(read("A/RES/31/32", 98), "1976-11-29"), &[]);
        let assembly = [document("UNEP/EA.2/Res.24", "", "2016-05-27")];
        let asks = held(HeldReading::Open(Asked::Resolution("2/24".to_owned()), None), "2016-05-27");
        check(&assembly, &asks, &arrived("UNEP/EA.2/Res.24"));
        check(&known, &asks, &[]);
    }

    #[test]
    fn another_date_than_the_document_has_is_flagged() {
        let known = [document("A/RES/53/17", "", "1998-11-30"), document("A/RES/53/175", "", "1998-12-15")];
        let held = held(read("A/RES/53/17", 98), "1998-12-15");
        check(&known, &held, &[("A/RES/53/17", "S5-other-date")]);
        let knowledge = knowledge(&known, &[], &[]);
        let warning = knowledge.settle(&held).remove(0).warning.expect("a warning");
        assert_eq!(warning.explanation, "A/RES/53/17 is of 1998-11-30, the text prints 1998-12-15");
        assert_eq!(warning.suggestion, Some(Id::new("A/RES/53/175")));
    }

    #[test]
    fn a_date_that_others_agree_upon_outvotes_the_one_that_was_read() {
        let known = [document("A/RES/53/17", "", "1998-11-30")];
        let citing = |by: &str, date| HeldReference {
            document: NodeId::new(by),
            ..held(read("A/RES/53/17", 98), date)
        };
        let flagged = |all: &[HeldReference]| {
            let knowledge = knowledge(&known, &[], all);
            all.iter().filter(|held| !knowledge.settle(held).is_empty()).count()
        };
        let two = [citing("A/RES/60/1", "1998-11-20"), citing("A/RES/60/2", "1998-11-20")];
        assert_eq!(flagged(&two), 2);
        let again = [two.as_slice(), &[citing("A/RES/60/2", "1998-11-20")]].concat();
        assert_eq!(flagged(&again), 3, "one document has one voice");
        let three = [two.as_slice(), &[citing("A/RES/60/3", "1998-11-20")]].concat();
        assert_eq!(flagged(&three), 0);
        let right = ["A/RES/61/1", "A/RES/61/2", "A/RES/61/3"].map(|by| citing(by, "1998-11-30"));
        assert_eq!(flagged(&[three.as_slice(), &right].concat()), 3);
    }
}
