//! Two outputs of `extract --format tsv`, of an older and a newer program: what was gained, lost and changed.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::authority::Authority;

/// The columns that are compared; others may stand beside them.
const COLUMNS: [&str; 9] = ["file", "doc", "para", "surface", "class", "rule", "target", "relation", "verb"];

/// Says why a table cannot be compared.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ComparisonError {
    /// The first line does not name a column.
    #[error("the first line names no column '{0}': it is no output of 'extract --format tsv'")]
    Header(&'static str),
    /// A row is short of cells.
    #[error("line {0} has too few cells")]
    Row(usize),
}

/// One reference with one target, as a table has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The full id of the target.
    pub target: String,
    /// What the reference says.
    pub relation: String,
    /// The governing verb.
    pub verb: String,
    /// How the reference names its target.
    pub class: String,
    /// The rule that resolved it, without flags.
    pub rule: String,
}

/// Where references stand: file, document, paragraph, words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The document.
    pub doc: String,
    /// The paragraph.
    pub para: String,
    /// The reference's own words.
    pub words: String,
}

/// What became of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Only the newer table has it.
    Gained,
    /// Only the older table has it.
    Lost,
    /// The same words have another target.
    Target,
    /// The same target has another relation.
    Relation,
    /// The same target and relation have another verb.
    Verb,
}

impl Kind {
    /// Every kind, in the order of listings.
    pub const ALL: [Kind; 5] = [Kind::Gained, Kind::Lost, Kind::Target, Kind::Relation, Kind::Verb];

    /// Returns the stable name used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Gained => "gained",
            Kind::Lost => "lost",
            Kind::Target => "target",
            Kind::Relation => "relation",
            Kind::Verb => "verb",
        }
    }
}

/// One difference: `old` is absent where gained, `new` where lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of the reference.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
    /// As the older table has it.
    pub old: Option<Row>,
    /// As the newer table has it.
    pub new: Option<Row>,
}

impl Change {
    /// Returns the newer row, or the older one where there is none.
    pub fn row(&self) -> &Row {
        self.new.as_ref().or(self.old.as_ref()).expect("a change has a row")
    }

    /// Returns the bodies of the citing and the cited document, as `GA-SC`; `?` where a body is not known.
    pub fn organs(&self, authority: &Authority) -> String {
        let body = |symbol: &str| authority.bodies.of_symbol(symbol).map_or("?", |b| b.id.as_str());
        format!("{}-{}", body(&self.place.doc), body(&self.row().target))
    }
}

/// What two tables have in common and what not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Rows of the older table.
    pub old: usize,
    /// Rows of the newer table.
    pub new: usize,
    /// All differences, by kind and then by place and row.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// Compares two tables. Rows of the same place are matched by target, relation and verb, then by target and
    /// relation, then by target; what is left of both is matched in order, for the same words with another target.
    /// The order of rows, columns that are not compared, and the folder that all files of a table stand in are no matter.
    ///
    /// Time is in the number of rows and its logarithm.
    ///
    /// # Errors
    ///
    /// Fails if a table is no output of `extract --format tsv`.
    pub fn of(old: &str, new: &str) -> Result<Self, ComparisonError> {
        let mut places: BTreeMap<Place, (Vec<Row>, Vec<Row>)> = BTreeMap::new();
        let mut sum = Comparison::default();
        for (place, row) in rows(old)? {
            sum.old += 1;
            places.entry(place).or_default().0.push(row);
        }
        for (place, row) in rows(new)? {
            sum.new += 1;
            places.entry(place).or_default().1.push(row);
        }
        for (place, (mut old, mut new)) in places {
            old.sort();
            new.sort();
            pairs(&mut old, &mut new, |a, b| {
                (&a.target, &a.relation, &a.verb) == (&b.target, &b.relation, &b.verb)
            });
            let verbs =
                pairs(&mut old, &mut new, |a, b| (&a.target, &a.relation) == (&b.target, &b.relation));
            let relations = pairs(&mut old, &mut new, |a, b| a.target == b.target);
            let targets = pairs(&mut old, &mut new, |_, _| true);
            let kinds = [(Kind::Verb, verbs), (Kind::Relation, relations), (Kind::Target, targets)];
            for (kind, pairs) in kinds {
                sum.changes.extend(pairs.into_iter().map(|(old, new)| Change {
                    kind,
                    place: place.clone(),
                    old: Some(old),
                    new: Some(new),
                }));
            }
            let lost = |old| Change { kind: Kind::Lost, place: place.clone(), old: Some(old), new: None };
            sum.changes.extend(old.into_iter().map(lost));
            let gained = |new| Change { kind: Kind::Gained, place: place.clone(), old: None, new: Some(new) };
            sum.changes.extend(new.into_iter().map(gained));
        }
        // Stable: places are in order already.
        sum.changes.sort_by_key(|change| change.kind);
        Ok(sum)
    }

    /// Returns the number of differences of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|c| c.kind == kind).count()
    }
}

/// Takes out of two sorted lists what fits, in order.
fn pairs(old: &mut Vec<Row>, new: &mut Vec<Row>, fits: impl Fn(&Row, &Row) -> bool) -> Vec<(Row, Row)> {
    let mut out = Vec::new();
    let mut left = Vec::new();
    for row in old.drain(..) {
        match new.iter().position(|other| fits(&row, other)) {
            Some(at) => out.push((row, new.remove(at))),
            None => left.push(row),
        }
    }
    *old = left;
    out
}

