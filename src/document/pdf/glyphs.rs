//! The content of a page -> letters with place and size, and the rules drawn between them.

use std::collections::BTreeMap;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources, Rotation};

use smol_str::SmolStr;

use super::allowance::Allowance;
use super::fonts::Font;
use super::matrix::Matrix;

/// A letter on a page, upright, in points from the upper left corner.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it stands for; some glyphs are several letters.
    pub text: SmolStr,
    /// Where it begins and ends on its line.
    pub left: f64,
    pub right: f64,
    /// The line on which it stands, from the top of the page down.
    pub base: f64,
    /// Its size.
    pub size: f64,
    /// Whether the file itself says that it belongs to the page and not to the text.
    pub artifact: bool,
}

/// A horizontal rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub left: f64,
    pub right: f64,
    pub y: f64,
}

/// What one page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub glyphs: Vec<Glyph>,
    /// Letters that run in another direction than most.
    pub turned: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub height: f64,
    pub width: f64,
    /// Whether pictures stand on it.
    pub pictures: bool,
    /// Glyphs whose font does not say what they stand for.
    pub unknown: usize,
}

/// Fonts of a file, each read once.
pub(super) type Fonts = BTreeMap<(u32, i32), std::rc::Rc<Font>>;

/// Forms within forms are followed so deep.
const DEPTH: usize = 12;
/// States that may be saved at a time.
const SAVED: usize = 256;
/// A rule is at most so high and at least so wide, in points.
const RULE: (f64, f64) = (2.5, 20.0);

/// Reads the content of a page.
pub(super) fn shown(page: &Page<'_>, fonts: &mut Fonts, allowance: &mut Allowance) -> Shown {
    let area = page.intersected_crop_box();
    let (width, height) = (area.width().abs(), area.height().abs());
    let turn = match page.rotation() {
        Rotation::None => Matrix([1.0, 0.0, 0.0, -1.0, -area.x0, area.y1]),
        Rotation::Horizontal => Matrix([0.0, 1.0, 1.0, 0.0, -area.y0, -area.x0]),
        Rotation::Flipped => Matrix([-1.0, 0.0, 0.0, 1.0, area.x1, -area.y0]),
        Rotation::FlippedHorizontal => Matrix([0.0, -1.0, -1.0, 0.0, area.y1, area.x1]),
    };
    let upright = matches!(page.rotation(), Rotation::None | Rotation::Flipped);
    let (width, height) = if upright { (width, height) } else { (height, width) };
    let mut reader = Reader {
        fonts,
        allowance,
        placed: [const { Vec::new() }; 4],
        rules: Vec::new(),
        seen: BTreeMap::new(),
        artifacts: Vec::new(),
        pictures: false,
        unknown: 0,
        letters: 0,
    };
    let mut content: Vec<u8> = Vec::new();
    let streams: Vec<Stream<'_>> = match page.raw().get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => array.iter::<Stream<'_>>().collect(),
        _ => Vec::new(),
    };
    for stream in streams {
        if let Some(data) = reader.allowance.decoded(&stream) {
            content.extend_from_slice(&data);
            content.push(b'\n');
        }
    }
    reader.run(&content, &[page.resources()], State::new(turn), 0);
    let Reader { placed, rules, pictures, unknown, .. } = reader;
    arranged(placed, rules, width, height, pictures, unknown)
}

