//! `the report` behind one whose symbol the document has told: `Noting from the report the conditions in the islands`.

use super::grammar::Grammar;
use super::mention::{Mention, Resolved, Saying};
use super::notes;
use crate::model::{Id, Paragraph};

/// So many paragraphs below it a report is still the last one that was spoken of.
const REACH: usize = 6;

/// The report that was named last.
#[derive(Debug, Default)]
pub(super) struct Reports {
    /// Its symbols; none where it has none in print.
    last: Vec<Id>,
    /// How many paragraphs ago.
    age: usize,
}

impl Reports {
    /// Tells `the report` of the next paragraph what it means. What means nothing is left out: there are too many reports
    /// to come.
    pub fn tell(&mut self, paragraph: &Paragraph, mentions: &mut Vec<Mention>, grammar: &Grammar) {
        let text = paragraph.text.as_str();
        self.age += 1;
        if self.age > REACH {
            self.last.clear();
        }
        let mut described: Option<usize> = None;
        for mention in mentions.iter_mut() {
            match &mention.saying {
                Saying::ThatReport => {
                    let surface = &text[mention.range.start..mention.range.end];
                    let own = &grammar.words.lexicon.descriptions.own_report;
                    let own = own.iter().any(|own| {
                        surface.rsplit(' ').nth(1).is_some_and(|word| word.eq_ignore_ascii_case(own))
                    });
                    let coming = || grammar.report_to_come.is_match(&text[..mention.range.start]);
                    if !self.last.is_empty() && (mention.place.is_some() || !own && !coming()) {
                        let told = |id: &Id| Resolved::new(id.clone(), "antecedent", 85);
                        let told = self.last.iter().map(told).collect();
                        mention.resolved = match mention.place.take() {
                            Some(list) => notes::placed(told, &list),
                            None => told,
                        };
                    }
                }
                Saying::Description(_)
                    if grammar.a_report.is_match(&text[mention.range.start..mention.range.end]) =>
                {
                    self.last = mention.resolved.iter().map(|r| Id::new(r.id.document())).collect();
                    self.age = 0;
                    described = Some(mention.range.end);
                }
                // `the report of the Secretary-General (S/2022/533)`.
                Saying::Symbol(_)
                    if described.is_some_and(|end| text.get(end..mention.range.start) == Some(" (")) =>
                {
                    self.last = mention.resolved.iter().map(|r| Id::new(r.id.document())).collect();
                }
                _ => {}
            }
        }
        if described.is_none() && !self.last.is_empty() && grammar.report_to_come.is_match(text) {
            self.last.clear();
        }
        mentions.retain(|m| m.saying != Saying::ThatReport || !m.resolved.is_empty());
    }
}
