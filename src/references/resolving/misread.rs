//! Numbers of scanned texts that optical reading made others of.

use super::super::contradictions;
use super::super::mention::Saying;
use super::Memory;
use crate::authority::{Number, ocr};

/// Later texts were never scanned: what contradicts itself in them is what the author wrote, and stays so.
const SCANNED_UNTIL: u16 = 1990;

impl Memory<'_> {
    /// Repairs a number that its date shows to be misread, and returns why.
    pub(super) fn repair(&self, saying: &mut Saying) -> Option<String> {
        let Saying::Number(numbered) = saying else { return None };
        self.year().filter(|year| *year < SCANNED_UNTIL)?;
        let owner = if matches!(numbered.number, Number::Running { .. }) { "SC" } else { "GA" };
        let is_owner = |name: &String| self.grammar.bodies(name).iter().any(|body| body.as_str() == owner);
        let date = numbered.date.filter(|_| numbered.body.as_ref().is_none_or(is_owner))?;
        let meant = ocr::misread(&numbered.number, date)?;
        let why =
            format!("the scan has {}, which one sign makes {meant}, of the printed date", numbered.number);
        numbered.number = meant;
        Some(why)
    }

    /// Returns the year of the document, by its date or by the last day of its session.
    fn year(&self) -> Option<u16> {
        let by_number = || {
            let (body, number, _) = contradictions::numbered(self.document.id.as_str(), self.authority)?;
            match number {
                Number::Session { session, .. } => body.years_of_session(session).map(|years| *years.end()),
                Number::Roman { session, .. } => ocr::opening_year(&session).map(|year| year + 1),
                Number::Year { year, .. } | Number::Running { year, .. } => Some(year),
                Number::Special { .. } => None,
            }
        };
        self.date.map(|date| date.year()).or_else(by_number)
    }
}
