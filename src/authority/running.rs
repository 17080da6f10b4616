//! The running numbers of resolutions: which belong to which session, and which stands before which in a volume.

use std::sync::OnceLock;

use serde::Deserialize;

use super::Number;

/// The first and last known number of one session of one body.
#[derive(Debug, Deserialize)]
struct Row {
    body: String,
    session: String,
    first: u16,
    last: u16,
    /// Whether the volume of the session prints its resolutions in the order of their numbers.
    in_order: String,
    #[expect(dead_code, reason = "every fact names its source; the program does not show this one")]
    source: String,
}

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let table = include_str!("../../data/running_numbers.csv");
        let rows = csv::Reader::from_reader(table.as_bytes()).deserialize().collect::<Result<_, _>>();
        rows.expect("data/running_numbers.csv is checked by a test")
    })
}

/// Returns the session of a body to which a number belongs for certain.
pub fn session_of(body: &str, number: u16) -> Option<&'static str> {
    let of_body = rows().iter().filter(|row| row.body == body);
    let found = of_body.clone().find(|row| (row.first..=row.last).contains(&number));
    found.map(|row| row.session.as_str())
}

/// Returns whether a number lies between the known numbers of the sessions before and after, for any body.
pub(super) fn fits(number: u16, session: &str) -> bool {
    let all = rows();
    all.iter().enumerate().filter(|(_, row)| row.session == session).any(|(at, row)| {
        let beside = |other: Option<&'static Row>| other.filter(|other| other.body == row.body);
        let before = beside(at.checked_sub(1).map(|at| &all[at])).map_or(0, |row| row.last);
        let after = beside(all.get(at + 1)).map_or(row.last + 1, |row| row.first);
        before < number && number < after
    })
}

/// Returns the number of the resolution that stands before another one in the volume, where the volume prints them in
/// order: before 303 (IV) stands 302 (IV). Later volumes go by committees, and there nothing is certain.
pub fn before(body: &str, number: &Number) -> Option<Number> {
    let earlier = number.ordinal().checked_sub(1).filter(|n| *n > 0)?;
    match number {
        Number::Roman { session, .. } => {
            let row = rows().iter().find(|row| row.body == body && row.session == *session)?;
            let certain = row.in_order == "yes" && (row.first..=row.last + 1).contains(&earlier);
            let before = || Number::Roman { number: earlier, session: session.clone(), part: String::new() };
            certain.then(before)
        }
        // The Council's volumes of the years print in order.
        Number::Year { year, .. } if body == "ECOSOC" => {
            Some(Number::Year { year: *year, number: earlier, part: String::new() })
        }
        Number::Year { .. } | Number::Session { .. } | Number::Special { .. } | Number::Running { .. } => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::number::roman_value;
    use super::*;

    #[test]
    fn running_numbers_rise_with_the_sessions() {
        for pair in rows().windows(2).filter(|pair| pair[0].body == pair[1].body) {
            let values = (roman_value(&pair[0].session), roman_value(&pair[1].session));
            assert!(values.0 < values.1 && pair[0].last < pair[1].first, "{pair:?}");
        }
        assert!(
            rows().iter().all(|row| row.first <= row.last && ["yes", "no"].contains(&row.in_order.as_str()))
        );
    }

    #[test]
    fn the_number_before_is_told_only_where_it_is_certain() {
        let check = |body: &str, number: &str, expected: Option<&str>| {
            let number: Number = number.parse().expect("a number");
            assert_eq!(before(body, &number).map(|n| n.to_string()).as_deref(), expected, "{number}");
        };
        check("GA", "303 (IV)", Some("302(IV)"));
        check("GA", "217 A (III)", Some("216(III)"));
        check("GA", "1145 (XII)", None);
        check("GA", "31/36", None);
        check("ECOSOC", "1987/33", Some("1987/32"));
        check("ECOSOC", "1987/1", None);
        check("SC", "187 (1964)", None);
    }
}
