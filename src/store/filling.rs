//! A database file of a dataset: the same facts as rows, without texts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::params;

use super::history::text_change;
use super::writing::{Nodes, Writing};
use super::{Dataset, Placing, Store, StoreError, schema, unfinished};
use crate::model::{
    Card, ChangeKind, Citation, Form, Id, NodeId, NodeKind, NodeRecord, Occurrence, Signature,
    SignatureRecord,
};

/// Knows the nodes of a dataset and no others.
struct AsListed {
    nodes: BTreeMap<NodeId, NodeRecord>,
    /// The nodes of ids that name a place inside one.
    places: BTreeMap<Id, NodeId>,
}

impl AsListed {
    fn of(dataset: &Dataset, occurrences: &[Occurrence]) -> Self {
        let inside = occurrences.iter().filter(|o| o.target_id.as_str() != o.target.as_str());
        Self {
            nodes: dataset.nodes().into_iter().map(|node| (node.id.clone(), node)).collect(),
            places: inside.map(|o| (o.target_id.clone(), o.target.clone())).collect(),
        }
    }
}

impl Placing for AsListed {
    fn node(&self, id: &Id) -> NodeRecord {
        let node = self.places.get(id).cloned().unwrap_or_else(|| NodeId::new(id.as_str()));
        self.nodes.get(&node).cloned().unwrap_or_else(|| NodeRecord {
            kind: if id.is_set() { NodeKind::Set } else { NodeKind::Document },
            body: None,
            date: None,
            title: None,
            absent: true,
            id: node,
        })
    }

    fn signatory(&self, _: &Signature) -> Option<NodeRecord> {
        None
    }
}

impl Dataset {
    /// Writes a database of the facts into a new file, which appears once it is whole. It has no texts of paragraphs: what
    /// `travaux ingest` reads into it later is searched, what came from here is not.
    ///
    /// # Errors
    ///
    /// Fails if a file stands there, or cannot be written; nothing stands there then.
    pub fn write_database(&self, to: &Path) -> Result<(), StoreError> {
        unfinished(to, |part| {
            let mut store = Store::create(part)?;
            store.begin_run("export");
            store.fill(self)?;
            // One file, without a log beside it.
            let failing = store.in_table("files");
            store
                .connection
                .pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
                .map_err(failing)
        })
    }
}

impl Store {
    fn fill(&mut self, dataset: &Dataset) -> Result<(), StoreError> {
        let occurrences = dataset.occurrences(&Default::default());
        let placing = AsListed::of(dataset, &occurrences);
        let mut nodes = Nodes { placing: &placing, known: BTreeMap::new() };
        let mut writing = Writing::begin(self)?;
        // A dataset has nodes that no row of its own names: organisations and the parts of what was read.
        for id in placing.nodes.keys() {
            writing.node_of(&Id::from(id), &mut nodes)?;
        }
        let mut read: BTreeSet<NodeId> = BTreeSet::new();
        // A file may hold a document and its translation.
        let mut texts: BTreeMap<(NodeId, String, bool), i64> = BTreeMap::new();
        for source in dataset.sources() {
            let file = writing.insert(
                "files",
                "INSERT INTO files (path, hash, size, program) VALUES (?1, ?2, ?3, ?4)",
                params![source.file, source.hash, source.size.cast_signed(), env!("CARGO_PKG_VERSION")],
            )?;
            let mains = source.documents.iter().map(|document| (document, true));
            let copies = source.copies.iter().map(|document| (document, false));
            for (position, (document, is_primary)) in (0i64..).zip(mains.chain(copies)) {
                let node = writing.node_of(&Id::from(document), &mut nodes)?;
                let card = dataset.card_without_files(document);
                // Of an absent document a record tells, and so does what stands beside the text of another.
                let absent = card.as_ref().is_some_and(|card| card.node.absent);
                let is_text = !is_primary || (!absent && read.insert(document.clone()));
                let form = if is_text { Form::Plain } else { Form::Record };
                let text = writing.filled_text(file, position, node, card.as_ref(), (form, is_primary))?;
                texts.insert((document.clone(), source.file.clone(), is_primary), text);
                writing.tell(&text_change(document, ChangeKind::Added, &source.file, None, None))?;
            }
        }
        let text_of = |document: &NodeId, file: Option<&String>, is_primary: bool| {
            let holder = NodeId::new(Id::new(document.as_str()).document());
            file.and_then(|file| texts.get(&(holder, file.clone(), is_primary))).copied()
        };
        let mut positions: BTreeMap<i64, usize> = BTreeMap::new();
        let (mut open, unplaced): (Vec<_>, Vec<_>) =
            occurrences.into_iter().partition(|occurrence| occurrence.file.is_some());
        open.extend(unplaced);
        // What holds of a document that nobody has read (an addendum adds to its report) came with some text that cites it,
        // or that cites a part of it: several rounds lead from the part to the whole.
        let mut citing: BTreeMap<(NodeId, bool), i64> = BTreeMap::new();
        let mut waiting = usize::MAX;
        while open.len() < waiting {
            waiting = open.len();
            for occurrence in std::mem::take(&mut open) {
                // Who signs or sponsors does so in the target; and the record of a draft tells what it became.
                let ends = match occurrence.relation.is_participation() {
                    true => [&occurrence.target, &occurrence.source],
                    false => [&occurrence.source, &occurrence.target],
                };
                let by_others =
                    || ends.iter().find_map(|end| citing.get(&((*end).clone(), occurrence.repeated)));
                let own =
                    ends.iter().find_map(|end| text_of(end, occurrence.file.as_ref(), !occurrence.repeated));
                let Some(text) = own.or_else(|| by_others().copied()) else {
                    open.push(occurrence);
                    continue;
                };
                citing.entry((occurrence.target.clone(), occurrence.repeated)).or_insert(text);
                let position = positions.entry(text).or_default();
                writing.occurrence(text, *position, &citation(occurrence), &mut nodes)?;
                *position += 1;
            }
        }
        for (position, signed) in (0i64..).zip(dataset.signatures(None)) {
            if let Some(text) = text_of(&signed.document, signed.file.as_ref(), true) {
                writing.filled_signature(text, position, &signed, &mut nodes)?;
            }
        }
        writing.finish(nodes.known.into_values())
    }
}

