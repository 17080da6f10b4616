//! When special and emergency special sessions met (`data/special_sessions.csv`): they follow no calendar.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::BodyId;

/// A special session of a body.
#[derive(Debug, Deserialize)]
struct Row {
    body: String,
    /// `S` for special, `ES` for emergency special sessions.
    kind: String,
    session: u16,
    first_year: u16,
    /// Empty while the session goes on.
    last_year: Option<u16>,
    /// Where the row comes from.
    #[serde(rename = "source")]
    _source: String,
}

/// Returns the years over which a special session met, if it is known; one that goes on has no end.
pub(super) fn years(body: &BodyId, kind: &str, session: u16) -> Option<RangeInclusive<u16>> {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let table = include_str!("../../data/special_sessions.csv");
        let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize();
        rows.map(|row| row.expect("data/special_sessions.csv is checked by a test")).collect()
    });
    let row = rows.iter().find(|r| r.body == body.as_str() && r.kind == kind && r.session == session)?;
    Some(row.first_year..=row.last_year.unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_sessions_are_those_of_their_body() {
        let check = |body: &str, kind: &str, session: u16, expected: Option<RangeInclusive<u16>>| {
            assert_eq!(years(&BodyId::new(body), kind, session), expected, "{body} {kind}-{session}");
        };
        check("GA", "S", 21, Some(1999..=1999));
        check("HRC", "S", 21, Some(2014..=2014));
        check("GA", "ES", 10, Some(1997..=u16::MAX));
        check("HRC", "ES", 1, None);
        check("GA", "S", 99, None);
    }
}
