//! The patterns of one language, compiled from its data file.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::cues::{Cue, CueTable, CueWord, VERBS};
use super::places::Places;
use super::sought::{Case, Sought};
use super::{comments, goals, names, outside, parties, phrases, promises, records};
use crate::authority::lexicon::{Lexicon, parsed};
use crate::authority::opening::{Closing, Lazy, Opening, lazy};
use crate::authority::{Authority, Body, LanguageWords};
use crate::model::{BodyId, Date, Language};

/// The compiled patterns of one language.
#[derive(Debug)]
pub(super) struct Grammar {
    pub words: &'static LanguageWords,
    /// What a text must hold for the patterns below to match.
    pub cues: CueTable,
    /// The possessive with which the head of a number list begins: `its `.
    pub possessive: Opening,
    /// Adjectives in front of the head noun: `relevant `.
    pub adjectives: Closing,
    /// The possessive and adjectives with which a head begins.
    pub head_begins: Closing,
    /// ` of the ` between the head noun and a body.
    pub noun_of: Opening,
    /// What stands between the volume of a series and the document in it that a note means.
    pub held: Closing,
    /// `, including ` between the head noun and its number.
    pub including: Opening,
    /// `Nos. ` before the numbers.
    pub counted: Opening,
    /// ` of the ` between a number or date and a body.
    pub of_body: Opening,
    /// `, entitled “Some title”, adopted by the ` between a number or date and a body.
    pub adopted_by: Opening,
    /// A body that no table knows, before a head noun.
    pub unknown_body: Closing,
    /// The same behind a number.
    pub of_unknown_body: Opening,
    /// What leads from a number to the body that speaks in it.
    pub in_which: Opening,
    /// Between a body and what it is said to adopt: ` also adopted `.
    pub adopting: Opening,
    /// A body anywhere.
    pub body: Lazy,
    /// Between the items of a list.
    pub separator: Opening,
    /// The title of a resolution and what joins it to the next number of a list.
    pub titled_separator: Opening,
    /// The word behind which the subject of a resolution stands.
    pub about: Opening,
    /// What joins to the next number of a list.
    pub separated: Closing,
    /// A date behind a number, with its preposition.
    pub dated: Opening,
    /// `, annex`, `, annex I` behind a number or symbol.
    pub annex: Opening,
    /// `, section IV,` behind a number.
    section: Opening,
    /// `, vol. ` or another part of a place behind a volume.
    pub place_begins: Opening,
    /// `, vol. I, chap. III, sect. A, annex VI` behind a volume.
    pub place: Opening,
    /// What stands before a reference as a place in it.
    pub places: Places,
    /// `, para. 33` behind a number.
    at_paragraph: Opening,
    /// What makes a paragraph that of the next number: ` of resolution`.
    pub of_next: Opening,
    /// Records of meetings.
    pub records: Option<Lazy>,
    /// The goals of an agenda.
    pub goals: Option<Lazy>,
    /// Definite phrases with an instrument noun.
    pub short: Sought,
    /// A noun of instruments with its capital letter.
    pub instrument: Lazy,
    /// What makes a longer name of a definite phrase.
    pub continues: Opening,
    /// The same behind nouns that do not stand alone.
    pub continues_below: Opening,
    pub that_resolution: Sought,
    pub those_resolutions: Sought,
    /// What makes `those resolutions` others than the ones named.
    pub resolutions_go_on: Opening,
    pub annexed: Sought,
    pub constituent: Sought,
    pub protocols: Sought,
    /// What makes a name in small letters that of an instrument still to be made.
    pub indefinite: Closing,
    /// `thereof` behind a place.
    pub thereof: Sought,
    /// `its article` before a number.
    pub own_article: Sought,
    pub this_document: Sought,
    pub that_article: Sought,
    pub internal: Sought,
    pub internal_in_note: Sought,
    pub sets: Vec<(Sought, &'static str)>,
    pub report: Sought,
    /// `the report`, one that was named before.
    pub that_report: Sought,
    /// What makes `the report` another one than the last.
    pub report_goes_on: Opening,
    /// Words before `the report` that ask for it.
    pub report_to_come: Lazy,
    /// A description of a report.
    pub a_report: Lazy,
    /// What is a description only with a mark behind it.
    pub marked: Sought,
    pub letter: Lazy,
    pub titled: Lazy,
    /// The titles of agenda items, behind the words that say so.
    pub item: Sought,
    pub letter_short: Lazy,
    pub letter_internal: Lazy,
    pub supplement: Lazy,
    pub ibid: Opening,
    pub see: Opening,
    /// What may stand between a name and its mark.
    pub adopted: Opening,
    pub supplement_number: Lazy,
    pub on_report: Lazy,
    pub without_report: Lazy,
    /// Connectors directly before a reference.
    pub connector: Closing,
    /// `commonly referred to as the X`, `(the X)` behind a name.
    pub defines: Opening,
    pub prose: Vec<(Lazy, usize)>,
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
        let mut cues = cue_words(lexicon);
        cues.extend(names.keys().map(|name| CueWord { word: name.clone(), cue: Cue::Body, exact: false }));
        let mut sought = |pattern: String| Sought::new(&pattern, Case::Ignored, &mut cues);
        // Matches `that resolution`; does not match `that resolutions`.
        let that_resolution = sought(format!(r"\b(?:{})\b", shorts.resolution));
        // Matches `those resolutions`; does not match `those who`.
        let those_resolutions = sought(format!(r"\b(?:{})\b", shorts.resolutions));
        // Matches `the annexes thereto`; does not match `the annexes to`.
        let annexed = sought(format!(r"\b(?:{})\b", shorts.annexed));
        // Matches `the Optional Protocols thereto`; does not match `the Optional Protocols`.
        let protocols = sought(format!(r"\b(?:{})\b", shorts.protocols));
        // Matches `its Statute`; does not match `it states`.
        let constituent = sought(format!(r"\b(?:{})\b", shorts.constituent));
        // Matches `the item entitled “Some title”`, `items entitled “A” and “B”`; does not match `the report entitled “A”`.
        let title = "(?:“[^”]{3,}”|\"[^\"]{3,}\")";
        let item = sought(format!(r"\b(?:{}){title}(?:(?:,? and |, ){title})*", lexicon.names.items));
        // Matches `thereof`; does not match `there`.
        let thereof = sought(format!(r"\b(?:{})\b", heads.thereof));
        // Matches `its articles`; does not match `its particles`.
        let own_article = sought(format!(r"\b(?:{})\b", heads.own_article));
        // Matches `the present resolution`; does not match `present at`.
        let this_document = sought(format!(r"\b(?:{})\b", shorts.this_document));
        // Matches `that article`; does not match `that articles`.
        let that_article = sought(format!(r"\b(?:{})\b", shorts.article));
        // Matches `paragraph 14 above`; does not match `paragraph 14 of resolution`.
        let internal = sought(format!(r"\b(?:{})", shorts.internal));
        // Matches `paragraph 14`; does not match `paragraph`.
        let internal_in_note = sought(format!(r"\b(?:{})\b", shorts.internal_in_note));
        let resolutions = lexicon.sets.resolutions.iter().map(|p| (p, "resolutions"));
        let reports = lexicon.sets.reports.iter().map(|p| (p, "reports"));
        // Matches `all previous resolutions on this subject`; does not match `all other relevant instruments`.
        let sets =
            resolutions.chain(reports).map(|(p, kind)| (sought(format!(r"\b(?:{p})\b")), kind)).collect();
        // Matches `the report of the`; does not match `the reports submitted by some`.
        let report = sought(format!(r"\b(?:{})", lexicon.descriptions.report));
        // Matches `that report`; does not match `that reports`.
        let that_report = sought(format!(r"\b(?:{})\b", lexicon.descriptions.that_report));
        // Matches `her most recent report`; does not match `reports`.
        let marked = sought(format!(r"\b(?:{})\b", lexicon.descriptions.marked));
        let verbs = words.verbs().beginnings().iter().map(|phrase| (VERBS, phrase.clone()));
        let case = if lexicon.names.loose { Case::Ignored } else { Case::Kept };
        // Matches `the Declaration`; does not match `the declaration` in English, nor `public declarations`.
        let short = Sought::new(&format!(r"\b(?i:{}) (?:{nouns})\b", shorts.articles), case, &mut cues);
        Self {
            cues: CueTable::new(cues, names::beginnings(authority).chain(verbs)),
            that_resolution,
            those_resolutions,
            // Matches ` of the Council`; does not match `, and`.
            resolutions_go_on: Opening::new(format!(r"(?i)^ (?:{})\b", shorts.resolutions_go_on)),
            annexed,
            constituent,
            protocols,
            item,
            thereof,
            own_article,
            this_document,
            that_article,
            internal,
            internal_in_note,
            sets,
            report,
            that_report,
            report_goes_on: Opening::new(format!(r"(?i)^,? (?:{})\b", lexicon.descriptions.report_goes_on)),
            // Matches `to submit a further report`; does not match `taking note of the report`.
            report_to_come: lazy(format!(r"(?i)\b(?:{})\b", lexicon.descriptions.report_to_come)),
            // Matches `the second report of the`; does not match `the letter`.
            a_report: lazy(format!(r"(?i)\b(?:{})\b", lexicon.descriptions.a_report)),
            marked,
            short,
            // Matches `its `; does not match `it `.
            possessive: Opening::new(format!("(?i)^(?:{}) ", heads.possessive)),
            // Matches `relevant previous `; does not match `resolutions `.
            adjectives: Closing::new(format!("(?i){adjectives}")),
            // Matches `a comprehensive international `, `a draft `; does not match `a comprehensive view of the `.
            indefinite: Closing::new(format!(r"\b(?:{}) (?:United Nations )?", lexicon.names.indefinite)),
            // Matches `its relevant `; does not match `it relevant `.
            head_begins: Closing::new(format!(r"(?i)\b(?:(?:{}) )?{adjectives}", heads.possessive)),
            // Matches `(A/45/7 and Add.1-14), document `; does not match `the document `.
            held: Closing::new(format!("(?i)(?:{}) ", heads.held)),
            // Matches ` of the `; does not match ` on the `.
            noun_of: Opening::new("(?i)^ (?:of|van|de|du) (?:the |de |het )?".to_owned()),
            // Matches `, including `; does not match ` included `.
            including: Opening::new(format!("(?i)^,? (?:{}),? ", heads.including)),
            // Matches `Nos. `, `no.`; does not match `north`.
            counted: Opening::new(r"(?i)^Nos?\. ?".to_owned()),
            // Matches ` of the `; does not match ` on the `.
            of_body: Opening::new(format!("(?i)^,? (?:{}) ", heads.of_body)),
            // Matches `Industrial Development Board`; does not match `the board`.
            unknown_body: Closing::new(format!(
                r"\b(?:[A-Z][A-Za-z-]+ (?:(?:of|on|and|for|the) ){{0,2}}){{1,5}}(?:{})",
                heads.organs
            )),
            // Matches ` adopted by the Industrial Development Board`; does not match ` of the board`.
            of_unknown_body: Opening::new(format!(
                r"^,? (?:{}|{}) (?P<body>(?:[A-Z][A-Za-z-]+ (?:(?:of|on|and|for|the) ){{0,2}}){{0,5}}?(?:{}))\b",
                heads.of_body, heads.adopted_by, heads.organs
            )),
            // Matches `, entitled “Some title”, adopted by the `, ` adopted by the `; does not match `, adopted on`.
            adopted_by: Opening::new(format!(
                r"(?i)^(?:,? (?:entitled|titled) (?:“[^”]{{3,}}”|\x22[^\x22]{{3,}}\x22))?,? (?:{}) ",
                heads.adopted_by
            )),
            // Matches `, in which the `; does not match `, in which `.
            in_which: Opening::new(format!("(?i)^(?:{}) ", heads.in_which)),
            // Matches ` also adopted `, `, in `; does not match `, which adopted `.
            adopting: Opening::new(format!("(?i)^(?:{}) ", heads.adopting)),
            // Matches `Human Rights Council`; does not match `Councils of Europe`.
            body: lazy(format!(r"\b(?P<body>(?i:{bodies}))\b")),
            // Matches `, `, ` and `; does not match ` of `.
            separator: Opening::new(format!("(?i)^(?:{})", heads.separators)),
            // Matches ` on `; does not match ` only`.
            about: Opening::new(format!("(?i)^(?:{})", heads.about)),
            // Matches `, and ` at the end of a text; does not match `, of `.
            separated: Closing::new(format!("(?i)(?:{})", heads.separators)),
            // Matches `, entitled “Some title”, and 5/`; does not match `, entitled “Some title”, which`.
            titled_separator: Opening::new(format!(
                r"(?i)^(?:{})(?:{})(?:ES-|S-)?\d{{1,4}} ?[/(]",
                heads.titled, heads.separators
            )),
            // Matches ` of 9 December 1998`; does not match ` of December`.
            dated: Opening::new(format!(r"(?i)^{} (?:the )?{date}\b", heads.date_preposition)),
            // Matches `, annex`, ` , annex II`; does not match ` annexes to`.
            annex: Opening::new(format!(
                r"(?i)^ ?,? (?:{})(?: (?P<number>[IVX]+|[A-Z]|\d{{1,2}})\b)?(?:\b|$)",
                heads.annex
            )),
            // Matches `, section IV,`, `, sect. B`; does not match ` section of`.
            section: Opening::new(format!(r"^, (?i:{}) (?P<number>[IVX]+|[A-Z])\b,?", heads.section)),
            // Matches `, chap.`, ` annex`; does not match ` and`.
            place_begins: Opening::new(format!(
                "(?i)^ ?,? (?:{}|{}|{}|{}|{})",
                heads.volume, heads.part, heads.chapter, heads.section, heads.annex
            )),
            // Matches `, chap. IV, sect. A`, `, vol. I, annex VI`, `, vol. I: Resolutions adopted by the Conference,
            // resolution 1, annex II`, `, part one, sect. A`; does not match `, chapter and verse`.
            place: Opening::new(format!(
                r"^ ?(?:,? (?i:{vol}) ?(?P<vol>[IVX]+|\d+)(?:[:,]? ? Resolutions [Aa]dopted by the Conference)?)?(?:,? (?i:{part}) (?P<part>[IVX]+|[a-z]+)\b)?(?:,? (?i:{chap}) ?(?P<chap>[IVX]+|\d+))?(?:,? (?i:{sect}) ?(?P<sect>[A-Z]\b{letters}|[IVX]+\b))?(?:,? (?i:{res}) (?P<res>\d{{1,2}}), (?P<of_res>(?i:{annex}))(?: (?P<annex_of_res>[IVX]+)\b)?)?(?:,? (?P<annexed>(?i:{annex}))(?: (?P<annex>[IVX]+|[A-Z]|\d{{1,2}})\b)?)?",
                vol = heads.volume,
                part = heads.part,
                res = heads.resolution,
                chap = heads.chapter,
                sect = heads.section,
                annex = heads.annex,
            )),
            places: Places::new(heads),
            // Matches `, para. 33`, `, paras. 25–31`; does not match ` paragraph of`.
            at_paragraph: Opening::new(format!(
                r"(?i)^,? (?:{}) ?(?P<paragraph>{PARAGRAPHS})",
                heads.paragraph
            )),
            // Matches ` of the `, ` and 119 to 124 of `; does not match `, and`.
            of_next: Opening::new(format!(
                r"(?i)^(?:(?:, |,? and | to |[-–])\d{{1,3}}(?: ?\([a-z]{{1,4}}\))*)* (?:{})",
                heads.of_the
            )),
            records: lexicon.records.as_ref().map(|words| lazy(records::pattern(words))),
            goals: lexicon.goals.as_ref().map(|words| lazy(goals::pattern(words))),
            // Matches `Programme of Action`; does not match `programme of action`.
            instrument: lazy(format!(r"\b(?:{nouns})\b")),
            // Matches ` on the Elimination`; does not match ` and its implementation`.
            continues: Opening::new(format!("^ (?:{})", shorts.continues)),
            // Matches ` concerning the rights`; does not match ` and`.
            continues_below: Opening::new(format!("^ (?:{})", shorts.continues_below)),
            // Matches `Previous letter`; does not match `the letter`.
            letter: lazy(format!(r"(?i)\b(?:{})\b", lexicon.descriptions.letter)),
            // Matches `the resolution entitled “Some title”`; does not match `the resolution “`.
            titled: lazy(format!(
                r"(?i)\b(?:{}) (?P<title>[“”„«\x22][^“”„»\x22]{{8,}}[”“»\x22])",
                lexicon.prose.titles
            )),
            // Matches `the text`, `this resolution`; does not match `the texts`.
            letter_short: lazy(format!(r"(?i)\b(?:{})\b", lexicon.prose.resolution)),
            // Matches `the text below`; does not match `the text`.
            letter_internal: lazy(format!(r"(?i)\b(?:{})\b", lexicon.prose.internal)),
            // Matches `Official Records of the General Assembly`; does not match `official records`.
            supplement: lazy(format!("(?i)(?:{})", heads.supplement)),
            // Matches `Ibid., Seventy-first Session`; does not match `See ibid`.
            ibid: Opening::new(format!("(?i)^(?:{})", heads.ibid)),
            // Matches `See resolution`; does not match `Seen`.
            see: Opening::new(format!(r"(?i)^(?:{})\b", heads.see)),
            // Matches `, adopted by the World Conference on 25 June 1993,`, ` thereto,`; does not match `, and`.
            adopted: Opening::new(format!(
                r"(?i)^,? (?:(?:{})[^,;.()]{{2,}}|{}),?$",
                heads.adopted, heads.trailers
            )),
            // Matches `Supplement No. 53`; does not match `Supplement`.
            supplement_number: lazy(format!(r"(?i){}(?P<number>\d{{1,3}})", heads.supplement_number)),
            // Matches `on the report of the`; does not match `the report of`.
            on_report: lazy(format!(r"(?i)\b(?:{})\b", lexicon.document.on_report)),
            // Matches `without reference to a Main Committee`; does not match `with reference to`.
            without_report: lazy(format!("(?i)(?:{})", lexicon.document.without_report)),
            // Matches `annexed to ` at the end of a text; does not match `annexed`.
            connector: Closing::new(format!(r"(?i)\b(?:{connectors}),?(?: the| de| het)? ?$")),
            // Matches `, commonly referred to as the Tallinn Rules`, ` (the Tallinn Rules)`, ` (“the Tallinn Rules”)`,
            // ` (CMUT)`; does not match ` (Part I)`, ` referred`.
            defines: Opening::new(format!(
                r"^(?:,? \(?(?i:{defines}),? (?i:(?:the|de|het) )?[“\x22]?(?P<short>{name})|,? \((?:(?i:the|de|het) [“\x22]?(?P<bracketed>{name})[”\x22]?|[“\x22](?i:the|de|het) (?P<quoted>{name})[”\x22]|[“\x22]?(?P<acronym>[A-Z][A-Z-]{{2,12}})[”\x22]?)\))",
                defines = lexicon.names.defines.join("|"),
                name = r"[\p{Lu}&&[A-ɏ]][0-9A-Za-zÀ-ɏ’'-]*(?: (?:[\p{Lu}&&[A-ɏ]][0-9A-Za-zÀ-ɏ’'-]*|of|on|for|and|the|in|to|against|over|van|de|voor)){0,9}",
            )),
            // Matches the verbs of prose at word borders: `urge` in `We urge you`; does not match `surge`.
            prose: lexicon
                .prose
                .verbs
                .iter()
                .enumerate()
                .map(|(at, v)| (lazy(format!(r"(?i)\b(?:{})\b", v.finds)), at))
                .collect(),
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

    /// Returns whether a text ends with a comma or a conjunction.
    pub fn joins(&self, before: &str) -> bool {
        let before = before.trim_end();
        let and = || before.strip_suffix(self.words.lexicon.verbs.and.as_str());
        before.ends_with(',') || and().is_some_and(|before| before.ends_with(' '))
    }

    /// Returns whether a phrase points at resolutions that may stand paragraphs above it: `the above-mentioned resolutions`.
    pub fn may_stand_below(&self, phrase: &str) -> bool {
        self.words.lexicon.shorts.resolutions_below.iter().any(|word| phrase.contains(word.as_str()))
    }

    /// Returns the paragraph that stands behind a number, `33` or `25-31`, and where it ends; in `resolution 53/144,
    /// paragraph 2 of resolution 54/1` it is that of the next one.
    pub fn paragraph_behind(&self, text: &str) -> Option<(String, usize)> {
        let found = self.at_paragraph.captures(text)?;
        let end = found.get(0).map_or(0, |m| m.end());
        let own = !self.of_next.is_match(&text[end..]);
        own.then(|| (found["paragraph"].replace(' ', "").replace('–', "-"), end))
    }

    /// Returns the section that stands behind a number, and where it ends: `, section IV,` where a date follows; in
    /// `resolution 76/246 A, section V of resolution 74/263` it is that of the next number.
    pub fn section_behind(&self, text: &str) -> Option<(String, usize)> {
        let found = self.section.captures(text)?;
        let place = format!("sect.{}", &found["number"]);
        let end = found.get(0).map_or(0, |m| m.end());
        if self.dated.is_match(&text[end..]) {
            return Some((place, end));
        }
        let own = !self.of_next.is_match(&text[end..]);
        own.then(|| (place, found[0].trim_end_matches(',').len()))
    }

    /// Returns the first date in a text, if it is one of the calendar: `9 December 1998`, `9th December 1998`.
    pub fn date(&self, text: &str) -> Option<Date> {
        let digits = text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit());
        let (year, month, day) = digits.map(|(at, _)| &text[at..]).find_map(|rest| self.date_at(rest))?;
        Date::new(year, month, day)
    }

    /// Returns year, month and day with which a text begins.
    pub fn date_at(&self, text: &str) -> Option<(u16, u8, u8)> {
        let (day, rest) = text.split_at(text.bytes().take(2).take_while(u8::is_ascii_digit).count());
        let ending = rest.strip_prefix(' ').unwrap_or(rest);
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|o| strip_word(ending, o)).unwrap_or(ending);
        let rest = [rest, ending, ordinal].into_iter().find_map(|rest| {
            let rest = rest.strip_prefix(' ')?;
            let months = self.words.lexicon.document.months.iter();
            (1u8..)
                .zip(months)
                .find_map(|(nth, month)| Some((nth, strip_word(rest, month)?.strip_prefix(' ')?)))
        });
        let (month, rest) = rest?;
        let year = rest.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
        Some((year.parse().ok()?, month, day.parse().ok()?))
    }
}