impl Writing<'_> {
    fn filled_text(
        &self,
        file: i64,
        position: i64,
        node: i64,
        card: Option<&Card>,
        (form, is_primary): (Form, bool),
    ) -> Result<i64, StoreError> {
        let known = card.map(|card| &card.node);
        let title = known.and_then(|node| node.title.as_ref());
        let language =
            card.and_then(|card| card.language.clone()).unwrap_or_else(crate::model::Language::english);
        let text = self.insert(
            "texts",
            "INSERT INTO texts (file, position, node, is_primary, identity_rule, language, is_translation, form,
                 region_start, region_end, title, body, session, agenda_item, distributed, adopted, meeting, basis, vote)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            params![
                file,
                position,
                node,
                is_primary,
                card.and_then(|card| card.identity_rule.as_deref()).unwrap_or("dataset"),
                language.as_str(),
                !is_primary,
                form.as_str(),
                title,
                known.and_then(|node| node.body.as_ref()).map(|body| body.as_str()),
                card.and_then(|card| card.session.as_ref()),
                card.and_then(|card| card.agenda_item.as_ref()),
                card.and_then(|card| card.distributed).map(|date| date.to_string()),
                known.and_then(|node| node.date).map(|date| date.to_string()),
                card.and_then(|card| card.meeting.as_ref()),
                card.and_then(|card| card.basis.as_ref()),
                card.and_then(|card| card.vote.as_ref()),
            ],
        )?;
        if let Some(title) = title {
            self.words(schema::TITLE_STEMS, text, title, &language)?;
        }
        Ok(text)
    }

    fn filled_signature(
        &self,
        text: i64,
        position: i64,
        signed: &SignatureRecord,
        nodes: &mut Nodes<'_>,
    ) -> Result<(), StoreError> {
        let organisation = signed.organisation.as_ref();
        let organisation =
            organisation.map(|node| self.node_of(&Id::new(node.as_str()), nodes)).transpose()?;
        self.signature_row(text, position, organisation, &signed.signature)
    }
}

/// Returns an occurrence as what was read; a dataset tells neither page nor printed date.
fn citation(occurrence: Occurrence) -> Citation {
    Citation {
        source: Id::from(&occurrence.source),
        para: occurrence.para,
        class: occurrence.class,
        surface: occurrence.surface,
        target: occurrence.target_id,
        relation: occurrence.relation,
        verb: occurrence.verb,
        via: occurrence.via,
        role: occurrence.role,
        connector: occurrence.connector,
        rule: occurrence.rule,
        confidence: occurrence.confidence,
        warning: occurrence.warning,
        date: None,
        language: occurrence.language,
        page: None,
        span: occurrence.span.unwrap_or_default(),
    }
}
