//! Searching for words.

use super::{Database, Facts};
use crate::error::Error;
use crate::search::{Filter, Found, FoundPassage, FoundTitle, Question};
use crate::store::TitleIndex;

/// What a search found.
#[derive(Clone, Debug)]
pub struct Searched {
    /// Paragraphs; `None` in the dataset built in, which has no texts.
    pub passages: Option<Found<FoundPassage>>,
    /// Titles of documents and names of instruments and organisations; none where paragraphs with a certain reference
    /// are asked for.
    pub titles: Found<FoundTitle>,
}

impl Database {
    /// Searches for words in paragraphs and titles; without a question, for the paragraphs that the filter lets through.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn search(
        &self,
        question: Option<&Question>,
        filter: &Filter,
        limit: usize,
    ) -> Result<Searched, Error> {
        let titled = question.filter(|_| filter.reference.is_any());
        match &self.facts {
            Facts::File(store) => {
                let passages = Some(store.search_passages(question, filter, limit)?);
                let Some(question) = titled else {
                    return Ok(Searched { passages, titles: Found::default() });
                };
                let mut titles = store.search_titles(question, filter, limit)?;
                let unread = TitleIndex::of(store.named_unread()?)?.search(question, filter, limit)?;
                titles.total += unread.total;
                titles.first.extend(unread.first);
                titles.first.truncate(limit);
                Ok(Searched { passages, titles })
            }
            Facts::Embedded(dataset) => {
                let titles = match titled {
                    Some(question) => TitleIndex::of(dataset.nodes())?.search(question, filter, limit)?,
                    None => Found::default(),
                };
                Ok(Searched { passages: None, titles })
            }
        }
    }
}
