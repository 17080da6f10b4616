//! Many phrases in one tree, which is asked with which of them a text goes on.

/// Phrases, told apart from their first letters on.
#[derive(Debug)]
pub(super) struct Trie {
    /// What the phrases have in common that begin with the same letter, by that letter; a phrase of no letters is none.
    roots: Box<[Option<Box<Node>>; 256]>,
    case: Case,
}

/// Whether the letter case of ASCII counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// It counts.
    Kept,
    /// It does not.
    Ignored,
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
    pub fn new(phrases: impl Iterator<Item = impl AsRef<str>>, case: Case) -> Self {
        let folded = |phrase: &str| match case {
            Case::Kept => phrase.as_bytes().to_vec(),
            Case::Ignored => phrase.as_bytes().to_ascii_lowercase(),
        };
        let mut sorted: Vec<(Vec<u8>, usize)> =
            phrases.enumerate().map(|(at, phrase)| (folded(phrase.as_ref()), at)).collect();
        sorted.sort();
        let mut roots = Box::new([const { None }; 256]);
        for group in sorted.chunk_by(|(a, _), (b, _)| a.first() == b.first()) {
            if let Some(first) = group[0].0.first() {
                roots[usize::from(*first)] = Some(Box::new(Node::new(group, 0)));
            }
        }
        Self { roots, case }
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
        let fold = |letter: u8| if self.case == Case::Kept { letter } else { letter.to_ascii_lowercase() };
        let along = move |node: &'t Node, from: usize| {
            let end = from + node.letters.len();
            let same = |(a, b): (&u8, &u8)| fold(*a) == *b;
            (text.get(from..end)?.iter().zip(&node.letters).all(same)).then_some((node, end))
        };
        let root = text.first().and_then(|first| self.roots[usize::from(fold(*first))].as_deref());
        std::iter::successors(root.and_then(|root| along(root, 0)), move |(node, end)| {
            let letter = fold(*text.get(*end)?);
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
        let folding = Trie::new(phrases.iter(), Case::Ignored);
        assert_eq!(folding.all(b"LAKE CHAPTERS").collect::<Vec<_>>(), [(1, 4), (3, 4), (2, 12)]);
        assert_eq!(folding.longest(b"lake chart"), Some((1, 4)));
        assert_eq!(folding.longest(b"lak"), None);
        let keeping = Trie::new(phrases.iter(), Case::Kept);
        assert_eq!(keeping.longest(b"lake Charter"), Some((3, 4)));
        assert_eq!(keeping.longest(b"River"), None);
        assert_eq!(Trie::new([""; 0].iter(), Case::Kept).longest(b"a"), None);
    }
}
