//! Reads symbols, numbers and names as people type them.

use thiserror::Error;

use super::{Authority, Body, NameUse, Number};
use crate::model::{Id, Symbol};

/// Words before a number that say what it numbers, and whether that is a decision.
const HEADS: [(&str, bool); 12] = [
    ("resolution", false),
    ("resolutions", false),
    ("res", false),
    ("résolution", false),
    ("resolución", false),
    ("resolutie", false),
    ("decision", true),
    ("decisions", true),
    ("dec", true),
    ("décision", true),
    ("decisión", true),
    ("besluit", true),
];

/// Says why a typed text names nothing.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypedError {
    /// Nothing was typed.
    #[error("no symbol, number or name given")]
    Empty,
    /// The words before the number are no body.
    #[error("'{body}' in '{typed}' is not a known body")]
    UnknownBody {
        /// The words before the number.
        body: String,
        /// All that was typed.
        typed: String,
    },
    /// The body never numbered so.
    #[error("no body numbers as in '{0}'")]
    UnknownNumber(String),
    /// The text is neither symbol nor number nor name.
    #[error("'{0}' is neither a symbol nor a number nor a known name")]
    Unknown(String),
}

/// Returns the ids that a typed text may mean, best first.
///
/// Accepts symbols in any spelling (`a/res/53/144`, `A/RES/53/144#annex`), numbers with and without their body
/// (`HRC 22/6`, `53/144`, `217 A (III)`), names and acronyms of instruments (`Paris Principles`, `iccpr`), States
/// (`Norway`), and ids outside the symbol system (`UN-CHARTER/art.2`, `ORG:amnesty-international`). A collective name gives all its
/// instruments; a number that two bodies may have gives both.
///
/// # Errors
///
/// Fails if the text names nothing that the tables know.
pub fn read(typed: &str, authority: &Authority) -> Result<Vec<Id>, TypedError> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches(['.', ',', ';', '*']).trim_end();
    if text.is_empty() {
        return Err(TypedError::Empty);
    }
    let (text, place) = split_place(text);
    if let Some(id) = without_symbol(text) {
        return Ok(vec![placed(Id::new(id), place)]);
    }
    let found = named(text, authority);
    if !found.is_empty() {
        return Ok(found.into_iter().map(|id| placed(id, place.clone())).collect());
    }
    if let Some(symbol) = symbol(text, authority) {
        return Ok(vec![placed(Id::from(symbol), place)]);
    }
    if let Some(state) = authority.states.of_name(text) {
        return Ok(vec![Id::new(state.id.as_str())]);
    }
    let symbols = numbered(text, authority)?;
    Ok(symbols.into_iter().map(|symbol| placed(Id::from(symbol), place.clone())).collect())
}

fn placed(id: Id, place: Option<String>) -> Id {
    match place {
        Some(place) => id.with_place(&place),
        None => id,
    }
}

/// Splits `#annex`, `, annex` and ` annex II` from what stands before them.
fn split_place(text: &str) -> (&str, Option<String>) {
    if let Some((document, place)) = text.split_once('#') {
        return (document.trim_end(), Some(place.trim().to_owned()));
    }
    let words: Vec<&str> = text.split(' ').collect();
    let annex = words.iter().rposition(|word| word.eq_ignore_ascii_case("annex"));
    let Some(at) = annex.filter(|at| *at > 0 && words.len() - at <= 2) else {
        return (text, None);
    };
    let before: usize = words[..at].iter().map(|word| word.len() + 1).sum();
    let place = words[at..].iter().enumerate().map(|(n, word)| match n {
        0 => "annex".to_owned(),
        _ => word.to_ascii_uppercase(),
    });
    (text[..before].trim_end_matches([' ', ',']), Some(place.collect::<Vec<_>>().join("-")))
}

/// Returns an id outside the symbol system in its usual letter case.
fn without_symbol(text: &str) -> Option<String> {
    const CHARTER: &str = "UN-CHARTER";
    if let Some(rest) =
        text.get(CHARTER.len()..).filter(|_| text[..CHARTER.len()].eq_ignore_ascii_case(CHARTER))
    {
        return (rest.is_empty() || rest.starts_with('/')).then(|| format!("{CHARTER}{rest}"));
    }
    let (scheme, rest) = text.split_once(':')?;
    const SCHEMES: [&str; 13] = [
        "ORG", "STATE", "TREATY", "SET", "LETTER", "PAGE", "PRESS", "EXT", "DOC", "JOURNAL", "SALES", "UNTS",
        "FCCC",
    ];
    let scheme = SCHEMES.into_iter().find(|known| known.eq_ignore_ascii_case(scheme))?;
    (!rest.is_empty() && !rest.starts_with(' ')).then(|| format!("{scheme}:{rest}"))
}

