//! The verbs of one language, compiled: finds every governing verb in a paragraph.

use regex::Regex;
use regex_automata::{Anchored, Input, meta};

use super::lexicon::VerbWords;

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// A participle (`recalling`), as in the preamble.
    Participle,
    /// A finite verb (`recalls`), as in the operative part.
    Finite,
}

/// One verb in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbHit {
    /// First byte, adverbs included (`also takes note of`).
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Position of the family in the data file.
    pub family: usize,
    /// The form.
    pub form: VerbForm,
}

/// Finds the verbs of one language.
#[derive(Debug)]
pub struct Verbs {
    any: Regex,
    adverbs: Regex,
    /// One pattern for each verb; the first that matches the whole of a found verb is the one that found it. A search
    /// for the pattern's number alone stays in the automaton, where a set of patterns would try each of them.
    members: meta::Regex,
    forms: Vec<(usize, VerbForm)>,
    families: Vec<String>,
    opening: Regex,
    insert: Regex,
    window: usize,
}

impl Verbs {
    /// Compiles the verbs of a data file.
    pub(super) fn new(words: &VerbWords) -> Self {
        let compile = super::lexicon::pattern;
        let adverbs = format!("(?:(?:{}) )*", words.adverbs);
        let mut all = Vec::new();
        let (mut members, mut kinds) = (Vec::new(), Vec::new());
        for (at, family) in words.family.iter().enumerate() {
            let forms = [(VerbForm::Participle, &family.preamble), (VerbForm::Finite, &family.operative)];
            for (form, patterns) in forms {
                for pattern in patterns {
                    all.push(pattern.as_str());
                    // Matches `takes note of`, does not match `takes no note`.
                    members.push(super::lexicon::ascii(&format!("(?i)^(?:{pattern})$")));
                    kinds.push((at, form));
                }
            }
        }
        let all = all.join("|");
        let before = &words.before_opening;
        let skip = if before.is_empty() { String::new() } else { format!("(?:(?:{before}),? )?") };
        Self {
            // Matches the verb in `and strongly urges States`; does not match `surges`.
            any: compile(&format!(r"(?i)\b{adverbs}(?:{all})\b")),
            // Matches `Recalling also its …`; does not match `The States recalling`.
            opening: compile(&format!(r"(?i)^{skip}{adverbs}(?:{all})\b")),
            // Matches `, and in this regard` at the end of a text; does not match `and in this`.
            insert: compile(&format!(r"(?i)(?:^|[ ,;])(?:{}),?$", words.inserts)),
            // Matches `also strongly ` in `also strongly urges`; does not match `urges also`.
            adverbs: compile(&format!("(?i)^{adverbs}")),
            families: words.family.iter().map(|f| f.name.clone()).collect(),
            members: meta::Builder::new()
                .configure(meta::Config::new().hybrid_cache_capacity(super::lexicon::CACHE))
                .build_many(&members)
                .expect("each verb is a pattern of its own above"),
            forms: kinds,
            window: words.window,
        }
    }

    /// Returns every verb of a text, in order, without overlap.
    pub fn hits(&self, text: &str) -> Vec<VerbHit> {
        self.any
            .find_iter(text)
            .filter_map(|found| {
                let (family, form) = self.member(found.as_str())?;
                Some(VerbHit {
                    start: found.start(),
                    end: found.start() + found.as_str().trim_end().len(),
                    family,
                    form,
                })
            })
            .collect()
    }

    /// Returns the family and form of a found verb.
    fn member(&self, found: &str) -> Option<(usize, VerbForm)> {
        let bare = &found[self.adverbs.find(found).map_or(0, |m| m.end())..];
        let which = self.members.search_half(&Input::new(bare).anchored(Anchored::Yes))?.pattern();
        Some(self.forms[which.as_usize()])
    }

    /// Returns the name of a family.
    pub fn family(&self, family: usize) -> &str {
        &self.families[family]
    }

    /// Returns whether a text begins with a verb, as a paragraph does; the first letter must be a capital.
    pub fn opens(&self, text: &str) -> bool {
        text.starts_with(char::is_uppercase) && self.opening.is_match(text)
    }

    /// Returns the pattern of the verbs that open a paragraph.
    pub fn opening_pattern(&self) -> &str {
        self.opening.as_str()
    }

    /// Returns the form of the verb with which a text begins.
    pub fn opening_form(&self, text: &str) -> Option<VerbForm> {
        if !text.starts_with(char::is_uppercase) {
            return None;
        }
        let opening = self.opening.find(text)?.as_str();
        self.member(opening)
            .or_else(|| self.any.find(opening).and_then(|m| self.member(m.as_str())))
            .map(|m| m.1)
    }

    /// Returns whether a verb stands among the first words of a text, for languages whose verb does not come
    /// first.
    pub fn opens_within_window(&self, text: &str) -> bool {
        let limit = self.window_end(text);
        self.window > 0 && self.hits(&text[..limit]).iter().any(|h| h.form == VerbForm::Participle)
    }

    /// Returns the byte behind the words in which the opening verb may stand.
    pub fn window_end(&self, text: &str) -> usize {
        text.match_indices(' ').nth(self.window.max(1) - 1).map_or(text.len(), |(at, _)| at)
    }

    /// Returns how many words the opening verb may stand behind the start of its paragraph.
    pub fn window(&self) -> usize {
        self.window
    }

    /// Returns where the inserted phrase begins with which a text ends (`, and in this regard`).
    pub fn insert_at_end(&self, text: &str) -> Option<usize> {
        self.insert.find(text).map(|m| {
            let lead = m.as_str().chars().next().filter(|c| !c.is_alphabetic()).map_or(0, char::len_utf8);
            m.start() + lead
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon;
    use super::*;

    fn check(code: &str, text: &str, expected: &[(&str, &str)]) {
        let lexicon = lexicon::embedded().into_iter().find(|l| l.code == code).expect("a language");
        let verbs = Verbs::new(&lexicon.verbs);
        let found: Vec<(String, &str)> = verbs
            .hits(text)
            .iter()
            .map(|h| (text[h.start..h.end].to_lowercase(), verbs.family(h.family)))
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(v, f)| (v.as_str(), *f)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn english_verbs_come_with_their_adverbs() {
        check("en", "Guided also by the purposes", &[("guided also by", "guided")]);
        check("en", "and also takes note of the report", &[("also takes note of", "take-note")]);
        check(
            "en",
            "Takes note with appreciation of it",
            &[("takes note with appreciation of", "take-note")],
        );
        check("en", "Strongly reaffirming that everyone", &[("strongly reaffirming", "reaffirm")]);
        check("en", "Expresses its conviction that", &[("expresses its conviction", "express")]);
        check("en", "Expressing its deep concern about", &[("expressing its deep concern about", "concern")]);
        check("en", "Observing with concern the drought", &[("observing with concern", "note")]);
        check("en", "Remaining deeply concerned by it", &[("remaining deeply concerned by", "concern")]);
        check("en", "Recommits itself to the Plan", &[("recommits itself to", "affirm")]);
        check("en", "surges of noteworthy things", &[]);
    }

    #[test]
    fn dutch_verbs_stand_inside_the_sentence() {
        check("nl", "De wezenlijke rol erkennend die", &[("erkennend", "recognize")]);
        check("nl", "8 en ook neemt kennis van het", &[("ook neemt kennis van", "take-note")]);
        check("nl", "Sterk herbevestigend dat", &[("sterk herbevestigend", "reaffirm")]);
    }
}
