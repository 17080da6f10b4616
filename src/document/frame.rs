//! The words that frame a document in one language, compiled: masthead, session, act line, opener, closing.

use std::ops::Deref;
use std::sync::OnceLock;

use regex::Regex;

use super::edges::{Edges, Which};
use crate::authority::lexicon::pattern;
use crate::authority::verbs::VerbForm;
use crate::authority::{Authority, LanguageWords};
use crate::model::{BodyId, Date, Vote};

/// The frame words of one language.
#[derive(Debug)]
pub(super) struct Frame {
    pub words: &'static LanguageWords,
    /// The edges of all patterns that tell the kind of a line, in the order of [`Beginning`].
    pub beginnings: Edges,
    pub masthead: Pattern,
    pub body_line: Pattern,
    pub session: Pattern,
    pub special_session: Pattern,
    pub agenda: Pattern,
    pub act: Pattern,
    pub decision_act: Pattern,
    pub adopted_by: Pattern,
    pub dated_act: Pattern,
    pub basis: Pattern,
    pub opener: Pattern,
    pub running_head: Pattern,
    /// The end of the line behind which the text of a President's statement stands.
    pub statement: Pattern,
    pub statement_title: Pattern,
    meeting: Pattern,
    /// The edges of a meeting with its number in figures.
    numbered_meeting: Edges,
    meeting_in_words: Pattern,
    /// What stands behind the ordinal of a meeting in words.
    plenary_meeting: String,
    /// The verbs of one word that open a paragraph, in small letters, by their first letter: their form is the same
    /// whatever follows.
    opening_words: OnceLock<OpeningWords>,
    pub annex: Pattern,
    pub addressed: Pattern,
    pub chrome: Pattern,
    pub date_line: Pattern,
    /// The beginning of a footnote that goes on from the one before it.
    pub ibid: Pattern,
    /// Words after which a number counts something and is no footnote mark.
    pub counted: Pattern,
    date: Pattern,
    /// The edges of a line that holds a date alone.
    dates: Edges,
    votes: Vec<Pattern>,
    bodies: Vec<(String, BodyId)>,
}

/// The letters beyond ASCII, figures among them, begin with this byte or a higher one.
const LETTER_BEYOND_ASCII: u8 = 0xc0;

/// How many bytes a date takes up at most: `30 September 1998` with its ordinal.
const DATE: usize = 48;

/// The patterns of [`Frame`] that tell the kind of a line from its beginning.
#[derive(Clone, Copy, Debug)]
pub(super) enum Beginning {
    Masthead,
    BodyLine,
    DecisionAct,
    Act,
    AdoptedBy,
    Opener,
    Session,
    SpecialSession,
    Agenda,
    Basis,
    Annex,
    RunningHead,
    MeetingInWords,
    DatedAct,
}

impl Beginning {
    /// Returns the bit of the pattern among the edges of its frame.
    pub fn bit(self) -> Which {
        1 << self as Which
    }
}

/// A pattern that is compiled when it is first asked: the texts of most runs are of one language.
#[derive(Debug)]
pub(super) struct Pattern {
    source: String,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    fn new(source: String) -> Self {
        Self { source, compiled: OnceLock::new() }
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.compiled.get_or_init(|| pattern(&self.source))
    }
}

