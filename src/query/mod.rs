//! Questions to the graph: `&Graph` -> values. Knows no file, no store, no text, no format.

pub mod centrality;
mod cohorts;
mod connection;
pub mod descent;
mod difference;
mod division;
mod filter;
pub mod findings;
mod ground;
mod growth;
mod likeness;
mod lineage;
mod main_line;
pub mod main_path;
mod paths;
mod random;
mod rank;
mod selection;
mod series;
mod signatories;
mod standing;
mod statistics;
mod stretches;
pub mod structure;
mod subgraph;
mod suggest;
mod trace;

pub use cohorts::{Cohort, Cohorts, Contemporary, cohorts};
pub use connection::{Connection, connection};
pub use difference::Difference;
pub use division::{Associate, CommonWord, Community, Division, DivisionOptions, YearSpan, division};
pub use filter::{Depth, EdgeFilter, ParseDepthError, Passage, RelationSet};
pub use ground::{CommonGround, Ground, common_ground};
pub use growth::{Grown, Growth, Reach, growth};
pub use likeness::{Alike, Likeness, LikenessOptions, ParseLikenessError, Resemblance, similar_to};
pub use lineage::{Lineage, LineageOptions, Member, lineage};
pub use main_line::{MainLine, MainLineOptions, Route, Weighed, main_line};
pub use paths::{Chain, PathOptions, Paths, paths};
pub use rank::{
    Estimate, Measure, ParseMeasureError, RankError, RankOptions, Ranked, Ranking, Standing, rank,
};
pub use selection::Selection;
pub use series::{Installment, Renewal, Series, series};
pub use signatories::{Appeal, Partner, Signatories, Signatory, appeals, signatories};
pub use standing::standing;
pub use statistics::{Statistics, statistics};
pub use subgraph::{Link, Subgraph};
pub use suggest::suggest;
pub use trace::{Direction, Hit, ParseDirectionError, Trace, TraceOptions, trace};
