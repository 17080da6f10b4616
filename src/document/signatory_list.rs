//! Stand-in until the list finder lands.
use std::ops::Range;
pub(super) fn find(lines: &[&str]) -> Option<Range<usize>> {
    let _ = lines;
    None
}