/// Returns the frames of all languages.
///
/// They are made once: the tables are built into the program, so there is never another set of them.
pub(super) fn frames(authority: &'static Authority) -> &'static [Frame] {
    static FRAMES: OnceLock<Vec<Frame>> = OnceLock::new();
    FRAMES.get_or_init(|| authority.languages.iter().map(Frame::new).collect())
}

/// How many letters ASCII has.
const LETTERS: usize = 26;

/// For each letter the verbs that begin with it.
type OpeningWords = [Vec<(String, VerbForm)>; LETTERS];

/// Returns the verbs of one word that open a paragraph: those first words of the patterns that are found alone.
fn opening_words(words: &LanguageWords) -> OpeningWords {
    let families = words.lexicon.verbs.family.iter();
    let first =
        families.flat_map(|f| f.preamble.iter().chain(&f.operative)).map(|pattern| first_word(pattern));
    let form = |word: &str| {
        let capital = word.get(..1)?.to_uppercase();
        Some((word.to_owned(), words.verbs().opening_form(&format!("{capital}{}", &word[1..]))?))
    };
    let mut out = [const { Vec::new() }; LETTERS];
    for (word, form) in first.filter_map(form) {
        if let Some(known) = letter(&word).map(|at| &mut out[at])
            && !known.iter().any(|(other, _)| *other == word)
        {
            known.push((word, form));
        }
    }
    out
}

/// Returns the place in the alphabet of the first letter of a text.
fn letter(text: &str) -> Option<usize> {
    let first = text.bytes().next().filter(u8::is_ascii_alphabetic)?;
    Some(usize::from(first.to_ascii_lowercase() - b'a'))
}

fn first_word(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_alphabetic).count()]
}

