//! Breaks titles into lines and cuts them, counting columns as a terminal does.

/// Returns the number of columns that a text takes: two for Chinese, Japanese and Korean letters and full-width
/// forms, none for combining marks, one for everything else.
pub fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

fn width(letter: char) -> usize {
    match letter as u32 {
        0x0300..=0x036f | 0x064b..=0x0652 | 0x200b..=0x200f | 0x202a..=0x202e | 0xfe00..=0xfe0f => 0,
        0x1f300..=0x1faff => 2,
        _ if is_full_width(letter) => 2,
        _ => 1,
    }
}

/// Says whether a letter is one of the full-width ones of Chinese, Japanese and Korean.
pub(super) fn is_full_width(letter: char) -> bool {
    matches!(
        letter as u32,
        0x1100..=0x115f
            | 0x2e80..=0xa4cf
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xfe30..=0xfe4f
            | 0xff00..=0xff60
            | 0x20000..=0x3fffd
    )
}

/// Returns the text in at most `most` columns, white space folded, cut at a word where one ends near the border
/// and closed with `…` where something was cut.
pub fn cut(text: &str, most: usize) -> String {
    wrap(text, most, 1).into_iter().next().unwrap_or_default()
}

/// Returns the text in at most `lines` lines of at most `most` columns, white space folded; what is left over is
/// cut, and the last line then ends in `…`. A word longer than a line is broken.
pub fn wrap(text: &str, most: usize, lines: usize) -> Vec<String> {
    fold(text, most.max(2) as f64, lines, &|letter| width(letter) as f64)
}

/// Wraps as [`wrap`] does, by any widths of letters. A letter wider than a line stands on a line of its own.
pub(super) fn fold(text: &str, most: f64, lines: usize, width: &dyn Fn(char) -> f64) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for (word, wide) in text.split_whitespace().flat_map(|word| broken(word, most, width)) {
        let blank = if line.is_empty() { 0.0 } else { width(' ') };
        if line.is_empty() || used + blank + wide <= most {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
            used += blank + wide;
            continue;
        }
        out.push(std::mem::replace(&mut line, word));
        used = wide;
        if out.len() == lines {
            close(&mut out, most, width);
            return out;
        }
    }
    if !line.is_empty() {
        out.push(line);
    }
    out
}

/// Breaks a word that is longer than a line into pieces that are not, each with its width.
fn broken(word: &str, most: f64, width: &dyn Fn(char) -> f64) -> Vec<(String, f64)> {
    let mut pieces = Vec::new();
    let (mut piece, mut used) = (String::new(), 0.0);
    for letter in word.chars() {
        if used + width(letter) > most && !piece.is_empty() {
            // After a hyphen or a stroke, where there is one that leaves the line half full.
            let joint = piece.rfind(['-', '/']).map_or(piece.len(), |at| at + 1);
            let joint = if 2 * joint < piece.len() { piece.len() } else { joint };
            let rest = piece.split_off(joint);
            let left: f64 = rest.chars().map(width).sum();
            pieces.push((std::mem::replace(&mut piece, rest), used - left));
            used = left;
        }
        piece.push(letter);
        used += width(letter);
    }
    pieces.push((piece, used));
    pieces
}

/// Ends the last line with `…`, making room for it.
fn close(lines: &mut [String], most: f64, width: &dyn Fn(char) -> f64) {
    let Some(last) = lines.last_mut() else { return };
    let mut used: f64 = last.chars().map(width).sum();
    while used + width('…') > most
        && let Some(letter) = last.pop()
    {
        used -= width(letter);
    }
    let trimmed = last.trim_end_matches([' ', ',', ';', ':', '-', '(', '“']).len();
    last.truncate(trimmed);
    last.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_words_and_the_last_tells_of_the_rest() {
        let title = "Declaration on the Right and Responsibility of Individuals, Groups";
        assert_eq!(wrap(title, 24, 2), ["Declaration on the Right", "and Responsibility of…"]);
        assert_eq!(wrap(title, 24, 9).len(), 3);
        assert_eq!(wrap("", 24, 2), Vec::<String>::new());
        assert_eq!(cut("Human rights  defenders", 40), "Human rights defenders");
        assert_eq!(cut("Individuals, Groups", 12), "Individuals…");
    }

    #[test]
    fn long_words_break_after_hyphens_and_strokes() {
        assert_eq!(
            wrap("all-member-states-of-the-united-nations", 24, 9),
            ["all-member-states-of-", "the-united-nations"]
        );
        assert_eq!(wrap("ABCDEFGHIJ/KLMNOP", 8, 9), ["ABCDEFGH", "IJ/KLMNO", "P"]);
    }

    #[test]
    fn chinese_takes_two_columns_and_breaks_anywhere() {
        assert_eq!(columns("人权"), 4);
        assert_eq!(wrap("关于个人群体和社会机构", 10, 2), ["关于个人群", "体和社会…"]);
    }

    #[test]
    fn nothing_is_wider_than_asked() {
        for most in 2..40 {
            for line in
                wrap("Protecting human rights defenders in abcdefghijklmnopqrstuvwxyz 人权维护者", most, 4)
            {
                assert!(columns(&line) <= most, "'{line}' is wider than {most}");
            }
        }
    }
}
