//! Plans that need a tape: evaluated segment by segment, so that fields find the elements around their row.

use super::align::shared;
use super::direct::Gather;
use super::needs::add_path;
use super::pick::Picked;
use super::trie::Trie;
use crate::eval::{Budget, OverBudget, select};
use crate::path::{Path, Root, Segment};
use crate::tape::{Document, NodeId};

/// A query that is evaluated on a tape.
#[derive(Debug)]
pub(super) struct Taped {
    /// The segments of `rows`, each as a path of its own.
    rows: Vec<Path>,
    fields: Vec<Field>,
}

/// How many segments a field shares with `rows`, and what follows them.
#[derive(Debug)]
struct Field {
    shared: usize,
    rest: Path,
    gather: Gather,
}

/// Nodes, each with the place of the one it is below in the level before.
type Level = Vec<(NodeId, usize)>;

impl Taped {
    /// What the paths need is put onto the tape.
    pub(super) fn new(trie: &mut Trie, rows: &[Segment], fields: &[(Vec<Segment>, Gather)]) -> Self {
        add_path(&mut trie.taped, rows, false);
        fields.iter().for_each(|(path, _)| add_path(&mut trie.taped, path, true));
        let below = |segments: &[Segment]| Path { root: Root::Current, segments: segments.to_vec() };
        let field = |(path, gather): &(Vec<Segment>, Gather)| {
            let shared = shared(path, rows);
            Field { shared, rest: below(&path[shared..]), gather: *gather }
        };
        let fields = fields.iter().map(field).collect();
        Self { rows: rows.chunks(1).map(below).collect(), fields }
    }

    /// The rows of a document, which have something in one of the `telling` fields.
    pub(super) fn rows(
        &self,
        telling: &[usize],
        document: Document<'_>,
        budget: &mut Budget,
    ) -> Result<TapedRows, OverBudget> {
        let root = Document::ROOT;
        let levels = self.levels(document, root, budget)?;
        let selected = levels.last().map_or(0, Vec::len);
        let mut rows = TapedRows { cells: Vec::new(), width: self.fields.len(), selected };
        for row in 0..selected {
            let first = rows.cells.len();
            for field in &self.fields {
                rows.cells.push(field.pick(document, root, around(&levels, row, field.shared), budget)?);
            }
            if telling.iter().all(|field| rows.cells[first + field] == Picked::Nothing) {
                rows.cells.truncate(first);
            }
        }
        Ok(rows)
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
    /// How many elements `rows` selected.
    pub(super) selected: usize,
}

impl TapedRows {
    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// What a field has in a row.
    pub(super) fn pick(&self, row: usize, field: usize) -> Picked {
        self.cells[row * self.width + field].clone()
    }
}
