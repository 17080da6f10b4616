//! Whose words count.

use clap::Args;

use super::question::Opened;
use super::{Failure, screen};
use crate::model::{BodyId, Date};

/// Whose words count, and until when.
#[derive(Debug, Args)]
pub(super) struct Speaker {
    /// Only what documents dated by this day say (YYYY, YYYY-MM or YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
    /// Only what documents of this body say (GA, SC, HRC, …).
    #[arg(long, value_name = "BODY")]
    body: Option<String>,
}

impl Speaker {
    /// Returns whether a body was named.
    pub(super) fn names_a_body(&self) -> bool {
        self.body.is_some()
    }

    /// Returns the body, if one was named.
    pub(super) fn body(&self, opened: &Opened) -> Result<Option<BodyId>, Failure> {
        self.body.as_ref().map(|name| body(opened, name)).transpose()
    }
}

/// Returns the body of a name, letter case aside.
pub(super) fn body(opened: &Opened, name: &str) -> Result<BodyId, Failure> {
    let graph = opened.database.graph()?;
    let mut known: Vec<&BodyId> = graph.bodies().iter().collect();
    known.sort();
    let found = known.iter().find(|body| body.as_str().eq_ignore_ascii_case(name.trim()));
    found.map(|body| (*body).clone()).ok_or_else(|| {
        let names: Vec<String> = known.iter().map(|body| screen::clean(body.as_str())).collect();
        Failure::Unsupported(format!("no document is of a body '{name}'; there are {}", names.join(", ")))
    })
}
