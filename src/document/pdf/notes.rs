//! Footnotes at the foot of a page: parts them from the text, and from one another.

use super::glyphs::Rule;
use super::rows::{Row, raised};

/// What stands at the foot of one page.
#[derive(Debug, Default)]
pub(super) struct Foot {
    /// What goes on from the last note of the page before.
    pub carried: Vec<Row>,
    /// Notes, each with its number.
    pub notes: Vec<(u32, Vec<Row>)>,
    /// Rows below a rule that begin with no raised number: they are handed on as they are.
    pub plain: Vec<Row>,
}

/// Notes are smaller than the text by this, as a rule.
const SMALL: f64 = 0.94;
/// A rule above notes is so wide at most, as a share of the page.
const RULE: f64 = 0.5;
/// It stands below this share of the page's height.
const BELOW: f64 = 0.12;

impl Foot {
    /// Whether notes stand here.
    pub fn is_empty(&self) -> bool {
        self.carried.is_empty() && self.notes.is_empty() && self.plain.is_empty()
    }

    /// Adds the notes of another column.
    pub fn extend(&mut self, other: Foot) {
        self.carried.extend(other.carried);
        self.notes.extend(other.notes);
        self.plain.extend(other.plain);
    }
}

/// A page, as far as its notes ask.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub rules: &'a [Rule],
    pub width: f64,
    pub height: f64,
    /// The size of most letters of the file.
    pub body: f64,
    /// Whether the page before ended with a note.
    pub open: bool,
}

/// Cuts the notes off the rows of a page or of one of its columns.
pub(super) fn cut(rows: &mut Vec<Row>, around: Around<'_>) -> Foot {
    let mut foot = Foot::default();
    let Some((begin, ruled)) = begin(rows, around) else { return foot };
    let open = around.open;
    let mut zone = rows.split_off(begin);
    if zone.first().is_some_and(is_underscores) {
        zone.remove(0);
    }
    let marked = zone.iter().any(|row| mark(row).is_some());
    if !marked && !open && ruled {
        foot.plain = zone;
        return foot;
    }
    for row in zone {
        match (mark(&row), foot.notes.last_mut()) {
            (Some(number), _) => foot.notes.push((number, vec![row])),
            (None, Some((_, rows))) => rows.push(row),
            (None, None) => foot.carried.push(row),
        }
    }
    foot
}

/// Returns the row at which the notes begin, and whether a rule stands above it.
fn begin(rows: &[Row], around: Around<'_>) -> Option<(usize, bool)> {
    let Around { rules, width, height, body, open } = around;
    let small = |row: &Row| row.size <= SMALL * body;
    if let Some(at) = rows.iter().rposition(|row| is_underscores(row) && row.base > BELOW * height) {
        let first = rows.get(at + 1)?;
        if mark(first).is_some() || numbered(first) || open && small(first) {
            return Some((at, true));
        }
    }
    let left = rows.iter().map(Row::left).fold(f64::INFINITY, f64::min);
    let narrow = |rule: &&Rule| {
        rule.right - rule.left < RULE * width && rule.y > BELOW * height && rule.left < left + 0.25 * width
    };
    let mut ys: Vec<f64> = rules.iter().filter(narrow).map(|rule| rule.y).collect();
    ys.sort_by(f64::total_cmp);
    for y in ys.into_iter().rev() {
        let Some(at) = rows.iter().position(|row| row.base > y + 1.0) else { continue };
        let below = &rows[at..];
        let begins = mark(&below[0]).is_some() || open && small(&below[0]);
        if begins && below.iter().all(|row| small(row) || mark(row).is_some() || row.size < body * 1.05) {
            return Some((at, true));
        }
    }
    // Without a rule: the small rows at the end, from the first that begins with a raised number.
    let last = rows.iter().rposition(|row| !small(row)).map_or(0, |at| at + 1);
    let at = (last..rows.len()).find(|at| mark(&rows[*at]).is_some())?;
    (at > 0).then_some((at, false))
}

fn is_underscores(row: &Row) -> bool {
    let text = row.text();
    let text = text.trim();
    text.len() >= 8 && text.bytes().all(|b| b == b'_')
}

/// Returns the raised number with which a row begins.
fn mark(row: &Row) -> Option<u32> {
    row.pieces.first()?.text.trim_start().chars().next().and_then(raised)
}

/// Returns whether a row begins as notes of older documents do: `1/ See`, `1 See`.
fn numbered(row: &Row) -> bool {
    let text = row.text();
    let text = text.trim_start().trim_start_matches('*');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.starts_with(['*', '†']) || (1..=3).contains(&digits) && text[digits..].starts_with(['/', ' '])
}