/// Turns the page so that most letters stand upright.
fn arranged(
    mut placed: [Vec<Placed>; 4],
    rules: Vec<[f64; 4]>,
    width: f64,
    height: f64,
    pictures: bool,
    unknown: usize,
) -> Shown {
    let most = (0..4).max_by_key(|at| (placed[*at].len(), 4 - at)).unwrap_or(0);
    let glyph = |direction: usize, placed: Placed| {
        // Down the page or to its left, as seen by who turns the head.
        let ((x, y), (x2, y2)) = (placed.begin, placed.end);
        let (left, right, base) = match direction {
            0 => (x, x2, y),
            1 => (y, y2, width - x),
            2 => (width - x, width - x2, height - y),
            _ => (height - y, height - y2, x),
        };
        Glyph { text: placed.text, left, right, base, size: placed.size, artifact: placed.artifact }
    };
    let glyphs = std::mem::take(&mut placed[most]).into_iter().map(|p| glyph(most, p)).collect();
    let mut turned = Vec::new();
    for (direction, placed) in placed.into_iter().enumerate() {
        turned.extend(placed.into_iter().map(|p| glyph(direction, p)));
    }
    let rules = rules.into_iter().filter_map(|[x, y, x2, y2]| {
        let (left, right, top, bottom) = match most {
            0 => (x, x2, y, y2),
            1 => (y, y2, width - x, width - x2),
            2 => (width - x, width - x2, height - y, height - y2),
            _ => (height - y, height - y2, x, x2),
        };
        let rule = Rule { left: left.min(right), right: left.max(right), y: (top + bottom) / 2.0 };
        ((top - bottom).abs() <= RULE.0 && rule.right - rule.left >= RULE.1).then_some(rule)
    });
    let rules = rules.take(RULES);
    let (width, height) = if most % 2 == 0 { (width, height) } else { (height, width) };
    Shown { glyphs, turned, rules: rules.collect(), height, width, pictures, unknown }
}

/// A letter before the page is turned, in points from the upper left corner.
#[derive(Debug)]
struct Placed {
    text: SmolStr,
    begin: (f64, f64),
    end: (f64, f64),
    size: f64,
    artifact: bool,
}

/// The state of graphics and text.
#[derive(Clone, Debug)]
struct State {
    page: Matrix,
    font: Option<std::rc::Rc<Font>>,
    size: f64,
    spacing: f64,
    blank: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl State {
    fn new(page: Matrix) -> Self {
        State { page, font: None, size: 0.0, spacing: 0.0, blank: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 }
    }
}

struct Reader<'r> {
    fonts: &'r mut Fonts,
    allowance: &'r mut Allowance,
    /// Letters by direction: to the right, down, to the left, up.
    placed: [Vec<Placed>; 4],
    /// Drawn boxes: two corners.
    rules: Vec<[f64; 4]>,
    /// Letters by place, since some programs print bold ones twice.
    seen: BTreeMap<(i64, i64), Vec<usize>>,
    /// For each open mark of content whether it is an artifact.
    artifacts: Vec<bool>,
    pictures: bool,
    unknown: usize,
    letters: usize,
}

