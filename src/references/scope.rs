//! Which verb governs which part of a paragraph.
//!
//! The opening verb governs to the end of the paragraph, or to a coordinate verb: one that a comma or a
//! conjunction joins. An adjunct between commas in front of a verb belongs to that verb.

use std::sync::LazyLock;

use regex::Regex;

use super::grammar::Grammar;
use super::{nearby, prose};
use crate::authority::lexicon;
use crate::authority::verbs::{VerbForm, VerbHit};
use crate::model::Verb;

/// The verbs of one paragraph with the places from which they govern, ascending.
#[derive(Debug, Default)]
pub(super) struct Scope {
    verbs: Vec<Governing>,
}

/// A verb with the byte from which it governs.
#[derive(Debug)]
struct Governing {
    from: usize,
    verb: Verb,
    form: VerbForm,
}

/// Mark of a sub-paragraph, which may open with a verb of its own.
// Matches `(a) Condemns`, `(iv) Also calls upon`; does not match `(Part I)`.
static ITEM: LazyLock<Regex> = LazyLock::new(|| lexicon::pattern(r"^\((?:[a-z]|[ivx]{1,5})\) ?"));

/// Number of a paragraph of an annex, with the heading that may stand in front of it.
// Matches `12. `, `Role of the keepers 20. `; does not match `The 12 keepers`, `target 5.B`.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| lexicon::pattern(r"^(?:[A-Z][^.;:]{2,120} )?\d{1,3}\. "));

/// How many bytes before a verb are looked at.
const REACH: usize = 2000;
/// How many bytes an adjunct between conjunction and verb may have.
const ADJUNCT_LIMIT: usize = 160;
/// How many bytes the subject of a sentence takes up at most (`“The Security Council`).
const SUBJECT: usize = 64;

impl Scope {
    /// Reads the verbs of a paragraph; `begins` are the words that may begin one.
    pub fn of(text: &str, begins: &[usize], operative: bool, grammar: &Grammar) -> Self {
        let hits = grammar.words.verbs().hits_among(text, begins.iter().copied()).collect();
        Self::of_hits(text, hits, operative, grammar)
    }

    /// Reads the verbs of a paragraph of an annex behind its number; those of a declaration where it has no others.
    pub fn of_annex(text: &str, begins: &[usize], grammar: &Grammar) -> Self {
        // `We reaffirm Agenda 21. We welcome` is no heading with its number.
        let verbs = grammar.words.verbs();
        let opens = verbs.opening_form(text).is_some() || verbs.behind_speakers(text) > 0;
        let from = NUMBERED.find(text).filter(|_| !opens).map_or(0, |number| number.end());
        let said = &text[from..];
        let begins: Vec<usize> = begins.iter().filter_map(|begin| begin.checked_sub(from)).collect();
        let operative = verbs.opening_form(said) == Some(VerbForm::Finite);
        let scope = Self::of(said, &begins, operative, grammar);
        let scope = if scope.opens() { scope } else { Self::of_declaration(said, grammar) };
        scope.behind(from)
    }

    /// Reads the verbs of a paragraph that speaks in the plural, as declarations do; none if it does not: `We reaffirm`, and
    /// `Reaffirm` below `We, the lamp keepers:`. Who speaks may begin anew in a later sentence.
    pub fn of_declaration(text: &str, grammar: &Grammar) -> Self {
        let speaks = |at: &usize| grammar.words.verbs().behind_speakers(&text[*at..]) > 0;
        let anew = text.match_indices(['.', ';']).map(|(at, stop)| at + stop.len() + 1);
        let anew = anew.filter(|at| text.is_char_boundary(*at) && speaks(at));
        let mut out = Self::default();
        let mut from = 0;
        for to in anew.chain([text.len()]) {
            let mut verbs = Self::of_speakers(&text[from..to], grammar).verbs;
            verbs.iter_mut().for_each(|verb| verb.from += from);
            out.verbs.append(&mut verbs);
            from = to;
        }
        out
    }

    /// Reads the verbs of what one sentence of a declaration opens.
    fn of_speakers(text: &str, grammar: &Grammar) -> Self {
        let verbs = grammar.words.verbs();
        let skipped = verbs.behind_speakers(text);
        let said = &text[skipped..];
        let mut hits = if text.starts_with(char::is_uppercase) || skipped > 0 {
            verbs.plural_hits(said)
        } else {
            Vec::new()
        };
        if hits.is_empty() {
            return Self::default();
        }
        hits.extend(verbs.hits(said).filter(|hit| hit.form == VerbForm::Participle));
        hits.sort_by_key(|hit| hit.start);
        Self::of_hits(said, hits, true, grammar).behind(skipped)
    }

