//! Numbers that run on over years or sessions: which of them fall into which (`data/running_numbers.csv`).
//!
//! The Security Council counts its resolutions in one run since 1946 and prints the year behind the number; the
//! General Assembly did so until 1975 and printed the session. So number and period prove each other.

use serde::Deserialize;

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
    /// A document that bears or cites the first number, or `general knowledge`.
    pub first_source: String,
    /// The same of the last number.
    pub last_source: String,
}

/// All periods, those of a body in the order of time.
#[derive(Debug)]
pub struct RunningNumbers {
    rows: Vec<Period>,
}

impl RunningNumbers {
    /// Returns the periods built into the program.
    pub(super) fn embedded() -> Self {
        let rows = csv::Reader::from_reader(include_str!("../../data/running_numbers.csv").as_bytes())
            .deserialize::<Row>()
            .map(|row| row.expect("data/running_numbers.csv is checked by a test").into_period())
            .collect();
        Self { rows }
    }

    /// Returns the periods of a body, in the order of time.
    pub fn of<'a, 'b>(&'a self, body: &'b BodyId) -> impl Iterator<Item = &'a Period> + use<'a, 'b> {
        self.rows.iter().filter(move |row| row.body == *body)
    }

    /// Returns the period in which a body reached a number, if it lies between two numbers known of one.
    pub fn period(&self, body: &BodyId, number: u16) -> Option<&Period> {
        self.of(body).find(|p| p.first <= number && p.last.is_none_or(|last| number <= last))
    }

    /// Returns whether a number can be of a period: `Some(false)` if an earlier period is known to have gone beyond
    /// it or a later one to have begun before it, `None` where the table does not know the period.
    pub fn agree(&self, body: &BodyId, number: u16, period: &str) -> Option<bool> {
        let at = self.of(body).position(|p| p.name == period);
        let Some(at) = at else {
            // A year that the table does not have yet comes after all that it has.
            let last = self.of(body).last()?;
            let later = period.parse::<u16>().ok()? > last.name.parse().ok()?;
            return later.then_some(number >= last.first);
        };
        let beyond = |p: &Period| p.last.is_none_or(|last| number <= last);
        let before = self.of(body).take(at).any(beyond);
        let after = self.of(body).skip(at + 1).any(|p| p.first <= number);
        Some(!before && !after)
    }
}

#[derive(Deserialize)]
struct Row {
    body: String,
    period: String,
    first: u16,
    last: Option<u16>,
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
            let rows: Vec<&Period> = numbers.of(&body).collect();
            assert!(rows.len() > 30, "{body}");
            for row in &rows {
                assert!(row.last.is_none_or(|last| row.first <= last), "{body} {}", row.name);
                assert!(!row.first_source.is_empty(), "{body} {}", row.name);
                assert_eq!(row.last.is_none(), row.last_source.is_empty(), "{body} {}", row.name);
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
        check("ECOSOC", 1503, "XLVIII", None);
        let period = |body: &str, number| numbers.period(&BodyId::new(body), number).map(|p| p.name.clone());
        assert_eq!(period("SC", 1325).as_deref(), Some("2000"));
        assert_eq!(period("GA", 217).as_deref(), Some("III"));
        assert_eq!(period("GA", 282), None);
    }
}
