//! Rows of tables as lines of a sheet: `| cell | cell |`, unless the table only lays out a page.

/// Cells with words longer than this, in bytes, are prose.
const PROSE: usize = 200;

/// Returns what a row is typed as: lines of one block each, or whole blocks where the cells are prose. Cells hold
/// their paragraphs; `head` says that the row stands in the masthead, where every cell is a line of its own.
pub(super) fn blocks(cells: &[Vec<String>], head: bool) -> Vec<String> {
    let filled: Vec<&Vec<String>> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let Some((first, others)) = filled.split_first() else { return Vec::new() };
    let all = || filled.iter().flat_map(|cell| cell.iter());
    if head && all().all(|paragraph| paragraph.len() < PROSE) {
        let lines: Vec<&str> = all().map(String::as_str).collect();
        return vec![lines.join("\n")];
    }
    if let ([label], [text]) = (first.as_slice(), others)
        && is_label(label)
    {
        let mut blocks = (*text).clone();
        blocks[0].insert_str(0, &format!("{label} "));
        return blocks;
    }
    let long = all().any(|paragraph| paragraph.len() > PROSE);
    let several = filled.iter().any(|cell| cell.len() > 1);
    let alone = cells.len() == 1 || first.first().is_some_and(|text| begins_with_label(text));
    if long && (several || others.is_empty()) || others.is_empty() && alone {
        return all().cloned().collect();
    }
    vec![line(filled.iter().map(|cell| cell.join(" ")))]
}

/// Returns cells as one line.
pub(super) fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| cell.replace('\n', " ")).collect();
    format!("| {} |", cells.join(" | "))
}

/// Returns whether a cell holds the number of a paragraph and nothing else: `12.`, `(a)`, `IV.`.
fn is_label(text: &str) -> bool {
    let inner = text.trim_start_matches('(');
    let bare = inner.trim_end_matches(['.', ')']);
    let marked = bare.len() < inner.len();
    let digits = bare.bytes().all(|b| b.is_ascii_digit()) && bare.len() <= 3;
    let letter = bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = bare.len() <= 5 && bare.bytes().all(|b| b"ivxIVX".contains(&b));
    marked && !bare.is_empty() && (digits || letter || roman)
}

fn begins_with_label(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(label, _)| is_label(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_lines_and_layouts_are_blocks() {
        let check = |cells: &[&[&str]], head: bool, expected: &[&str]| {
            let cells: Vec<Vec<String>> =
                cells.iter().map(|cell| cell.iter().map(|p| (*p).to_owned()).collect()).collect();
            assert_eq!(blocks(&cells, head), expected, "{cells:?}");
        };
        check(&[&["1"], &["A/80/901"], &["Lakes"]], false, &["| 1 | A/80/901 | Lakes |"]);
        check(
            &[&["1."], &["Decides to rest;", "(a) on lakes"]],
            false,
            &["1. Decides to rest;", "(a) on lakes"],
        );
        check(&[&["United Nations"], &[], &["A/80/901"]], true, &["United Nations\nA/80/901"]);
        check(&[&["No."], &["Symbol"]], false, &["| No. | Symbol |"]);
        check(&[&["Total"], &[]], false, &["| Total |"]);
        check(&[&["The whole text in a frame"]], false, &["The whole text in a frame"]);
        check(&[&[], &[]], false, &[]);
        let long = "word ".repeat(60);
        check(&[&["menu"], &[&long, "end"]], true, &["menu", &long, "end"]);
        check(&[&[&long, "end"], &["mot"]], false, &[&long, "end", "mot"]);
    }
}
