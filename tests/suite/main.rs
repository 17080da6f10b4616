//! Suite.
#![expect(clippy::unwrap_used)]

mod signatories;
