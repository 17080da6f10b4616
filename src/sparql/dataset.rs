//! The view as the dataset that an evaluator of queries asks.

use oxrdf::Term;
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};

use super::code::Code;
use super::facts::FactsError;
use super::view::View;

/// A view that is asked by codes, which nobody outside this room knows.
#[derive(Clone, Copy)]
pub(super) struct Dataset<'a>(pub(super) &'a View<'a>);

impl<'a> QueryableDataset<'a> for Dataset<'a> {
    type InternalTerm = Code;
    type Error = FactsError;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Code>,
        predicate: Option<&Code>,
        object: Option<&Code>,
        graph_name: Option<Option<&Code>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Code>, FactsError>> + use<'a> {
        let view = self.0;
        // Everything stands in the default graph.
        let found = (graph_name == Some(None))
            .then(|| view.matching(subject.copied(), predicate.copied(), object.copied()));
        found.into_iter().flatten().map(|triple| {
            let [subject, predicate, object] = triple?;
            Ok(InternalQuad { subject, predicate, object, graph_name: None })
        })
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Code, FactsError>> + use<'a> {
        std::iter::empty()
    }

    fn contains_internal_graph_name(&self, _: &Code) -> Result<bool, FactsError> {
        Ok(false)
    }

    fn internalize_term(&self, term: Term) -> Result<Code, FactsError> {
        Ok(self.0.pool.code(self.0.graph, term))
    }

    fn externalize_term(&self, term: Code) -> Result<Term, FactsError> {
        Ok(self.0.pool.term(self.0.graph, term))
    }

    /// Numbers and texts are what filters and groups ask for most: these need no detour by a literal.
    fn externalize_expression_term(&self, term: Code) -> Result<ExpressionTerm, FactsError> {
        Ok(match term {
            Code::Integer(number) => ExpressionTerm::IntegerLiteral(number.into()),
            Code::Truth(truth) => ExpressionTerm::BooleanLiteral(truth.into()),
            Code::Text(_) => {
                ExpressionTerm::StringLiteral(self.0.pool.as_text(term).unwrap_or_default().to_string())
            }
            other => self.0.pool.term(self.0.graph, other).into(),
        })
    }

    fn internalize_expression_term(&self, term: ExpressionTerm) -> Result<Code, FactsError> {
        match term {
            ExpressionTerm::StringLiteral(text) => Ok(self.0.pool.text(&text)),
            other => self.internalize_term(other.into()),
        }
    }
}
