//! Asks the index of words.

use rusqlite::types::{ToSql, Value};
use rusqlite::{Connection, Row, params};

use super::{Store, StoreError, row};
use crate::model::{BodyId, Date, Language, NodeId, NodeRecord};
use crate::search::{self, Filter, Found, FoundPassage, FoundTitle, Question};

impl Store {
    /// Returns the paragraphs that answer a question, or without one all that the filter lets through: best first by
    /// BM25 (Robertson & Zaragoza 2009, with the weights of SQLite's FTS5), else by date. Of a document that was read
    /// more than once, the primary text and translations are searched.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn search_passages(
        &self,
        question: Option<&Question>,
        filter: &Filter,
        limit: usize,
    ) -> Result<Found<FoundPassage>, StoreError> {
        let mut asking = Asking::of(question, "passage_stems", "p.id");
        asking.filter(filter);
        if !filter.reference.is_any() {
            asking.refer(filter);
        }
        let from = "passages AS p JOIN texts AS t ON t.id = p.document JOIN nodes AS n ON n.id = t.node
             JOIN files AS f ON f.id = t.file";
        let columns = "n.name, coalesce(t.adopted, t.distributed, n.date) AS date, t.title, p.label, p.text,
             t.language, f.path";
        let order = "date IS NULL, date, n.name, p.ordinal, f.path";
        self.ask("passage_stems", &asking, columns, from, order, limit, |row| {
            Ok(FoundPassage {
                document: NodeId::new(row.get::<_, String>("name")?),
                date: row::date(row, "date")?,
                title: row.get("title")?,
                label: row.get("label")?,
                text: row.get("text")?,
                language: Language::new(row.get::<_, String>("language")?),
                file: row.get("path")?,
            })
        })
    }

    /// Returns the documents that were read, or that a record tells of, whose title answers a question, best first. What the filter says of
    /// references does not matter.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn search_titles(
        &self,
        question: &Question,
        filter: &Filter,
        limit: usize,
    ) -> Result<Found<FoundTitle>, StoreError> {
        let mut asking = Asking::of(Some(question), "title_stems", "t.id");
        asking.filter(filter);
        let from = "texts AS t JOIN nodes AS n ON n.id = t.node";
        let columns = "n.name, coalesce(t.adopted, t.distributed, n.date) AS date, t.title, t.language";
        self.ask("title_stems", &asking, columns, from, "date IS NULL, date, n.name", limit, |row| {
            Ok(FoundTitle {
                node: NodeId::new(row.get::<_, String>("name")?),
                date: row::date(row, "date")?,
                title: row.get("title")?,
                language: Language::new(row.get::<_, String>("language")?),
            })
        })
    }

    /// Returns the nodes that have a title without having been read.
    ///
    /// # Errors
    ///
    /// Fails if the database is damaged.
    pub fn named_unread(&self) -> Result<Vec<NodeRecord>, StoreError> {
        let sql = format!(
            "SELECT {} FROM graph_nodes AS g JOIN nodes AS n ON n.name = g.name
             WHERE n.title IS NOT NULL AND g.primary_document IS NULL ORDER BY g.name",
            row::NODE
        );
        self.list("nodes", &sql, &[], row::node)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one statement")]
    fn ask<T>(
        &self,
        table: &'static str,
        asking: &Asking,
        columns: &str,
        from: &str,
        order: &str,
        limit: usize,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Found<T>, StoreError> {
        let Asking { joined, rank, conditions, values } = asking;
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let sql = format!("SELECT count(*) FROM {joined} {from} WHERE {conditions}");
        let total: Vec<i64> = self.list(table, &sql, &values, |row| row.get(0))?;
        let sql = format!(
            "SELECT {columns} FROM {joined} {from} WHERE {conditions} ORDER BY {rank} {order} LIMIT {limit}"
        );
        let first = self.list(table, &sql, &values, read)?;
        let total = total.into_iter().filter_map(|count| usize::try_from(count).ok()).sum();
        Ok(Found { first, total })
    }
}

/// The conditions of a search as SQL.
struct Asking {
    /// The index, joined before the tables.
    joined: String,
    /// What comes first in the order.
    rank: String,
    conditions: String,
    values: Vec<Value>,
}

impl Asking {
    fn of(question: Option<&Question>, index: &str, rowid: &str) -> Self {
        // A record is found where no text is.
        let conditions = "(t.is_primary OR t.is_translation) AND (t.form <> 'record' OR NOT EXISTS
             (SELECT 1 FROM texts AS read WHERE read.node = t.node AND read.form <> 'record'))"
            .to_owned();
        match question {
            None => Self { joined: String::new(), rank: String::new(), conditions, values: Vec::new() },
            Some(question) => Self {
                // The order of a cross join is kept: the index is asked first.
                joined: format!("{index} CROSS JOIN"),
                rank: format!("bm25({index}),"),
                conditions: format!("{index} MATCH ? AND {rowid} = {index}.rowid AND {conditions}"),
                values: vec![Value::Text(question.expression())],
            },
        }
    }

    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions += " AND ";
        self.conditions += condition;
        self.values.extend(values);
    }

    fn filter(&mut self, filter: &Filter) {
        if let Some(body) = &filter.body {
            self.and("coalesce(t.body, n.body) = ?", [Value::Text(body.as_str().to_owned())]);
        }
        if let Some(language) = &filter.language {
            self.and("t.language = ?", [Value::Text(language.as_str().to_owned())]);
        }
        if let Some(years) = &filter.years {
            let ends = [years.start(), years.end()].map(|year| Value::Integer(i64::from(*year)));
            self.and(
                "CAST(substr(coalesce(t.adopted, t.distributed, n.date), 1, 4) AS INTEGER) BETWEEN ? AND ?",
                ends,
            );
        }
        if let Some(day) = filter.as_of {
            let day = Value::Text(day.to_string());
            let date = "coalesce(t.adopted, t.distributed, n.date)";
            self.and(&format!("substr({date}, 1, length(?)) <= ?"), [day.clone(), day]);
        }
    }

    /// Lets through what stands in a paragraph with such a reference: paragraphs are told by their labels.
    fn refer(&mut self, filter: &Filter) {
        let mut such = "m.document = t.id AND m.para = p.label".to_owned();
        let mut values = Vec::new();
        let reference = &filter.reference;
        if let Some(target) = &reference.target {
            such += " AND m.target = (SELECT id FROM nodes WHERE name = ?)";
            values.push(Value::Text(target.as_str().to_owned()));
        }
        if let Some(relation) = reference.relation {
            such += " AND m.relation = ?";
            values.push(Value::Text(relation.as_str().to_owned()));
        }
        if let Some(verb) = &reference.verb {
            such += " AND lower(?) IN (lower(m.verb_family), lower(m.verb))";
            values.push(Value::Text(verb.clone()));
        }
        self.and(&format!("EXISTS (SELECT 1 FROM mentions AS m WHERE {such})"), values);
    }
}

