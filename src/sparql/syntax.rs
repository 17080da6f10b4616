//! Says where the text of a query is wrong, and what about it, in words that people can use.

use std::sync::LazyLock;

use regex::Regex;

use super::query::QueryError;
use super::vocabulary::PREFIXES;

/// Makes an error of what the parser says, which tells the place in words only.
pub(super) fn error(text: &str, said: &str) -> QueryError {
    // Matches `error at 2:25: expected …`; does not match `Invalid SPARQL base IRI provided: …`.
    static PLACE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)^error at (\d+):(\d+): (.*)$").expect("a pattern"));
    let number = |text: &str| text.parse::<usize>().ok();
    let place =
        |found: regex::Captures<'_>| Some((number(&found[1])?, number(&found[2])?, found[3].to_owned()));
    let (line, column, message) = PLACE.captures(said).and_then(place).unwrap_or((1, 1, said.to_owned()));
    let before: usize = text.split_inclusive('\n').take(line - 1).map(|line| line.chars().count()).sum();
    let reported = before + column - 1;
    let unknown = unknown_prefix(text);
    let at = unknown.as_ref().map_or(reported.saturating_sub(words_read(&message)), |(at, _)| *at);
    let start: String = text.chars().take(at).collect();
    let line = start.matches('\n').count();
    let shown = text.split('\n').nth(line).unwrap_or_default().trim_end();
    let column = at - start.rfind('\n').map_or(0, |end| start[..=end].chars().count());
    let at_end = text.chars().skip(at).all(char::is_whitespace);
    let word: String =
        text.chars().skip(at).take_while(|c| c.is_alphanumeric() || "_?:".contains(*c)).collect();
    let message = match unknown {
        Some((_, prefix)) => format!(
            "the prefix {prefix}: is not known: declare it with PREFIX, or see 'travaux sparql --vocabulary'"
        ),
        None => plain(&message, at_end, &word),
    };
    QueryError::Syntax { line: line + 1, column: column + 1, text: shown.replace('\t', " "), message }
}

