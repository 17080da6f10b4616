//! Questions to the graph: `&Graph` -> values. Knows no file, no store, no text, no format.

pub mod centrality;
mod connection;
pub mod descent;
mod division;
mod filter;
mod growth;
mod likeness;
mod lineage;
pub mod main_path;
mod rank;
mod selection;
mod series;
mod signatories;
mod statistics;
pub mod structure;
mod subgraph;
mod suggest;
mod trace;

pub use connection::{Connection, connection};
pub use division::{Associate, CommonWord, Community, Division, DivisionOptions, YearSpan, division};
pub use filter::{Depth, EdgeFilter, ParseDepthError, Passage, RelationSet};
pub use growth::{Grown, Growth, Reach, growth};
pub use likeness::{Alike, Likeness, LikenessOptions, ParseLikenessError, Resemblance, similar_to};
pub use lineage::{Lineage, LineageOptions, Member, lineage};
pub use rank::{
    Estimate, Measure, ParseMeasureError, RankError, RankOptions, Ranked, Ranking, Standing, rank,
};
pub use selection::Selection;
pub use series::{Installment, Renewal, Series, series};
pub use signatories::{Appeal, Partner, Signatories, Signatory, appeals, signatories};
pub use statistics::{Statistics, statistics};
pub use subgraph::{Link, Subgraph};
pub use suggest::suggest;
pub use trace::{Direction, Hit, ParseDirectionError, Trace, TraceOptions, trace};
