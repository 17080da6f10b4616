//! Many phrases in one tree, which is asked with which of them a text goes on.

/// Phrases, told apart from their first letters on.
#[derive(Debug)]
pub(super) struct Trie {
    /// What the phrases have in common that begin with the same letter, by that letter; a phrase of no letters is none.
    roots: Box<[Option<Box<Node>>; 256]>,
}

/// What the phrases with the same beginning have in common, behind that beginning.
#[derive(Debug, Default)]
struct Node {
    letters: Box<[u8]>,
    /// The phrases that end here, in their order.
    ends: Vec<usize>,
    /// The next letters of the others, and what they have in common behind it.
    first: Box<[u8]>,
    next: Box<[Node]>,
}

impl Trie {
    /// Gathers phrases, each of a letter at least, which is told by its position.
    pub fn new(phrases: impl Iterator<Item = impl Into<Vec<u8>>>) -> Self {
        let mut sorted: Vec<(Vec<u8>, usize)> =
            phrases.enumerate().map(|(at, phrase)| (phrase.into(), at)).collect();
        sorted.sort();
        let mut roots = Box::new([const { None }; 256]);
        for group in sorted.chunk_by(|(a, _), (b, _)| a.first() == b.first()) {
            if let Some(first) = group[0].0.first() {
                roots[usize::from(*first)] = Some(Box::new(Node::new(group, 0)));
            }
        }
        Self { roots }
    }

    /// Returns the phrases with which a text begins, and where they end, the shortest first; of equal ones the first.
    pub fn all<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = (usize, usize)> {
        self.nodes(text).flat_map(|(node, end)| node.ends.iter().map(move |at| (*at, end)))
    }

    /// Returns the longest phrase with which a text begins, and where it ends; of equal ones the first.
    pub fn longest(&self, text: &[u8]) -> Option<(usize, usize)> {
        self.nodes(text).filter_map(|(node, end)| Some((*node.ends.first()?, end))).last()
    }

    /// Returns the nodes on the way of a text, and up to where it went that way.
    fn nodes<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = (&'t Node, usize)> {
        let along = move |node: &'t Node, from: usize| {
            let end = from + node.letters.len();
            (text.get(from..end)? == &*node.letters).then_some((node, end))
        };
        let root = text.first().and_then(|first| self.roots[usize::from(*first)].as_deref());
        std::iter::successors(root.and_then(|root| along(root, 0)), move |(node, end)| {
            let letter = *text.get(*end)?;
            let nth = node.first.iter().position(|first| *first == letter)?;
            along(&node.next[nth], end + 1)
        })
    }
}

impl Node {
    /// Gathers sorted phrases, which have their first bytes in common.
    fn new(sorted: &[(Vec<u8>, usize)], common: usize) -> Self {
        let [(first, _), ..] = sorted else { return Self::default() };
        let last = sorted.last().map_or(first, |(last, _)| last);
        let more = first[common..].iter().zip(&last[common..]).take_while(|(a, b)| a == b).count();
        let depth = common + more;
        let (ending, longer) = sorted.split_at(sorted.partition_point(|(phrase, _)| phrase.len() == depth));
        let groups = longer.chunk_by(|(a, _), (b, _)| a[depth] == b[depth]);
        Self {
            letters: first[common..depth].into(),
            ends: ending.iter().map(|(_, at)| *at).collect(),
            first: groups.clone().map(|group| group[0].0[depth]).collect(),
            next: groups.map(|group| Self::new(group, depth + 1)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_with_phrases_of_every_length() {
        let phrases = ["Lake Charter", "Lake", "Lake Chapter", "lake", "river"];
        let folded = Trie::new(phrases.iter().map(|phrase| phrase.to_ascii_lowercase()));
        assert_eq!(folded.all(b"lake chapters").collect::<Vec<_>>(), [(1, 4), (3, 4), (2, 12)]);
        assert_eq!(folded.longest(b"lake chart"), Some((1, 4)));
        assert_eq!(folded.longest(b"lak"), None);
        let cased = Trie::new(phrases.into_iter());
        assert_eq!(cased.longest(b"lake Charter"), Some((3, 4)));
        assert_eq!(cased.longest(b"River"), None);
        assert_eq!(Trie::new([""; 0].into_iter()).longest(b"a"), None);
    }
}