impl Frame {
    fn new(words: &'static LanguageWords) -> Self {
        let document = &words.lexicon.document;
        let compile = Pattern::new;
        let mut bodies: Vec<(String, BodyId)> = Vec::new();
        for (id, names) in &words.lexicon.bodies {
            bodies.extend(names.iter().map(|n| (n.to_lowercase(), BodyId::new(id))));
        }
        // Longer names first, so that none hides behind its own beginning.
        bodies.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        let names = bodies.iter().map(|(n, _)| regex::escape(n)).collect::<Vec<_>>().join("|");
        let mastheads = document.mastheads.iter().map(|m| regex::escape(m)).collect::<Vec<_>>().join("|");
        let mut frame = Self {
            beginnings: Edges::new(&[]),
            dates: Edges::new(&[]),
            // The whole pattern of a meeting knows the letters of Unicode, and so do these edges.
            numbered_meeting: Edges::new(&[&format!("(?iu)^(?:{})", document.meeting)]),
            plenary_meeting: format!(" {} meeting", document.plenary),
            opening_words: OnceLock::new(),
            // Matches `UNITED NATIONS`; does not match `The United Nations system`.
            masthead: compile(format!(r"(?i)^(?:{mastheads})$")),
            // Matches `General Assembly`; does not match `General Assembly Third Committee`.
            body_line: compile(format!(r"(?i)^(?P<body>{names})$")),
            // Matches `Fifty-seventh session`; does not match `at its fifty-seventh session`.
            session: compile(format!(
                r"(?i)^(?P<ordinal>[a-zà-ɏ]+(?:[ -][a-zà-ɏ]+){{0,2}}) {}$",
                document.session
            )),
            // Matches `Twenty-first special session`; does not match `special sessions of the Council`.
            special_session: compile(format!(
                r"(?i)^(?P<ordinal>[a-zà-ɏ]+(?:-[a-zà-ɏ]+)?) {}$",
                document.special_session
            )),
            // Matches `Agenda item 109 (b)`; does not match `the agenda items of the session`.
            agenda: compile(format!(
                r"(?i)^{} (?P<item>\d+(?: ?\([a-z]+\))?(?:(?:,| and| en) (?:\d+(?: ?\([a-z]+\))?|\([a-z]\)))*)",
                document.agenda_item
            )),
            // Matches `Resolution adopted by the General Assembly on 18 December 2007`; does not match `the
            // resolution adopted by consensus`.
            act: compile(format!(r"(?i)^(?:{}) (?P<body>{names})", document.act)),
            decision_act: compile(format!(r"(?i)^(?:{}) (?P<body>{names})", document.decision_act)),
            // Matches `Adopted by the Security Council at its 4213th meeting`; does not match `adopted by consensus`.
            adopted_by: compile(format!(r"^(?:{}) (?P<body>(?i:{names}))", document.adopted_by)),
            // Matches the beginning of `Resolution of 19 February 1948`; does not match `Resolution on lakes`.
            dated_act: compile(format!("^(?:{}) ", document.dated_act)),
            // Matches `[on the report of the Third Committee (A/57/556/Add.2)]`; does not match `takes note of the
            // report of the Third Committee`.
            basis: compile(format!(
                r"(?i)^\[(?:(?:{}) (?P<committee>{}|[^()\[\]]{{4,}}?) ?(?:\(|\]|$)|(?:{}))",
                document.on_report, document.committee, document.without_report
            )),
            // Matches `The General Assembly,`, `The General Assembly.`; does not match `The General Assembly adopted`.
            opener: compile(format!(
                r"(?i)^{} (?P<body>{names}) ?(?:,|(?:{})?[.:;,]?$)",
                document.article, document.opener_words
            )),
            // Matches `General Assembly—Fifth Session`, `Resolutions adopted on reports of the Third Committee 35`;
            // does not match `Resolution adopted by the General Assembly`.
            running_head: compile(format!(
                r"^(?:\d{{1,4}}\s+)?(?:{})(?:\s+\d{{1,4}})?$",
                document.running_heads
            )),
            // Matches `made the following statement:`; does not match `welcomes the statement`.
            statement: compile(format!(r"\b(?:{})$", document.statement)),
            // Matches `Statement by the President of the Security Council`; does not match `The statement`.
            statement_title: compile(format!("^(?:{})", document.statement_title)),
            // Matches `77th plenary meeting`; does not match `the plenary meeting`.
            meeting: compile(format!(r"(?i)^\[?(?:.{{0,40}}\b)?(?P<meeting>{})\b", document.meeting)),
            // Matches `Hundred and first plenary meeting,`; does not match `at its first plenary meeting`.
            meeting_in_words: compile(format!(
                r"^(?P<ordinal>{}) {} meeting(?:[,.]|$)",
                document.meeting_in_words, document.plenary
            )),
            // Matches `ANNEX`; does not match `Annexes to the report`.
            annex: compile(format!(r"(?i)^(?P<annex>{})$", document.annex)),
            // Matches `To: All Member States`; does not match `Today`.
            addressed: compile(format!("^(?:{})", document.letter.addressed)),
            // Matches `Copyright © Some Group`; does not match `copyright law`.
            chrome: compile(format!("^(?:{})", document.letter.chrome)),
            // Matches `Date : 2015.12.10`; does not match `Dates`.
            // Matches `Ibid., Thirty-fourth Session`; does not match `See ibid`.
            ibid: compile(format!("(?i)^(?:{})", words.lexicon.heads.ibid)),
            date_line: compile(format!("(?i)^(?:{})", document.letter.date_line)),
            // Matches `article`, `of` at the end of a text; does not match `Rights`, `defenders`.
            counted: compile(format!(r"(?i)(?:^|[ (])(?:{})$", document.counted)),
            // Matches `9 December 1998`, `1st March 2001`; does not match `December 1998`.
            date: compile(format!(
                r"(?i)\b(?P<day>\d{{1,2}}) ?(?:st|nd|rd|th)? (?P<month>{}) (?P<year>\d{{4}})\b",
                document.months.join("|")
            )),
            votes: document.votes.iter().map(|v| compile(format!("(?i){v}"))).collect(),
            bodies,
            words,
        };
        frame.dates = Edges::new(&[&format!("^(?:{})$", frame.date.source)]);
        // The words before the name of a body are more than the edges look at.
        let act = |words: &str| format!("(?i)^(?:{words}) ");
        frame.beginnings = Edges::new(&[
            &frame.masthead.source,
            &frame.body_line.source,
            &act(&document.decision_act),
            &act(&document.act),
            &act(&document.adopted_by),
            &frame.opener.source,
            &frame.session.source,
            &frame.special_session.source,
            &frame.agenda.source,
            &frame.basis.source,
            &frame.annex.source,
            &frame.running_head.source,
            &frame.meeting_in_words.source,
            &frame.dated_act.source,
        ]);
        frame
    }

    /// Returns whether a text begins with a verb, as a paragraph does.
    pub fn opens(&self, text: &str) -> bool {
        self.may_open(text) && (self.opening_word(text).is_some() || self.words.verbs().opens(text))
    }

    /// Returns the form of the verb with which a text begins.
    pub fn opening_form(&self, text: &str) -> Option<VerbForm> {
        let form = || self.opening_word(text).or_else(|| self.words.verbs().opening_form(text));
        self.may_open(text).then(form).flatten()
    }

