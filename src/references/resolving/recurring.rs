//! Which of several texts of one name is meant: `the political declaration of the high-level meeting on …`, of which there
//! was one in 2019 and one in 2023.

use super::Memory;
use crate::model::{Id, Span};
use crate::references::nearby;

/// How many bytes before a name and behind it the year of the text may stand.
const BEFORE: usize = 24;
const BEHIND: usize = 120;

/// How sure the choice is with a printed year, and without.
const OF_YEAR: u8 = 95;
const LATEST: u8 = 80;

impl Memory<'_> {
    /// Returns the text that a recurring name means, and how sure that is: the one of the year beside the name, else the
    /// latest that there was. `None` for names of one text, and of several together.
    pub(super) fn recurring(&self, ids: &[Id], text: &str, name: Span) -> Option<(Id, u8)> {
        if ids.len() < 2 || !self.authority.instruments.is_recurring(ids) {
            return None;
        }
        let adopted = |id: &Id| self.authority.instruments.get(id).and_then(|i| i.adopted);
        let (before, behind) =
            (nearby::tail(&text[..name.start], BEFORE), nearby::head(&text[name.end..], BEHIND));
        // `the 2019 political declaration`, else the first year behind the name: `, held on 23 September 2019`.
        let printed = |id: &&Id| {
            let year = adopted(id)?.year().to_string();
            before.contains(&year).then_some(0).or_else(|| behind.find(&year))
        };
        let of_year = ids.iter().filter_map(|id| Some((printed(&id)?, id))).min_by_key(|(at, _)| *at);
        if let Some((_, id)) = of_year {
            return Some((id.clone(), OF_YEAR));
        }
        let latest = self.existing(ids).into_iter().max_by_key(adopted)?;
        Some((latest, LATEST))
    }
}
