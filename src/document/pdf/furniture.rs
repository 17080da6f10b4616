//! What the production of pages adds to them: running heads, page numbers, job numbers, known by their height on the page.

use std::collections::BTreeMap;

use super::rows::Row;

/// Rows above this share of the page's height may be running heads.
const HEAD: f64 = 0.13;
/// Rows below this share may be page numbers and job numbers.
const FOOT: f64 = 0.88;

/// One page, as rows.
#[derive(Debug)]
pub(super) struct Sheet {
    pub rows: Vec<Row>,
    pub height: f64,
}

/// Takes the furniture off all pages; returns for each page what is to be told of it: the job numbers of the first.
pub(super) fn cut(pages: &mut [Sheet]) -> Vec<Vec<String>> {
    let mut seen: BTreeMap<(i64, String), usize> = BTreeMap::new();
    for page in pages.iter() {
        for row in page.rows.iter().filter(|row| is_edge(row, page.height)) {
            *seen.entry(key(row)).or_default() += 1;
        }
    }
    let mut told = Vec::new();
    for (at, page) in pages.iter_mut().enumerate() {
        let mut kept = Vec::new();
        let mut own = Vec::new();
        for row in std::mem::take(&mut page.rows) {
            let text = row.text();
            let edge = is_edge(&row, page.height);
            let repeated = edge && seen.get(&key(&row)).is_some_and(|times| *times > 1);
            let head = row.base < HEAD * page.height;
            let marked = edge && row.artifact;
            let numbers =
                row.pieces.iter().all(|p| is_page_mark(&p.text) || is_job(&p.text) || goes_on(&p.text));
            let known = edge
                && (numbers
                    || is_page_mark(&text)
                    || is_job(&text)
                    || head && row.pieces.iter().any(|piece| is_symbol(&piece.text)));
            let furniture = if at == 0 {
                edge && !head && (marked || known || repeated)
            } else {
                repeated || marked || known
            };
            if !furniture {
                kept.push(row);
            } else if at == 0 {
                own.extend(row.pieces.iter().map(|p| p.text.trim().to_owned()).filter(|text| is_job(text)));
            }
        }
        page.rows = kept;
        told.push(own);
    }
    told
}

fn is_edge(row: &Row, height: f64) -> bool {
    row.base < HEAD * height || row.base > FOOT * height
}

/// Returns where a row stands and what it says, whatever its numbers.
fn key(row: &Row) -> (i64, String) {
    let text = row.text();
    let masked = text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c });
    ((row.base / 4.0).round() as i64, masked.filter(|c| *c != ' ').collect())
}

/// `2/13`, `3`, `- 3 -`, `26-01234 2/13`.
fn is_page_mark(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| !matches!(*word, "-" | "–" | "/...")).collect();
    let number = |word: &str| !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let mark =
        |word: &&str| number(word) || word.split_once('/').is_some_and(|(n, m)| number(n) && number(m));
    words.iter().any(mark) && words.iter().all(|word| mark(word) || is_job(word))
}

/// `26-01234`, `26-01234 (E) 100326`, `*2601234*`, `GE.13-12345`.
fn is_job(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let first = first.trim_matches('*').trim_start_matches("GE.");
    let digits = |word: &str, len: usize| word.len() == len && word.bytes().all(|b| b.is_ascii_digit());
    let job = first.split_once(['-', '–']).is_some_and(|(year, number)| digits(year, 2) && digits(number, 5))
        || digits(first, 7);
    let rest = |word: &str| {
        digits(word, 6) || word.len() <= 4 && word.starts_with('(') && word.ends_with(')') || word == "*"
    };
    job && words.all(rest)
}

/// `/...` at the foot of a page that goes on.
fn goes_on(text: &str) -> bool {
    matches!(text.trim(), "/..." | "/…" | "..." | "…" | "/.. .")
}

/// A symbol alone: `A/80/604/Add.1`.
fn is_symbol(text: &str) -> bool {
    let text = text.trim();
    text.contains('/')
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.split_whitespace().count() <= 3
        && text.len() < 60
        && !text.contains(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_by_its_words() {
        for text in ["2/13", "26-01234 2/13", "2/13 26-01234", "- 3 -", "7"] {
            assert!(is_page_mark(text), "{text}");
        }
        for text in ["53/144 of 9", "resolution 2", "26-01234 (E)", ""] {
            assert!(!is_page_mark(text), "{text}");
        }
        for text in ["26-01234 (E) 100326", "*2601234*", "GE.13-12345", "97-12345"] {
            assert!(is_job(text), "{text}");
        }
        for text in ["2007-2012", "26-01234 of the", "1234567 dollars"] {
            assert!(!is_job(text), "{text}");
        }
    }
}
