//! Looks a database over: whether the file agrees with itself, and whether what it says can be true; puts right what
//! safely can be.

use super::years::likely_year;
use super::{Database, Facts};
use crate::authority::Authority;
use crate::error::Error;
use crate::model::NodeId;
use crate::query::findings::{self, Check, Finding};
use crate::store::StoreError;

impl Database {
    /// Looks the database over and returns what was found, by check and then by node. Where the file itself is damaged,
    /// that is the only finding: what it says cannot be trusted.
    ///
    /// # Errors
    ///
    /// Fails if the facts cannot be read although the file agrees with itself.
    pub fn examine(&self) -> Result<Vec<Finding>, Error> {
        let mut found = of_file(self)?;
        if found.iter().any(|finding| finding.check == Check::File) {
            return Ok(found);
        }
        let graph = self.graph()?;
        let year = |node| likely_year(graph.id(node).as_str(), Authority::embedded());
        found.extend(findings::contradictions(&self.occurrences(&Default::default())?));
        found.extend(findings::into_the_future(graph));
        found.extend(findings::far_from_symbol(graph, year));
        found.extend(findings::cycles(graph));
        found.extend(findings::duplicates(graph));
        found.sort_by(|a, b| (a.check, &a.nodes, &a.words).cmp(&(b.check, &b.nodes, &b.words)));
        Ok(found)
    }

    /// Puts right what can be without taking anything that a document says (see [`Check::is_repaired`]), and resolves
    /// references anew.
    ///
    /// # Errors
    ///
    /// Fails if the database fails, is damaged, or takes no changes because it is built in.
    pub fn repair(&mut self) -> Result<(), Error> {
        self.change_and_resolve("doctor --fix", |store| {
            store.check()?;
            store.repair()
        })
    }
}

fn of_file(database: &Database) -> Result<Vec<Finding>, Error> {
    let Facts::File(store) = &database.facts else {
        return Ok(Vec::new());
    };
    match store.check() {
        Ok(()) => {}
        Err(error @ StoreError::Busy { .. }) => return Err(error.into()),
        Err(error) => {
            let cause =
                std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
            let words = format!("{error}{cause}");
            return Ok(vec![Finding { check: Check::File, nodes: Vec::new(), words }]);
        }
    }
    let mut found = Vec::new();
    let mut about = |check: Check, nodes: Vec<NodeId>, words: &str| {
        found.extend(nodes.into_iter().map(|node| Finding {
            check,
            nodes: vec![node],
            words: words.to_owned(),
        }));
    };
    about(Check::Primary, store.without_primary()?, "no text speaks for it");
    about(Check::Orphan, store.orphans()?, "nothing refers to it");
    about(Check::Words, store.unindexed()?, "its words are not all in the index");
    let program = env!("CARGO_PKG_VERSION");
    for file in store.files()?.into_iter().filter(|file| file.program != program) {
        let words = format!("{}: read by version {}", file.path, file.program);
        found.push(Finding { check: Check::Outdated, nodes: Vec::new(), words });
    }
    Ok(found)
}
