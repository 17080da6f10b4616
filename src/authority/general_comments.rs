//! Under which symbol a treaty body issued its general comments and recommendations, by number.

use serde::Deserialize;

use crate::model::{BodyId, Id};

/// One general comment or recommendation.
#[derive(Debug, Deserialize)]
struct Row {
    committee: String,
    number: u16,
    id: String,
    adopted: u16,
    #[expect(dead_code, reason = "every fact names its source; the program does not show this one")]
    source: String,
}

/// The comments of `data/general_comments.csv`.
#[derive(Debug)]
pub struct GeneralComments {
    rows: Vec<Row>,
}

impl GeneralComments {
    /// Parses the table built into the program.
    pub(super) fn embedded() -> Self {
        let mut reader = csv::Reader::from_reader(include_str!("../../data/general_comments.csv").as_bytes());
        let rows = reader.deserialize().collect::<Result<_, _>>();
        Self { rows: rows.expect("data/general_comments.csv is checked by a test") }
    }

    /// Returns the comment of a committee by its number. A printed year must be that of the table or the next one, in
    /// which some were issued.
    pub fn of(&self, committee: &BodyId, number: u16, year: Option<u16>) -> Option<Id> {
        let row = self.rows.iter().find(|r| r.committee == committee.as_str() && r.number == number)?;
        year.is_none_or(|y| y.abs_diff(row.adopted) <= 1).then(|| Id::new(&row.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committees_count_apart() {
        let table = GeneralComments::embedded();
        let check = |committee: &str, number, year, id: Option<&str>| {
            let found = table.of(&BodyId::new(committee), number, year);
            assert_eq!(found.as_ref().map(Id::as_str), id);
        };
        check("CCPR", 32, Some(2007), Some("CCPR/C/GC/32"));
        check("CEDAW", 32, None, Some("CEDAW/C/GC/32"));
        check("CCPR", 32, Some(2014), None);
        check("CCPR", 99, None, None);
    }
}
