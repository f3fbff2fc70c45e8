//! Plans that need a tape: evaluated segment by segment, so that fields find the elements around their row.

use super::direct::Gather;
use super::pick::Picked;
use crate::eval::{Budget, OverBudget, holds, select};
use crate::path::{Expr, Path, Root, Segment};
use crate::tape::{Document, NodeId};

/// A query that is evaluated on a tape.
#[derive(Clone, Debug)]
pub(super) struct Taped {
    condition: Option<Expr>,
    /// The segments of `rows`, each as a path of its own.
    rows: Vec<Path>,
    fields: Vec<Field>,
}

/// How many segments a field shares with `rows`, and what follows them.
#[derive(Clone, Debug)]
struct Field {
    shared: usize,
    rest: Path,
    gather: Gather,
}

/// Nodes, each with the place of the one it is below in the level before.
type Level = Vec<(NodeId, usize)>;

impl Taped {
    pub(super) fn new(condition: Option<Expr>, rows: &[Segment], fields: &[(Vec<Segment>, Gather)]) -> Self {
        let below = |segments: &[Segment]| Path { root: Root::Current, segments: segments.to_vec() };
        let field = |(path, gather): &(Vec<Segment>, Gather)| {
            let shared = path.iter().zip(rows).take_while(|(p, r)| p == r).count();
            Field { shared, rest: below(&path[shared..]), gather: *gather }
        };
        let fields = fields.iter().map(field).collect();
        Self { condition, rows: rows.chunks(1).map(below).collect(), fields }
    }

    /// The rows of a document; `None` where `where` does not select it.
    pub(super) fn rows(
        &self,
        (document, root): (Document<'_>, NodeId),
        budget: &mut Budget,
    ) -> Result<Option<TapedRows>, OverBudget> {
        if let Some(condition) = &self.condition
            && !holds(condition, document, root, root, budget)?
        {
            return Ok(None);
        }
        let levels = self.levels(document, root, budget)?;
        let mut cells = Vec::new();
        for row in 0..levels.last().map_or(0, Vec::len) {
            for field in &self.fields {
                cells.push(field.pick(document, root, around(&levels, row, field.shared), budget)?);
            }
        }
        Ok(Some(TapedRows { cells, width: self.fields.len(), next: 0 }))
    }

    /// For each prefix of `rows`, the nodes that it selects.
    fn levels(&self, document: Document<'_>, root: NodeId, budget: &mut Budget) -> Result<Vec<Level>, OverBudget> {
        let mut levels = vec![vec![(root, 0)]];
        let mut nodes = Vec::new();
        for segment in &self.rows {
            let mut level = Level::new();
            for (place, &(node, _)) in levels.last().into_iter().flatten().enumerate() {
                nodes.clear();
                select(segment, document, root, node, budget, &mut nodes)?;
                level.extend(nodes.iter().map(|&child| (child, place)));
            }
            levels.push(level);
        }
        Ok(levels)
    }
}

/// The node of level `at` that a row is below.
fn around(levels: &[Level], row: usize, at: usize) -> NodeId {
    let place = levels[at + 1..].iter().rev().fold(row, |place, level| level[place].1);
    levels[at][place].0
}

impl Field {
    fn pick(
        &self,
        document: Document<'_>,
        root: NodeId,
        from: NodeId,
        budget: &mut Budget,
    ) -> Result<Picked, OverBudget> {
        let mut nodes = Vec::new();
        select(&self.rest, document, root, from, budget, &mut nodes)?;
        Ok(match (nodes.as_slice(), self.gather) {
            ([], _) => Picked::Nothing,
            ([first, ..], Gather::First) => Picked::One(document.span(*first).into()),
            (all, Gather::Array) => {
                let sources: Vec<&str> = all.iter().map(|&node| document.source(node)).collect();
                Picked::Array(format!("[{}]", sources.join(",")))
            }
        })
    }
}

/// The rows of a document, evaluated.
#[derive(Debug)]
pub(super) struct TapedRows {
    /// Row by row.
    cells: Vec<Picked>,
    width: usize,
    next: usize,
}

impl TapedRows {
    /// Goes to the next row; `false` after the last.
    pub(super) fn advance(&mut self) -> bool {
        self.next += 1;
        self.next * self.width <= self.cells.len()
    }

    /// Whether a field has something in the current row.
    pub(super) fn has(&self, field: usize) -> bool {
        self.cells[(self.next - 1) * self.width + field] != Picked::Nothing
    }

    /// What a field has in the current row.
    pub(super) fn pick(&self, field: usize) -> Picked {
        self.cells[(self.next - 1) * self.width + field].clone()
    }
}
