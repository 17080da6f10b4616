//! Bodies that adopt or issue documents: their names, symbols, numbering and sessions (`data/bodies.csv`).

use std::collections::HashMap;
use std::ops::RangeInclusive;

use serde::Deserialize;
use smol_str::format_smolstr;

use super::Number;
use super::number::roman_value;
use super::special_sessions;
use crate::model::{BodyId, Date, Symbol};

/// How a body numbers its resolutions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numbering {
    /// By session (`53/144`).
    Session,
    /// By year (`1996/31`).
    Year,
    /// In one run, with the year in brackets (`1325 (2000)`).
    RunningYear,
    /// Not at all: the body never is what a number refers to.
    None,
}

/// Returns the body whose President's statement bears a number that is printed without the organ, and its symbol: those of
/// the Human Rights Council count by session (`PRST 29/1`, `PRST OS/12/1`), those of the Security Council by year
/// (`PRST/2006/28`).
pub fn of_statement(number: &str) -> (BodyId, String) {
    let year = number.split('/').next().is_some_and(|first| first.len() == 4);
    let (body, root) = if year { ("SC", "S") } else { ("HRC", "A/HRC") };
    (BodyId::new(body), format!("{root}/PRST/{number}"))
}

/// Bodies that a number without a body may mean, best first: those whose numbers people know by heart.
const UNQUALIFIED: [&str; 5] = ["GA", "HRC", "SC", "ECOSOC", "CHR"];

/// One body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Short stable name.
    pub id: BodyId,
    /// Full English name, without article.
    pub name: String,
    /// Other names that identify the body without context (`ECOSOC`).
    pub aliases: Vec<String>,
    /// Names that need the full name before them (`Council`, `Commission`).
    pub short_names: Vec<String>,
    /// What kind of body this is (`principal-organ`, `functional-commission`, `treaty-body`).
    pub kind: String,
    /// The body that this one reports to.
    pub parent: Option<BodyId>,
    /// First parts of the symbols of its documents (`A/HRC/`).
    pub roots: Vec<String>,
    /// What stands before the number in the symbol of a resolution, or a pattern with `{session}` and `{number}`.
    pub resolution_prefix: Option<String>,
    /// The same for decisions.
    pub decision_prefix: Option<String>,
    /// Lowest number that only decisions have.
    pub decisions_from: Option<u16>,
    /// How resolutions are numbered.
    pub numbering: Numbering,
    /// Last session whose resolutions print it in Roman numerals (`1514 (XV)`).
    pub roman_until: Option<u16>,
    /// First session or year that is printed before the stroke of a number.
    pub numbered_from: Option<u16>,
    /// Kinds of special session that number resolutions (`S`, `ES`).
    pub special_sessions: Vec<String>,
    /// Year of foundation.
    pub founded: u16,
    /// Last session, of bodies that no longer meet.
    pub last_session: Option<u16>,
    /// End of the body.
    pub ended: Option<Date>,
    /// A document that names the body, or where else the row comes from.
    pub source: String,
    calendar: Option<Calendar>,
}

/// When sessions open: session `first_session` in `first_year`, `per_year` of them each year.
#[derive(Clone, Copy, Debug)]
struct Calendar {
    first_session: u16,
    first_year: u16,
    per_year: u16,
    span_years: u16,
}

impl Body {
    /// Returns the years over which a regular session extends, if the body's sessions follow a calendar.
    pub fn years_of_session(&self, session: u16) -> Option<RangeInclusive<u16>> {
        let calendar = self.calendar?;
        let within =
            calendar.first_session <= session && self.last_session.is_none_or(|last| session <= last);
        let year = calendar.first_year + session.checked_sub(calendar.first_session)? / calendar.per_year;
        within.then(|| year..=year + calendar.span_years - 1)
    }