    /// Returns the verbs of what stands behind some bytes; the opening one governs those bytes as well.
    fn behind(mut self, bytes: usize) -> Self {
        self.verbs.iter_mut().filter(|verb| verb.from > 0).for_each(|verb| verb.from += bytes);
        self
    }

    fn of_hits(text: &str, hits: Vec<VerbHit>, operative: bool, grammar: &Grammar) -> Self {
        let verbs = grammar.words.verbs();
        let mut out = Self::default();
        let window = if verbs.window() > 0 { verbs.window_end(text) } else { 0 };
        let lead = if text.starts_with('(') { ITEM.find(text).map_or(0, |m| m.end()) } else { 0 };
        let opening = hits.iter().position(|h| {
            h.start == 0
                || h.start == lead && (!operative || h.form == VerbForm::Finite)
                || (h.start <= window && (window > 0 && opens_in_window(h, operative)))
        });
        if let Some(at) = opening {
            out.verbs.push(Governing::new(0, text, &hits[at], grammar));
        }
        for hit in hits.iter().skip(opening.map_or(0, |o| o + 1)) {
            // Behind a participle another one goes on, in an operative paragraph as well.
            let finite = operative && out.verbs.last().is_none_or(|last| last.form == VerbForm::Finite);
            if let Some(from) = coordinate(text, hit, operative, finite, grammar) {
                out.verbs.push(Governing::new(from, text, hit, grammar));
            }
        }
        out
    }

    /// Reads the verbs of a statement, sentence by sentence: `The Security Council recalls …`. A sentence that
    /// opens with no such verb goes on under the last one, up to a coordinate verb of its own. The subject of the first
    /// sentence may have gone with the opener.
    pub fn of_statement(text: &str, grammar: &Grammar) -> Self {
        let mut out = Self::default();
        for (start, end) in prose::sentences(text) {
            // A statement is quoted whole, behind the words that introduce it.
            let start =
                start + [": “", ": \""].iter().find_map(|q| text[start..end].find(q)).map_or(0, |at| at + 2);
            let sentence = grammar.words.verbs().behind_insert(&text[start..end]);
            let subject = speaker(sentence, grammar);
            let subject = subject.or_else(|| grammar.words.verbs().behind_pronoun(sentence));
            let said = sentence[subject.unwrap_or(0)..].trim_start_matches([' ', '“', '"']);
            let offset = end - said.len();
            let hits = grammar.words.verbs().hits(said).collect();
            let mut verbs = Self::of_hits(said, hits, true, grammar).verbs;
            for verb in &mut verbs {
                verb.from = if verb.from == 0 { start } else { verb.from + offset };
            }
            out.verbs.append(&mut verbs);
        }
        out
    }

    /// Returns whether the paragraph begins with a verb of its own.
    pub fn opens(&self) -> bool {
        self.verbs.first().is_some_and(|first| first.from == 0)
    }

    /// Returns the verb that governs what stands below the paragraph: the last finite one, `Requests the Secretary-General,
    /// bearing in mind the Charter: (a) To row`, else the last.
    pub fn below(&self) -> Option<&Verb> {
        let finite = self.verbs.iter().rfind(|verb| verb.form == VerbForm::Finite);
        finite.or(self.verbs.last()).map(|last| &last.verb)
    }

    /// Returns the byte from which the verb over the byte `at` governs.
    pub fn start(&self, at: usize) -> usize {
        self.verbs.iter().rev().map(|verb| verb.from).find(|from| *from <= at).unwrap_or(0)
    }

    /// Returns the verb that governs the byte `at`.
    pub fn at(&self, at: usize) -> Option<&Verb> {
        self.verbs.iter().rev().find(|verb| verb.from <= at).map(|found| &found.verb)
    }
}

/// Returns whether a body is the subject of a text: `Therefore, the General Assembly instructs …`.
pub(super) fn speaks(text: &str, grammar: &Grammar) -> bool {
    speaker(grammar.words.verbs().behind_insert(text), grammar).is_some()
}

/// Returns the byte behind the body with which a sentence begins.
fn speaker(sentence: &str, grammar: &Grammar) -> Option<usize> {
    let body = grammar.body.find(nearby::head(sentence, SUBJECT));
    body.filter(|body| sentence[..body.start()].split_whitespace().count() <= 1).map(|body| body.end())
}

impl Governing {
    fn new(from: usize, text: &str, hit: &VerbHit, grammar: &Grammar) -> Self {
        Self { from, verb: printed(text, hit, grammar), form: hit.form }
    }
}

