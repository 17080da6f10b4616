//! Numbers that run on over years or sessions: which of them fall into which (`data/running_numbers.csv`).
//!
//! The Security Council counts its resolutions in one run since 1946 and prints the year behind the number; the
//! General Assembly did so until 1975 and printed the session. So number and period prove each other.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use super::number::{Number, roman_value};
use crate::model::BodyId;

/// One year or session of one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The body.
    pub body: BodyId,
    /// The year or session as printed in the brackets (`2000`, `XXI`, `S-VI`).
    pub name: String,
    /// The first number known of it.
    pub first: u16,
    /// The last number known of it; `None` while it goes on.
    pub last: Option<u16>,
    /// Whether the volume of the period prints its resolutions in the order of their numbers.
    pub in_order: bool,
    /// A document that bears or cites the first number, or `general knowledge`.
    pub first_source: String,
    /// The same of the last number.
    pub last_source: String,
}

/// All periods, those of a body in the order of time.
#[derive(Debug)]
pub struct RunningNumbers {
    rows: Vec<Period>,
    /// Where the periods of each body stand.
    places: BTreeMap<BodyId, Range<usize>>,
    /// Which periods are regular sessions with a Roman numeral.
    sessions: Vec<usize>,
}

impl RunningNumbers {
    /// Returns the periods built into the program.
    pub(super) fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<RunningNumbers> = OnceLock::new();
        EMBEDDED.get_or_init(Self::read)
    }

    fn read() -> Self {
        let rows: Vec<Period> =
            csv::Reader::from_reader(include_str!("../../data/running_numbers.csv").as_bytes())
                .deserialize::<Row>()
                .map(|row| row.expect("data/running_numbers.csv is checked by a test").into_period())
                .collect();
        let mut places: BTreeMap<BodyId, Range<usize>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            places.entry(row.body.clone()).or_insert(at..at).end = at + 1;
        }
        let sessions = (0..rows.len()).filter(|at| roman_value(&rows[*at].name).is_some()).collect();
        Self { rows, places, sessions }
    }

    fn sessions(&self) -> impl Iterator<Item = &Period> {
        self.sessions.iter().map(|at| &self.rows[*at])
    }

    /// Returns the periods of a body, in the order of time.
    pub fn of(&self, body: &BodyId) -> &[Period] {
        self.places.get(body).map_or(&[], |rows| &self.rows[rows.clone()])
    }

    /// Returns the period in which a body reached a number, if it lies between two numbers known of one.
    pub fn period(&self, body: &BodyId, number: u16) -> Option<&Period> {
        self.of(body).iter().find(|p| p.first <= number && p.last.is_none_or(|last| number <= last))
    }

    /// Returns whether a number can be of a period: `Some(false)` if an earlier period is known to have gone beyond
    /// it or a later one to have begun before it, `None` where the table does not know the period.
    pub fn agree(&self, body: &BodyId, number: u16, period: &str) -> Option<bool> {
        let periods = self.of(body);
        let beyond = |p: &Period| p.last.is_none_or(|last| number <= last);
        let between = |before: &[Period], after: &[Period]| {
            !before.iter().any(beyond) && !after.iter().any(|p| p.first <= number)
        };
        if let Some(at) = position(periods, period) {
            return Some(between(&periods[..at], &periods[at + 1..]));
        }
        // A session of which no number is known lies between those beside it.
        if let Some(session) = roman_value(period) {
            let later = |p: &Period| roman_value(&p.name).is_some_and(|of| of > session);
            let (before, after) = periods.split_at(periods.iter().position(later)?);
            return Some(between(before, after));
        }
        // A year that the table does not have yet comes after all that it has.
        let last = periods.last()?;
        let later = period.parse::<u16>().ok()? > last.name.parse().ok()?;
        later.then_some(number >= last.first)
    }

    /// Returns the regular session of a body to which a number belongs for certain.
    pub fn session_of(&self, body: &str, number: u16) -> Option<&str> {
        let mut sessions = self.sessions().filter(|p| p.body.as_str() == body);
        let known = |p: &&Period| (p.first..=p.last.unwrap_or(p.first)).contains(&number);
        sessions.find(known).map(|p| p.name.as_str())
    }

    /// Returns whether a number lies between the known numbers of the sessions before and after, for any body.
    pub fn fits(&self, number: u16, session: &str) -> bool {
        let all: Vec<&Period> = self.sessions().collect();
        all.iter().enumerate().filter(|(_, p)| p.name == session).any(|(at, p)| {
            let beside =
                |other: Option<&&Period>| other.copied().filter(|other| other.body == p.body).cloned();
            let last = |p: &Period| p.last.unwrap_or(p.first);
            let before = beside(at.checked_sub(1).map(|at| &all[at])).map_or(0, |p| last(&p));
            let after = beside(all.get(at + 1)).map_or(last(p) + 1, |p| p.first);
            before < number && number < after
        })
    }

    /// Returns the number of the resolution that stands before another one in the volume, where the volume prints them
    /// in order: before 303 (IV) stands 302 (IV). Later volumes go by committees, and there nothing is certain.
    pub fn before(&self, body: &str, number: &Number) -> Option<Number> {
        let earlier = number.ordinal().checked_sub(1).filter(|n| *n > 0)?;
        match number {
            Number::Roman { session, .. } => {
                let row = self.rows.iter().find(|p| p.body.as_str() == body && p.name == *session)?;
                let certain =
                    row.in_order && (row.first..=row.last.unwrap_or(row.first) + 1).contains(&earlier);
                let before =
                    || Number::Roman { number: earlier, session: session.clone(), part: String::new() };
                certain.then(before)
            }
            // The Council's volumes of the years print in order.
            Number::Year { year, .. } if body == "ECOSOC" => {
                Some(Number::Year { year: *year, number: earlier, part: String::new() })
            }
            Number::Year { .. }
            | Number::Session { .. }
            | Number::Special { .. }
            | Number::Running { .. } => None,
        }
    }
}