    /// Returns the years over which a special session met, if it is known (`S`, 21; `ES`, 10); one that goes on has no end.
    pub fn years_of_special(&self, kind: &str, session: u16) -> Option<RangeInclusive<u16>> {
        special_sessions::years(&self.id, kind, session)
    }

    /// Returns the years in which a session of a number can have met: those of the session where a calendar has it, else
    /// those before the first that it has.
    pub fn years_around_session(&self, session: u16) -> Option<RangeInclusive<u16>> {
        let early = || {
            let calendar = self.calendar.filter(|calendar| session < calendar.first_session)?;
            Some(self.founded..=calendar.first_year)
        };
        self.years_of_session(session).or_else(early)
    }

    /// Returns the symbol of the resolution that prose calls `number`, if the number has a form that this body
    /// uses (`53/144`, `217 A (III)`). Whether such a session or year exists is not asked.
    pub fn resolution(&self, number: &str) -> Option<Symbol> {
        self.symbol(&number.parse().ok()?, false)
    }

    /// Returns the symbol of the decision that prose calls `number`, under the same condition.
    pub fn decision(&self, number: &str) -> Option<Symbol> {
        self.symbol(&number.parse().ok()?, true)
    }

    /// Returns the symbol of a resolution or decision of this number, under the same condition.
    pub fn symbol(&self, number: &Number, decision: bool) -> Option<Symbol> {
        let prefix = if decision { &self.decision_prefix } else { &self.resolution_prefix };
        let prefix = prefix.as_deref().filter(|_| self.has_form(number))?;
        // A prefix and a number are both in normal form, and so are the two together.
        if !prefix.contains('{') {
            return Some(Symbol::from_normal(format_smolstr!("{prefix}{number}")));
        }
        let number = number.to_string();
        let (session, number) = number.split_once('/')?;
        Some(Symbol::from_normal(prefix.replace("{session}", session).replace("{number}", number)))
    }

    /// Returns whether the body existed in a year.
    pub fn existed_in(&self, year: u16) -> bool {
        self.founded <= year && self.ended.is_none_or(|end| year <= end.year())
    }

    /// Returns whether the body can have adopted a text under this number: the form is its own, and the session or
    /// year lies where it numbered in that form.
    pub fn may_number(&self, number: &Number) -> bool {
        if !self.has_form(number) {
            return false;
        }
        let numbered = |at: u16| self.numbered_from.is_none_or(|from| from <= at);
        match number {
            Number::Session { session, .. } => {
                numbered(*session) && self.last_session.is_none_or(|last| *session <= last)
            }
            Number::Year { year, .. } => numbered(*year) && self.existed_in(*year),
            Number::Running { year, .. } => self.existed_in(*year),
            Number::Roman { session, .. } => {
                let until = self.roman_until.unwrap_or(0);
                // A special session counts apart; the model keeps its prefix.
                session.contains('-') || roman_value(session).is_some_and(|session| session <= until)
            }
            Number::Special { .. } => true,
        }
    }

    fn has_form(&self, number: &Number) -> bool {
        match number {
            Number::Session { .. } => self.numbering == Numbering::Session,
            Number::Year { .. } => self.numbering == Numbering::Year,
            Number::Running { .. } => self.numbering == Numbering::RunningYear,
            Number::Roman { session, .. } => match session.rsplit_once('-') {
                None => self.roman_until.is_some(),
                Some((kind, _)) => {
                    self.special_sessions.iter().any(|k| k == kind) && self.roman_until.is_some()
                }
            },
            Number::Special { kind, .. } => self.special_sessions.iter().any(|k| k == kind),
        }
    }

    fn beginnings(&self) -> impl Iterator<Item = &String> {
        self.roots.iter().chain(&self.resolution_prefix).chain(&self.decision_prefix)
    }

    fn answers_to(&self, name: &str) -> bool {
        let is = |own: &str| own.eq_ignore_ascii_case(name);
        is(self.id.as_str()) || is(&self.name) || self.aliases.iter().any(|a| is(a))
    }
}

