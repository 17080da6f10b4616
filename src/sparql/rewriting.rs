//! Brings a parsed query into the form in which it is asked: one name for each node, and one order of rows.

use oxrdf::{NamedNode, Term};
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::Variable;

use super::code::Pool;
use crate::graph::Graph;

/// Rewrites a pattern so that its answer depends on nothing but the graph.
///
/// - A node that an expression names by another of its addresses (`<TREATY:CEDAW>`) is named by the one that answers
///   have: expressions compare texts.
/// - Rows that the evaluator takes out of a hash table (groups, and paths with `+`, `*`, `?` or `|`) come in an order that
///   may differ between processors. Wherever an order shows, all variables in scope decide it in the end.
pub(super) fn rewrite(pattern: &mut GraphPattern, graph: &Graph) {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            rewrite(left, graph);
            rewrite(right, graph);
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            rewrite(left, graph);
            rewrite(right, graph);
            expression.iter_mut().for_each(|expression| name(expression, graph));
        }
        GraphPattern::Filter { expr, inner } => {
            name(expr, graph);
            rewrite(inner, graph);
        }
        GraphPattern::Extend { inner, expression, .. } => {
            name(expression, graph);
            rewrite(inner, graph);
        }
        GraphPattern::OrderBy { inner, expression } => {
            rewrite(inner, graph);
            for order in expression.iter_mut() {
                match order {
                    OrderExpression::Asc(by) | OrderExpression::Desc(by) => name(by, graph),
                }
            }
            expression.extend(by_all(inner));
        }
        GraphPattern::Project { inner, .. } => {
            rewrite(inner, graph);
            order(inner);
        }
        GraphPattern::Group { inner, aggregates, .. } => {
            rewrite(inner, graph);
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    name(expr, graph);
                }
            }
            // What a group joins or samples depends on the order in which rows come to it.
            order(inner);
        }
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Service { inner, .. } => rewrite(inner, graph),
    }
}

/// Sorts the rows of a pattern, unless they come in a settled order by themselves.
pub(super) fn order(pattern: &mut GraphPattern) {
    if is_settled(pattern) {
        return;
    }
    let expression = by_all(pattern);
    let inner = std::mem::take(pattern);
    *pattern = GraphPattern::OrderBy { inner: Box::new(inner), expression };
}

/// Returns all variables in scope, by name.
fn by_all(pattern: &GraphPattern) -> Vec<OrderExpression> {
    let mut variables: Vec<&Variable> = Vec::new();
    pattern.on_in_scope_variable(|variable| variables.push(variable));
    variables.sort_unstable_by_key(|variable| variable.as_str());
    variables.dedup();
    variables.into_iter().map(|variable| OrderExpression::Asc(variable.clone().into())).collect()
}

/// Says whether the rows of a pattern come in an order that no hash decides.
fn is_settled(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Values { .. } | GraphPattern::OrderBy { .. } => true,
        GraphPattern::Path { .. } | GraphPattern::Group { .. } | GraphPattern::Service { .. } => false,
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => is_settled(left) && is_settled(right),
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Graph { inner, .. } => is_settled(inner),
    }
}

/// Names every node of an expression as answers name it.
fn name(expression: &mut Expression, graph: &Graph) {
    match expression {
        Expression::NamedNode(node) => *node = canonical(node, graph),
        Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => {}
        Expression::Exists(pattern) => rewrite(pattern, graph),
        Expression::Or(left, right)
        | Expression::And(left, right)
        | Expression::Equal(left, right)
        | Expression::SameTerm(left, right)
        | Expression::Greater(left, right)
        | Expression::GreaterOrEqual(left, right)
        | Expression::Less(left, right)
        | Expression::LessOrEqual(left, right)
        | Expression::Add(left, right)
        | Expression::Subtract(left, right)
        | Expression::Multiply(left, right)
        | Expression::Divide(left, right) => {
            name(left, graph);
            name(right, graph);
        }
        Expression::In(one, list) => {
            name(one, graph);
            list.iter_mut().for_each(|one| name(one, graph));
        }
        Expression::UnaryPlus(one) | Expression::UnaryMinus(one) | Expression::Not(one) => name(one, graph),
        Expression::If(one, then, otherwise) => {
            [one, then, otherwise].into_iter().for_each(|one| name(one, graph));
        }
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
            list.iter_mut().for_each(|one| name(one, graph));
        }
    }
}

fn canonical(node: &NamedNode, graph: &Graph) -> NamedNode {
    let pool = Pool::default();
    match pool.term(graph, pool.code(graph, node.clone().into())) {
        Term::NamedNode(name) => name,
        Term::BlankNode(_) | Term::Literal(_) => node.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EdgeRecord, NodeId, Relation};
    use crate::sparql::Query;

    /// Rewrites a query and compares it, without its prologue.
    fn check(query: &str, expected: &str) {
        let edge = EdgeRecord {
            source: NodeId::new("A/1"),
            target: NodeId::new("TREATY:X"),
            relation: Relation::Cites,
            weight: 1,
        };
        let graph = Graph::from_records(vec![], vec![edge]);
        let rewritten = |text: &str, rewrites: bool| {
            let mut parsed = Query::parse(text).expect("a query").parsed;
            let (spargebra::Query::Select { pattern, .. } | spargebra::Query::Ask { pattern, .. }) =
                &mut parsed
            else {
                panic!("{text} is neither SELECT nor ASK")
            };
            if rewrites {
                rewrite(pattern, &graph);
            }
            parsed.to_string()
        };
        assert_eq!(rewritten(query, true), rewritten(expected, false));
    }

    #[test]
    fn rows_out_of_a_hash_table_are_sorted() {
        check(
            "SELECT ?a { ?a tr:recalls+ ?b } LIMIT 3",
            "SELECT ?a { ?a tr:recalls+ ?b } ORDER BY ?a ?b LIMIT 3",
        );
        check(
            "SELECT ?a { { SELECT ?a { ?a tr:recalls+ ?b } LIMIT 3 } ?a tr:year ?y }",
            "SELECT ?a { { SELECT ?a { ?a tr:recalls+ ?b } ORDER BY ?a ?b LIMIT 3 } ?a tr:year ?y }",
        );
    }

    #[test]
    fn equal_keys_are_told_apart_by_all_variables() {
        check(
            "SELECT ?a { ?a tr:year ?y } ORDER BY DESC(?y)",
            "SELECT ?a { ?a tr:year ?y } ORDER BY DESC(?y) ?a ?y",
        );
    }

    #[test]
    fn rows_that_come_in_order_are_not_held_to_be_sorted() {
        let query = "SELECT DISTINCT ?a { ?a tr:year ?y OPTIONAL { ?a tr:body ?b } } LIMIT 3";
        check(query, query);
    }

    #[test]
    fn expressions_name_nodes_as_answers_do() {
        check(
            "ASK { ?a tr:cites ?b FILTER(?b IN (<TREATY:X>, <TREATY:Y>) || EXISTS { ?b ?c ?d FILTER(?d = <TREATY:X>) }) }",
            "ASK { ?a tr:cites ?b FILTER(?b IN (id:TREATY:X, <TREATY:Y>) || EXISTS { ?b ?c ?d FILTER(?d = \
             <https://w3id.org/travaux/id/TREATY:X>) }) }",
        );
    }
}