fn opens_in_window(hit: &VerbHit, operative: bool) -> bool {
    operative || hit.form == VerbForm::Participle
}

/// Returns the printed verb, in lower case; a verb of two halves gets its second half.
fn printed(text: &str, hit: &VerbHit, grammar: &Grammar) -> Verb {
    let mut words = text[hit.start..hit.end].to_lowercase();
    if let Some(half) = grammar.words.lexicon.verbs.separable.get(&words) {
        let sentence = text[hit.end..].split(';').next().unwrap_or("");
        let stands = sentence.split(|c: char| !c.is_alphabetic()).any(|w| w == half);
        if stands {
            words = format!("{words} {half}");
        }
    }
    Verb::new(words, grammar.words.verbs().family(hit.family))
}

/// Returns the byte from which a verb governs if it is coordinate with those before it.
fn coordinate(text: &str, hit: &VerbHit, operative: bool, finite: bool, grammar: &Grammar) -> Option<usize> {
    let family = &grammar.words.lexicon.verbs.family[hit.family];
    let participle = hit.form == VerbForm::Participle;
    if family.opening_only || participle && family.opening_only_participles {
        return None;
    }
    if !operative && !participle {
        return None;
    }
    // Brackets and adjuncts farther off do not reach the verb.
    let cut = hit.start - nearby::tail(&text[..hit.start], REACH).len();
    let left = text[cut..hit.start].trim_end();
    // `issuing questions and seeking answers` are verbal nouns; `and guided by`, `and further reaffirming` are none, and who
    // is recalling says so.
    let words = &text[hit.start..hit.end];
    let noun = participle && words.ends_with("ing") && !words.contains(' ') && family.name != "recall";
    let noun = match (noun, finite) {
        (true, true) => Noun::Likely,
        (true, false) => Noun::Possible,
        _ => Noun::No,
    };
    let from = joint(left, operative, noun, grammar)?;
    let bracketed = left.matches('(').count() > left.matches(')').count();
    let quoted = left.matches('“').count() > left.matches('”').count();
    (!bracketed && !quoted).then_some(cut + from)
}

/// Whether a participle may be a verbal noun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    No,
    /// Behind a word of the same form: `promoting and encouraging`.
    Possible,
    /// Behind a finite verb, where only a comma makes an act of it.
    Likely,
}

/// Returns where the comma or conjunction stands that joins a verb to the text before it.
fn joint(left: &str, operative: bool, noun: Noun, grammar: &Grammar) -> Option<usize> {
    let mut left = left;
    let mut found = joint_at_end(left, operative, noun, grammar);
    while let Some(at) = grammar.words.verbs().insert_at_end(left) {
        left = left[..at].trim_end();
        // `its resolution, which, inter alia, declares`: what it declares is no act of this text.
        let last = left.trim_end_matches(',').rsplit(' ').next();
        if last.is_some_and(|last| grammar.words.lexicon.verbs.relatives.iter().any(|word| word == last)) {
            return None;
        }
        // In `the child in this regard, while expressing` the comma joins, and nothing before the first insert does.
        found = joint_at_end(left, operative, noun, grammar).or(found);
    }
    found
}

