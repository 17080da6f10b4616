//! Chooses the borders of the entries of a list: the best sum of evidence over the whole list, by dynamic
//! programming, with the margin by which every border is better than the best list without it.

use super::acronym;
use super::gazetteer::Gazetteer;
use super::order::{Fit, Order};
use super::token::{Shape, Token};
use super::word_model::{KEY_WORDS, Weight, WordModel, order_key};

/// A line end is nearly always the end of an entry.
const LINE_END: Weight = 350;
/// A border within a line is rare; how rare is learnt from a first reading that begins here.
const WITHIN_LINE: Weight = -180;
/// The least and the most that a border within a line may weigh after the first reading.
const WITHIN_LINE_RANGE: (Weight, Weight) = (-430, -150);
/// What the first reading misses: it finds the plain borders only.
const OVERLOOKED: Weight = 180;
/// What the place in the alphabet can add at most.
const FITS: Weight = 450;
/// An entry out of order.
const MISPLACED: Weight = -450;
/// Two neighbours out of order.
const DESCENDS: Weight = -150;
/// Against grammar: a border after *of*, before a closing bracket, within brackets.
const BROKEN: Weight = -1500;
/// A border before a word in small letters at the start of a line.
const SMALL_OPENING: Weight = -350;
/// A border after a closing bracket.
const AFTER_BRACKET: Weight = 200;
/// A border after a comma and a country.
const AFTER_PLACE: Weight = 250;
/// A border between a name and its acronym.
const ACRONYM_APART: Weight = -600;
/// A known name as an entry.
const KNOWN: Weight = 600;
/// A known name of one word as an entry.
const KNOWN_WORD: Weight = 250;
/// A piece of a line that is one common word.
const LONE_WORD: Weight = -300;
/// A piece of a line that is one word never seen.
const LONE_STRANGER: Weight = -150;
/// A whole line that goes on in the next although neither hangs nor leans.
const WRAPPED: Weight = -300;
/// Words of the longest entry.
const LONGEST: usize = 32;
/// Words of the longest known name that is looked up.
const LONGEST_NAME: usize = 18;
/// A border is believed from this margin on; below it the lines stay as printed.
const BELIEVED: Weight = 60;
/// A border is certain from this margin on.
const CERTAIN: Weight = 150;

/// How sure the borders of a piece are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Another reading is far worse.
    Certain,
    /// Another reading is worse.
    Probable,
    /// The lines were left as printed because two readings are about as good.
    Open,
}

/// What set the borders of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The piece is a whole line.
    Line,
    /// The piece is a known name.
    KnownName,
    /// The order of the list parts the line.
    Alphabet,
    /// The words and signs part the line.
    Words,
    /// The lines are left as printed.
    AsPrinted,
}

impl Ground {
    /// Returns the stable name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Ground::Line => "line",
            Ground::KnownName => "known-name",
            Ground::Alphabet => "alphabetical-order",
            Ground::Words => "words",
            Ground::AsPrinted => "as-printed",
        }
    }
}

/// One entry of the list as a range of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// How sure the borders are.
    pub sureness: Sureness,
    /// What set the borders.
    pub ground: Ground,
    /// Borders of another reading, each before the word it names.
    pub other_borders: Vec<usize>,
}

