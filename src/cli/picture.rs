//! A picture: its syntax, its looks, and who gives everything its place.

use std::ffi::OsStr;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{Args, ValueEnum};

use super::export::into_file;
use super::{Failure, graphviz};
use crate::draw::{self, Diagram, Flow, Letter, Options, Theme, View};
use crate::export::{dot, mermaid};
use crate::graph::{Graph, NodeIdx};

/// How a picture looks.
#[derive(Debug, Args)]
pub(super) struct Looks {
    /// How much of each document is shown: `cards`, `compact` or `constellation`; by default, what can be read.
    #[arg(long, value_name = "VIEW")]
    view: Option<View>,
    /// Which way time runs: TB (downward) or LR (to the right).
    #[arg(long, value_name = "TB|LR", default_value_t)]
    direction: Flow,
    /// The colours: `light`, `dark` or `print` (black on white).
    #[arg(long, value_name = "THEME", default_value_t)]
    theme: Theme,
    /// Who gives everything its place: `own`, or `dot`, the program of an installed Graphviz, which knows no view,
    /// direction or theme.
    #[arg(long, value_name = "own|dot", default_value = "own")]
    engine: Engine,
}

/// Where a picture of an answer goes, if one is asked for, and how it looks.
#[derive(Debug, Args)]
pub(super) struct Drawing {
    /// Draw it instead: .svg, .png, .pdf, .dot or .mmd.
    #[arg(short, long, value_name = "FILE", conflicts_with = "format")]
    output: Option<PathBuf>,
    #[command(flatten)]
    looks: Looks,
}

impl Drawing {
    /// Returns the file to draw into; - is standard output, which takes no picture here.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Returns the syntax of the picture that is asked for, or fails before any work is done.
    pub(super) fn syntax(&self) -> Result<Option<Syntax>, Failure> {
        self.file().map(Syntax::of_file).transpose()
    }

    /// Draws a diagram into the file, or onto standard output where there is none. `name` is what DOT calls it.
    pub(super) fn draw(
        &self,
        diagram: &Diagram,
        name: &str,
        syntax: Syntax,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        deliver(&self.looks.picture(diagram, name, syntax)?, self.file(), out)
    }
}

/// Who gives everything its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    Own,
    Dot,
}

impl Looks {
    /// Returns a diagram in a syntax. `name` is what DOT calls it.
    pub(super) fn picture(&self, diagram: &Diagram, name: &str, syntax: Syntax) -> Result<Vec<u8>, Failure> {
        let options = Options { view: self.view, flow: self.direction, theme: self.theme };
        let mut text = Vec::new();
        match syntax {
            Syntax::Mermaid => {
                let nodes = diagram.nodes.len();
                mermaid::room(nodes).map_err(Failure::Unsupported)?;
                let view = self.view.unwrap_or_else(|| View::of_size(nodes));
                mermaid::mermaid(diagram, view, &mut text)?;
                return Ok(text);
            }
            page if page.is_page() && self.engine == Engine::Own => {
                return written(draw::svg(diagram, options), syntax);
            }
            Syntax::Svg | Syntax::Png | Syntax::Pdf | Syntax::Dot => {}
        }
        dot::diagram(name, diagram, &mut text)?;
        by_graphviz(text, syntax)
    }

    /// Returns a letter with those who signed it in a syntax; it has one view, and Mermaid none that can be read.
    pub(super) fn letter(
        &self,
        graph: &Graph,
        node: NodeIdx,
        letter: &Letter,
        syntax: Syntax,
    ) -> Result<Vec<u8>, Failure> {
        if syntax == Syntax::Mermaid {
            let text = "signatories are drawn as .svg, .png, .pdf or .dot, not as Mermaid";
            return Err(Failure::Unsupported(text.to_owned()));
        }
        if syntax.is_page() && self.engine == Engine::Own {
            return written(draw::letter_svg(letter, self.theme), syntax);
        }
        let mut text = Vec::new();
        dot::letter(graph, node, &mut text)?;
        by_graphviz(text, syntax)
    }
}

/// Returns a text in DOT as it is, or what an installed Graphviz makes of it.
fn by_graphviz(dot: Vec<u8>, syntax: Syntax) -> Result<Vec<u8>, Failure> {
    if syntax == Syntax::Dot { Ok(dot) } else { graphviz::drawn(&dot, syntax.name()) }
}

/// Writes a picture into its file, or to standard output where there is none.
pub(super) fn deliver(bytes: &[u8], file: Option<&Path>, out: &mut dyn Write) -> Result<(), Failure> {
    match file {
        Some(path) => into_file(path, |file| file.write_all(bytes)),
        None => Ok(out.write_all(bytes)?),
    }
}

/// Returns a picture in a syntax; what is no picture stays SVG.
pub(super) fn written(svg: String, syntax: Syntax) -> Result<Vec<u8>, Failure> {
    Ok(match syntax {
        Syntax::Png => draw::png(&svg)?,
        Syntax::Pdf => draw::pdf(&svg)?,
        Syntax::Svg | Syntax::Dot | Syntax::Mermaid => svg.into_bytes(),
    })
}

/// The syntax of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Svg,
    Png,
    Pdf,
    Dot,
    Mermaid,
}

impl Syntax {
    const ALL: [Syntax; 5] = [Syntax::Svg, Syntax::Png, Syntax::Pdf, Syntax::Dot, Syntax::Mermaid];

    /// Returns the name used on the command line, by which Graphviz knows those that it writes as well.
    fn name(self) -> &'static str {
        match self {
            Syntax::Svg => "svg",
            Syntax::Png => "png",
            Syntax::Pdf => "pdf",
            Syntax::Dot => "dot",
            Syntax::Mermaid => "mermaid",
        }
    }

    /// Returns the ending of files.
    fn ending(self) -> &'static str {
        if self == Syntax::Mermaid { "mmd" } else { self.name() }
    }

    /// Returns whether it holds the picture itself, not a text from which others draw it.
    pub(super) fn is_page(self) -> bool {
        matches!(self, Syntax::Svg | Syntax::Png | Syntax::Pdf)
    }

    /// Returns the syntax that the ending of a file names.
    pub(super) fn of_file(path: &Path) -> Result<Self, Failure> {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        Syntax::ALL.into_iter().find(|s| s.ending().eq_ignore_ascii_case(ending)).ok_or_else(|| {
            let endings: Vec<String> = Syntax::ALL.iter().map(|s| format!(".{}", s.ending())).collect();
            Failure::Unsupported(format!(
                "cannot draw '{}': pictures are written as {}",
                path.display(),
                endings.join(", ")
            ))
        })
    }
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Syntax {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let names = || Syntax::ALL.map(Syntax::name).join(", ");
        let found = Syntax::ALL.into_iter().find(|syntax| syntax.name() == s);
        found.ok_or_else(|| format!("'{s}' is not a format ({})", names()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip_and_endings_are_known() {
        for syntax in Syntax::ALL {
            assert_eq!(syntax.to_string().parse(), Ok(syntax));
            let file = format!("a.{}", syntax.ending().to_uppercase());
            assert_eq!(Syntax::of_file(Path::new(&file)).ok(), Some(syntax));
        }
        let refused = Syntax::of_file(Path::new("a.gif")).err().map(|e| e.to_string());
        assert!(refused.is_some_and(|message| message.contains("'a.gif'") && message.contains(".mmd")));
    }
}