    fn opening_words(&self) -> &OpeningWords {
        self.opening_words.get_or_init(|| opening_words(self.words))
    }

    fn may_open(&self, text: &str) -> bool {
        text.starts_with(char::is_uppercase)
    }

    /// Returns the form of the first word of a text where that is a verb by itself.
    fn opening_word(&self, text: &str) -> Option<VerbForm> {
        let known = &self.opening_words()[letter(text)?];
        let word = first_word(text);
        let ends = !text[word.len()..].starts_with(|c: char| c.is_ascii_digit() || c == '_');
        let (_, form) = known.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).filter(|_| ends)?;
        Some(*form)
    }

    /// Returns whether a line names a meeting by its number.
    pub fn meets(&self, line: &str) -> bool {
        let bytes = line.as_bytes();
        // Most lines hold no number, which is told for many bytes at once.
        if !bytes.iter().fold(false, |any, byte| any | byte.is_ascii_digit() | (*byte >= LETTER_BEYOND_ASCII))
        {
            return false;
        }
        let begins = |byte: &u8| byte.is_ascii_digit() || *byte >= LETTER_BEYOND_ASCII;
        let mut at = 0;
        while let Some(before) = bytes[at..].iter().position(begins) {
            at += before;
            if self.numbered_meeting.of(&line[at..]) > 0 {
                return self.meeting.is_match(line);
            }
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count().max(1);
        }
        false
    }

    /// Returns whether a line begins with a meeting whose number is in words.
    pub fn meets_in_words(&self, line: &str) -> bool {
        line.contains(&self.plenary_meeting) && self.meeting_in_words.is_match(line)
    }

    /// Returns the body of a printed name, whatever its letter case.
    pub fn body(&self, name: &str) -> Option<BodyId> {
        let name = name.to_lowercase();
        self.bodies.iter().find(|(n, _)| *n == name).map(|(_, id)| id.clone())
    }

    /// Returns the first date in a text, with its last byte.
    pub fn date(&self, text: &str) -> Option<(Date, usize)> {
        self.date.captures_iter(text).find_map(|found| {
            let month = self.month(&found["month"])?;
            let date = Date::new(found["year"].parse().ok()?, month, found["day"].parse().ok()?)?;
            Some((date, found.get(0)?.end()))
        })
    }

    /// Returns whether a text begins with a date.
    pub fn date_begins(&self, text: &str) -> bool {
        let near = text.floor_char_boundary(DATE);
        self.date.find(&text[..near]).is_some_and(|m| m.start() == 0)
    }

    /// Returns the date of a line that holds nothing else.
    pub fn date_only(&self, line: &str) -> Option<Date> {
        let line = line.trim_end_matches(['.', ',']);
        if line.len() > DATE || self.dates.of(line) == 0 {
            return None;
        }
        let found = self.date.find(line).filter(|m| m.start() == 0 && m.end() == line.len())?;
        self.date(found.as_str()).map(|(d, _)| d)
    }

    /// Returns the English name of a committee.
    pub fn committee(&self, printed: &str) -> String {
        let committees = &self.words.lexicon.document.committees;
        let known = committees.iter().find(|(name, _)| name.eq_ignore_ascii_case(printed));
        known.map_or(printed, |(_, english)| english.as_str()).to_owned()
    }

    /// Returns the English name of the meeting that a line prints.
    pub fn meeting_of(&self, line: &str) -> Option<String> {
        let named = |found: regex::Captures<'_>| self.meeting_name(&found["meeting"]);
        let in_words = || {
            let found = self.meeting_in_words.captures(line)?;
            Some(Self::nth_meeting(self.words.lexicon.ordinal(&found["ordinal"])?.into(), true))
        };
        self.meeting.captures(line).and_then(named).or_else(in_words)
    }

    /// Returns the English name of a meeting: `76e plenaire vergadering` is the 76th plenary meeting.
    pub fn meeting_name(&self, printed: &str) -> Option<String> {
        let digits: String = printed.chars().take_while(char::is_ascii_digit).collect();
        let number: u32 = digits.parse().ok()?;
        Some(Self::nth_meeting(number, printed.to_lowercase().contains(&self.words.lexicon.document.plenary)))
    }

    fn nth_meeting(number: u32, plenary: bool) -> String {
        let ending = match (number % 100, number % 10) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        format!("{number}{ending} {}meeting", if plenary { "plenary " } else { "" })
    }

    /// Returns the three numbers of a vote that a text prints.
    pub fn vote(&self, text: &str) -> Option<Vote> {
        let votes: &[Pattern] =
            if holds(text, &self.words.lexicon.document.vote) { &self.votes } else { &[] };
        votes.iter().find_map(|pattern| {
            let found = pattern.captures(text)?;
            let number = |name: &str| found.name(name)?.as_str().parse().ok();
            Some(Vote {
                in_favour: number("favour")?,
                against: number("against")?,
                abstentions: number("abstain")?,
            })
        })
    }

    fn month(&self, name: &str) -> Option<u8> {
        let months = &self.words.lexicon.document.months;
        let at = months.iter().position(|month| month.eq_ignore_ascii_case(name))?;
        u8::try_from(at + 1).ok()
    }
}

