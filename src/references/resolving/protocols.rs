//! Which protocols `the Optional Protocols thereto`, `the protocols to the Convention` and `its Protocol` mean.

use super::Memory;
use crate::authority::{NameUse, protocols};
use crate::model::Id;
use crate::references::mention::{Mention, Saying};

/// How many bytes may stand between a treaty and `its Protocols`.
const NEAR: usize = 60;

/// How many bytes may stand between treaties of one list: `, as well as `.
const JOINT: usize = 16;

impl Memory<'_> {
    /// Returns the protocols that a phrase of a text means, behind the mentions that stand before it.
    pub(super) fn protocols_before(&self, text: &str, before: &[Mention], phrase: &Mention) -> Vec<Id> {
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
        for protocol in treaties.iter().flat_map(protocols::of) {
            if !out.contains(protocol) && self.is_called(protocol, &noun) {
                out.push(protocol.clone());
            }
        }
        let out = self.existing(&out);
        (!out.is_empty() && (plural || out.len() == 1)).then_some(out)
    }

    /// Returns whether one of the names of an instrument holds a noun, in lower case.
    fn is_called(&self, id: &Id, noun: &str) -> bool {
        let names = self.authority.instruments.names().iter().filter(|n| n.ids.contains(id));
        names.filter(|n| n.usage != NameUse::Title).any(|n| n.lower.contains(noun))
    }
}
