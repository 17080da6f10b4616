//! A part of the graph as a picture: laid out, and written as SVG, PNG or PDF.
//!
//! A [`Diagram`] is made from an answer of `query` and knows nothing of pages; `layout` gives its parts their places,
//! and the writers give them their looks. Nothing here asks the machine for fonts, time or chance to find a place: the
//! same diagram is the same picture everywhere.

mod address;
mod along;
mod card;
pub mod chart;
mod communities;
mod constellation;
mod diagram;
mod documents;
mod issuer;
mod label;
mod layout;
mod letter;
mod line;
mod metrics;
mod palette;
mod paper;
mod places;
mod raster;
mod signed;
mod svg;
mod view;
mod wrap;
mod years;

pub use address::{address, permalink};
pub use diagram::{Diagram, Edge, Node};
pub use issuer::Issuer;
pub use label::label;
pub use letter::{Group, Letter};
pub use line::Line;
pub use palette::{Colour, Head, Page, Paint, ParseThemeError, Stroke, Theme};
pub use paper::pdf;
pub use places::Places;
pub use raster::{DrawError, png};
pub use svg::{letter_svg, svg};
pub use view::{Flow, ParseFlowError, ParseViewError, View};
pub use wrap::{columns, cut, wrap};
pub use years::Years;

/// How a diagram is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How much is shown of each document; by default as much as can be read.
    pub view: Option<View>,
    /// Which way time runs.
    pub flow: Flow,
    /// The colours.
    pub theme: Theme,
}
