//! What is in the database by now -> what references mean that were read before.

use crate::authority::Authority;
use crate::model::{HeldRow, Settlement};
use crate::references::settling::{Knowledge, PrintedDates};
use crate::store::{Store, StoreError};

use super::placing::ByAuthority;

/// What all documents together made of the references that one alone left open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// References that had no target, and now have one.
    pub resolved: usize,
    /// References that had a target and now have another, or the same with another confidence or flag.
    pub revised: usize,
    /// References that still have none.
    pub unresolved: usize,
    /// Whether anything is another than before.
    pub changed: bool,
}

/// Resolves what is stored by what else is stored, without reading a file: a title that a later document bears, a name
/// that another one gives, parts of a resolution, the date of a number.
///
/// It always begins from what was read, so that the order of ingest is no matter and a second run changes nothing.
/// Time grows with the number of references by number; space with that of documents and of what is made of references, and by
/// a few bytes for each date that a reference prints of a document that was read.
///
/// # Errors
///
/// Fails if the database fails; nothing has changed then.
pub fn resolve(store: &mut Store, authority: &'static Authority) -> Result<Settled, StoreError> {
    let documents = store.known_documents()?;
    let mut printed = PrintedDates::new(&documents);
    store.each_held(&mut |held| printed.count(&held))?;
    let knowledge = Knowledge::of(&documents, &store.known_names()?, &printed, authority);
    drop((documents, printed));
    let mut settled = Settled::default();
    let mut all: Vec<Settlement> = Vec::new();
    store.each_held(&mut |held| {
        let found = knowledge.settle(&held);
        match (&held.row, found.is_empty()) {
            (_, true) => {}
            (HeldRow::Unresolved(_), false) => settled.resolved += 1,
            (HeldRow::Resolved(_), false) => settled.revised += 1,
        }
        all.extend(found);
    })?;
    drop(knowledge);
    settled.changed = store.settle(&all, &ByAuthority(authority))?;
    settled.unresolved = store.unresolved_count()?;
    Ok(settled)
}