fn rows(table: &str) -> Result<Vec<(Place, Row)>, ComparisonError> {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let mut at = [0; COLUMNS.len()];
    for (column, name) in at.iter_mut().zip(COLUMNS) {
        *column = header.iter().position(|cell| *cell == name).ok_or(ComparisonError::Header(name))?;
    }
    let mut out = Vec::new();
    for (number, line) in lines.enumerate().filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, doc, para, words, class, rule, target, relation, verb] =
            at.map(|column| cells.get(column).map(|cell| (*cell).to_owned()));
        let row = || {
            let rule = rule?.split(' ').next().unwrap_or_default().to_owned();
            Some((
                Place { file: file?, doc: doc?, para: para?, words: words? },
                Row { target: target?, relation: relation?, verb: verb?, class: class?, rule },
            ))
        };
        out.push(row().ok_or(ComparisonError::Row(number + 2))?);
    }
    let folder = common_folder(out.iter().map(|(place, _)| place.file.as_str()));
    for (place, _) in &mut out {
        place.file.drain(..folder);
    }
    Ok(out)
}

/// Returns the length of the folder, with its stroke, in which all files stand.
fn common_folder<'a>(mut files: impl Iterator<Item = &'a str>) -> usize {
    let Some(first) = files.next() else { return 0 };
    let folder = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
    files.fold(folder(first), |length, file| {
        let same = first[..length].bytes().zip(file.bytes()).take_while(|(a, b)| a == b).count();
        // A border of letters lies behind every stroke.
        first.as_bytes()[..same].iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "file\tdoc\tpara\tclass\tsurface\ttarget\trelation\tverb\trule\tstart\n";

    fn table(rows: &[[&str; 4]]) -> String {
        let line = |[words, target, relation, verb]: &[&str; 4]| {
            format!(
                "a.txt\tA/RES/60/1\tpp1\tnumber\t{words}\t{target}\t{relation}\t{verb}\tB1 warning=x\t7\n"
            )
        };
        HEADER.to_owned() + &rows.iter().map(line).collect::<String>()
    }

    fn check(old: &[[&str; 4]], new: &[[&str; 4]], expected: &[&str]) {
        let found = Comparison::of(&table(old), &table(new)).expect("tables");
        let line = |c: &Change| {
            let target = |row: &Option<Row>| row.as_ref().map_or("", |r| r.target.as_str()).to_owned();
            format!("{} {} {}>{}", c.kind.as_str(), c.place.words, target(&c.old), target(&c.new))
        };
        assert_eq!(found.changes.iter().map(line).collect::<Vec<_>>(), expected);
        assert_eq!((found.old, found.new), (old.len(), new.len()));
    }

    #[test]
    fn differences_have_a_kind() {
        let one = ["53/144", "A/RES/53/144", "recalls", "recalling"];
        check(&[one], &[one], &[]);
        check(&[one, one], &[one], &["lost 53/144 A/RES/53/144>"]);
        check(&[], &[one], &["gained 53/144 >A/RES/53/144"]);
        let verb = ["53/144", "A/RES/53/144", "recalls", "noting"];
        check(&[one], &[verb], &["verb 53/144 A/RES/53/144>A/RES/53/144"]);
        let relation = ["53/144", "A/RES/53/144", "cites", "noting"];
        check(&[one], &[relation], &["relation 53/144 A/RES/53/144>A/RES/53/144"]);
        let target = ["53/144", "A/HRC/RES/53/144", "recalls", "recalling"];
        check(&[one], &[target], &["target 53/144 A/RES/53/144>A/HRC/RES/53/144"]);
        let other = ["53/145", "A/RES/53/145", "recalls", "recalling"];
        check(&[one], &[other], &["gained 53/145 >A/RES/53/145", "lost 53/144 A/RES/53/144>"]);
        check(&[one, other], &[other, one], &[]);
    }

    #[test]
    fn changes_are_told_by_organ_and_rule() {
        let old = table(&[["1325 (2000)", "S/RES/1325(2000)", "recalls", ""]]);
        let found = Comparison::of(&old, HEADER).expect("tables");
        assert_eq!(found.changes[0].organs(Authority::embedded()), "GA-SC");
        assert_eq!(found.changes[0].row().rule, "B1");
        assert_eq!(found.count(Kind::Lost), 1);
    }

    #[test]
    fn the_folder_of_all_files_is_no_matter() {
        let check = |files: &[&str], expected| {
            assert_eq!(common_folder(files.iter().copied()), expected, "{files:?}")
        };
        check(&[], 0);
        check(&["a.txt"], 0);
        check(&["in/a.txt", "in/b.txt"], 3);
        check(&["in/é/a.txt", "in/ê/b.txt"], 3);
        check(&["in/a.txt", "inner/b.txt"], 0);
        check(&["/x/in/a.txt", "/x/in/b/c.txt"], 6);
        let there = table(&[["53/144", "A/RES/53/144", "recalls", ""]]);
        let here = there.replace("a.txt", "../corpus/a.txt");
        assert_eq!(Comparison::of(&there, &here).map(|c| c.changes), Ok(Vec::new()));
    }

    #[test]
    fn other_tables_are_refused() {
        assert_eq!(Comparison::of("a\tb\n", HEADER), Err(ComparisonError::Header("file")));
        assert_eq!(Comparison::of(HEADER, &format!("{HEADER}a.txt\t1\n")), Err(ComparisonError::Row(2)));
    }
}
