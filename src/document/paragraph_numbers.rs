//! The numbers and letters before paragraphs: `12.`, `24.7`, `(a)`, `(iv)`.

/// Returns the number of an operative paragraph and the byte behind it and its blank: of `12. Decides`, `3.`; not of
/// `12.5`, `2018.`.
pub(super) fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok().filter(|_| digits <= 3)?;
    let rest = text[digits..].strip_prefix('.')?;
    let blank = rest.chars().next().map_or(0, char::len_utf8);
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((number, digits + 1 + blank))
}

/// Returns whether a line begins as the row of a list of resolutions: `42/34  Care`, `36/151; 49/176  Fund`, `2106 (XX)
/// Convention`, `2282 (2016)`; not `2/3 of all`, `1998/99 figures`.
pub(super) fn is_listed(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let special = ["ES-", "S-"].into_iter().find_map(|letters| text.strip_prefix(letters));
    let text = special.unwrap_or(text);
    let first = digits(text);
    if !(1..=4).contains(&first) {
        return false;
    }
    let rest = &text[first..];
    // The letter of a part may stand before the session: `1472 A (XIV)`.
    let rest = match rest.as_bytes() {
        [b' ', b'A'..=b'Z', b' ', b'(', ..] => &rest[2..],
        _ => rest,
    };
    let behind = match rest.strip_prefix('/') {
        Some(number) if (1..=4).contains(&digits(number)) => &number[digits(number)..],
        _ => match rest.trim_start().strip_prefix('(').and_then(|session| session.split_once(')')) {
            Some((session, behind)) if session.len() <= 8 => behind,
            _ => return false,
        },
    };
    let words = behind.trim_start();
    let title = || words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"".contains(c));
    words.is_empty() || behind.starts_with(';') || words.len() < behind.len() && title()
}

/// Returns the mark of a sub-paragraph: of `(a) To assemble`, `(iv) The`; not of `(Part I)`, `(the Paris Principles)`.
pub(super) fn item_mark(text: &str) -> Option<&str> {
    let (mark, rest) = text.strip_prefix('(')?.split_once(')')?;
    let letter = mark.len() == 1 && mark.starts_with(|c: char| c.is_ascii_lowercase());
    let numeral = (1..=5).contains(&mark.len()) && mark.bytes().all(|b| b"ivx".contains(&b));
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (ends && (letter || numeral)).then_some(mark)
}

/// Returns chapter and number of a paragraph of a report that numbers within chapters, and the byte behind: of `24.7 The
/// Office`; not of `24.7 per cent`, `24.7.1`.
pub(super) fn in_chapter(text: &str) -> Option<(u32, u32, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let part = |text: &str| text.parse::<u32>().ok().filter(|_| (1..=3).contains(&text.len()));
    let point = digits(text);
    let behind = text[point..].strip_prefix('.')?;
    let end = point + 1 + digits(behind);
    let (chapter, number) = (part(&text[..point])?, part(&text[point + 1..end])?);
    let rest = text[end..].strip_prefix('.').unwrap_or(&text[end..]);
    let words = rest.trim_start();
    let begins = words.starts_with(|c: char| c.is_uppercase() || "“\"[*(".contains(c));
    (begins && words.len() < rest.len()).then_some((chapter, number, text.len() - words.len()))
}

/// Returns the label of a sub-paragraph beside or below the paragraph of label `base`: `op10(a)`, `op10(a)(i)`.
pub(super) fn item_label(base: &str, mark: &str) -> String {
    let (stem, marks) = base.split_once('(').map_or((base, ""), |(s, _)| (s, &base[s.len()..]));
    let levels: Vec<&str> = marks.split(['(', ')']).filter(|m| !m.is_empty()).collect();
    let follows = |previous: &str| match (previous.as_bytes(), mark.as_bytes()) {
        ([a], [b]) => *b == a + 1,
        _ => false,
    };
    match levels.as_slice() {
        [] => format!("{stem}({mark})"),
        [letter] if mark == "i" && !follows(letter) => format!("{stem}({letter})(i)"),
        [_] => format!("{stem}({mark})"),
        [letter, roman, ..] => {
            let numeral = mark.chars().all(|c| "ivx".contains(c)) && !(follows(letter) && *roman != "i");
            if numeral { format!("{stem}({letter})({mark})") } else { format!("{stem}({mark})") }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_nest() {
        let check = |base: &str, mark: &str, expected: &str| assert_eq!(item_label(base, mark), expected);
        check("op10", "a", "op10(a)");
        check("op10(a)", "b", "op10(b)");
        check("op10(b)", "i", "op10(b)(i)");
        check("op10(b)(i)", "ii", "op10(b)(ii)");
        check("op10(b)(ii)", "c", "op10(c)");
        check("op10(h)", "i", "op10(i)");
    }

    #[test]
    fn numbers_and_marks_are_read() {
        let check = |text: &str, expected: Option<(u32, usize)>| assert_eq!(number(text), expected, "{text}");
        check("12. Decides", Some((12, 4)));
        check("3.", Some((3, 2)));
        check("3.\u{a0}Decides", Some((3, 4)));
        check("12.5", None);
        check("2018. ", None);
        check(". Decides", None);
        let check = |text: &str, expected: Option<&str>| assert_eq!(item_mark(text), expected, "{text}");
        check("(a) To assemble", Some("a"));
        check("(iv)", Some("iv"));
        check("(xxxviii) The", None);
        check("(a)b", None);
        check("(Part I)", None);
        check("(the Paris Principles)", None);
    }

    #[test]
    fn rows_of_lists_begin_with_a_resolution() {
        let check = |text: &str, expected: bool| assert_eq!(is_listed(text), expected, "{text}");
        check("42/34  Care of the lakes", true);
        check("36/151; 49/176  Fund", true);
        check("60/1  2005 World Summit", true);
        check("2106 (XX)  Convention", true);
        check("2282 (2016)", true);
        check("1472 A (XIV);  International", true);
        check("S-36/1  The lakes", true);
        check("2/3 of all lakes", false);
        check("12. Decides", false);
        check("2005 (see below) was", false);
    }

    #[test]
    fn numbers_within_chapters_are_read() {
        let check = |text: &str, expected: Option<(u32, u32, usize)>| {
            assert_eq!(in_chapter(text), expected, "{text}");
        };
        check("24.7 The Office", Some((24, 7, 5)));
        check("2.14.\u{a0}The Office", Some((2, 14, 7)));
        check("24.7 per cent", None);
        check("24.7.1 The Office", None);
        check("24.7", None);
        check("1998.12 The Office", None);
        check("12. Decides", None);
    }
}
