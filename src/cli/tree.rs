//! A tree of documents for the terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::screen::Screen;
use crate::draw::columns;
use crate::graph::NodeIdx;

/// Writes what hangs below a node, each child below its parent, in the order given. `line` tells a node on the screen to
/// the right of its branch.
pub(super) fn branches(
    root: NodeIdx,
    children: &BTreeMap<NodeIdx, Vec<NodeIdx>>,
    screen: Screen,
    line: impl Fn(NodeIdx, Screen) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Depth first with a stack of our own: a chain of citations may be longer than the call stack.
    let mut stack: Vec<(NodeIdx, String, bool)> = Vec::new();
    let push = |stack: &mut Vec<(NodeIdx, String, bool)>, parent: NodeIdx, indent: &str| {
        let below = children.get(&parent).map_or(&[][..], Vec::as_slice);
        for (at, child) in below.iter().enumerate().rev() {
            stack.push((*child, indent.to_owned(), at + 1 == below.len()));
        }
    };
    push(&mut stack, root, "");
    while let Some((node, indent, last)) = stack.pop() {
        let branch = if last { "└─ " } else { "├─ " };
        writeln!(out, "{indent}{branch}{}", line(node, screen.right_of(columns(&indent) + 3)))?;
        push(&mut stack, node, &format!("{indent}{}", if last { "   " } else { "│  " }));
    }
    Ok(())
}
