//! The verbs of one language, compiled: finds every governing verb in a paragraph.

use regex_syntax::hir::literal::Extractor;

use super::automaton::Automaton;
use super::lexicon::{self, VerbWords};
use super::opening::{Closing, Opening};
use super::starts::{self, Starts};

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
    /// How verbs and their adverbs begin.
    beginnings: Vec<String>,
    /// One adverb with the blank behind it.
    adverb: Opening,
    members: Members,
    /// How those begin who declare something: `We `.
    speakers: Opening,
    /// Their finite verbs, `reaffirm`. In other texts most of these words are nouns.
    plurals: Members,
    families: Vec<String>,
    /// What may stand before the verb that opens a paragraph.
    before_opening: Option<Opening>,
    insert: Closing,
    insert_before: Opening,
    pronoun: Opening,
    window: usize,
}

/// Some verbs, compiled.
#[derive(Debug)]
struct Members {
    /// How they begin: no other word is looked at.
    begins: Starts,
    /// One pattern for each verb; the first that matches is the verb.
    patterns: Automaton,
    forms: Vec<(usize, VerbForm)>,
}

impl Members {
    /// Compiles patterns, each with its family and form; `begins` are the words that may begin one.
    fn new(patterns: &[(&str, usize, VerbForm)], begins: &[String]) -> Self {
        // Matches `takes note of`, does not match `takes no note`.
        let whole: Vec<String> =
            patterns.iter().map(|(pattern, ..)| format!(r"(?i)(?:{pattern})\b")).collect();
        Self {
            begins: Starts::new(begins.iter().map(|phrase| (1, phrase.as_str()))),
            patterns: Automaton::forwards(&whole),
            forms: patterns.iter().map(|(_, family, form)| (*family, *form)).collect(),
        }
    }

    /// Returns the verb that begins at a byte, and where it ends.
    fn verb(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        if self.begins.beginning(&text.as_bytes()[at..]) == 0 {
            return None;
        }
        self.patterns.end(text, at)
    }
}

