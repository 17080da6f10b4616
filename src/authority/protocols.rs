//! Which protocols a treaty has (`data/protocols.csv`): texts call them `the protocols thereto`.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::Id;

/// A protocol and the treaty to which it was added.
#[derive(Debug, Deserialize)]
struct Row {
    protocol: String,
    treaty: String,
}

/// Returns the protocols of a treaty, in the order of the table: that in which they were adopted.
pub fn of(treaty: &Id) -> impl Iterator<Item = &'static Id> + use<'_> {
    static ROWS: OnceLock<Vec<(Id, Id)>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let table = include_str!("../../data/protocols.csv");
        let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize();
        let rows = rows.map(|row: Result<Row, _>| row.expect("data/protocols.csv is checked by a test"));
        rows.map(|row| (Id::new(row.protocol), Id::new(row.treaty))).collect()
    });
    rows.iter().filter(move |(_, of)| of == treaty).map(|(protocol, _)| protocol)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    #[test]
    fn protocols_are_instruments() {
        let known = |id: &str| Authority::embedded().instruments.get(&Id::new(id)).is_some();
        let table = include_str!("../../data/protocols.csv");
        for row in csv::Reader::from_reader(table.as_bytes()).into_deserialize() {
            let Row { protocol, treaty } = row.expect("a row");
            assert!(known(&protocol) && known(&treaty), "{protocol} of {treaty}");
        }
        let of_covenant: Vec<&str> = of(&Id::new("A/RES/2200(XXI)A#annex:ICCPR")).map(Id::as_str).collect();
        assert_eq!(of_covenant, ["A/RES/2200(XXI)A#annex:ICCPR-OP1", "A/RES/44/128#annex"]);
    }
}
