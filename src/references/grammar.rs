//! The patterns of one language, compiled from its data file.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::Regex;

use super::cues::{Cue, CueTable, required};
use crate::authority::lexicon::{Lexicon, pattern};
use crate::authority::{Authority, Body, LanguageWords};
use crate::model::{BodyId, Date, Language};

/// The compiled patterns of one language.
#[derive(Debug)]
pub(super) struct Grammar {
    pub words: &'static LanguageWords,
    /// What a text must hold for the patterns below to match.
    pub cues: CueTable,
    /// Head of a number list: possessive, body and noun.
    pub head: Regex,
    /// `of the General Assembly` directly behind a number or date.
    pub of_body: Regex,
    /// `, entitled “Some title”, adopted by the Environment Assembly` behind a number or date.
    pub adopted_by: Regex,
    /// A body anywhere.
    pub body: Regex,
    /// Between the items of a list.
    pub separator: Regex,
    /// The title or subject of a resolution and what joins it to the next number of a list.
    pub titled_separator: Regex,
    /// A date behind a number, with its preposition.
    pub dated: Regex,
    /// `, annex`, `, annex I` behind a number or symbol.
    pub annex: Regex,
    /// `, vol. I, chap. III, sect. A, annex VI` behind a volume.
    pub place: Regex,
    /// `article 4 of ` before a name.
    pub article: Regex,
    /// `Chapter VII of ` before a name.
    pub chapter: Regex,
    /// `paragraph 3 of ` before a number.
    pub paragraph: Regex,
    /// `the annex to ` before a number.
    pub annex_to: Regex,
    /// `, para. 33` behind a number.
    pub at_paragraph: Regex,
    /// Records of meetings.
    pub records: Option<Regex>,
    /// The goals of an agenda.
    pub goals: Option<Regex>,
    /// Definite phrases with an instrument noun.
    pub short: Regex,
    /// A noun of instruments with its capital letter.
    pub instrument: Regex,
    /// What makes a longer name of a definite phrase.
    pub continues: Regex,
    pub that_resolution: Regex,
    pub this_document: Regex,
    pub that_article: Regex,
    pub internal: Regex,
    pub internal_in_note: Regex,
    pub sets: Vec<(Regex, &'static str)>,
    pub report: Regex,
    /// What is a description only with a mark behind it.
    pub marked: Regex,
    pub letter: Regex,
    pub titled: Regex,
    pub letter_short: Regex,
    pub letter_internal: Regex,
    pub supplement: Regex,
    pub ibid: Regex,
    pub see: Regex,
    /// The noun of a number's head.
    pub noun: Regex,
    decision: Regex,
    /// What may stand between a name and its mark.
    pub adopted: Regex,
    pub supplement_number: Regex,
    pub on_report: Regex,
    pub without_report: Regex,
    /// Connectors directly before a reference.
    pub connector: Regex,
    /// `commonly referred to as the X`, `(the X)` behind a name.
    pub defines: Regex,
    pub prose: Vec<(Regex, usize)>,
    date: Regex,
    names: BTreeMap<String, BodyName>,
}

/// The number of a paragraph, or the first and last of several.
const PARAGRAPHS: &str = r"\d{1,4}(?: ?\([a-z]+\))*(?:[-–]\d{1,4})?";

/// What a name of bodies means.
#[derive(Debug, Default)]
struct BodyName {
    bodies: Vec<BodyId>,
    /// Whether only what was named before tells which of them.
    reduced: bool,
}

/// Returns the grammar of a language.
///
/// A grammar is compiled once, when its language is first met: the tables are built into the program, so there is never
/// another set of them.
pub(super) fn of(authority: &'static Authority, language: &Language) -> &'static Grammar {
    static GRAMMARS: OnceLock<Vec<OnceLock<Grammar>>> = OnceLock::new();
    let languages = &authority.languages;
    let all = GRAMMARS.get_or_init(|| languages.iter().map(|_| OnceLock::new()).collect());
    let at = languages.iter().position(|w| w.lexicon.code == language.as_str()).unwrap_or(0);
    all[at].get_or_init(|| Grammar::new(authority, &languages[at]))
}

fn alternatives<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.into_iter().filter(|n| !n.is_empty()).collect();
    // Longer names first, so that none hides behind its own beginning.
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    names.dedup();
    names.into_iter().map(regex::escape).collect::<Vec<_>>().join("|")
}

impl Grammar {
    fn new(authority: &'static Authority, words: &'static LanguageWords) -> Self {
        let lexicon = &words.lexicon;
        let heads = &lexicon.heads;
        let compile = |p: String| pattern(&p);
        let names = body_names(authority, words);
        let bodies = alternatives(names.keys().map(String::as_str));
        let adjectives = format!("(?:(?:{}) )*", heads.adjectives);
        let months = lexicon.document.months.join("|");
        let date = format!(r"(?P<day>\d{{1,2}}) ?(?:st|nd|rd|th)? (?P<month>{months}) (?P<year>\d{{4}})");
        let nouns = alternatives(lexicon.shorts.nouns.iter().map(String::as_str));
        let shorts = &lexicon.shorts;
        let letters = alternatives(heads.letters.keys().map(String::as_str));
        let letters = if letters.is_empty() { String::new() } else { format!("|{letters}") };
        let connectors = alternatives(lexicon.connectors.phrases.iter().map(String::as_str));
        let case = if lexicon.names.loose { "(?i)" } else { "" };
        let sets = |patterns: &'static [String], kind: &'static str| {
            // Matches `all previous resolutions on this subject`; does not match `all other relevant instruments`.
            patterns.iter().map(move |p| (compile(format!(r"(?i)\b(?:{p})\b")), kind))
        };
        // What may stand between the noun and its number.
        let lead = format!(
            r"(?: (?:of|van|de|du) (?:the |de |het )?(?P<of>{bodies}))?(?:(?P<including>,? (?:{}),? )| )(?:Nos?\. ?)?",
            heads.including
        );
        Self {
            cues: cues(lexicon, names.keys(), compile(format!("(?i)^{lead}(?:ES-|S-)?[0-9]"))),
            // Matches `its resolution `, `Human Rights Council resolutions `, `resolutions, including `; does not match
            // `a resolution on`.
            head: compile(format!(
                r"(?i)\b(?:(?P<its>{its}) )?{adjectives}(?:(?:the )?(?P<body>{bodies})(?:['’]s)? )?{adjectives}(?:(?P<resolution>{resolution})|(?P<decision>{decision})){lead}",
                its = heads.possessive,
                resolution = heads.resolution,
                decision = heads.decision,
            )),
            // Matches ` of the Commission on Human Rights`; does not match ` of the Third Committee`.
            of_body: compile(format!(r"(?i)^,? (?:{}) (?P<body>{bodies})\b", heads.of_body)),
            // Matches `, entitled “Some title”, adopted by the Environment Assembly`, ` adopted by the Human Rights
            // Council`; does not match `, adopted by the Conference`.
            adopted_by: compile(format!(
                r"(?i)^(?:,? (?:entitled|titled) (?:“[^”]{{3,300}}”|\x22[^\x22]{{3,300}}\x22))?,? (?:{}) (?P<body>{bodies})\b",
                heads.adopted_by
            )),
            // Matches `Human Rights Council`; does not match `Councils of Europe`.
            body: compile(format!(r"\b(?P<body>(?i:{bodies}))\b")),
            // Matches `, `, ` and `; does not match ` of `.
            separator: compile(format!("(?i)^(?:{})", heads.separators)),
            // Matches `, entitled “Some title”, and 5/`; does not match `, entitled “Some title”, which`.
            titled_separator: compile(format!(
                r"(?i)^(?P<separator>(?:{})(?:{}))(?:ES-|S-)?\d{{1,4}} ?[/(]",
                heads.titled, heads.separators
            )),
            // Matches ` of 9 December 1998`; does not match ` of December`.
            dated: compile(format!(r"(?i)^{} (?:the )?{date}\b", heads.date_preposition)),
            // Matches `, annex`, ` , annex II`; does not match ` annexes to`.
            annex: compile(format!(r"(?i)^ ?,? (?:{})(?: (?P<number>[IVX]+|[A-Z])\b)?(?:\b|$)", heads.annex)),
            // Matches `, chap. IV, sect. A`, `, vol. I, annex VI`; does not match `, chapter and verse`.
            place: compile(format!(
                r"^ ?(?:,? (?i:{vol}) ?(?P<vol>[IVX]+|\d+))?(?:,? (?i:{chap}) ?(?P<chap>[IVX]+|\d+))?(?:,? (?i:{sect}) ?(?P<sect>[A-Z]\b{letters}|[IVX]+\b))?(?:,? (?P<annexed>(?i:{annex}))(?: (?P<annex>[IVX]+|[A-Z])\b)?)?(?:,? (?i:{paragraph}) ?(?P<para>{PARAGRAPHS}))?",
                paragraph = heads.paragraph,
                vol = heads.volume,
                chap = heads.chapter,
                sect = heads.section,
                annex = heads.annex,
            )),
            // Matches `article 4 of the `, `articles 18 and 19 of `, `Article VI of the `; does not match `article of the `.
            article: compile(format!(
                r"(?i)\b(?:{}) (?P<numbers>\d{{1,3}}(?: ?\([a-z0-9]{{1,4}}\))*(?:(?:, |,? and |,? en | to )\d{{1,3}}(?: ?\([a-z0-9]{{1,4}}\))*)*|(?-i:[IVX]+(?:(?:, |,? and )[IVX]+)*)) {}$",
                heads.article, heads.of_the
            )),
            // Matches `Chapter VII of the `, `Chapters VI and VII of the `; does not match `chapter of the `.
            chapter: compile(format!(
                r"\b(?:(?i:{})s?) (?P<numbers>[IVX]+(?:(?:, |,? and |,? en )[IVX]+)*) (?i:{})$",
                heads.chapter, heads.of_the
            )),
            // Matches `paragraph 3 of `, `paragraphs 5 to 9 of the `; does not match `paragraph of `.
            paragraph: compile(format!(
                r"(?i)\b(?:{}) (?P<numbers>\d{{1,3}}(?: ?\([a-z]+\))*(?:(?:, |,? and | to |[-–])\d{{1,3}}(?: ?\([a-z]+\))*)*) {}$",
                heads.paragraph, heads.of_the
            )),
            // Matches `the annex to `, `annex II to the `; does not match `annexes of`.
            annex_to: compile(format!(r"(?i)\b{}$", heads.annex_to)),
            // Matches `, para. 33`, `, paras. 25–31`; does not match ` paragraph of`.
            at_paragraph: compile(format!(r"(?i)^,? (?:{}) ?(?P<paragraph>{PARAGRAPHS})", heads.paragraph)),
            records: lexicon.records.as_ref().map(|words| compile(super::records::pattern(words))),
            goals: lexicon.goals.as_ref().map(|words| compile(super::goals::pattern(words))),
            // Matches `the Declaration`; does not match `the declaration` in English, nor `public declarations`.
            short: compile(format!(r"{case}\b(?P<article>(?i:{})) (?P<noun>{nouns})\b", shorts.articles)),
            // Matches `Programme of Action`; does not match `programme of action`.
            instrument: compile(format!(r"\b(?:{nouns})\b")),
            // Matches ` on the Elimination`; does not match ` and its implementation`.
            continues: compile(format!("^ (?:{})", shorts.continues)),
            // Matches `that resolution`; does not match `that resolutions`.
            that_resolution: compile(format!(r"(?i)\b(?:{})\b", shorts.resolution)),
            // Matches `the present resolution`; does not match `present at`.
            this_document: compile(format!(r"(?i)\b(?:{})\b", shorts.this_document)),
            // Matches `that article`; does not match `that articles`.
            that_article: compile(format!(r"(?i)\b(?:{})\b", shorts.article)),
            // Matches `paragraph 14 above`; does not match `paragraph 14 of resolution`.
            internal: compile(format!(r"(?i)\b(?:{})", shorts.internal)),
            // Matches `paragraph 14`; does not match `paragraph`.
            internal_in_note: compile(format!(r"(?i)\b(?:{})\b", shorts.internal_in_note)),
            sets: sets(&lexicon.sets.resolutions, "resolutions")
                .chain(sets(&lexicon.sets.reports, "reports"))
                .collect(),
            // Matches `the report of the`; does not match `the reports submitted by some`.
            report: compile(format!(r"(?i)\b(?:{})", lexicon.descriptions.report)),
            // Matches `her most recent report`; does not match `reports`.
            marked: compile(format!(r"(?i)\b(?:{})\b", lexicon.descriptions.marked)),
            // Matches `Previous letter`; does not match `the letter`.
            letter: compile(format!(r"(?i)\b(?:{})\b", lexicon.descriptions.letter)),
            // Matches `the resolution entitled “Some title”`; does not match `the resolution “`.
            titled: compile(format!(
                r"(?i)\b(?:{}) (?P<title>[“”„«\x22][^“”„»\x22]{{8,400}}[”“»\x22])",
                lexicon.prose.titles
            )),
            // Matches `the text`, `this resolution`; does not match `the texts`.
            letter_short: compile(format!(r"(?i)\b(?:{})\b", lexicon.prose.resolution)),
            // Matches `the text below`; does not match `the text`.
            letter_internal: compile(format!(r"(?i)\b(?:{})\b", lexicon.prose.internal)),
            // Matches `Official Records of the General Assembly`; does not match `official records`.
            supplement: compile(format!("(?i)(?:{})", heads.supplement)),
            // Matches `Ibid., Seventy-first Session`; does not match `See ibid`.
            ibid: compile(format!("(?i)^(?:{})", heads.ibid)),
            // Matches `See resolution`; does not match `Seen`.
            see: compile(format!(r"(?i)^(?:{})\b", heads.see)),
            // Matches `, adopted by the World Conference on 25 June 1993,`, ` thereto,`; does not match `, and`.
            adopted: compile(format!(
                r"(?i)^,? (?:(?:{})[^,;.()]{{2,110}}|{}),?$",
                heads.adopted, heads.trailers
            )),
            // Matches `Supplement No. 53`; does not match `Supplement`.
            supplement_number: compile(format!(r"(?i){}(?P<number>\d{{1,3}})", heads.supplement_number)),
            // Matches `resolutions`, `decision`; does not match `resolutely`.
            noun: compile(format!(r"(?i)\b(?:{}|{})\b", heads.resolution, heads.decision)),
            // Matches `decisions`; does not match `resolution`.
            decision: compile(format!(r"(?i)^(?:{})$", heads.decision)),
            // Matches `on the report of the`; does not match `the report of`.
            on_report: compile(format!(r"(?i)\b(?:{})\b", lexicon.document.on_report)),
            // Matches `without reference to a Main Committee`; does not match `with reference to`.
            without_report: compile(format!("(?i)(?:{})", lexicon.document.without_report)),
            // Matches `annexed to ` at the end of a text; does not match `annexed`.
            connector: compile(format!(r"(?i)\b(?P<connector>{connectors}),?(?: the| de| het)? ?$")),
            // Matches `, commonly referred to as the Tallinn Rules`, ` (the Tallinn Rules)`, ` (CMUT)`; does not match
            // ` (Part I)`, ` referred`.
            defines: compile(format!(
                r"^(?:,? \(?(?i:{defines}),? (?i:(?:the|de|het) )?[“\x22]?(?P<short>{name})|,? \((?:(?i:the|de|het) [“\x22]?(?P<bracketed>{name})[”\x22]?|[“\x22]?(?P<acronym>[A-Z][A-Z-]{{2,12}})[”\x22]?)\))",
                defines = lexicon.names.defines.join("|"),
                name = r"\p{Lu}[\p{L}\p{N}’'-]*(?: (?:\p{Lu}[\p{L}\p{N}’'-]*|of|on|for|and|the|in|to|against|over|van|de|voor)){0,9}",
            )),
            // Matches the verbs of prose at word borders: `urge` in `We urge you`; does not match `surge`.
            prose: lexicon
                .prose
                .verbs
                .iter()
                .enumerate()
                .map(|(at, v)| (compile(format!(r"(?i)\b(?:{})\b", v.finds)), at))
                .collect(),
            // Matches `9 December 1998`; does not match `December 1998`.
            date: compile(format!(r"(?i){date}")),
            names,
            words,
        }
    }