/// Returns the first prefix that is neither known nor declared, with the place of its first letter. The parser may well tell
/// another place: it tries words that are longer.
fn unknown_prefix(text: &str) -> Option<(usize, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut declared: Vec<String> = PREFIXES.iter().map(|(prefix, _)| (*prefix).to_owned()).collect();
    let (mut at, mut before) = (0, String::new());
    while let Some(c) = chars.get(at).copied() {
        let rest = &chars[at + 1..];
        let to = |end: char| rest.iter().position(|c| *c == end);
        match c {
            '#' => at += to('\n').unwrap_or(rest.len()),
            '"' | '\'' => at += to(c).unwrap_or(rest.len()) + 1,
            '<' => {
                let address = to('>').filter(|end| !rest[..*end].iter().any(|c| c.is_whitespace()));
                at += address.map_or(0, |end| end + 1);
            }
            c if c.is_alphanumeric() || c == '_' => {
                let inner = |c: &char| c.is_alphanumeric() || "_-.".contains(*c);
                let word: String = chars[at..].iter().copied().take_while(|c| inner(c)).collect();
                let length = word.chars().count();
                let is_prefix = chars.get(at + length) == Some(&':') && word != "_";
                match is_prefix && !declared.contains(&word) {
                    true if before.eq_ignore_ascii_case("PREFIX") => declared.push(word.clone()),
                    true => return Some((at, word)),
                    false => {}
                }
                // What stands behind the colon is no word of its own.
                let local =
                    chars[at + length..].iter().take_while(|c| inner(c) || ":%\\".contains(**c)).count();
                at += length + local - 1;
                before = word;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Returns how many letters the parser has read beyond the place that is wrong: it takes as many as the word has that it
/// looks for, and names the place behind them. The shortest of the words that it names was tried last.
fn words_read(message: &str) -> usize {
    let listed = message.trim_start_matches("expected ").trim_start_matches("one of ").split(", ");
    let listed: Vec<&str> = listed.filter(|token| *token != "[_]").collect();
    let is_word =
        |token: &&str| token.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    match listed.iter().all(is_word) {
        true => listed.iter().map(|token| token.len()).min().unwrap_or_default(),
        false => 0,
    }
}

/// Says what people can use of what the parser says: it lists all that it would have taken, down to single letters.
fn plain(message: &str, at_end: bool, word: &str) -> String {
    // What the parser says in words, and what is meant.
    const WORDS: [(&str, &str); 3] = [
        ("IRI parsing failed", "this is no address: write %20 for a blank in a symbol"),
        ("variable that is unbound", "a variable of SELECT is neither grouped nor bound: add it to GROUP BY"),
        ("expected CONSTRUCT", "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ];
    let takes = |token: &str| message.contains(&format!("\"{token}\""));
    if let Some((_, meaning)) = WORDS.iter().find(|(said, _)| message.contains(said)) {
        return (*meaning).to_owned();
    }
    match () {
        () if at_end && takes("}") => "the query ends before it is complete: a } is missing".to_owned(),
        () if at_end && takes("\\\\") => "a text in quotes does not end".to_owned(),
        // The parser came to the end while it looked for more: there may be too much of something as well.
        () if at_end => "the query ends before it is complete, or has a bracket too many".to_owned(),
        // A place for a term takes a hundred things, a place between terms a few.
        () if takes("?") && takes("$") => {
            "here a variable (?name), a document (<A/RES/53/144>), a term (tr:recalls) or a value is expected"
                .to_owned()
        }
        () if word.is_empty() => "this cannot stand here".to_owned(),
        () => format!("'{word}' cannot stand here"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sparql::Query;

    fn check(text: &str, expected: &str) {
        assert_eq!(Query::parse(text).expect_err("a wrong query").to_string(), expected);
    }

    #[test]
    fn errors_show_the_place_and_say_what_is_wrong() {
        check(
            "SELECT ?who\nWHERE { ?who tr:recalls }",
            "line 2, column 25: here a variable (?name), a document (<A/RES/53/144>), a term (tr:recalls) or a value is \
             expected\n  WHERE { ?who tr:recalls }\n                          ^",
        );
        check(
            "SELCT ?who { ?who a tr:Document }",
            "line 1, column 1: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE\n  SELCT ?who { ?who a tr:Document \
             }\n  ^",
        );
        check(
            "SELECT ?a { ?a x:b ?c }",
            "line 1, column 16: the prefix x: is not known: declare it with PREFIX, or see 'travaux sparql \
             --vocabulary'\n  SELECT ?a { ?a x:b ?c }\n                 ^",
        );
        check(
            "ASK { ?a ?b <A/1",
            "line 1, column 17: the query ends before it is complete, or has a bracket too many\n  ASK { ?a ?b <A/1\n                  ^",
        );
        check(
            "ASK { ?a ?b ?c",
            "line 1, column 15: the query ends before it is complete: a } is missing\n  ASK { ?a ?b ?c\n                ^",
        );
    }

    #[test]
    fn prefixes_are_looked_for_where_they_stand() {
        let check = |text: &str, expected: Option<(usize, &str)>| {
            assert_eq!(unknown_prefix(text), expected.map(|(at, prefix)| (at, prefix.to_owned())), "{text}");
        };
        check("ASK { ?a x:b _:c }", Some((9, "x")));
        check("PREFIX x: <http://x/> ASK { ?a x:b tr:c.d }", None);
        check("ASK { ?a tr:b 'y:z', \"y:z\", <y:z> } # y:z", None);
        check("ASK { ?a tr:b:c:d ?e FILTER(?e < 1 && y:z(?e) > 2) }", Some((38, "y")));
    }

    #[test]
    fn misspelt_words_are_pointed_at() {
        let at = |text: &str, word: &str| {
            let told = Query::parse(text).expect_err("a wrong query").to_string();
            let (line, column) = (text[..text.find(word).expect("a word")].matches('\n').count() + 1, {
                let start = text.find(word).expect("a word");
                start - text[..start].rfind('\n').map_or(0, |end| end + 1) + 1
            });
            let expected = format!("line {line}, column {column}: '{word}' cannot stand here");
            assert!(told.starts_with(&expected), "{told}");
        };
        at("SELECT ?a { ?a a tr:Document } ODER BY ?a", "ODER");
        at("SELECT ?a { ?a a tr:Document FILTR(?a = 1) }", "FILTR");
        at("# a comment\nSELECT ?a\nWHER { ?a a tr:Document }", "WHER");
        at("SELECT ?a { ?a tr:year ?y FILTER(FOO(?y) = 1) }", "FOO");
    }
}
