//! Finds the documents of other organizations by the numbers that these give them, and what the United Nations print
//! outside the series of symbols: press releases and the Journal.

use std::sync::LazyLock;

use regex::Regex;

use super::mention::Mention;
use crate::authority::lexicon;
use crate::model::{Class, Span};

/// Words without which nothing here is found.
pub(super) const CUES: &str = concat!(
    r"WHA|C/Res|EX/Dec|GC\(|INFCIRC/|GOV/|AHG/|CM/Res|Assembly/AU/|PSC/(?:PR|AHG|MIN)|AG/RES|ICC-ASP/|MSC\.|MEPC\.",
    r"|A\.(?:0|1|2|3|4|5|6|7|8|9)|Press release|SC/|Journal of the United Nations|agreed conclusions (?:1|2)"
);

/// A number of another organization.
// Matches `WHA58.34` (World Health Assembly), `36 C/Resolution 15`, `190 EX/Decision 5` (UNESCO), `GC(60)/RES/11`,
// `INFCIRC/153/Corr.1`, `GOV/2011/65` (IAEA), `CM/Res.580 (XXIX)`, `AHG/Decl.2 (XXX)`, `Assembly/AU/Dec.8 (XXXII)`,
// `PSC/PR/COMM.(DCXIX)` (African Union and its predecessor), `AG/RES. 2829 (XLIV-O/14)` (Organization of American
// States), `ICC-ASP/9/Res.3`, `A.1044(27)`, `MSC.255(84)` (International Maritime Organization); does not match
// `A.1 (a)`, `E/C.12`, `GOV/`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    lexicon::pattern(concat!(
        r"\b(?:WHA ?\d{1,2}\.\d{1,2}|\d{2} C/(?:Resolution|Res\.|Decision) ?\d{1,3}|\d{2,3} EX/Decision ?\d{1,3}(?:\.\d)?",
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
        check("section A.1 (a), annex A.2, a press release of 2 May", &[]);
    }
}