/// All bodies, in the order of the file: a body stands before those that are confused with it.
#[derive(Debug)]
pub struct Bodies {
    rows: Vec<Body>,
    places: HashMap<BodyId, usize>,
    unqualified: Vec<usize>,
    /// How symbols begin, up to a stroke or full stop, each with its body.
    beginnings: HashMap<String, usize>,
}

impl Bodies {
    /// Returns the bodies built into the program.
    pub(super) fn embedded() -> Self {
        let rows: Vec<Body> = csv::Reader::from_reader(include_str!("../../data/bodies.csv").as_bytes())
            .deserialize::<Row>()
            .map(|row| row.expect("data/bodies.csv is checked by a test").into_body())
            .collect();
        let places: HashMap<BodyId, usize> =
            rows.iter().enumerate().map(|(at, body)| (body.id.clone(), at)).collect();
        let unqualified = UNQUALIFIED.iter().filter_map(|id| places.get(*id).copied()).collect();
        let beginnings =
            rows.iter().enumerate().flat_map(|(at, body)| body.beginnings().map(move |b| (b.clone(), at)));
        let beginnings = beginnings.collect();
        Self { rows, places, unqualified, beginnings }
    }

    /// Returns the body of an id.
    pub fn get(&self, id: &BodyId) -> Option<&Body> {
        self.places.get(id).map(|at| &self.rows[*at])
    }

    /// Returns the bodies that a number without a body may mean, best first.
    pub fn unqualified(&self) -> impl Iterator<Item = &Body> + Clone {
        self.unqualified.iter().map(|at| &self.rows[*at])
    }

    /// Returns every body.
    pub fn iter(&self) -> impl Iterator<Item = &Body> {
        self.rows.iter()
    }

    /// Returns the body whose documents bear symbols that begin like `symbol`; the longest beginning wins
    /// (`A/HRC/36/31` is the Human Rights Council's, not the General Assembly's).
    pub fn of_symbol(&self, symbol: &str) -> Option<&Body> {
        let ends = symbol.bytes().enumerate().rev().filter(|(_, b)| [b'/', b'.'].contains(b));
        ends.map(|(at, _)| &symbol[..=at])
            .find_map(|start| self.beginnings.get(start))
            .map(|at| &self.rows[*at])
    }

    /// Returns the bodies that a name stands for, whatever its letter case: the one that it identifies, or all that
    /// it may shorten (`Council`).
    pub fn of_name(&self, name: &str) -> Vec<&Body> {
        let named: Vec<&Body> = self.rows.iter().filter(|body| body.answers_to(name)).collect();
        if !named.is_empty() {
            return named;
        }
        let short = |body: &&Body| body.short_names.iter().any(|s| s.eq_ignore_ascii_case(name));
        self.rows.iter().filter(short).collect()
    }
}

/// One row of the file. Lists are separated by `|`.
#[derive(Deserialize)]
struct Row {
    id: String,
    name: String,
    aliases: String,
    short_names: String,
    kind: String,
    parent: Option<String>,
    masthead_roots: String,
    resolution_prefix: Option<String>,
    decision_prefix: Option<String>,
    decisions_from: Option<u16>,
    numbering: Numbering,
    roman_until: Option<u16>,
    numbered_from: Option<u16>,
    special_sessions: String,
    founded: u16,
    first_session: Option<u16>,
    first_year: Option<u16>,
    per_year: Option<u16>,
    span_years: Option<u16>,
    last_session: Option<u16>,
    ended: Option<String>,
    source: String,
}