    /// Returns the bodies that a printed name may mean, best first.
    pub fn bodies(&self, name: &str) -> &[BodyId] {
        self.names.get(&name.to_lowercase()).map_or(&[], |named| &named.bodies)
    }

    /// Returns whether a printed name of a body is a reduced one (`Council`).
    pub fn is_reduced(&self, name: &str) -> bool {
        self.names.get(&name.to_lowercase()).is_some_and(|named| named.reduced)
    }

    /// Returns the bodies that a printed name means, if it is a full one.
    pub fn bodies_in_full(&self, name: &str) -> &[BodyId] {
        self.names.get(&name.to_lowercase()).filter(|named| !named.reduced).map_or(&[], |named| &named.bodies)
    }

    /// Returns whether a noun is that of decisions.
    pub fn is_decision(&self, noun: &str) -> bool {
        self.decision.is_match(noun)
    }

    /// Returns the date in a text.
    pub fn date(&self, text: &str) -> Option<Date> {
        let found = self.date.captures(text)?;
        let month = found["month"].to_lowercase();
        let months = &self.words.lexicon.document.months;
        let month = months.iter().position(|m| m.to_lowercase() == month)? + 1;
        Date::new(found["year"].parse().ok()?, u8::try_from(month).ok()?, found["day"].parse().ok()?)
    }
}

/// Gathers what the patterns of a language cannot do without.
fn cues<'a>(lexicon: &Lexicon, bodies: impl Iterator<Item = &'a String>, number: Regex) -> CueTable {
    let heads = &lexicon.heads;
    let shorts = &lexicon.shorts;
    let sets = lexicon.sets.resolutions.iter().chain(&lexicon.sets.reports).cloned().collect::<Vec<_>>();
    let patterns = [
        (Cue::Number, format!("{}|{}", heads.resolution, heads.decision)),
        (Cue::ThisDocument, shorts.this_document.clone()),
        (Cue::ThatResolution, shorts.resolution.clone()),
        (Cue::ThatArticle, shorts.article.clone()),
        (Cue::Paragraph, format!("{}|{}", shorts.internal, shorts.internal_in_note)),
        (Cue::Set, sets.join("|")),
        (Cue::Report, format!("{}|{}", lexicon.descriptions.report, lexicon.descriptions.marked)),
        (Cue::Comment, super::names::COMMENTS.to_owned()),
        (Cue::Labour, super::names::LABOUR_CONVENTIONS.to_owned()),
        (Cue::Treaty, super::phrases::TREATIES.to_owned()),
        (Cue::Outside, super::outside::CUES.to_owned()),
    ];
    let outcome = lexicon.outcomes.as_ref().map(|words| (Cue::Outcome, words.its.clone()));
    let goal = lexicon.goals.as_ref().map(|w| (Cue::Goal, [&*w.goal, &w.target, &w.indicator].join("|")));
    let record = lexicon.records.as_ref().map(|words| (Cue::Record, words.meeting.clone()));
    let patterns = patterns.into_iter().chain(outcome).chain(goal).chain(record);
    let promised = |pattern: &str| required(pattern).expect("each pattern of references promises a word");
    let mut all: Vec<(Cue, Vec<String>)> = patterns.map(|(cue, p)| (cue, promised(&p))).collect();
    all.push((Cue::Short, shorts.nouns.clone()));
    all.push((Cue::Body, bodies.cloned().collect()));
    CueTable::new(all, number)
}