impl Reader<'_> {
    /// Runs instructions; the last of `resources` are their own.
    fn run(&mut self, content: &[u8], resources: &[&Resources<'_>], mut state: State, depth: usize) {
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut path: Vec<[f64; 4]> = Vec::new();
        let mut pen = (0.0, 0.0);
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            if !self.allowance.instruction() {
                return;
            }
            let next_line = |line: &mut Matrix, x: f64, y: f64| {
                *line = Matrix::moving(x, y).then(*line);
                *line
            };
            match instruction {
                TypedInstruction::SaveState(_) if saved.len() < SAVED => saved.push(state.clone()),
                TypedInstruction::RestoreState(_) => state = saved.pop().unwrap_or(state),
                TypedInstruction::Transform(m) => {
                    let m = [m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64());
                    state.page = Matrix(m).then(state.page);
                }
                TypedInstruction::BeginText(_) => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                TypedInstruction::TextFont(font) => {
                    state.font = self.font(resources, font.0);
                    state.size = font.1.as_f64();
                }
                TypedInstruction::CharacterSpacing(n) => state.spacing = n.0.as_f64(),
                TypedInstruction::WordSpacing(n) => state.blank = n.0.as_f64(),
                TypedInstruction::HorizontalScaling(n) => state.stretch = n.0.as_f64() / 100.0,
                TypedInstruction::TextLeading(n) => state.leading = n.0.as_f64(),
                TypedInstruction::TextRise(n) => state.rise = n.0.as_f64(),
                TypedInstruction::SetTextMatrix(m) => {
                    line = Matrix([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64()));
                    text = line;
                }
                TypedInstruction::NextLine(by) => {
                    text = next_line(&mut line, by.0.as_f64(), by.1.as_f64());
                }
                TypedInstruction::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    text = next_line(&mut line, by.0.as_f64(), by.1.as_f64());
                }
                TypedInstruction::NextLineUsingLeading(_) => {
                    text = next_line(&mut line, 0.0, -state.leading);
                }
                TypedInstruction::ShowText(string) => self.show(string.0, &state, &mut text),
                TypedInstruction::NextLineAndShowText(string) => {
                    text = next_line(&mut line, 0.0, -state.leading);
                    self.show(string.0, &state, &mut text);
                }
                TypedInstruction::ShowTextWithParameters(all) => {
                    (state.blank, state.spacing) = (all.0.as_f64(), all.1.as_f64());
                    text = next_line(&mut line, 0.0, -state.leading);
                    self.show(all.2, &state, &mut text);
                }
                TypedInstruction::ShowTexts(array) => {
                    for object in array.0.iter::<Object<'_>>() {
                        match object {
                            Object::String(string) => self.show(&string, &state, &mut text),
                            Object::Number(back) => {
                                let by = -back.as_f64() / 1000.0 * state.size * state.stretch;
                                text = Matrix::moving(by, 0.0).then(text);
                            }
                            _ => {}
                        }
                    }
                }
                TypedInstruction::MoveTo(to) => pen = (to.0.as_f64(), to.1.as_f64()),
                TypedInstruction::LineTo(to) => {
                    let to = (to.0.as_f64(), to.1.as_f64());
                    path.push(corners(state.page, pen, to));
                    pen = to;
                }
                TypedInstruction::RectPath(all) => {
                    let [x, y, width, height] = [all.0, all.1, all.2, all.3].map(|n| n.as_f64());
                    path.push(corners(state.page, (x, y), (x + width, y + height)));
                }
                TypedInstruction::StrokePath(_)
                | TypedInstruction::CloseAndStrokePath(_)
                | TypedInstruction::FillPathNonZero(_)
                | TypedInstruction::FillPathNonZeroCompatibility(_)
                | TypedInstruction::FillPathEvenOdd(_)
                | TypedInstruction::FillAndStrokeNonZero(_)
                | TypedInstruction::FillAndStrokeEvenOdd(_)
                | TypedInstruction::CloseFillAndStrokeNonZero(_)
                | TypedInstruction::CloseFillAndStrokeEvenOdd(_) => {
                    let flat = |[_, y, _, y2]: &[f64; 4]| (y - y2).abs() <= RULE.0;
                    let steep = |[x, _, x2, _]: &[f64; 4]| (x - x2).abs() <= RULE.0;
                    self.rules.extend(path.drain(..).filter(|r| flat(r) || steep(r)));
                }
                TypedInstruction::EndPath(_) => path.clear(),
                TypedInstruction::XObject(name) => {
                    self.object(name.0, resources, &state, depth);
                }
                TypedInstruction::InlineImage(_) => self.pictures = true,
                TypedInstruction::BeginMarkedContent(tag) => self.artifacts.push(is_artifact(tag.0)),
                TypedInstruction::BeginMarkedContentWithProperties(tag) => {
                    self.artifacts.push(is_artifact(tag.0));
                }
                TypedInstruction::EndMarkedContent(_) => drop(self.artifacts.pop()),
                _ => {}
            }
            if path.len() > INSTRUCTIONS_OF_PATH {
                path.clear();
            }
        }
    }

    fn font(&mut self, resources: &[&Resources<'_>], name: &Name<'_>) -> Option<std::rc::Rc<Font>> {
        let dict = resources.iter().rev().find_map(|r| r.get_font(name))?;
        let Some(id) = dict.obj_id() else {
            return Some(std::rc::Rc::new(Font::new(&dict, self.allowance)));
        };
        let key = (id.obj_number, id.gen_number);
        if let Some(font) = self.fonts.get(&key) {
            return Some(font.clone());
        }
        let font = std::rc::Rc::new(Font::new(&dict, self.allowance));
        self.fonts.insert(key, font.clone());
        Some(font)
    }

    /// Draws an object by its name: a form is run, a picture noted.
    fn object(&mut self, name: &Name<'_>, resources: &[&Resources<'_>], state: &State, depth: usize) {
        let Some(stream) = resources.iter().rev().find_map(|r| r.get_x_object(name)) else { return };
        let dict = stream.dict();
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.pictures = true,
            Some(b"Form") if depth < DEPTH => {
                let Some(content) = self.allowance.decoded(&stream) else { return };
                let mut inner = state.clone();
                if let Some(matrix) = dict.get::<Array<'_>>("Matrix") {
                    let numbers: Vec<f64> = matrix.iter::<f32>().take(6).map(f64::from).collect();
                    if let Ok(matrix) = <[f64; 6]>::try_from(numbers) {
                        inner.page = Matrix(matrix).then(inner.page);
                    }
                }
                let open = self.artifacts.len();
                let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
                let mut all = resources.to_vec();
                all.extend(own.as_ref());
                self.run(&content, &all, inner, depth + 1);
                self.artifacts.truncate(open);
            }
            _ => {}
        }
    }

    /// Places the letters of a string and moves on.
    fn show(&mut self, string: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = state.font.clone() else { return };
        for shown in font.shown(string) {
            let spacing = state.spacing + if shown.blank { state.blank } else { 0.0 };
            let own = shown.width * state.size * state.stretch;
            let matrix = Matrix::moving(0.0, state.rise).then(*text).then(state.page);
            match shown.text {
                Some(letters) => self.place(&letters, matrix, own, state.size),
                None => self.unknown += 1,
            }
            *text = Matrix::moving(own + spacing * state.stretch, 0.0).then(*text);
        }
    }

    /// Says whether the same letter stands at nearly the same place, and notes this one.
    fn is_twice(&mut self, direction: usize, letters: &str, at: (f64, f64), size: f64) -> bool {
        let cell = |n: f64| (n / CELL).floor() as i64;
        let (column, line) = (cell(at.0), cell(at.1));
        let placed = &self.placed[direction];
        let same = |own: &usize| {
            let own = &placed[*own];
            let near = |one: f64, other: f64| (one - other).abs() < TWICE * size;
            own.text == letters && near(own.begin.0, at.0) && near(own.begin.1, at.1)
        };
        if self.seen.get(&(column, line)).is_some_and(|cell| cell.len() >= CROWD) {
            return true;
        }
        let around = (-1..=1).flat_map(|x| (-1..=1).map(move |y| (column + x, line + y)));
        let twice = around
            .filter_map(|cell| self.seen.get(&cell))
            .flatten()
            .any(|own| *own < placed.len() && same(own));
        if !twice {
            self.seen.entry((column, line)).or_default().push(placed.len());
        }
        twice
    }

    fn place(&mut self, letters: &str, matrix: Matrix, width: f64, size: f64) {
        if !self.allowance.letter(self.letters) {
            return;
        }
        let (begin, end) = (matrix.point(0.0, 0.0), matrix.point(width, 0.0));
        let size = size.abs() * matrix.height();
        let finite = [begin.0, begin.1, end.0, end.1, size].iter().all(|n| n.is_finite() && n.abs() < FAR);
        if !finite || size <= 0.0 {
            return;
        }
        let letters: SmolStr = letters.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let blank = letters.trim().is_empty();
        let (x, y) = matrix.point(1.0, 0.0);
        let (x, y) = (x - begin.0, y - begin.1);
        let direction = match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        if !blank && self.is_twice(direction, &letters, begin, size) {
            return;
        }
        self.letters += 1;
        let artifact = self.artifacts.contains(&true);
        self.placed[direction].push(Placed { text: letters, begin, end, size, artifact });
    }
}

/// Letters are looked up by cells of so many points.
const CELL: f64 = 4.0;
/// No more letters than this can be told apart in one cell.
const CROWD: usize = 64;
/// Rules of one page that are looked at.
const RULES: usize = 2_000;
/// The same letter this near, in sizes, is printed twice to look bold.
const TWICE: f64 = 0.13;
/// No letter stands farther from its page, in points.
const FAR: f64 = 1e5;
/// Pieces that a path may have before it is let go.
const INSTRUCTIONS_OF_PATH: usize = 20_000;

fn is_artifact(tag: &Name<'_>) -> bool {
    tag.as_ref() == b"Artifact"
}

/// Returns two corners of a box on the page.
fn corners(page: Matrix, one: (f64, f64), other: (f64, f64)) -> [f64; 4] {
    let (x, y) = page.point(one.0, one.1);
    let (x2, y2) = page.point(other.0, other.1);
    [x, y, x2, y2]
}