impl Row {
    fn into_body(self) -> Body {
        let list = |cell: &str| cell.split('|').filter(|s| !s.is_empty()).map(str::to_owned).collect();
        let calendar = self.first_session.zip(self.first_year).zip(self.per_year.zip(self.span_years)).map(
            |((first_session, first_year), (per_year, span_years))| Calendar {
                first_session,
                first_year,
                per_year,
                span_years,
            },
        );
        Body {
            id: BodyId::new(self.id),
            aliases: list(&self.aliases),
            short_names: list(&self.short_names),
            kind: self.kind,
            parent: self.parent.map(BodyId::new),
            roots: list(&self.masthead_roots),
            resolution_prefix: self.resolution_prefix,
            decision_prefix: self.decision_prefix,
            decisions_from: self.decisions_from,
            numbering: self.numbering,
            roman_until: self.roman_until,
            numbered_from: self.numbered_from,
            special_sessions: list(&self.special_sessions),
            founded: self.founded,
            last_session: self.last_session,
            ended: self.ended.map(|d| d.parse().expect("data/bodies.csv is checked by a test")),
            source: self.source,
            name: self.name,
            calendar,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn body(id: &str) -> Body {
        Bodies::embedded().get(&BodyId::new(id)).unwrap_or_else(|| panic!("no body {id}")).clone()
    }

    #[test]
    fn the_file_is_sound() {
        let bodies = Bodies::embedded();
        let mut ids = BTreeSet::new();
        let mut roots = BTreeSet::new();
        for body in bodies.iter() {
            assert!(ids.insert(body.id.clone()), "{} stands twice", body.id);
            for text in [body.id.as_str(), &body.name, &body.kind, &body.source] {
                assert!(!text.is_empty() && text.trim() == text, "{}: '{text}'", body.id);
            }
            for root in &body.roots {
                assert!(root.ends_with(['/', '.']), "{}: root {root} can end inside a word", body.id);
                assert!(roots.insert(root.clone()), "{root} belongs to two bodies");
            }
            for start in body.beginnings().filter(|start| !start.contains('{')) {
                assert!(start.ends_with(['/', '.']), "{}: no symbol is looked up by {start}", body.id);
            }
            let numbers = body.resolution_prefix.is_some() || body.decision_prefix.is_some();
            assert_eq!(numbers, body.numbering != Numbering::None, "{}", body.id);
            assert!(body.ended.is_none_or(|end| body.founded <= end.year()), "{}", body.id);
        }
        for body in bodies.iter() {
            assert!(body.parent.as_ref().is_none_or(|p| ids.contains(p)), "{}: no such parent", body.id);
        }
    }

    #[test]
    fn sessions_lie_in_years() {
        let check = |id: &str, session, years: Option<RangeInclusive<u16>>| {
            assert_eq!(body(id).years_of_session(session), years, "{id} {session}");
        };
        check("GA", 53, Some(1998..=1999));
        check("GA", 15, Some(1960..=1961));
        check("HRC", 1, Some(2006..=2006));
        check("HRC", 5, Some(2007..=2007));
        check("HRC", 22, Some(2013..=2013));
        check("HRC", 31, Some(2016..=2016));
        check("HRC", 43, Some(2020..=2020));
        check("CND", 65, Some(2022..=2022));
        check("CCPCJ", 26, Some(2017..=2017));
        check("CSW", 51, Some(2007..=2007));
        check("STATCOM", 53, Some(2022..=2022));
        check("CND", 1, None);
        check("ECOSOC", 1996, None);
    }

    #[test]
    fn numbers_become_symbols() {
        let check = |id: &str, number: &str, expected: Option<&str>| {
            let symbol = body(id).resolution(number);
            assert_eq!(symbol.as_ref().map(Symbol::as_str), expected, "{id} {number}");
        };
        check("GA", "53/144", Some("A/RES/53/144"));
        check("GA", "217 A (III)", Some("A/RES/217(III)A"));
        check("GA", "ES-10/2", Some("A/RES/ES-10/2"));
        check("GA", "1996/31", None);
        check("HRC", "22/6", Some("A/HRC/RES/22/6"));
        check("HRC", "S-9/1", Some("A/HRC/RES/S-9/1"));
        check("HRC", "ES-9/1", None);
        check("SC", "1325 (2000)", Some("S/RES/1325(2000)"));
        check("SC", "53/144", None);
        check("ECOSOC", "1503 (XLVIII)", Some("E/RES/1503(XLVIII)"));
        check("CHR", "2005/67", Some("E/CN.4/RES/2005/67"));
        check("CCPCJ", "25/1", Some("E/CN.15/RES/25/1"));
        check("UNEA", "5/11", Some("UNEP/EA.5/Res.11"));
        check("CCPR", "29/1", None);
        assert_eq!(body("HRC").decision("18/117"), Some(Symbol::from_normal("A/HRC/DEC/18/117")));
    }

    /// A symbol that is put together is the one that its parts would be read as.
    #[test]
    fn symbols_of_numbers_are_in_normal_form() {
        let numbers = [
            "53/144",
            "53/243 A",
            "S-21/2",
            "ES-10/2",
            "1996/31",
            "1996/31 AB",
            "217 A (III)",
            "1503 (XLVIII)",
            "3362 (S-VII)",
            "1325 (2000)",
        ];
        for body in Bodies::embedded().iter() {
            for number in numbers.map(|n| n.parse::<Number>().unwrap_or_else(|e| panic!("{e}"))) {
                for symbol in [false, true].into_iter().filter_map(|decision| body.symbol(&number, decision))
                {
                    assert_eq!(symbol.as_str().parse(), Ok(symbol.clone()), "{} {number}", body.id);
                }
            }
        }
    }

    #[test]
    fn a_number_fits_the_bodies_that_had_it() {
        let check = |id: &str, number: &str, expected: bool| {
            let number: Number = number.parse().unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(body(id).may_number(&number), expected, "{id} {number}");
        };
        check("GA", "22/6", false);
        check("HRC", "22/6", true);
        check("GA", "31/32", true);
        check("GA", "1503 (XLVIII)", false);
        check("ECOSOC", "1503 (XLVIII)", true);
        check("GA", "3362 (S-VII)", true);
        check("ECOSOC", "1976/31", false);
        check("CHR", "2005/67", true);
        check("CHR", "2007/1", false);
        check("SC", "1325 (1925)", false);
    }

    #[test]
    fn symbols_lead_to_their_body() {
        let bodies = Bodies::embedded();
        let check = |symbol: &str, expected: Option<&str>| {
            assert_eq!(bodies.of_symbol(symbol).map(|b| b.id.as_str()), expected, "{symbol}");
        };
        check("A/RES/57/209", Some("GA"));
        check("A/57/385", Some("GA"));
        check("A/C.3/70/L.46", Some("GA-C3"));
        check("A/HRC/RES/22/6", Some("HRC"));
        check("A/HRC/36/31", Some("HRC"));
        check("A/CONF.157/24(Part I)", Some("CONF"));
        check("E/CN.4/2002/106", Some("CHR"));
        check("E/CN.4/Sub.2/1999/4", Some("CHR-SUB"));
        check("E/C.12/GC/24", Some("CESCR"));
        check("E/2005/23", Some("ECOSOC"));
        check("S/RES/1325(2000)", Some("SC"));
        check("ST/SGB/2003/13", Some("SECRETARIAT"));
        check("CCPR/C/21/Rev.1/Add.11", Some("CCPR"));
        check("UN-CHARTER", None);
    }

    #[test]
    fn a_full_name_is_one_body_and_a_short_name_several() {
        let bodies = Bodies::embedded();
        let check = |name: &str, expected: &[&str]| {
            let found: Vec<&str> = bodies.of_name(name).iter().map(|b| b.id.as_str()).collect();
            assert_eq!(found, expected, "{name}");
        };
        check("human rights council", &["HRC"]);
        check("Human Rights Committee", &["CCPR"]);
        check("Council", &["HRC", "SC", "ECOSOC", "TC"]);
        check("Soviet", &[]);
    }
}
