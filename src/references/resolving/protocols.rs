//! Which protocols `the Optional Protocols thereto`, `the protocols to the Convention` and `its Protocol` mean.

use super::Memory;
use crate::authority::{NameUse, protocols};
use crate::model::Id;
use crate::references::mention::{Mention, Saying};

/// How many bytes may stand between a treaty and `its Protocols`.
const NEAR: usize = 60;

/// How many bytes of the name of a protocol, from one of its words on, tell its subject: `sale of children, ch`.
const SUBJECT: usize = 20;

/// How many bytes may stand between treaties of one list: `, as well as `.
const JOINT: usize = 16;

impl Memory<'_> {
    /// Returns the protocols that a phrase of a text means, behind the mentions that stand before it.
    pub(super) fn protocols_before(&self, text: &str, before: &[Mention], phrase: &Mention) -> Vec<Id> {
        self.limited(self.protocols_meant(text, before, phrase), &text[phrase.range.end..])
    }

    /// Returns what a name means that is that of a treaty and its protocols, without those of which the words behind it
    /// do not tell the subject.
    pub(super) fn with_limited_protocols(&self, mut ids: Vec<Id>, behind: &str) -> Vec<Id> {
        let own = ids.first().map_or(0, |treaty| {
            let of: Vec<&Id> = protocols::of(treaty).collect();
            ids[1..].iter().rev().take_while(|id| of.contains(id)).count()
        });
        if own > 1 {
            let protocols = ids.split_off(ids.len() - own);
            ids.extend(self.limited(protocols, behind));
        }
        ids
    }

    /// Returns those of some protocols whose subject the words behind the phrase tell, or all of them: `the Optional
    /// Protocols thereto on the sale of children and on a communications procedure`.
    fn limited(&self, protocols: Vec<Id>, behind: &str) -> Vec<Id> {
        let limits = behind.starts_with(" on ") || self.grammar.continues_below.is_match(behind);
        if protocols.len() < 2 || !limits {
            return protocols;
        }
        let behind = behind.split([';', '.', ':']).next().unwrap_or(behind).to_lowercase();
        let mut told = protocols.clone();
        told.retain(|id| {
            let others: Vec<&str> = protocols
                .iter()
                .filter(|other| *other != id)
                .flat_map(|other| self.names_of(other))
                .collect();
            let mut subjects = self.names_of(id).flat_map(|name| {
                let starts = name.match_indices(' ').map(move |(at, _)| at + 1);
                starts.filter_map(move |at| name.get(at..at + SUBJECT))
            });
            subjects.any(|words| behind.contains(words) && !others.iter().any(|name| name.contains(words)))
        });
        if told.is_empty() { protocols } else { told }
    }

    /// Returns the protocols that the words of a phrase mean, whatever stands behind it.
    fn protocols_meant(&self, text: &str, before: &[Mention], phrase: &Mention) -> Vec<Id> {
        let surface = text[phrase.range.start..phrase.range.end].to_lowercase();
        let words: Vec<&str> = surface.split(' ').collect();
        let Some(at) = words.iter().position(|w| w.starts_with("protocol")) else { return Vec::new() };
        let noun = words[..=at].join(" ");
        if let ["to", article, treaty] = words[at + 1..] {
            let meant = self.pointed_at(&format!("{article} {treaty}"), treaty);
            let treaties = meant.or_else(|| self.antecedent(treaty)).map_or_else(Vec::new, |(ids, ..)| ids);
            // A protocol that no table knows is told by its treaty at least.
            return self.protocols_of(&treaties, &noun).unwrap_or(treaties);
        }
        let before: Vec<&Mention> = before.iter().filter(|m| m.range.end <= phrase.range.start).collect();
        let near = before.last().is_some_and(|m| m.range.end + NEAR >= phrase.range.start);
        let thereto = at + 1 < words.len();
        let treaties = if near || thereto { self.listed_treaties(text, &before, &noun) } else { Vec::new() };
        self.protocols_of(&treaties, &noun).unwrap_or_default()
    }

    /// Returns the last of some mentions, if it is a treaty; where a plural is more than its one protocol, the treaties that
    /// are listed with it as well.
    fn listed_treaties(&self, text: &str, before: &[&Mention], noun: &str) -> Vec<Id> {
        let named = |m: &&&Mention| matches!(m.saying, Saying::Name(_) | Saying::Noun(_));
        let meant = |m: &Mention| -> Vec<Id> {
            let whole = |id: &Id| m.place.as_deref().and_then(|place| id.without_place(place));
            m.resolved.iter().map(|r| whole(&r.id).unwrap_or_else(|| r.id.clone())).collect()
        };
        let mut named = before.iter().rev().filter(named);
        let Some(last) = named.next() else { return Vec::new() };
        let mut treaties = meant(last);
        if noun.ends_with('s') && self.protocols_of(&treaties, noun).is_some_and(|of| of.len() == 1) {
            let mut next = last.range.start;
            let joined = named.take_while(|m| {
                let joint = text.get(m.range.end..std::mem::replace(&mut next, m.range.start));
                joint.is_some_and(|joint| joint.len() <= JOINT && !joint.contains([';', '.', ':']))
            });
            treaties.extend(joined.flat_map(|m| meant(m)));
        }
        treaties
    }

    /// Returns the protocols of some treaties that a noun may mean: all of them in the plural, else the only one.
    pub(super) fn protocols_of(&self, treaties: &[Id], noun: &str) -> Option<Vec<Id>> {
        let plural = noun.ends_with('s');
        let counting = &self.grammar.words.lexicon.shorts.counting;
        let named = |word: &&str| !counting.iter().any(|w| w == word);
        let noun: Vec<&str> = noun.trim_end_matches('s').split(' ').filter(named).collect();
        let noun = noun.join(" ");
        let mut out: Vec<Id> = Vec::new();
        // `the Conventions` behind one of them are no protocols, though these have its name in theirs.
        let others = treaties.iter().filter(|treaty| !self.is_called(treaty, &noun));
        for protocol in others.flat_map(protocols::of) {
            if !out.contains(protocol) && self.is_called(protocol, &noun) {
                out.push(protocol.clone());
            }
        }
        let out = self.existing(&out);
        (!out.is_empty() && (plural || out.len() == 1)).then_some(out)
    }

    /// Returns whether one of the names that an instrument has for itself holds a noun, in lower case.
    fn is_called(&self, id: &Id, noun: &str) -> bool {
        self.names_of(id).any(|name| name.contains(noun))
    }

    /// Returns the names that an instrument has for itself, in lower case.
    fn names_of(&self, id: &Id) -> impl Iterator<Item = &'static str> + use<> {
        let own = self.authority.instruments.own_names(id);
        own.filter(|n| n.usage != NameUse::Title).map(|n| n.lower.as_str())
    }
}