/// An index of titles in memory, for nodes of which no text is at hand.
#[derive(Debug)]
pub struct TitleIndex {
    connection: Connection,
    nodes: Vec<NodeRecord>,
}

impl TitleIndex {
    /// Indexes the titles of nodes, read as English; those without title are left out.
    ///
    /// # Errors
    ///
    /// Fails if there is no memory for it.
    pub fn of(mut nodes: Vec<NodeRecord>) -> Result<Self, StoreError> {
        nodes.retain(|node| node.title.is_some());
        let make = || -> rusqlite::Result<Connection> {
            let connection = Connection::open_in_memory()?;
            connection.execute_batch(
                "BEGIN; CREATE VIRTUAL TABLE titles USING fts5 (
                     stems, content = '', tokenize = 'unicode61 remove_diacritics 0');
                 CREATE TABLE facts (id INTEGER PRIMARY KEY, body TEXT, year INTEGER, date TEXT);",
            )?;
            let mut title = connection.prepare("INSERT INTO titles (rowid, stems) VALUES (?1, ?2)")?;
            let mut facts =
                connection.prepare("INSERT INTO facts (id, body, year, date) VALUES (?1, ?2, ?3, ?4)")?;
            for (id, node) in (0i64..).zip(&nodes) {
                let stems = search::indexed(node.title.as_deref().unwrap_or_default(), &Language::english());
                title.execute(params![id, stems])?;
                facts.execute(params![
                    id,
                    node.body.as_ref().map(BodyId::as_str),
                    node.date.map(Date::year),
                    node.date.map(|date| date.to_string())
                ])?;
            }
            drop((title, facts));
            connection.execute_batch("COMMIT")?;
            Ok(connection)
        };
        let connection = make().map_err(in_memory)?;
        Ok(Self { connection, nodes })
    }

    /// Returns the nodes whose titles answer a question, best first. What the filter says of references does not matter.
    ///
    /// # Errors
    ///
    /// Fails if there is no memory for it.
    pub fn search(
        &self,
        question: &Question,
        filter: &Filter,
        limit: usize,
    ) -> Result<Found<FoundTitle>, StoreError> {
        if filter.language.as_ref().is_some_and(|language| *language != Language::english()) {
            return Ok(Found::default());
        }
        let years = filter.years.as_ref().map(|years| (*years.start(), *years.end()));
        let sql =
            "SELECT titles.rowid FROM titles JOIN facts ON facts.id = titles.rowid WHERE titles MATCH ?1
             AND (?2 IS NULL OR body = ?2) AND (?3 IS NULL OR year BETWEEN ?3 AND ?4)
             AND (?5 IS NULL OR substr(date, 1, length(?5)) <= ?5)
             ORDER BY bm25(titles), titles.rowid";
        let body = filter.body.as_ref().map(BodyId::as_str);
        let day = filter.as_of.map(|day| day.to_string());
        let values = params![question.expression(), body, years.map(|y| y.0), years.map(|y| y.1), day];
        let places: Vec<i64> =
            row::all(&self.connection, sql, values, |row| row.get(0)).map_err(in_memory)?;
        let title = |place: &i64| {
            let node = self.nodes.get(usize::try_from(*place).ok()?)?;
            let title = node.title.clone()?;
            Some(FoundTitle { node: node.id.clone(), date: node.date, title, language: Language::english() })
        };
        Ok(Found { first: places.iter().take(limit).filter_map(title).collect(), total: places.len() })
    }
}

fn in_memory(source: rusqlite::Error) -> StoreError {
    StoreError::in_table(std::path::Path::new(":memory:"), "titles", source)
}