impl Verbs {
    /// Compiles the verbs of a data file.
    pub(super) fn new<'w>(words: &'w VerbWords) -> Self {
        let (mut members, mut plurals) = (Vec::new(), Vec::new());
        for (at, family) in words.family.iter().enumerate() {
            let of = |patterns: &'w [String], form| patterns.iter().map(move |p| (p.as_str(), at, form));
            members.extend(of(&family.preamble, VerbForm::Participle));
            members.extend(of(&family.operative, VerbForm::Finite));
            plurals.extend(of(&family.plural, VerbForm::Finite));
        }
        let begins = |adverbs: Vec<String>, patterns: &[(&str, usize, VerbForm)]| {
            let mut all = adverbs;
            all.extend(patterns.iter().flat_map(|(pattern, ..)| beginnings(pattern)));
            all.sort();
            all.dedup();
            all
        };
        let beginnings = begins(beginnings(&words.adverbs), &members);
        let before = &words.before_opening;
        Self {
            // Matches `also ` in `also strongly urges`; does not match `urges also`.
            adverb: Opening::new(format!("(?i)^(?:{}) ", words.adverbs)),
            members: Members::new(&members, &beginnings),
            beginnings,
            // Matches `We `; does not match `Wells`.
            speakers: Opening::new(format!("(?i)^(?:{}) ", words.speakers)),
            plurals: Members::new(&plurals, &begins(Vec::new(), &plurals)),
            families: words.family.iter().map(|f| f.name.clone()).collect(),
            // Matches `In dit verband, `; does not match `In verband`.
            before_opening: (!before.is_empty()).then(|| Opening::new(format!("(?i)^(?:{before}),? "))),
            // Matches `, and in this regard` at the end of a text; does not match `and in this`.
            insert: Closing::new(format!(r"(?i)(?:^|[ ,;])(?:{}),?$", words.inserts)),
            // Matches `In this regard, `; does not match `In this `.
            insert_before: Opening::new(format!("(?i)^(?:{}),? ", words.inserts)),
            // Matches `It `; does not match `Items `.
            pronoun: Opening::new(format!("(?i)^(?:{}) ", words.pronouns)),
            window: words.window,
        }
    }

    /// Returns how verbs and their adverbs begin.
    pub fn beginnings(&self) -> &[String] {
        &self.beginnings
    }

    /// Returns every verb of a text, in order, without overlap.
    pub fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = VerbHit> {
        let begins = |start: &usize| self.members.begins.beginning(&text.as_bytes()[*start..]) > 0;
        self.hits_among(text, starts::words(text).filter(begins))
    }

    /// Returns every verb of a text, in order, without overlap, of those words that may begin one.
    pub fn hits_among<'t>(
        &'t self,
        text: &'t str,
        words: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = VerbHit> {
        self.hits_of(&self.members, text, words)
    }

    fn hits_of<'t>(
        &'t self,
        members: &'t Members,
        text: &'t str,
        words: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = VerbHit> {
        let mut last = 0;
        words.filter_map(move |start| {
            if start < last || text[..start].ends_with('_') {
                return None;
            }
            let (which, end) = members.verb(text, self.behind_adverbs(text, start))?;
            last = end;
            let (family, form) = members.forms[which];
            Some(VerbHit { start, end: start + text[start..end].trim_end().len(), family, form })
        })
    }

    /// Returns the byte behind those who declare something in the plural: `We ` of `We reaffirm`.
    pub fn behind_speakers(&self, text: &str) -> usize {
        self.speakers.find(text).map_or(0, str::len)
    }

    /// Returns the finite verbs in the plural of a text, in order, without overlap, if it opens with one.
    pub fn plural_hits(&self, text: &str) -> Vec<VerbHit> {
        if self.plurals.verb(text, self.behind_adverbs(text, 0)).is_none() {
            return Vec::new();
        }
        self.hits_of(&self.plurals, text, starts::words(text)).collect()
    }

    /// Returns the verb that begins at a byte, without adverbs, and where it ends.
    fn verb(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        self.members.verb(text, at)
    }

    /// Returns the byte behind the adverbs that stand at a byte.
    fn behind_adverbs(&self, text: &str, mut at: usize) -> usize {
        while let Some(adverb) = self.adverb.find(&text[at..]) {
            at += adverb.len();
        }
        at
    }

    /// Returns the name of a family.
    pub fn family(&self, family: usize) -> &str {
        &self.families[family]
    }

    /// Returns whether a text begins with a verb, as a paragraph does; the first letter must be a capital.
    pub fn opens(&self, text: &str) -> bool {
        // An adverb may be the beginning of a verb as well: `bearing also`.
        let verb = |mut at: usize| loop {
            if self.verb(text, at).is_some() {
                return true;
            }
            match self.adverb.find(&text[at..]) {
                Some(adverb) => at += adverb.len(),
                None => return false,
            }
        };
        text.starts_with(char::is_uppercase) && self.openings(text).any(verb)
    }

    /// Returns the form of the verb with which a text begins.
    pub fn opening_form(&self, text: &str) -> Option<VerbForm> {
        if !text.starts_with(char::is_uppercase) {
            return None;
        }
        let verb = |at: usize| self.verb(text, self.behind_adverbs(text, at));
        self.openings(text).find_map(verb).map(|(which, _)| self.members.forms[which].1)
    }

    /// Returns the bytes at which the verb that opens a text may begin.
    fn openings(&self, text: &str) -> impl Iterator<Item = usize> {
        let before = self.before_opening.as_ref().and_then(|before| before.find(text));
        before.map(str::len).into_iter().chain([0])
    }

    /// Returns whether a verb stands among the first words of a text, for languages whose verb does not come
    /// first.
    pub fn opens_within_window(&self, text: &str) -> bool {
        let limit = self.window_end(text);
        self.window > 0 && self.hits(&text[..limit]).any(|h| h.form == VerbForm::Participle)
    }

    /// Returns the byte behind the words in which the opening verb may stand.
    pub fn window_end(&self, text: &str) -> usize {
        text.match_indices(' ').nth(self.window.max(1) - 1).map_or(text.len(), |(at, _)| at)
    }

    /// Returns how many words the opening verb may stand behind the start of its paragraph.
    pub fn window(&self) -> usize {
        self.window
    }

    /// Returns a sentence without the phrase that is inserted before its subject: `In this regard, it urges`.
    pub fn behind_insert<'t>(&self, sentence: &'t str) -> &'t str {
        &sentence[self.insert_before.find(sentence).map_or(0, str::len)..]
    }

    /// Returns the byte behind the pronoun that is the subject of a sentence, if it begins with one.
    pub fn behind_pronoun(&self, sentence: &str) -> Option<usize> {
        self.pronoun.find(sentence).map(str::len)
    }

    /// Returns where the inserted phrase begins with which a text ends (`, and in this regard`).
    pub fn insert_at_end(&self, text: &str) -> Option<usize> {
        self.insert.start(text, 0..text.len()).map(|start| {
            let lead = text[start..].chars().next().filter(|c| !c.is_alphabetic()).map_or(0, char::len_utf8);
            start + lead
        })
    }
}

/// Returns how the texts begin that a pattern matches.
fn beginnings(pattern: &str) -> Vec<String> {
    let all = Extractor::new().extract(&lexicon::parsed(pattern));
    let all = all.literals().expect("a verb begins with letters that its pattern names");
    all.iter().map(|literal| String::from_utf8_lossy(literal.as_bytes()).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lexicon;
    use super::*;

    fn check(code: &str, text: &str, expected: &[(&str, &str)]) {
        let lexicon = lexicon::embedded().into_iter().find(|l| l.code == code).expect("a language");
        let verbs = Verbs::new(&lexicon.verbs);
        let found: Vec<(String, &str)> =
            verbs.hits(text).map(|h| (text[h.start..h.end].to_lowercase(), verbs.family(h.family))).collect();
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