/// Gathers the names of bodies: those of the language file, and the English ones, which translations leave.
fn body_names(authority: &Authority, words: &LanguageWords) -> BTreeMap<String, BodyName> {
    let mut out: BTreeMap<String, BodyName> = BTreeMap::new();
    for (id, names) in &words.lexicon.bodies {
        for name in names {
            out.entry(name.to_lowercase()).or_default().bodies.push(BodyId::new(id));
        }
    }
    // What a regional commission adopted is nobody else's, even where it has no symbol.
    let adopts = |b: &&Body| {
        b.resolution_prefix.is_some() || b.decision_prefix.is_some() || b.kind == "regional-commission"
    };
    for body in authority.bodies.iter().filter(adopts) {
        // An acronym may be a word (`ga` is Dutch for *go*); what is several words is none.
        let aliases = body.aliases.iter().filter(|a| a.contains(' '));
        for name in aliases.chain([&body.name]) {
            let ids = &mut out.entry(name.to_lowercase()).or_default().bodies;
            if !ids.contains(&body.id) {
                ids.push(body.id.clone());
            }
        }
    }
    for (name, ids) in &words.lexicon.reduced_bodies {
        let bodies = ids.iter().map(BodyId::new).collect();
        out.insert(name.to_lowercase(), BodyName { bodies, reduced: true });
    }
    out
}
