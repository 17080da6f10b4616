//! Finds the documents of other organizations by the numbers that these give them, and what the United Nations print
//! outside the series of symbols: press releases and the Journal.

use std::sync::LazyLock;

use regex::Regex;

use super::mention::Mention;
use crate::authority::lexicon;
use crate::model::{Class, Span};

/// Words without which nothing here is found.
pub(super) const CUES: &str = concat!(
    r"WHA|C/Res|EX/Dec|CTBT/MSS|GC\(|INFCIRC/|GOV/|AHG/|CM/Res|Assembly/AU/|PSC/(?:PR|AHG|MIN)|AG/RES|ICC-ASP/|MSC\.|MEPC\.",
    r"|A\.(?:0|1|2|3|4|5|6|7|8|9)|Press release|SC/|Journal of the United Nations|agreed conclusions (?:1|2)|World Health Assembly",
    r"|(?:Fif|Six|Seven|Eigh|Nin|Ten)th (?:United Nations )?Congress|decision (?:A|B|C|D|E|F|G|H|J|K|L) \(|decisions (?:A|B|C|J|L) \("
);

/// A number of another organization.
// Matches `WHA58.34` (World Health Assembly), `36 C/Resolution 15`, `190 EX/Decision 5` (UNESCO), `GC(60)/RES/11`,
// `INFCIRC/153/Corr.1`, `GOV/2011/65` (IAEA), `CM/Res.580 (XXIX)`, `AHG/Decl.2 (XXX)`, `Assembly/AU/Dec.8 (XXXII)`,
// `PSC/PR/COMM.(DCXIX)` (African Union and its predecessor), `AG/RES. 2829 (XLIV-O/14)` (Organization of American
// States), `ICC-ASP/9/Res.3`, `A.1044(27)`, `MSC.255(84)` (International Maritime Organization); does not match
// `A.1 (a)`, `E/C.12`, `GOV/`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"\b(?:WHA ?\d{1,2}\.\d{1,2}|\d{2} C/(?:Resolution|Res\.|Decision) ?\d{1,3}|CTBT/MSS/RES/\d{1,2}|\d{2,3} EX/Decision ?\d{1,3}(?:\.\d)?",
        r"|GC\([IVXLC\d]{1,6}\)/RES/\d{1,4}|INFCIRC/\d{1,4}(?:/(?:Rev|Add|Corr|Mod)\.\d{1,2})*|GOV/\d{4}/\d{1,3}",
        r"|(?:AHG|CM)/(?:Res|Dec|Decl)\. ?\d{1,4} ?\([IVXLC]{1,8}\)(?:/Rev\.\d)?|Assembly/AU/(?:Res|Dec|Decl)\. ?\d{1,4} ?\([IVXLC]{1,8}\)",
        r"|PSC/(?:PR|AHG|MIN)/(?:COMM|BR)\.? ?\d{0,4} ?\([IVXLCDM]{1,10}\)|AG/RES\. ?\d{1,4} ?\([IVXLC]{1,8}-O/\d{2}\)",
        r"|ICC-ASP/\d{1,2}/Res\.\d{1,2}|(?:A|MSC|MEPC)\.\d{1,4} ?\(\d{1,3}\))"
    ))
});

/// A press release or an issue of the Journal, by its number.
// Matches `press release SC/6816`, `(SC/14430)`, `Journal of the United Nations, No. 2015/240`; does not match `press
// release of`, `SC/2`.
static PRINT: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"[Pp]ress release (?P<press>[A-Z]{2,4}(?:/[A-Z]{1,5})?/\d{1,5})\b|\b(?P<council>SC/\d{4,5})\b",
        r"|Journal of the United Nations,? (?:No\. ?)?(?P<journal>\d{4}/\d{1,3})\b"
    ))
});

/// Conclusions that the Economic and Social Council agreed on, which have numbers and no symbols.
// Matches `agreed conclusions 1997/2`; does not match `agreed conclusions of 1997`.
static CONCLUSIONS: LazyLock<Regex> =
    LazyLock::new(|| lexicon::pattern(r"\b[Aa]greed conclusions (?P<number>(?:19|20)\d{2}/\d)\b"));

/// A resolution or decision of the World Health Assembly without the letters of its own.
// Matches `World Health Assembly in its resolution 69.7`, `World Health Assembly decision 74(16)`, `World Health Assembly
// resolutions 73.1 of 19 May 2020 and 74.7`; does not match `World Health Assembly resolution WHA69.7`.
static HEALTH: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"\bWorld Health Assembly,?(?: in its| in)? (?P<cited>(?:resolution|decision)s? (?:\d{2}\.\d{1,2}|\d{2} ?\(\d{1,2}\)))",
        r"(?P<more>(?:(?: of \d{1,2} [A-Z][a-z]+ \d{4})?(?:, | and )(?:\d{2}\.\d{1,2}|\d{2} ?\(\d{1,2}\)))*)"
    ))
});

/// One of them.
// Matches `69.7`, `74(16)`; does not match `19 May`.
static HEALTH_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| lexicon::pattern(r"\d{2}\.\d{1,2}|\d{2} ?\(\d{1,2}\)"));

/// A decision of the Economic Commission for Europe, which counts by letters within a session.
// Matches `decision J (70)`, `decisions L (44) and J (45)`; does not match `decision A (a)`.
static LETTERED: LazyLock<Regex> =
    LazyLock::new(|| lexicon::pattern(r"\b[Dd]ecisions? [A-Z] \(\d{2}\)(?:(?:, | and )[A-Z] \(\d{2}\))*"));