/// Cuts the words of a list into pieces; together they hold every word once.
pub fn pieces(words: &[Token], gazetteer: &Gazetteer) -> Vec<Piece> {
    if words.is_empty() {
        return Vec::new();
    }
    let mut search = Search::new(words, gazetteer);
    search.learn_damage();
    let ahead = search.ahead();
    let back = search.back();
    let mut borders = search.best_borders(&ahead);
    let total = ahead[words.len()];
    let margin = |at: usize| total - search.best_without(at, &ahead, &back);
    let rival = |at: usize| total - (ahead[at] + back[at]);

    // Borders within lines and joins over line ends that are hardly better than their absence are undone
    // together with what depends on them: the lines concerned stay as printed.
    let mut open = vec![false; words.len() + 1];
    let chosen = borders.clone();
    for at in 1..words.len() {
        let doubtful = if words[at].first {
            !chosen[at] && rival(at) < BELIEVED
        } else {
            chosen[at] && margin(at) < BELIEVED
        };
        if doubtful {
            search.restore_lines(at, &chosen, &mut borders, &mut open);
        }
    }

    let cuts: Vec<usize> = (0..=words.len()).filter(|at| borders[*at]).collect();
    let spans = cuts.windows(2).map(|cut| (cut[0], cut[1]));
    spans
        .map(|(start, end)| {
            let undone: Vec<usize> =
                (start + 1..end).filter(|at| chosen[*at] && !borders[*at] || open[*at]).collect();
            let inner: Vec<usize> = (start + 1..end)
                .filter(|at| !words[*at].first && !chosen[*at] && rival(*at) < BELIEVED)
                .collect();
            let left_open = !undone.is_empty() || open[start] || open[end];
            let sides = [start, end].into_iter().filter(|at| *at > 0 && *at < words.len());
            let inner_borders = sides.filter(|at| !words[*at].first).map(margin);
            let joins = (start + 1..end).filter(|at| words[*at].first).map(rival);
            let weakest = inner_borders.chain(joins).min().unwrap_or(Weight::MAX);
            Piece {
                start,
                end,
                sureness: if left_open {
                    Sureness::Open
                } else if weakest < CERTAIN || !inner.is_empty() {
                    Sureness::Probable
                } else {
                    Sureness::Certain
                },
                ground: if left_open { Ground::AsPrinted } else { search.ground(start, end) },
                other_borders: if undone.is_empty() { inner } else { undone },
            }
        })
        .collect()
}

struct Search<'w, 't> {
    words: &'w [Token<'t>],
    gazetteer: &'w Gazetteer,
    model: WordModel,
    order: Order,
    /// For each word, the weight of a border before it.
    borders: Vec<Weight>,
    /// For each word, the key of an entry that opens there.
    keys: Vec<String>,
    /// Weights of all entries: [`LONGEST`] for each opening word, by length.
    entries: Vec<Weight>,
}

