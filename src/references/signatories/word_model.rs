//! Weighs whether a name ends between two words, by how often each of them opens and closes names.

use std::collections::BTreeMap;

use crate::model::Text;

use super::token::{Shape, Token, tokens};

/// Weights are hundredths of natural logarithms, as integers, so that sums are the same on every machine.
pub type Weight = i32;

/// Occurrences by which the look of a word counts beside its own counts.
const LOOK: f64 = 4.0;

/// Words of an entry by which it is sorted.
pub const KEY_WORDS: usize = 8;

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    opens: f64,
    closes: f64,
    all: f64,
}

/// Counts of words in names: how often they open one, close one, and stand in one at all.
#[derive(Clone, Debug, Default)]
pub struct WordModel {
    words: BTreeMap<String, Count>,
    looks_open: [Count; Shape::COUNT],
    looks_close: [Count; Shape::COUNT],
    names: f64,
    tokens: f64,
    /// Keys of all names, sorted: how the openings of names spread over the alphabet.
    spread: Vec<String>,
}

impl WordModel {
    /// Counts the words of names.
    pub fn of_names<'n>(names: impl Iterator<Item = &'n str>) -> WordModel {
        let lines: Vec<Text> = names
            .map(|name| {
                let mut line = Text::new();
                line.push(name, 0);
                line
            })
            .collect();
        let mut model = WordModel::default();
        let words = tokens(&lines);
        model.learn(&words);
        model.spread = words.chunk_by(|a, b| a.line == b.line).map(order_key).collect();
        model.spread.sort();
        model
    }

    /// Counts the words of lines as if each line were a name.
    pub fn learn(&mut self, words: &[Token]) {
        for line in words.chunk_by(|a, b| a.line == b.line) {
            self.names += 1.0;
            for (i, word) in line.iter().enumerate() {
                let (opens, closes) = (f64::from(u8::from(i == 0)), f64::from(u8::from(i + 1 == line.len())));
                let add = |count: &mut Count| {
                    count.opens += opens;
                    count.closes += closes;
                    count.all += 1.0;
                };
                self.tokens += 1.0;
                add(&mut self.looks_open[word.opening as usize]);
                add(&mut self.looks_close[word.closing as usize]);
                if !word.key.is_empty() {
                    add(self.words.entry(word.key.clone()).or_default());
                }
            }
        }
    }

    /// Returns the weight of evidence that a name ends before `b`, where `a` stands before it.
    pub fn boundary(&self, a: &Token, b: &Token) -> Weight {
        let opens = self.opens(b);
        let closes = self.closes(a);
        let names = self.names + 1.0;
        let inner = (self.tokens - self.names).max(1.0) + 1.0;
        // The odds of `b` as an opening word against any other place in a name, and of `a` as a closing word,
        // each freed of how often names open and close at all.
        let odds = (opens / (1.0 - opens)) * (closes / (1.0 - closes)) * (inner / names) * (inner / names);
        weight(odds).clamp(-700, 700)
    }

    /// Returns whether the word is known from inside or at the end of names but hardly as a whole name.
    pub fn is_common(&self, word: &Token) -> bool {
        self.words.get(&word.key).is_some_and(|c| c.all >= 2.0)
    }

    /// Returns the weight gained by an opening word that falls between two neighbours in the alphabet: the rarer
    /// names between them, the more it tells.
    pub fn surprise(&self, after: &str, before: &str) -> Weight {
        let from = self.spread.partition_point(|k| k.as_str() < after);
        let to = self.spread.partition_point(|k| k.as_str() <= before);
        let share = (to.saturating_sub(from) as f64 + 1.0) / (self.spread.len() as f64 + 2.0);
        weight(1.0 / share)
    }

    fn opens(&self, word: &Token) -> f64 {
        let look = self.looks_open[word.opening as usize];
        let own = self.words.get(&word.key).copied().unwrap_or_default();
        ((own.opens + LOOK * share(look.opens, look.all)) / (own.all + LOOK)).clamp(0.003, 0.97)
    }

    fn closes(&self, word: &Token) -> f64 {
        let look = self.looks_close[word.closing as usize];
        let own = self.words.get(&word.key).copied().unwrap_or_default();
        ((own.closes + LOOK * share(look.closes, look.all)) / (own.all + LOOK)).clamp(0.003, 0.97)
    }
}

/// Returns the key under which an entry is sorted, from its first words.
pub fn order_key(words: &[Token]) -> String {
    let keys = words.iter().take(KEY_WORDS).filter(|t| !t.bullet && !t.key.is_empty());
    keys.map(|t| t.key.as_str()).collect::<Vec<_>>().join(" ")
}

fn share(part: f64, whole: f64) -> f64 {
    (part + 0.5) / (whole + 2.0)
}

fn weight(odds: f64) -> Weight {
    (odds.ln() * 100.0).round() as Weight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_after_closing_words_and_before_opening_words() {
        let names = ["River Foundation", "Lake Foundation", "Friends of the Sea", "Friends of Lakes"];
        let model = WordModel::of_names(names.into_iter());
        let mut line = Text::new();
        line.push("Hill Foundation Friends of Hills", 0);
        let words = tokens(std::slice::from_ref(&line));
        let weights: Vec<_> = words.windows(2).map(|w| model.boundary(&w[0], &w[1])).collect();
        assert!(weights[1] > 0 && weights.iter().enumerate().all(|(i, w)| i == 1 || *w < 0), "{weights:?}");
    }
}
