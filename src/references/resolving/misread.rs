//! Numbers of scanned texts that optical reading made others of.

use super::super::contradictions;
use super::super::mention::Saying;
use super::Memory;
use crate::authority::ocr;
use crate::model::BodyId;

/// Later texts were never scanned: what contradicts itself in them is what the author wrote, and stays so.
const SCANNED_UNTIL: u16 = 1990;

impl Memory<'_> {
    /// Repairs a number that its date shows to be misread, and returns why.
    pub(super) fn repair(&self, saying: &mut Saying) -> Option<String> {
        let Saying::Number(numbered) = saying else { return None };
        let date = numbered.date?;
        let year = self.date.map(|date| date.year());
        year.or_else(|| contradictions::last_year(self.document, self.authority))
            .filter(|year| *year < SCANNED_UNTIL)?;
        let meant = |body: &BodyId| ocr::misread(body, &numbered.number, date);
        let meant = match &numbered.body {
            Some(name) => self.grammar.bodies(name).iter().find_map(meant),
            None => self.authority.bodies.unqualified().find_map(|body| meant(&body.id)),
        }?;
        let why =
            format!("the scan has {}, which one sign makes {meant}, of the printed date", numbered.number);
        numbered.number = meant;
        Some(why)
    }
}