/// Returns the instruments of a name, whatever its letter case, apostrophes and article.
fn named(text: &str, authority: &Authority) -> Vec<Id> {
    let wanted = folded(text);
    let wanted = wanted.strip_prefix("the ").unwrap_or(&wanted);
    let names = authority.instruments.names().iter().filter(|name| folded(&name.text) == wanted);
    // A short form gives way to a name proper.
    let mut found: Vec<_> = names.collect();
    found.sort_by_key(|name| name.usage == NameUse::Short);
    let mut ids: Vec<Id> = Vec::new();
    for id in found.into_iter().flat_map(|name| &name.ids) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

fn folded(name: &str) -> String {
    let fold = |c: char| match c {
        '’' | '‘' | '`' => '\'',
        '“' | '”' | '«' | '»' => '"',
        '\u{2010}'..='\u{2014}' => '-',
        other => other,
    };
    name.to_lowercase().chars().map(fold).filter(|c| *c != '"').collect()
}

/// Reads a symbol with its organ. Letters of lower case are raised where a symbol has capitals.
fn symbol(text: &str, authority: &Authority) -> Option<Symbol> {
    let (root, _) = text.split_once('/')?;
    let raised: Vec<String> = text.split('/').map(raise).collect();
    let symbol: Symbol = raised.join("/").parse().ok()?;
    let known = authority.bodies.of_symbol(symbol.as_str()).is_some();
    let printed = root.trim().len() > 1 && root.trim().chars().all(|c| c.is_ascii_uppercase());
    (known || printed).then_some(symbol)
}

fn raise(part: &str) -> String {
    let part = part.trim();
    let word = part.chars().all(|c| c.is_ascii_lowercase());
    let special = ["s-", "es-"].iter().any(|kind| part.starts_with(kind));
    match part.split_once('(') {
        _ if word || special => part.to_ascii_uppercase(),
        Some((number, bracket)) => format!("{number}({}", bracket.to_ascii_uppercase()),
        None => part.to_owned(),
    }
}

/// Reads a number, with or without a body before it.
fn numbered(typed: &str, authority: &Authority) -> Result<Vec<Symbol>, TypedError> {
    let words: Vec<&str> = typed.split(' ').collect();
    let at = words
        .iter()
        .position(|word| word.contains(|c: char| c.is_ascii_digit()))
        .ok_or_else(|| TypedError::Unknown(typed.to_owned()))?;
    let mut decision = None;
    let mut body = Vec::new();
    for word in &words[..at] {
        let plain = word.trim_end_matches(['.', ',']).to_lowercase();
        match HEADS.iter().find(|(head, _)| *head == plain) {
            Some((_, is_decision)) => decision = Some(*is_decision),
            None if ["the", "no", "of", "its"].contains(&plain.as_str()) => {}
            None => body.push(*word),
        }
    }
    let number: Number = words[at..].join(" ").parse().map_err(|_| TypedError::Unknown(typed.to_owned()))?;
    let found = if body.is_empty() {
        unqualified(authority.bodies.unqualified(), &number, decision)
    } else {
        let bodies = authority.bodies.of_name(&body.join(" "));
        if bodies.is_empty() {
            return Err(TypedError::UnknownBody { body: body.join(" "), typed: typed.to_owned() });
        }
        bodies.into_iter().filter_map(|body| reading(body, &number, decision)).collect()
    };
    if found.is_empty() { Err(TypedError::UnknownNumber(typed.to_owned())) } else { Ok(found) }
}

/// Reads a number under each body that may have it. The first gives what its number says; a later one, which is
/// less likely anyway, only a resolution. Roman numerals stand for the first alone: nobody cites the early
/// resolutions of a commission without naming it.
fn unqualified<'a>(
    bodies: impl Iterator<Item = &'a Body>,
    number: &Number,
    decision: Option<bool>,
) -> Vec<Symbol> {
    let mut found = Vec::new();
    let limit = if matches!(number, Number::Roman { .. }) { 1 } else { usize::MAX };
    for body in bodies.filter(|body| body.may_number(number)).take(limit) {
        if found.is_empty() || decision == Some(true) || !is_decision(body, number) {
            found.extend(reading(body, number, decision));
        }
    }
    found
}

fn reading(body: &Body, number: &Number, decision: Option<bool>) -> Option<Symbol> {
    body.symbol(number, decision.unwrap_or_else(|| is_decision(body, number)))
}

