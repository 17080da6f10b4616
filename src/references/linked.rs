//! What the address of a link says of the words on which it stands. The words win: an address that leads elsewhere is
//! told beside them. Only where the words leave open whose number they print, the address decides.

use super::contradictions;
use super::mention::{Mention, Resolved, Saying};
use crate::authority::Authority;
use crate::model::{Id, Paragraph, Warning};

/// The rule of a number whose body the address of its link tells.
const LINKED: &str = "B9-link";
/// How sure such a number is.
const SURE: u8 = 90;
/// Rules by which the words themselves, or those around them, tell the body of a number.
const TOLD: [&str; 4] = ["B2-", "B3-", "B4-", "B7-"];

/// Holds the links of a paragraph against what its words were resolved to.
pub(super) fn weigh(paragraph: &Paragraph, mentions: &mut [Mention], authority: &Authority) {
    for link in &paragraph.links {
        let Some(target) = &link.target else { continue };
        let mut on: Vec<&mut Mention> =
            mentions.iter_mut().filter(|mention| mention.range.overlaps(link.words)).collect();
        if on.iter().flat_map(|mention| &mention.resolved).any(|resolved| agrees(&resolved.id, target)) {
            continue;
        }
        for mention in &mut on {
            if is_open(mention) && same_number(mention, target, authority) {
                mention.resolved = vec![Resolved::new(target.clone(), LINKED, SURE)];
                (mention.reason, mention.suggestion) = (None, None);
            } else if !matches!(mention.saying, Saying::Name(_) | Saying::Noun(_)) {
                for resolved in mention.resolved.iter_mut().filter(|resolved| resolved.warning.is_none()) {
                    let explanation =
                        format!("the words say {}, their link leads to {target}", resolved.id.document());
                    let code = Warning::LINK_MISMATCH.to_owned();
                    resolved.warning = Some(Warning { code, explanation, suggestion: None });
                }
            }
        }
    }
}

/// Returns whether a document is that of the address, or the other is a part of it.
fn agrees(id: &Id, target: &Id) -> bool {
    let (id, target) = (id.document(), target.document());
    let part = |whole: &str, other: &str| {
        other
            .strip_prefix(whole)
            .is_some_and(|part| part.trim().len() <= 1 && !part.ends_with(|c: char| c.is_ascii_digit()))
    };
    part(id, target) || part(target, id)
}

/// Returns whether the words leave open whose number they print.
fn is_open(mention: &Mention) -> bool {
    let Saying::Number(numbered) = &mention.saying else { return false };
    let told = |resolved: &Resolved| TOLD.iter().any(|told| resolved.rule.starts_with(told));
    numbered.body.is_none() && !numbered.possessive && !mention.resolved.iter().any(told)
}

fn same_number(mention: &Mention, target: &Id, authority: &Authority) -> bool {
    let Saying::Number(numbered) = &mention.saying else { return false };
    contradictions::numbered(target.as_str(), authority)
        .is_some_and(|(_, number, _)| number == numbered.number)
}
