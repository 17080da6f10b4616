//! The shape of a net as a whole: what belongs together, what lies at the centre, what recurs.
//!
//! Pure functions `&Net` -> values by place. None of them knows a date, a title or a relation: what counts as an edge
//! was decided when the net was made. Absent documents are places like all others, and cite nothing.
//!
//! | file | question |
//! |---|---|
//! | `communities` | which documents cite one another more than chance would have it (Leiden) |
//! | `modularity` | how good a division into communities is |
//! | `labels` | by which words of their titles communities differ |
//! | `components` | what is connected at all, and what lies on common cycles |
//! | `cores` | which documents form the dense middle |
//! | `similar` | what is cited together with a document, and what cites the same |
//! | `triads` | how often each pattern of three documents occurs |
//! | `triangles` | how often neighbours are neighbours of each other |
//! | `degrees` | how citations are spread: distribution, reciprocity, assortativity |
//! | `co_signature` | which organisations sign together |
//! | `summary` | the numbers of all these in one value |

mod co_signature;
mod communities;
mod components;
mod cores;
mod degrees;
mod labels;
mod modularity;
mod moving;
mod neighbours;
mod numbering;
mod refinement;
mod similar;
mod summary;
mod ties;
mod triads;
mod triangles;

pub use co_signature::{CoSignature, CoSignatures, MOST_SIGNATORIES, co_signature};
pub use communities::{CommunityOptions, communities};
pub use components::{strong_components, weak_components};
pub use cores::core_numbers;
pub use degrees::{
    Side, assortativity, degree_distribution, density, directed_assortativity, flow_hierarchy, reciprocity,
};
pub use labels::{Label, labels};
pub use modularity::modularity;
pub use similar::{Similar, cocited, coupled, similar};
pub use summary::{Summary, summary};
pub use triads::{Triad, TriadCensus, triad_census};
pub use triangles::{average_clustering, transitivity, triangles};
