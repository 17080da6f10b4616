//! Rows of numbers one behind the other: one side of a [`Net`](super::Net).

use super::Numbering;

/// What each node cites, or what cites it: ascending, without repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    /// Row `v` is `all[start[v]..start[v + 1]]`; there is one beginning more than there are rows.
    start: Vec<u32>,
    all: Vec<u32>,
}

impl Default for Rows {
    fn default() -> Self {
        Rows { start: vec![0], all: Vec::new() }
    }
}

impl Rows {
    /// Returns what each node cites, without itself. There are `nodes` of them, or as many as the greatest number tells.
    ///
    /// Pairs that ascend without repeats, as they come from a graph or from a file that was written from one, stand in
    /// their rows as they are read. The first that does not sends all of them through [`Rows::sorted`].
    pub fn of(nodes: Option<usize>, pairs: impl IntoIterator<Item = (u32, u32)>) -> Rows {
        let mut pairs = pairs.into_iter();
        let bound = nodes.unwrap_or(u32::MAX as usize);
        let mut start = Vec::with_capacity(nodes.map_or(0, |nodes| nodes + 1));
        let mut all: Vec<u32> = Vec::with_capacity(pairs.size_hint().0);
        let mut greatest = None;
        // Pairs as numbers, which compare as the pairs do: the least that may come.
        let mut least = 0u64;
        while let Some((citing, cited)) = pairs.next() {
            let number = citing.max(cited);
            assert!((number as usize) < bound, "an edge names node {number} of {bound}");
            let pair = u64::from(citing) << 32 | u64::from(cited);
            if pair < least || citing == cited {
                start.push(all.len() as u32);
                let mut read: Vec<(u32, u32)> = Rows { start, all }.pairs().collect();
                read.push((citing, cited));
                read.extend(pairs);
                return Rows::sorted(nodes, &read);
            }
            least = pair + 1;
            greatest = greatest.max(Some(number));
            if start.len() <= citing as usize {
                start.resize(citing as usize + 1, all.len() as u32);
            }
            all.push(cited);
        }
        assert!(all.len() < u32::MAX as usize, "a net has fewer than 2^32 edges");
        let nodes = nodes.unwrap_or(greatest.map_or(0, |n| n as usize + 1));
        start.resize(nodes + 1, all.len() as u32);
        Rows { start, all }
    }

    /// Returns the same for pairs in any order.
    fn sorted(nodes: Option<usize>, pairs: &[(u32, u32)]) -> Rows {
        assert!(pairs.len() < u32::MAX as usize, "a net has fewer than 2^32 edges");
        let greatest = pairs.iter().map(|(citing, cited)| citing.max(cited)).max();
        let nodes = nodes.unwrap_or(greatest.map_or(0, |n| *n as usize + 1));
        let mut next = vec![0u32; nodes + 2];
        for &(citing, cited) in pairs {
            let number = citing.max(cited);
            assert!((number as usize) < nodes, "an edge names node {number} of {nodes}");
            next[citing as usize + 2] += u32::from(citing != cited);
        }
        let pairs = pairs.iter().filter(|(citing, cited)| citing != cited);
        let mut rows = Rows::filled(next, pairs.copied());
        rows.without_repeats();
        rows
    }

    /// Puts (row, value) pairs into rows of which `next[row + 2]` tells the length.
    fn filled(mut next: Vec<u32>, pairs: impl Iterator<Item = (u32, u32)>) -> Rows {
        let mut sum = 0;
        for number in &mut next {
            sum += *number;
            *number = sum;
        }
        // Row v begins at next[v + 1]. Filling it moves this to where it ends, which is where row v + 1 begins: in the end
        // the beginnings stand where they belong.
        let mut all = vec![0u32; sum as usize];
        pairs.for_each(|(row, value)| {
            let slot = &mut next[row as usize + 1];
            all[*slot as usize] = value;
            *slot += 1;
        });
        next.pop();
        Rows { start: next, all }
    }

    /// Sorts each row and leaves each value in it once.
    fn without_repeats(&mut self) {
        let Rows { start, all } = self;
        let (mut begin, mut kept) = (0, 0);
        for end in &mut start[1..] {
            let row = begin..*end as usize;
            begin = row.end;
            all[row.clone()].sort_unstable();
            let first = kept;
            for at in row {
                if kept == first || all[kept - 1] != all[at] {
                    all[kept] = all[at];
                    kept += 1;
                }
            }
            *end = kept as u32;
        }
        all.truncate(kept);
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.start.len() - 1
    }

    /// Returns the number of values in all rows.
    pub fn value_count(&self) -> usize {
        self.all.len()
    }

    /// Returns a row.
    pub fn row(&self, at: u32) -> &[u32] {
        let at = at as usize;
        &self.all[self.start[at] as usize..self.start[at + 1] as usize]
    }

    /// Returns every (row, value), ascending.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.len() as u32).flat_map(|row| self.row(row).iter().map(move |value| (row, *value)))
    }

    /// Returns the rows of the other side.
    pub fn flipped(&self) -> Rows {
        let mut next = vec![0u32; self.start.len() + 1];
        self.all.iter().for_each(|value| next[*value as usize + 2] += 1);
        Rows::filled(next, self.pairs().map(|(row, value)| (value, row)))
    }

    /// Returns the same rows between places.
    pub fn renumbered(&self, numbering: &Numbering) -> Rows {
        let mut start = Vec::with_capacity(self.start.len());
        let mut all = Vec::with_capacity(self.all.len());
        start.push(0);
        for number in &numbering.numbers {
            let begin = all.len();
            all.extend(self.row(*number).iter().map(|target| numbering.places[*target as usize]));
            all[begin..].sort_unstable();
            start.push(all.len() as u32);
        }
        Rows { start, all }
    }
}
