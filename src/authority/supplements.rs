//! Which supplement of the Official Records prints the resolutions of which body.

use serde::Deserialize;

use crate::model::BodyId;

/// One supplement series.
#[derive(Debug, Deserialize)]
struct Row {
    records: String,
    supplement: u16,
    body: String,
    from: Option<u16>,
    to: Option<u16>,
    #[expect(dead_code, reason = "every fact names its source; the program does not show this one")]
    source: String,
}

/// The supplements of `data/supplements.csv`.
#[derive(Debug)]
pub struct Supplements {
    rows: Vec<Row>,
}

impl Supplements {
    /// Parses the table built into the program.
    pub(super) fn embedded() -> Self {
        let mut reader = csv::Reader::from_reader(include_str!("../../data/supplements.csv").as_bytes());
        let rows = reader.deserialize().collect::<Result<_, _>>();
        Self { rows: rows.expect("data/supplements.csv is checked by a test") }
    }

    /// Returns the body whose resolutions stand in a supplement of the records of another body (`GA`, 53, 2013 is
    /// the Human Rights Council), where the table knows it.
    pub fn body(&self, records: &BodyId, supplement: u16, year: Option<u16>) -> Option<BodyId> {
        let row = self.rows.iter().find(|row| {
            let in_time =
                year.is_none_or(|y| row.from.is_none_or(|f| f <= y) && row.to.is_none_or(|t| y <= t + 1));
            row.records == records.as_str() && row.supplement == supplement && in_time
        })?;
        Some(BodyId::new(&row.body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supplements_tell_the_body() {
        let table = Supplements::embedded();
        let check = |records: &str, supplement, year, body: Option<&str>| {
            let found = table.body(&BodyId::new(records), supplement, year);
            assert_eq!(found.as_ref().map(BodyId::as_str), body);
        };
        check("GA", 53, Some(2013), Some("HRC"));
        check("GA", 53, Some(1990), None);
        check("ECOSOC", 3, Some(2005), Some("CHR"));
        check("GA", 40, None, None);
    }
}