/// One decision of a list of them.
// Matches `J (70)`; does not match `J (a)`.
static LETTER: LazyLock<Regex> =
    LazyLock::new(|| lexicon::pattern(r"(?P<letter>[A-Z]) \((?P<session>\d{2})\)"));

/// A resolution of a congress on the prevention of crime, by its number alone.
// Matches `resolution 15 of the Seventh United Nations Congress`, `resolutions 6 and 9 of the Eighth Congress`; does not
// match `resolution 15 of the Congress`.
static CONGRESS: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"\b[Rr]esolutions? (?P<numbers>\d{1,2}(?:(?:, | and )\d{1,2})*),? (?:adopted by|of) the ",
        r"(?P<which>Fifth|Sixth|Seventh|Eighth|Ninth|Tenth) (?:United Nations )?Congress\b"
    ))
});

/// The congresses whose resolutions are told so, the fifth first.
const CONGRESSES: [&str; 6] = ["Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];

/// Finds the numbers in a text.
pub(super) fn find(text: &str) -> Vec<Mention> {
    let mut out = Vec::new();
    for found in NUMBER.find_iter(text) {
        // A blank before the session is no part of the number.
        let number = found.as_str().replace(" (", "(").replace(". ", ".");
        out.push(mention(found.range(), format!("EXT:{number}")));
    }
    for found in CONCLUSIONS.captures_iter(text) {
        if let Some(whole) = found.get(0) {
            out.push(mention(whole.range(), format!("EXT:ECOSOC-AGREED-CONCLUSIONS/{}", &found["number"])));
        }
    }
    for found in HEALTH.captures_iter(text) {
        for (nth, list) in [found.name("cited"), found.name("more")].into_iter().flatten().enumerate() {
            for number in HEALTH_NUMBER.find_iter(list.as_str()) {
                let (start, end) = (list.start() + number.start(), list.start() + number.end());
                // The first stands with its head.
                let start = if nth == 0 { list.start() } else { start };
                out.push(mention(start..end, format!("EXT:WHA{}", number.as_str().replace(' ', ""))));
            }
        }
    }
    for list in LETTERED.find_iter(text) {
        for found in LETTER.captures_iter(list.as_str()) {
            let range = found.get(0).map_or(0..0, |m| list.start() + m.start()..list.start() + m.end());
            let id = format!("EXT:ECE/DEC/{}({})", &found["letter"], &found["session"]);
            out.push(mention(range, id));
        }
    }
    for found in CONGRESS.captures_iter(text) {
        let nth = CONGRESSES.iter().position(|which| *which == &found["which"]).unwrap_or(0);
        // `the Tenth Congress of the Lamp Union` is another one's.
        let other = |whole: &regex::Match<'_>| text[whole.end()..].starts_with(" of the ");
        if let Some(whole) = found.get(0).filter(|whole| !other(whole)) {
            for number in found["numbers"].split([',', ' ']).filter(|n| n.parse::<u8>().is_ok()) {
                out.push(mention(whole.range(), format!("EXT:CRIME-CONGRESS-{}/RES.{number}", nth + 5)));
            }
        }
    }
    for found in PRINT.captures_iter(text) {
        let issue = found.name("press").or(found.name("council")).map(|m| ("PRESS", m));
        if let Some((kind, number)) = issue.or(found.name("journal").map(|m| ("JOURNAL", m))) {
            out.push(mention(number.range(), format!("{kind}:{}", number.as_str())));
        }
    }
    out
}

fn mention(range: std::ops::Range<usize>, id: String) -> Mention {
    Mention::of_symbol(Span::new(range.start, range.end), Class::Symbol, id)
}

#[cfg(test)]
mod tests {
    use super::super::mention::symbols;
    use super::*;

    #[test]
    fn numbers_of_others_are_kept() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(symbols(find(text)), expected, "{text}");
        };
        check(
            "resolution WHA58.34 of 25 May 2005, and 36 C/Resolution 15",
            &["EXT:WHA58.34", "EXT:36 C/Resolution 15"],
        );
        check("GC(60)/RES/11, INFCIRC/254/Rev.9", &["EXT:GC(60)/RES/11", "EXT:INFCIRC/254/Rev.9"]);
        check("resolution CM/Res.580 (XXIX)", &["EXT:CM/Res.580(XXIX)"]);
        check("resolutions A.1044(27) and MSC.255(84)", &["EXT:A.1044(27)", "EXT:MSC.255(84)"]);
        check(
            "press release SC/6816 and the Journal of the United Nations, No. 2015/240",
            &["PRESS:SC/6816", "JOURNAL:2015/240"],
        );
        check("the press statements (SC/14430)", &["PRESS:SC/14430"]);
        check("its agreed conclusions 1997/2 of 18 July 1997", &["EXT:ECOSOC-AGREED-CONCLUSIONS/1997/2"]);
        check("agreed conclusions 1997/2 of the Council", &["EXT:ECOSOC-AGREED-CONCLUSIONS/1997/2"]);
        check("resolution 6 of the Seventh Congress of the Lamp Union", &[]);
        check(
            "the World Health Assembly in its resolution 69.7, and World Health Assembly decision 74(16)",
            &["EXT:WHA69.7", "EXT:WHA74(16)"],
        );
        check("decisions L (44) and J (45)", &["EXT:ECE/DEC/L(44)", "EXT:ECE/DEC/J(45)"]);
        check(
            "resolutions 6 and 9 of the Seventh United Nations Congress on the Prevention of Crime",
            &["EXT:CRIME-CONGRESS-7/RES.6", "EXT:CRIME-CONGRESS-7/RES.9"],
        );
        check("section A.1 (a), annex A.2, a press release of 2 May", &[]);
    }
}
