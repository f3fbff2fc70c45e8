//! A naive evaluator of RFC 9535 over serde_json: lists of nodes, no budget, no cleverness.
#![allow(clippy::needless_pass_by_value, dead_code, missing_docs)]

use serde_json::Value as Json;
use tributary_core::path::{Comparison, Expr, Literal, Path, Pattern, Root, Segment, Selector, Slice, Value};

/// The nodes that a path selects, in order.
pub fn select<'a>(path: &Path, root: &'a Json, current: &'a Json) -> Vec<&'a Json> {
    let start = if path.root == Root::Message { root } else { current };
    path.segments.iter().fold(vec![start], |nodes, segment| match segment {
        Segment::Child(selectors) => nodes.into_iter().flat_map(|n| children(selectors, root, n)).collect(),
        Segment::Descendant(selectors) => {
            nodes.into_iter().flat_map(descendants).flat_map(|n| children(selectors, root, n)).collect()
        }
    })
}

fn descendants(node: &Json) -> Vec<&Json> {
    std::iter::once(node).chain(all(node).into_iter().flat_map(descendants)).collect()
}

fn all(node: &Json) -> Vec<&Json> {
    match node {
        Json::Array(elements) => elements.iter().collect(),
        Json::Object(members) => members.values().collect(),
        _ => Vec::new(),
    }
}

fn children<'a>(selectors: &[Selector], root: &'a Json, node: &'a Json) -> Vec<&'a Json> {
    let one = |selector: &Selector| -> Vec<&'a Json> {
        match selector {
            Selector::Name(name) => node.as_object().and_then(|o| o.get(name.as_ref())).into_iter().collect(),
            Selector::Wildcard => all(node),
            Selector::Index(index) => node.as_array().and_then(|a| element(a, *index)).into_iter().collect(),
            Selector::Slice(slice) => node.as_array().map(|a| sliced(a, *slice)).unwrap_or_default(),
            Selector::Filter(expr) => all(node).into_iter().filter(|child| holds(expr, root, child)).collect(),
        }
    };
    selectors.iter().flat_map(one).collect()
}

fn element(elements: &[Json], index: i64) -> Option<&Json> {
    let from_start = if index < 0 { index + elements.len() as i64 } else { index };
    usize::try_from(from_start).ok().and_then(|i| elements.get(i))
}

/// The pseudocode of section 2.3.4.2.2.
fn sliced(elements: &[Json], slice: Slice) -> Vec<&Json> {
    let (len, step) = (elements.len() as i64, slice.step);
    if step == 0 {
        return Vec::new();
    }
    let start = slice.start.unwrap_or(if step > 0 { 0 } else { len - 1 });
    let end = slice.end.unwrap_or(if step > 0 { len } else { -len - 1 });
    let normal = |i: i64| if i >= 0 { i } else { len + i };
    let (start, end) = (normal(start), normal(end));
    let mut found = Vec::new();
    if step > 0 {
        let (mut i, upper) = (start.max(0).min(len), end.max(0).min(len));
        while i < upper {
            found.push(&elements[i as usize]);
            i += step;
        }
    } else {
        let (mut i, lower) = (start.max(-1).min(len - 1), end.max(-1).min(len - 1));
        while lower < i {
            found.push(&elements[i as usize]);
            i += step;
        }
    }
    found
}

/// Whether an expression holds for the current node.
pub fn holds(expr: &Expr, root: &Json, current: &Json) -> bool {
    match expr {
        Expr::Or(all) => all.iter().any(|e| holds(e, root, current)),
        Expr::And(all) => all.iter().all(|e| holds(e, root, current)),
        Expr::Not(inner) => !holds(inner, root, current),
        Expr::Exists(path) => !select(path, root, current).is_empty(),
        Expr::Compare(left, operator, right) => {
            compare(&value(left, root, current), *operator, &value(right, root, current))
        }
        Expr::Regex { subject, pattern, whole } => {
            let pattern = match pattern {
                Pattern::Literal(regex) => regex.as_ref().map(|r| r.source().to_owned()),
                Pattern::Dynamic(dynamic) => value(dynamic, root, current).and_then(|v| v.as_str().map(str::to_owned)),
            };
            let (Some(Json::String(subject)), Some(pattern)) = (value(subject, root, current), pattern) else {
                return false;
            };
            let anchored = if *whole { format!("\\A(?:{pattern})\\z") } else { pattern };
            regex::Regex::new(&anchored).is_ok_and(|r| r.is_match(&subject))
        }
    }
}

fn value(value: &Value, root: &Json, current: &Json) -> Option<Json> {
    let number = |n: usize| Some(Json::from(n));
    match value {
        Value::Literal(Literal::Null) => Some(Json::Null),
        Value::Literal(Literal::Boolean(bit)) => Some((*bit).into()),
        Value::Literal(Literal::Number(n)) => Some((*n).into()),
        Value::Literal(Literal::String(text)) => Some(text.as_ref().into()),
        Value::Length(inner) => match self::value(inner, root, current)? {
            Json::String(text) => number(text.chars().count()),
            Json::Array(elements) => number(elements.len()),
            Json::Object(members) => number(members.len()),
            _ => None,
        },
        Value::Count(path) => number(select(path, root, current).len()),
        Value::Singular(path) | Value::Value(path) => match select(path, root, current).as_slice() {
            [only] => Some((*only).clone()),
            _ => None,
        },
    }
}

fn compare(left: &Option<Json>, operator: Comparison, right: &Option<Json>) -> bool {
    let equal = match (left, right) {
        (Some(a), Some(b)) => same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let less = |a: &Option<Json>, b: &Option<Json>| match (a, b) {
        (Some(Json::Number(a)), Some(Json::Number(b))) => a.as_f64() < b.as_f64(),
        (Some(Json::String(a)), Some(Json::String(b))) => a < b,
        _ => false,
    };
    match operator {
        Comparison::Equal => equal,
        Comparison::NotEqual => !equal,
        Comparison::Less => less(left, right),
        Comparison::Greater => less(right, left),
        Comparison::LessOrEqual => less(left, right) || equal,
        Comparison::GreaterOrEqual => less(right, left) || equal,
    }
}

/// serde_json tells 1 from 1.0; RFC 9535 does not.
fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => a.as_f64() == b.as_f64(),
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(x, y)| same(x, y)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, x)| b.get(name).is_some_and(|y| same(x, y)))
        }
        _ => a == b,
    }
}
