//! Opens the database of a question, and finds the document that it is about.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Failure, database_path};
use crate::Database;
use crate::graph::NodeIdx;
use crate::model::{Date, NodeId};
use crate::store::Ends;

/// The database that answers.
#[derive(Debug, Args)]
pub(super) struct Source {
    /// The database; by default the one that TRAVAUX_DB names, else the dataset built into this program.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
}

/// The day of a question about the past.
#[derive(Debug, Args)]
pub(super) struct Past {
    /// The graph as it stood on this day: only what documents dated by it say (YYYY, YYYY-MM or YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
}

/// What a question is about: one document, or two.
pub(super) enum Asked {
    One(NodeIdx),
    Two([NodeIdx; 2]),
}

/// An open database, and its name for people.
pub(super) struct Opened {
    pub(super) database: Database,
    /// `the dataset built into travaux`, or the path of the file.
    pub(super) name: String,
}

impl Source {
    /// Opens the database.
    pub(super) fn open(&self) -> Result<Opened, Failure> {
        Ok(match database_path(self.db.as_ref()) {
            Some(path) => Opened { name: path.display().to_string(), database: Database::open(path)? },
            None => {
                Opened { name: "the dataset built into travaux".to_owned(), database: Database::embedded()? }
            }
        })
    }
}

impl Past {
    /// Opens a database as it stood on the day, if one was named.
    pub(super) fn open(&self, source: &Source) -> Result<Opened, Failure> {
        let opened = source.open()?;
        Ok(match self.as_of {
            Some(day) => {
                Opened { name: format!("{}, as of {day}", opened.name), database: opened.database.as_of(day) }
            }
            None => opened,
        })
    }
}

impl Opened {
    /// Finds the document that the words of an argument name, or the two: `53/144 70/1`, `217 A (III) 53/144`. Words
    /// that name one document all together are never taken for two.
    pub(super) fn find_one_or_two(&self, words: &[String], err: &mut dyn Write) -> Result<Asked, Failure> {
        let known =
            |words: &[String]| self.database.find(&words.join(" ")).map(|found| !found.nodes.is_empty());
        if words.len() > 1 && !known(words)? {
            for at in 1..words.len() {
                let (one, other) = words.split_at(at);
                if known(one)? && known(other)? {
                    return Ok(Asked::Two([self.find(one, err)?, self.find(other, err)?]));
                }
            }
        }
        Ok(Asked::One(self.find(words, err)?))
    }

    /// Finds the document that the words of an argument name, for a question about it and the edges at it alone.
    pub(super) fn find_only(
        &self,
        words: &[String],
        ends: Ends,
        err: &mut dyn Write,
    ) -> Result<NodeIdx, Failure> {
        self.database.narrow_to(&words.join(" "), ends)?;
        self.find(words, err)
    }

    /// Finds the document that an argument names, where there is one.
    pub(super) fn find_if_named(
        &self,
        words: &[String],
        err: &mut dyn Write,
    ) -> Result<Option<NodeIdx>, Failure> {
        (!words.is_empty()).then(|| self.find(words, err)).transpose()
    }

    /// Returns the id of the document that an argument names, where there is one.
    pub(super) fn id_if_named(
        &self,
        words: &[String],
        err: &mut dyn Write,
    ) -> Result<Option<NodeId>, Failure> {
        let Some(node) = self.find_if_named(words, err)? else { return Ok(None) };
        Ok(Some(self.database.graph()?.id(node).to_id()))
    }

    /// Finds the document that the words of an argument name. Where they may mean several that are known, the best
    /// is taken and the others are named on standard error.
    pub(super) fn find(&self, words: &[String], err: &mut dyn Write) -> Result<NodeIdx, Failure> {
        let typed = words.join(" ");
        let found = self.database.find(&typed)?;
        let graph = self.database.graph()?;
        let Some((&node, others)) = found.nodes.split_first() else {
            let names = |nodes: &[NodeIdx]| nodes.iter().map(|n| graph.id(*n).to_string()).collect();
            return Err(Failure::Unknown {
                typed,
                read_as: found.ids.iter().map(ToString::to_string).collect(),
                source_name: self.name.clone(),
                near: names(&found.near),
            });
        };
        if !others.is_empty() {
            let others: Vec<String> = others.iter().map(|n| graph.id(*n).to_string()).collect();
            // A closed standard error must not stop the answer.
            let _ = writeln!(
                err,
                "travaux: '{typed}' is read as {}; give the full symbol for {}",
                graph.id(node),
                others.join(" or ")
            );
        }
        Ok(node)
    }
}
