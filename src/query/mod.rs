//! Questions to the graph: `&Graph` -> values. Knows no file, no store, no text, no format.

pub mod centrality;
mod connection;
pub mod descent;
mod filter;
mod growth;
mod lineage;
pub mod main_path;
mod rank;
mod selection;
mod series;
pub mod structure;
mod subgraph;
mod suggest;
mod trace;

pub use connection::{Connection, connection};
pub use filter::{Depth, EdgeFilter, ParseDepthError, Passage, RelationSet};
pub use growth::{Grown, Growth, Reach, growth};
pub use lineage::{Lineage, LineageOptions, Member, lineage};
pub use rank::{Measure, ParseMeasureError, RankOptions, Ranked, Ranking, rank};
pub use selection::Selection;
pub use series::{Installment, Renewal, Series, series};
pub use subgraph::{Link, Subgraph};
pub use suggest::suggest;
pub use trace::{Direction, Hit, ParseDirectionError, Trace, TraceOptions, trace};