impl<'w, 't> Search<'w, 't> {
    fn new(words: &'w [Token<'t>], gazetteer: &'w Gazetteer) -> Self {
        // The list itself tells how its names open and close, for most of its lines are whole names.
        let mut model = gazetteer.words().clone();
        model.learn(words);
        let starts: Vec<usize> = (0..words.len()).filter(|i| words[*i].first).collect();
        let line_keys: Vec<String> = starts.iter().map(|at| order_key(&words[*at..])).collect();
        let order = Order::of(&line_keys);
        let keys = (0..words.len()).map(|at| order_key(&words[at..])).collect();
        let mut search =
            Self { words, gazetteer, model, order, borders: Vec::new(), keys, entries: Vec::new() };
        let mut row = 0;
        search.borders.push(0);
        for (at, word) in words.iter().enumerate().skip(1) {
            row += usize::from(word.first);
            let weight = search.border(at, row);
            search.borders.push(weight);
        }
        search.borders.push(0);
        let lengths = |start| (start + 1..=start + LONGEST).map(move |end| (start, end));
        let all = (0..words.len()).flat_map(lengths);
        search.entries =
            all.map(|(s, e)| if e <= words.len() { search.weigh(s, e) } else { Weight::MIN / 2 }).collect();
        search
    }

    /// Reads the list once and weighs borders within lines by how many it found: a list with many of them has more.
    fn learn_damage(&mut self) {
        let borders = self.best_borders(&self.ahead());
        let inner = || (1..self.words.len()).filter(|at| !self.words[*at].first);
        let found = inner().filter(|at| borders[*at]).count() as f64;
        let rate = (found + 1.0) / (inner().count() as f64 + 30.0);
        let learnt = ((rate / (1.0 - rate)).ln() * 100.0).round() as Weight + OVERLOOKED;
        let change = learnt.clamp(WITHIN_LINE_RANGE.0, WITHIN_LINE_RANGE.1) - WITHIN_LINE;
        inner().collect::<Vec<_>>().into_iter().for_each(|at| self.borders[at] += change);
    }

    /// Returns the weight of a border before a word, where `row` counts the lines that have words.
    fn border(&self, at: usize, row: usize) -> Weight {
        let (a, b) = (&self.words[at - 1], &self.words[at]);
        if b.bullet {
            return -BROKEN;
        }
        if a.bullet {
            return BROKEN;
        }
        let mut weight = self.model.boundary(a, b);
        let small = b.opening == Shape::Small;
        if hangs(a) || (!b.first && (b.function || small || b.opening == Shape::Sign)) || leans(b) {
            weight += BROKEN;
        } else if b.first && small {
            weight += SMALL_OPENING;
        }
        if b.enclosed || b.within_place {
            weight += BROKEN;
        }
        if a.clean.ends_with(')') {
            weight += AFTER_BRACKET;
        }
        if a.closing == Shape::Country && self.follows_comma(at - 1) {
            weight += AFTER_PLACE;
        }
        if acronym::closes(&self.words[..at], b) || acronym::opens(&self.words[at - 1..]) {
            weight += ACRONYM_APART;
        }
        weight + if b.first { LINE_END } else { WITHIN_LINE } + self.place_in_order(at, row)
    }

    fn place_in_order(&self, at: usize, row: usize) -> Weight {
        let first = self.words[at].first;
        if first && self.order.is_anchor(row) {
            return 0;
        }
        let weight = match self.order.fit(row, &self.keys[at]) {
            Fit::Between(..) if first => 0,
            Fit::Between(low, high) => self.model.surprise(low, high).min(FITS),
            Fit::Outside => MISPLACED,
            Fit::Unknown => 0,
        };
        weight * self.order.trust / 100
    }

    /// Returns whether the name of the place that closes at `last` stands after a comma.
    fn follows_comma(&self, last: usize) -> bool {
        let opening = (0..=last).rev().find(|i| !self.words[*i].within_place).unwrap_or(0);
        opening > 0 && self.words[opening - 1].clean.ends_with(',')
    }

    fn entry(&self, start: usize, end: usize) -> Weight {
        self.entries[start * LONGEST + (end - start - 1)]
    }

    /// Returns the weight of an entry by itself and before its right neighbour.
    fn weigh(&self, start: usize, end: usize) -> Weight {
        let mut weight = 0;
        let whole_line = self.words[start].first && self.words.get(end).is_none_or(|t| t.first);
        if end - start == 1 && !whole_line {
            let word = &self.words[start];
            weight += match word.opening {
                Shape::Capitals | Shape::Mixed => 0,
                _ if self.model.is_common(word) => LONE_WORD,
                _ => LONE_STRANGER,
            };
        }
        if self.words[start].first {
            let joins = (start + 1..end).filter(|at| self.words[*at].first);
            let bare = joins.filter(|at| {
                !hangs(&self.words[at - 1])
                    && self.words[*at].opening != Shape::Small
                    && !leans(&self.words[*at])
            });
            weight += WRAPPED * bare.count() as Weight;
        }
        if self.is_known(start, end) {
            weight += if end - start == 1 { KNOWN_WORD } else { KNOWN };
        }
        if end < self.words.len() && self.order.trust > 0 {
            // A key takes the first words only, so that of a long entry is the key of its opening.
            let short;
            let here = if end - start < KEY_WORDS {
                short = order_key(&self.words[start..end]);
                &short
            } else {
                &self.keys[start]
            };
            if !self.order.ascends(here, &self.keys[end]) {
                weight += DESCENDS * self.order.trust / 100;
            }
        }
        weight
    }

    /// Returns whether the words, with or without brackets at their end, are a known name.
    fn is_known(&self, start: usize, end: usize) -> bool {
        let words = &self.words[start..end];
        let open = words.iter().rposition(|t| t.clean.starts_with('(')).filter(|at| *at > 0);
        let closed = words.last().is_some_and(|t| t.clean.ends_with(')'));
        if end - start > LONGEST_NAME || !self.gazetteer.has_names() {
            return false;
        }
        let name = |words: &[Token]| {
            let text = words.iter().map(|t| t.clean.as_str()).collect::<Vec<_>>().join(" ");
            self.gazetteer.name(&text).is_some()
        };
        name(words) || open.filter(|_| closed).is_some_and(|open| name(&words[..open]))
    }

    /// Returns, for each place, the best weight of the list before it.
    fn ahead(&self) -> Vec<Weight> {
        let mut best = vec![0; self.words.len() + 1];
        for end in 1..best.len() {
            let starts = end.saturating_sub(LONGEST)..end;
            best[end] = starts.map(|s| best[s] + self.entry(s, end)).max().unwrap_or(0) + self.borders[end];
        }
        best
    }

    /// Returns, for each place, the best weight of the list from it on.
    fn back(&self) -> Vec<Weight> {
        let mut best = vec![0; self.words.len() + 1];
        for start in (0..self.words.len()).rev() {
            let ends = start + 1..=(start + LONGEST).min(self.words.len());
            best[start] = ends.map(|e| self.entry(start, e) + self.borders[e] + best[e]).max().unwrap_or(0);
        }
        best
    }

    fn best_borders(&self, ahead: &[Weight]) -> Vec<bool> {
        let mut borders = vec![false; self.words.len() + 1];
        let mut end = self.words.len();
        borders[end] = true;
        while end > 0 {
            let starts = end.saturating_sub(LONGEST)..end;
            let gain = |s: usize| ahead[s] + self.entry(s, end);
            // The longest of equal entries is taken: fewer borders claim less.
            end = starts.rev().max_by_key(|s| gain(*s)).unwrap_or(end - 1);
            borders[end] = true;
        }
        borders
    }

    /// Returns the best weight of a list that has no border before a word.
    fn best_without(&self, at: usize, ahead: &[Weight], back: &[Weight]) -> Weight {
        let starts = at.saturating_sub(LONGEST - 1)..at;
        starts
            .flat_map(|s| (at + 1..=(s + LONGEST).min(self.words.len())).map(move |e| (s, e)))
            .map(|(s, e)| ahead[s] + self.entry(s, e) + self.borders[e] + back[e])
            .max()
            .unwrap_or(Weight::MIN / 2)
    }

    /// Puts the lines on which a doubtful border or join rests back as printed.
    fn restore_lines(&self, at: usize, chosen: &[bool], borders: &mut [bool], open: &mut [bool]) {
        let line_start = |at: usize| (0..=at).rev().find(|i| self.words[*i].first).unwrap_or(0);
        let line_end =
            |at: usize| (at + 1..self.words.len()).find(|i| self.words[*i].first).unwrap_or(self.words.len());
        if self.words[at].first {
            // A join: the entry that runs over the line end is cut there, and its head goes back to its line.
            borders[at] = true;
            open[at] = true;
            let head = (1..at).rev().find(|i| chosen[*i]).unwrap_or(0);
            if head > line_start(at - 1) {
                borders[head] = false;
            }
        } else {
            borders[at] = false;
            let end = line_end(at);
            if !borders[end] && !(at + 1..end).any(|i| borders[i]) {
                borders[end] = true;
                open[end] = true;
            }
        }
    }

    fn ground(&self, start: usize, end: usize) -> Ground {
        let inner = |at: usize| at > 0 && at < self.words.len() && !self.words[at].first;
        let joined = (start + 1..end).any(|at| self.words[at].first);
        if !inner(start) && !inner(end) && !joined {
            Ground::Line
        } else if self.is_known(start, end) {
            Ground::KnownName
        } else if self.order.trust > 0 {
            Ground::Alphabet
        } else {
            Ground::Words
        }
    }
}

/// Returns whether something must follow the word.
fn hangs(word: &Token) -> bool {
    word.function
        || word.opening == Shape::Sign && !word.clean.ends_with(['”', '»', ')', '"'])
        || word.clean.ends_with([',', '-', '/', '&', '(', '“'])
}

/// Returns whether something must precede the word.
fn leans(word: &Token) -> bool {
    word.clean.starts_with([')', ',', '-', '/', '&', '(', '”', '–', '—']) && !word.bullet
}
