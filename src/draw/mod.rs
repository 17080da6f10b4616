//! A part of the graph as a picture.

mod address;
mod diagram;
mod issuer;
mod label;
mod line;
mod palette;
mod places;
mod wrap;
mod years;

pub use address::address;
pub use diagram::{Diagram, Edge, Node};
pub use issuer::Issuer;
pub use label::label;
pub use line::Line;
pub use palette::{Colour, Head, Page, Paint, ParseThemeError, Stroke, Theme};
pub use places::Places;
pub use wrap::{columns, cut, wrap};
pub use years::Years;
