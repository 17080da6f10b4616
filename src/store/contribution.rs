//! Writes what a file contributes: its documents with their passages, references and signatories.

use rusqlite::params;

use super::writing::{Nodes, Writing};
use super::{StoreError, schema};
use crate::model::{Basis, Citation, Document, DocumentFacts, Id, Language, Signature, Symbol, Unresolved};

impl Writing<'_> {
    /// Writes what one document of a file contributes.
    pub(super) fn document(
        &mut self,
        file: i64,
        position: usize,
        facts: &DocumentFacts,
        nodes: &mut Nodes<'_>,
    ) -> Result<(), StoreError> {
        let document = &facts.document;
        let node = self.node_of(&document.id, nodes)?;
        self.documents.insert(node);
        let row = self.document_row(file, position, node, document)?;
        if let Some(title) = &document.metadata.title {
            self.words(schema::TITLE_STEMS, row, title, &document.language)?;
        }
        for (ordinal, paragraph) in document.paragraphs.iter().enumerate() {
            let passage = self.insert(
                "passages",
                "INSERT INTO passages (document, ordinal, label, text) VALUES (?1, ?2, ?3, ?4)",
                params![row, place(ordinal), paragraph.label, paragraph.text.as_str()],
            )?;
            self.words(schema::PASSAGE_STEMS, passage, paragraph.text.as_str(), &document.language)?;
        }
        // Signatures know the names of organisations, occurrences only their ids: the names must be written first.
        for (position, signature) in facts.signatures.iter().enumerate() {
            self.signature(row, position, signature, nodes)?;
        }
        for (position, citation) in facts.citations.iter().enumerate() {
            self.occurrence(row, position, citation, nodes)?;
        }
        for (position, unresolved) in facts.unresolved.iter().enumerate() {
            self.unresolved(row, position, unresolved)?;
        }
        for (name, id) in &facts.definitions {
            let named = self.node_of(id, nodes)?;
            self.run(
                "aliases",
                "INSERT INTO aliases (document, node, name, language) VALUES (?1, ?2, ?3, ?4)",
                params![row, named, name, document.language.as_str()],
            )?;
        }
        Ok(())
    }

    /// Puts the words of a passage or title into its index.
    pub(super) fn words(
        &self,
        stems: &'static str,
        row: i64,
        text: &str,
        language: &Language,
    ) -> Result<(), StoreError> {
        schema::index(&self.transaction, stems, row, text, language).map_err(self.in_table(stems))
    }

    fn document_row(
        &self,
        file: i64,
        position: usize,
        node: i64,
        document: &Document,
    ) -> Result<i64, StoreError> {
        let says = &document.metadata;
        let vote = says.vote.map(|v| format!("{}-{}-{}", v.in_favour, v.against, v.abstentions));
        self.insert(
            "texts",
            "INSERT INTO texts (file, position, node, identity_rule, language, is_translation, form,
                 region_start, region_end, title, body, author, session, session_printed, agenda_item,
                 distributed, adopted, meeting, basis, vote, job_numbers, warnings)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                 ?20, ?21, ?22)",
            params![
                file,
                place(position),
                node,
                document.identity_rule,
                document.language.as_str(),
                document.translation,
                document.form.as_str(),
                place(document.region.start),
                place(document.region.end),
                says.title,
                says.body.as_ref().map(|b| b.as_str()),
                says.author,
                says.session,
                says.session_printed,
                says.agenda_item,
                says.distributed.map(|d| d.to_string()),
                says.adopted.map(|d| d.to_string()),
                says.meeting,
                says.basis.as_ref().map(basis),
                vote,
                lines(&says.job_numbers),
                lines(&document.warnings),
            ],
        )
    }

    /// Writes one reference with a target.
    pub(super) fn occurrence(
        &self,
        document: i64,
        position: usize,
        citation: &Citation,
        nodes: &mut Nodes<'_>,
    ) -> Result<(), StoreError> {
        let source = self.node_of(&citation.source, nodes)?;
        let target = self.node_of(&citation.target, nodes)?;
        let is_edge = citation.relation.is_edge() && !citation.target.is_set();
        self.run(
            "mentions",
            "INSERT INTO mentions (document, position, source, source_id, target, target_id, relation,
                 is_edge, para, class, surface, verb, verb_family, via, role, connector, rule, confidence,
                 warning, language, page, span_start, span_end, explanation, suggestion, date)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                 ?20, ?21, ?22, ?23, ?24, ?25, ?26)",
            params![
                document,
                place(position),
                source,
                citation.source.as_str(),
                target,
                citation.target.as_str(),
                citation.relation.as_str(),
                is_edge,
                citation.para,
                citation.class.as_str(),
                citation.surface,
                citation.verb.as_ref().map(|v| v.printed.as_str()),
                citation.verb.as_ref().map(|v| v.family.as_str()),
                citation.via.to_string(),
                citation.role.as_str(),
                citation.connector,
                citation.rule,
                citation.confidence.as_percent(),
                citation.warning.as_ref().map(|w| &w.code),
                citation.language.as_str(),
                citation.page,
                place(citation.span.start),
                place(citation.span.end),
                citation.warning.as_ref().map(|w| &w.explanation),
                citation.warning.as_ref().and_then(|w| w.suggestion.as_ref()).map(Id::as_str),
                citation.date.map(|d| d.to_string()),
            ],
        )
    }

    fn unresolved(&self, document: i64, position: usize, unresolved: &Unresolved) -> Result<(), StoreError> {
        let open = unresolved.open.as_deref();
        let verb = open.and_then(|o| o.verb.as_ref());
        self.run(
            "open_mentions",
            "INSERT INTO open_mentions (document, position, para, surface, reason, span_start, span_end,
                 asked_kind, asked, place, source_id, class, relation, verb, verb_family, via, role, connector,
                 date, suggestion, language)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                 ?20, ?21)",
            params![
                document,
                place(position),
                unresolved.para,
                unresolved.surface,
                unresolved.reason,
                place(unresolved.span.start),
                place(unresolved.span.end),
                open.map(|o| o.asked.kind()),
                open.map(|o| o.asked.words()),
                open.and_then(|o| o.place.as_ref()),
                open.map(|o| o.source.as_str()),
                open.map(|o| o.class.as_str()),
                open.map(|o| o.relation.as_str()),
                verb.map(|v| v.printed.as_str()),
                verb.map(|v| v.family.as_str()),
                open.map(|o| o.via.to_string()),
                open.map(|o| o.role.as_str()),
                open.and_then(|o| o.connector.as_ref()),
                open.and_then(|o| o.date).map(|d| d.to_string()),
                open.and_then(|o| o.suggestion.as_ref()).map(Id::as_str),
                open.map(|o| o.language.as_str()),
            ],
        )
    }

    fn signature(
        &self,
        document: i64,
        position: usize,
        signature: &Signature,
        nodes: &mut Nodes<'_>,
    ) -> Result<(), StoreError> {
        let organisation = nodes.placing.signatory(signature);
        let organisation = organisation.map(|record| self.node(record, nodes)).transpose()?;
        self.signature_row(document, place(position), organisation, signature)?;
        let names = signature.acronym.iter().chain(&signature.aliases);
        for name in names.filter(|_| organisation.is_some()) {
            self.run(
                "aliases",
                "INSERT INTO aliases (document, node, name) VALUES (?1, ?2, ?3)",
                params![document, organisation, name],
            )?;
        }
        Ok(())
    }

    /// Writes one entry of a list of signatories.
    pub(super) fn signature_row(
        &self,
        document: i64,
        position: i64,
        organisation: Option<i64>,
        signature: &Signature,
    ) -> Result<(), StoreError> {
        self.run(
            "signatures",
            "INSERT INTO signatures (document, position, organisation, name, as_printed, certainty,
                 is_organisation, acronym, aliases, location, rule, note, span_start, span_end)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                document,
                position,
                organisation,
                signature.name,
                signature.as_printed,
                signature.certainty.as_str(),
                signature.organisation,
                signature.acronym,
                lines(&signature.aliases),
                signature.location,
                signature.rule,
                signature.note,
                place(signature.span.start),
                place(signature.span.end),
            ],
        )
    }
}

/// Writes the basis of a resolution as `A/57/556/Add.2; A/57/556/Add.2/Corr.1 (Third Committee)`.
fn basis(basis: &Basis) -> String {
    let symbols = basis.symbols.iter().map(Symbol::as_str).collect::<Vec<_>>().join("; ");
    match &basis.committee {
        Some(committee) => format!("{symbols} ({committee})"),
        None => symbols,
    }
}

/// Joins texts that hold no line end.
fn lines(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// SQLite knows no numbers without sign; no text in memory is as long, but a dataset that others wrote may say so.
fn place(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}