/// Returns what stands behind the word with which a text begins, letter case aside.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.get(..word.len()).filter(|w| w.eq_ignore_ascii_case(word)).map(|w| &text[w.len()..])
}

/// Gathers the words without which the finders of other files find nothing.
fn cue_words(lexicon: &Lexicon) -> Vec<CueWord> {
    let fixed = [
        (Cue::Resolution, lexicon.heads.resolution.clone()),
        (Cue::Decision, lexicon.heads.decision.clone()),
        (Cue::Comment, comments::CUES.to_owned()),
        (Cue::Labour, names::LABOUR_CONVENTIONS.to_owned()),
        (Cue::Treaty, phrases::TREATIES.to_owned()),
        (Cue::Parties, parties::CUES.to_owned()),
        (Cue::Outside, outside::CUES.to_owned()),
    ];
    let outcome = lexicon.outcomes.as_ref().map(|words| (Cue::Outcome, words.its.clone()));
    let goal = lexicon.goals.as_ref().map(|w| (Cue::Goal, [&*w.goal, &w.target, &w.indicator].join("|")));
    let record = lexicon.records.as_ref().map(|words| (Cue::Record, words.meeting.clone()));
    let mut out = Vec::new();
    for (cue, pattern) in fixed.into_iter().chain(outcome).chain(goal).chain(record) {
        let words = promises::all(&parsed(&pattern)).expect("these patterns are few words");
        out.extend(words.into_iter().map(|word| CueWord { word, cue, exact: false }));
    }
    out
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