fn is_decision(body: &Body, number: &Number) -> bool {
    let run_on = matches!(number, Number::Roman { .. } | Number::Running { .. });
    !run_on && body.decisions_from.is_some_and(|from| number.ordinal() >= from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &[&str]) {
        let found = read(typed, Authority::embedded()).unwrap_or_else(|e| panic!("{e}"));
        let found: Vec<&str> = found.iter().map(Id::as_str).collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn symbols_are_read_in_any_spelling() {
        check("A/RES/53/144", &["A/RES/53/144"]);
        check("a/res/53/144", &["A/RES/53/144"]);
        check(" A / RES / 53/144. ", &["A/RES/53/144"]);
        check("A/RES/53/144#annex", &["A/RES/53/144#annex"]);
        check("A/RES/53/144, annex", &["A/RES/53/144#annex"]);
        check("S/RES/1325 (2000)", &["S/RES/1325(2000)"]);
        check("a/hrc/res/s-9/1", &["A/HRC/RES/S-9/1"]);
        check("ccpr/c/21/rev.1/add.11", &["CCPR/C/21/Rev.1/Add.11"]);
        check("e/cn.4/sub.2/1999/4", &["E/CN.4/Sub.2/1999/4"]);
        check("a/conf.157/24 (part i)", &["A/CONF.157/24(Part I)"]);
    }

    #[test]
    fn numbers_with_their_body_are_read() {
        check("HRC 22/6", &["A/HRC/RES/22/6"]);
        check("Human Rights Council resolution 22/6", &["A/HRC/RES/22/6"]);
        check("CHR 2005/67", &["E/CN.4/RES/2005/67"]);
        check("ECOSOC 1996/31", &["E/RES/1996/31"]);
        check("GA Res 2200A (XXI)", &["A/RES/2200(XXI)A"]);
        check("Security Council resolution 1325 (2000)", &["S/RES/1325(2000)"]);
        check("HRC decision 18/117", &["A/HRC/DEC/18/117"]);
    }

    #[test]
    fn numbers_alone_give_every_likely_body() {
        check("53/144", &["A/RES/53/144"]);
        check("resolution 53/144, annex", &["A/RES/53/144#annex"]);
        check("22/6", &["A/HRC/RES/22/6"]);
        check("31/32", &["A/RES/31/32", "A/HRC/RES/31/32"]);
        check("1325 (2000)", &["S/RES/1325(2000)"]);
        check("217 A (III)", &["A/RES/217(III)A"]);
        check("2200A(XXI)", &["A/RES/2200(XXI)A"]);
        check("2200 A (XXI), annex", &["A/RES/2200(XXI)A#annex"]);
        check("1503 (XLVIII)", &["E/RES/1503(XLVIII)"]);
        check("1996/31", &["E/RES/1996/31", "E/CN.4/RES/1996/31"]);
        check("2015/10", &["E/RES/2015/10"]);
        check("S-21/2", &["A/RES/S-21/2", "A/HRC/RES/S-21/2"]);
        check("ES-10/2", &["A/RES/ES-10/2"]);
        check("60/503", &["A/DEC/60/503"]);
        check("18/117", &["A/HRC/DEC/18/117"]);
    }

    #[test]
    fn names_and_acronyms_are_read() {
        check("ICCPR", &["A/RES/2200(XXI)A#annex:ICCPR"]);
        check("udhr", &["A/RES/217(III)A"]);
        check("the Paris Principles", &["A/RES/48/134#annex"]);
        check("UN Charter", &["UN-CHARTER"]);
        check("Déclaration universelle des droits de l'homme", &["A/RES/217(III)A"]);
        let both = ["A/RES/2200(XXI)A#annex:ICCPR", "A/RES/2200(XXI)A#annex:ICESCR"];
        check("International Covenants on Human Rights", &both);
    }

    #[test]
    fn ids_outside_the_symbol_system_are_read() {
        check("ORG:amnesty-international", &["ORG:amnesty-international"]);
        check("org:amnesty-international", &["ORG:amnesty-international"]);
        check("un-charter/art.2", &["UN-CHARTER/art.2"]);
        check("TREATY:GENEVA-IV", &["TREATY:GENEVA-IV"]);
    }

    #[test]
    fn other_texts_are_refused_with_the_reason() {
        let check = |typed: &str, expected: TypedError| {
            assert_eq!(read(typed, Authority::embedded()), Err(expected), "{typed}");
        };
        check("  ", TypedError::Empty);
        check("his/her", TypedError::Unknown("his/her".to_owned()));
        check("human rights", TypedError::Unknown("human rights".to_owned()));
        let unknown = TypedError::UnknownBody { body: "Soviet".to_owned(), typed: "Soviet 22/6".to_owned() };
        check("Soviet 22/6", unknown);
        check("SC 22/6", TypedError::UnknownNumber("SC 22/6".to_owned()));
        check("1325 (1925)", TypedError::UnknownNumber("1325 (1925)".to_owned()));
    }
}