/// Returns where the comma or conjunction stands with which a text ends.
fn joint_at_end(left: &str, operative: bool, noun: Noun, grammar: &Grammar) -> Option<usize> {
    let and = grammar.words.lexicon.verbs.and.as_str();
    let without_and = |words: &'_ str| Some(words.strip_suffix(and)?.strip_suffix([' ', ','])?.len());
    // `Welcomes the letter; further recalls that …`.
    if let Some(before) = left.strip_suffix(';').filter(|_| operative) {
        return Some(before.len());
    }
    if let Some(before) = left.strip_suffix(',') {
        // `, and, in view of the anniversary, encouraging`: the adjunct belongs to the verb.
        let adjunct = before.rfind(',').filter(|comma| before.len() - comma < ADJUNCT_LIMIT);
        let adjoined = adjunct.and_then(|comma| without_and(&before[..comma]));
        return Some(adjoined.or_else(|| without_and(before)).unwrap_or(before.len()));
    }
    let before = &left[..without_and(left)?];
    // `in promoting and encouraging respect`, `requested and requesting States`: no second act.
    let last = before.trim_end_matches(',').rsplit(' ').next().unwrap_or("");
    let alike = noun == Noun::Likely || last.ends_with("ing") || last.ends_with("ed");
    let verbal_noun = noun != Noun::No && !before.ends_with(',') && alike && and == "and";
    (!verbal_noun).then_some(before.trim_end_matches(',').len())
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::authority::Authority;
    use crate::model::Language;

    fn check(code: &str, operative: bool, text: &str, word: &str, expected: &str) {
        let grammar = grammar::of(Authority::embedded(), &Language::new(code));
        let scope = Scope::of(text, &grammar.cues.read(text).verbs, operative, grammar);
        let at = text.rfind(word).expect("the word");
        assert_eq!(scope.at(at).map(|v| v.printed.as_str()), Some(expected), "{text}: {word}");
    }

    #[test]
    fn the_nearest_coordinate_verb_governs() {
        let pp = "Recalling its resolution 62/900, and reiterating the importance of the Charter";
        check("en", false, pp, "62/900", "recalling");
        check("en", false, pp, "Charter", "reiterating");
        check("en", false, "Reiterating the Declaration and stressing the Charter", "Charter", "stressing");
        check(
            "en",
            false,
            "Recalling that it rests with the State, reaffirming that the Charter",
            "Charter",
            "reaffirming",
        );
        check(
            "en",
            false,
            "Recalling that, in accordance with article 4 of the Covenant, rights",
            "Covenant",
            "recalling",
        );
        check(
            "en",
            true,
            "Takes note of the report, and in this regard strongly urges the Charter",
            "Charter",
            "strongly urges",
        );
        check("en", true, "Welcomes the work and takes note of the report", "report", "takes note of");
        check(
            "en",
            true,
            "Reaffirms the text which, inter alia, declares the Charter",
            "Charter",
            "reaffirms",
        );
        check(
            "en",
            true,
            "Invites the States to translate the Declaration, recognizing the Charter",
            "Charter",
            "recognizing",
        );
    }

    #[test]
    fn statements_have_a_verb_in_every_sentence() {
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let text = "At its meeting the President said: “The Security Council recalls the Charter. The Council further reaffirms the Covenant, and \
                    stresses the Agenda. In this regard, it calls upon States to keep the Compact. This holds for the Protocol.”";
        let scope = Scope::of_statement(text, grammar);
        let verbs = ["Charter", "Covenant", "Agenda", "Compact", "Protocol"]
            .map(|word| scope.at(text.find(word).expect("the word")).map(|verb| verb.printed.as_str()));
        assert_eq!(verbs, ["recalls", "further reaffirms", "stresses", "calls upon", "calls upon"].map(Some));
    }

    #[test]
    fn an_adjunct_belongs_to_the_verb_behind_it() {
        let text = "Strongly reaffirming the Covenant, and, in view of the anniversary of the Declaration, encouraging";
        check("en", false, text, "Covenant", "strongly reaffirming");
        check("en", false, text, "Declaration", "encouraging");
    }

    #[test]
    fn sub_paragraphs_have_their_own_verb_or_that_above() {
        check("en", true, "(b) Urges States to ratify the Covenant", "Covenant", "urges");
        let grammar = grammar::of(Authority::embedded(), &Language::english());
        let text = "(a) To ratify the Covenant, and requests them to respect the Charter";
        let scope = Scope::of(text, &grammar.cues.read(text).verbs, true, grammar);
        assert_eq!(scope.at(20), None);
        assert_eq!(scope.below().map(|v| v.printed.as_str()), Some("requests"));
    }

    #[test]
    fn verbal_nouns_do_not_govern() {
        check(
            "en",
            false,
            "Convinced of promoting and encouraging respect for the Charter",
            "Charter",
            "convinced of",
        );
        check(
            "en",
            false,
            "Recalling the efforts, building on and honouring the Charter",
            "Charter",
            "recalling",
        );
        check("en", false, "Noting the States, remaining committed to the Charter", "Charter", "noting");
        check("en", true, "Notes its work in issuing letters and seeking the Charter", "Charter", "notes");
        check("en", true, "Stressing the work of the States and urging the Charter", "Charter", "urging");
        check("en", false, "Urging requested and requesting States to keep the Charter", "Charter", "urging");
        check(
            "en",
            true,
            "Calls upon States, including by promoting policies encouraging the Charter",
            "Charter",
            "calls upon",
        );
    }

    #[test]
    fn dutch_verbs_may_stand_later_and_apart() {
        check("nl", false, "De wezenlijke rol erkennend die de Agenda 2030", "Agenda", "erkennend");
        check(
            "nl",
            true,
            "Moedigt alle delen aan, met het oog op de Verklaring",
            "Verklaring",
            "moedigt aan",
        );
        check(
            "nl",
            true,
            "Is verheugd over het werk en neemt nota van het verslag, en ook neemt kennis van het Handvest",
            "Handvest",
            "ook neemt kennis van",
        );
    }
}
