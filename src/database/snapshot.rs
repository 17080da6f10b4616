//! The snapshot beside a database file: read where it is of this database, laid over with what came since, made anew
//! where it is of no use.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::graph::Graph;
use crate::store::{Store, StoreError};

/// Of a graph of n nodes, n / LAID_OVER changed ones are laid over it; to make it anew costs less than more of them.
const LAID_OVER: usize = 4;
/// Above n / WRITTEN changed nodes the snapshot is written anew, so that they need not be laid over it each time.
const WRITTEN: usize = 64;

/// Returns the graph of a database.
///
/// A snapshot is a cache: one that is missing, torn, damaged or of another database is no error, nor is one that cannot
/// be written.
pub(super) fn graph(store: &Store) -> Result<Graph, StoreError> {
    let Some(path) = path_of(store.path()) else {
        return made(store);
    };
    if let Some(old) = read(&path) {
        if old.generation() == store.generation()? {
            return Ok(old);
        }
        if let Some((now, changes)) = store.changes_since(old.generation(), old.node_count() / LAID_OVER)?
            && let Some(new) = old.with_changes(&changes)
        {
            let new = new.of_generation(now);
            if changes.nodes.len() > old.node_count() / WRITTEN {
                write(&new, &path);
            }
            return Ok(new);
        }
    }
    let graph = made(store)?;
    write(&graph, &path);
    Ok(graph)
}

/// Makes the graph of all that the database holds.
fn made(store: &Store) -> Result<Graph, StoreError> {
    let records = store.graph_records()?;
    Ok(Graph::from_records(records.nodes, records.edges).of_generation(records.generation))
}

/// Returns the path of the snapshot of a database: `un.db-graph` for `un.db`, as SQLite names what lies beside a file.
/// A database in memory has none.
fn path_of(database: &Path) -> Option<PathBuf> {
    let mut path = database.as_os_str().to_owned();
    path.push("-graph");
    (database != Path::new(":memory:")).then(|| PathBuf::from(path))
}

fn read(path: &Path) -> Option<Graph> {
    let file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    Graph::read_snapshot(file, length).ok()
}

/// Writes a snapshot under another name and gives it its own once it is whole: nobody reads half of one. Where another
/// process is about it, there is nothing to do; what a killed one left behind is written over.
fn write(graph: &Graph, path: &Path) {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push("-part");
    let unfinished = PathBuf::from(unfinished);
    let write = || -> io::Result<()> {
        let part = File::options().create(true).write(true).truncate(false).open(&unfinished)?;
        part.try_lock()?;
        let named = part
            .set_len(0)
            .and_then(|()| graph.write_snapshot(&part))
            .and_then(|()| fs::rename(&unfinished, path));
        if named.is_err() {
            fs::remove_file(&unfinished)?;
        }
        named
    };
    // It is a cache: the answer does not wait for it, and the next question tries again.
    let _ = write();
}