/// Returns where a period stands among those of its body. Years are most, and stand in the order of their digits.
fn position(periods: &[Period], name: &str) -> Option<usize> {
    let years = periods.first().is_some_and(|first| first.name.starts_with(|c: char| c.is_ascii_digit()));
    if years {
        return periods.binary_search_by(|p| p.name.as_str().cmp(name)).ok();
    }
    periods.iter().position(|p| p.name == name)
}

#[derive(Deserialize)]
struct Row {
    body: String,
    period: String,
    first: u16,
    last: Option<u16>,
    in_order: String,
    first_source: String,
    last_source: String,
}

impl Row {
    fn into_period(self) -> Period {
        Period {
            body: BodyId::new(self.body),
            name: self.period,
            first: self.first,
            last: self.last,
            in_order: self.in_order == "yes",
            first_source: self.first_source,
            last_source: self.last_source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let numbers = RunningNumbers::embedded();
        for body in ["SC", "GA"].map(BodyId::new) {
            let rows = numbers.of(&body);
            assert!(rows.len() > 30, "{body}");
            for row in rows {
                assert_eq!(row.body, body, "the periods of a body stand together");
                assert!(row.last.is_none_or(|last| row.first <= last), "{body} {}", row.name);
                assert!(!row.first_source.is_empty(), "{body} {}", row.name);
                assert_eq!(row.last.is_none(), row.last_source.is_empty(), "{body} {}", row.name);
                assert_eq!(position(rows, &row.name).map(|at| &rows[at]), Some(row), "{body} {}", row.name);
            }
            for pair in rows.windows(2) {
                let ended = pair[0].last.expect("only the last period goes on");
                assert!(ended < pair[1].first, "{body} {} and {}", pair[0].name, pair[1].name);
                // The Council's years leave no gap; of the Assembly's sessions not every number is known.
                assert!(body.as_str() != "SC" || ended + 1 == pair[1].first, "{body} {}", pair[1].name);
            }
        }
    }

    #[test]
    fn the_number_before_is_told_only_where_it_is_certain() {
        let check = |body: &str, number: &str, expected: Option<&str>| {
            let number: Number = number.parse().expect("a number");
            let before = RunningNumbers::embedded().before(body, &number).map(|n| n.to_string());
            assert_eq!(before.as_deref(), expected, "{number}");
        };
        check("GA", "303 (IV)", Some("302(IV)"));
        check("GA", "217 A (III)", Some("216(III)"));
        check("GA", "1145 (XII)", None);
        check("GA", "31/36", None);
        check("ECOSOC", "1987/33", Some("1987/32"));
        check("ECOSOC", "1987/1", None);
        check("SC", "187 (1964)", None);
    }

    #[test]
    fn number_and_period_prove_each_other() {
        let numbers = RunningNumbers::embedded();
        let check = |body: &str, number, period: &str, expected: Option<bool>| {
            assert_eq!(
                numbers.agree(&BodyId::new(body), number, period),
                expected,
                "{body} {number} ({period})"
            );
        };
        check("SC", 1325, "2000", Some(true));
        check("SC", 1325, "2001", Some(false));
        check("SC", 75, "1950", Some(false));
        check("SC", 1, "1946", Some(true));
        check("SC", 1, "1945", None);
        check("SC", 2900, "2027", Some(true));
        check("SC", 29, "2027", Some(false));
        check("GA", 217, "III", Some(true));
        check("GA", 2200, "XXI", Some(true));
        check("GA", 2200, "XX", Some(false));
        check("GA", 3541, "XXX", Some(true));
        check("GA", 514, "XV", Some(false));
        check("GA", 3201, "S-VI", Some(true));
        check("ECOSOC", 1503, "XLVIII", Some(true));
        check("ECOSOC", 682, "XXXV", Some(false));
        let period = |body: &str, number| numbers.period(&BodyId::new(body), number).map(|p| p.name.clone());
        assert_eq!(period("SC", 1325).as_deref(), Some("2000"));
        assert_eq!(period("GA", 217).as_deref(), Some("III"));
        assert_eq!(period("GA", 282), None);
    }
}