/// Returns whether a text holds letters of ASCII in any letter case.
fn holds(text: &str, letters: &str) -> bool {
    let letters = letters.as_bytes();
    text.as_bytes().windows(letters.len().max(1)).any(|window| window.eq_ignore_ascii_case(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_of_one_word_has_one_form() {
        for frame in frames(Authority::embedded()) {
            let verbs = &frame.words.lexicon.verbs;
            for family in &verbs.family {
                let forms = [(VerbForm::Participle, &family.preamble), (VerbForm::Finite, &family.operative)];
                for (form, patterns) in forms {
                    for pattern in patterns {
                        let known = opening_words(frame).find(|(word, _)| word == first_word(pattern));
                        assert!(known.is_none_or(|(_, known)| *known == form), "{pattern}");
                    }
                }
            }
            let adverb = |word: &String| verbs.adverbs.split(['|', ' ']).any(|adverb| adverb == word);
            assert_eq!(opening_words(frame).find(|(word, _)| adverb(word)), None);
        }
    }

    fn opening_words(frame: &Frame) -> impl Iterator<Item = &(String, VerbForm)> {
        frame.opening_words().iter().flatten()
    }

    #[test]
    fn the_patterns_of_every_language_compile() {
        for frame in frames(Authority::embedded()) {
            let lines = [&frame.masthead, &frame.body_line, &frame.session, &frame.special_session];
            let acts = [&frame.act, &frame.decision_act, &frame.adopted_by, &frame.dated_act];
            let parts = [&frame.agenda, &frame.basis, &frame.opener, &frame.running_head, &frame.annex];
            let statements = [&frame.statement, &frame.statement_title];
            let meetings = [&frame.meeting, &frame.meeting_in_words, &frame.counted, &frame.date];
            let letters = [&frame.addressed, &frame.chrome, &frame.date_line];
            let all =
                lines.iter().chain(&acts).chain(&parts).chain(&meetings).chain(&letters).chain(&statements);
            for pattern in all.copied().chain(&frame.votes) {
                assert!(!pattern.is_match("\n\n"), "{}", pattern.source);
            }
        }
    }

    #[test]
    fn paragraphs_open_with_verbs() {
        let frame = &frames(Authority::embedded())[0];
        let check = |text: &str, form: Option<VerbForm>| {
            assert_eq!(frame.opening_form(text), form, "{text}");
            assert_eq!(frame.words.verbs().opening_form(text), form, "{text}");
            assert_eq!(frame.opens(text), form.is_some(), "{text}");
        };
        check("Recalling its resolutions", Some(VerbForm::Participle));
        check("DECIDES that", Some(VerbForm::Finite));
        check("Further noting the lakes", Some(VerbForm::Participle));
        check("Takes note of it", Some(VerbForm::Finite));
        check("Notes2 of it", None);
        check("The lakes", None);
        check("recalling", None);
    }
}
