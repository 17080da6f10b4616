//! Queries that would be answered wrongly, or not at all: those that ask another server or another graph.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

use super::QueryError;

/// Refuses a pattern that leaves the graph, wherever in it.
pub(super) fn refuse(pattern: &GraphPattern) -> Result<(), QueryError> {
    match pattern {
        GraphPattern::Service { .. } => Err(QueryError::Service),
        GraphPattern::Graph { .. } => Err(QueryError::NamedGraph("GRAPH")),
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => Ok(()),
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => refuse(left).and_then(|()| refuse(right)),
        GraphPattern::LeftJoin { left, right, expression } => {
            refuse(left)?;
            refuse(right)?;
            expression.iter().try_for_each(refuse_in)
        }
        GraphPattern::Filter { inner, expr } => refuse(inner).and_then(|()| refuse_in(expr)),
        GraphPattern::Extend { inner, expression, .. } => refuse(inner).and_then(|()| refuse_in(expression)),
        GraphPattern::OrderBy { inner, expression } => {
            refuse(inner)?;
            expression.iter().try_for_each(|order| match order {
                OrderExpression::Asc(by) | OrderExpression::Desc(by) => refuse_in(by),
            })
        }
        GraphPattern::Group { inner, aggregates, .. } => {
            refuse(inner)?;
            aggregates.iter().try_for_each(|(_, aggregate)| match aggregate {
                AggregateExpression::FunctionCall { expr, .. } => refuse_in(expr),
                AggregateExpression::CountSolutions { .. } => Ok(()),
            })
        }
        GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => refuse(inner),
    }
}

/// Refuses an expression that asks whether such a pattern has an answer.
fn refuse_in(expression: &Expression) -> Result<(), QueryError> {
    match expression {
        Expression::Exists(pattern) => refuse(pattern),
        Expression::NamedNode(_)
        | Expression::Literal(_)
        | Expression::Variable(_)
        | Expression::Bound(_) => Ok(()),
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
        | Expression::Divide(left, right) => refuse_in(left).and_then(|()| refuse_in(right)),
        Expression::In(one, list) => {
            refuse_in(one)?;
            list.iter().try_for_each(refuse_in)
        }
        Expression::UnaryPlus(one) | Expression::UnaryMinus(one) | Expression::Not(one) => refuse_in(one),
        Expression::If(one, then, otherwise) => {
            [one, then, otherwise].into_iter().try_for_each(|one| refuse_in(one))
        }
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => list.iter().try_for_each(refuse_in),
    }
}
