//! Chunks of numbers and times: in half of the room where they are whole steps from the first one.

use super::chunk::{Chunk, Element};

impl Element for f64 {
    type Chunk = Numbers;
}

/// A full chunk of numbers or times. What is read is, bit for bit, what was put.
#[derive(Clone, Debug)]
pub enum Numbers {
    /// Each by how much it is more than `base`: times in whole milliseconds that lie within some weeks, and integers.
    Packed {
        /// The first of them.
        base: f64,
        /// No element is greater.
        greatest: f64,
        /// One for each element.
        steps: Vec<i32>,
    },
    /// As they are.
    Plain(Vec<f64>),
}

impl Numbers {
    /// Whether every element is less than a bound. That is told at once of a chunk that is packed, and mostly of one
    /// that is not and where there is another answer.
    pub(super) fn are_less(&self, than: f64) -> bool {
        match self {
            Self::Packed { greatest, .. } => *greatest < than,
            Self::Plain(numbers) => numbers.iter().rev().all(|number| *number < than),
        }
    }

    /// Changes the steps, given the one for a further element, or else the numbers themselves; the number that leaves.
    fn change(
        &mut self,
        number: f64,
        packed: impl FnOnce(&mut Vec<i32>, i32) -> i32,
        plain: impl FnOnce(&mut Vec<f64>) -> f64,
    ) -> f64 {
        if let Self::Packed { base, greatest, steps } = self {
            if let Some(step) = step(*base, number) {
                *greatest = greatest.max(number);
                return unpacked(*base, packed(steps, step));
            }
            *self = Self::Plain(steps.iter().map(|&step| unpacked(*base, step)).collect());
        }
        match self {
            Self::Plain(numbers) => plain(numbers),
            Self::Packed { .. } => number,
        }
    }
}

impl Chunk<f64> for Numbers {
    fn seal(full: &mut Vec<f64>) -> Self {
        let (base, last) = (full[0], full[full.len() - 1]);
        // Of most that cannot be packed, the last one tells.
        if base.is_nan() || step(base, last).is_none() {
            return Self::Plain(Vec::seal(full));
        }
        let (mut lost, mut most) = (0, 0);
        let pack = |number: &f64| {
            let step = (number - base) as i32;
            lost |= unpacked(base, step).to_bits() ^ number.to_bits();
            most = step.max(most);
            step
        };
        let steps: Vec<i32> = full.iter().map(pack).collect();
        if lost != 0 {
            return Self::Plain(Vec::seal(full));
        }
        full.clear();
        Self::Packed { base, greatest: unpacked(base, most), steps }
    }

    fn element(&self, at: usize) -> f64 {
        match self {
            Self::Packed { base, steps, .. } => unpacked(*base, steps[at]),
            Self::Plain(numbers) => numbers[at],
        }
    }

    fn replace(&mut self, at: usize, number: f64) -> f64 {
        self.change(number, |steps, step| steps.replace(at, step), |numbers| numbers.replace(at, number))
    }

    fn carry(&mut self, at: usize, number: f64) -> f64 {
        self.change(number, |steps, step| steps.carry(at, step), |numbers| numbers.carry(at, number))
    }

    fn elements<'a>(&'a self, scratch: &'a mut Vec<f64>) -> &'a [f64] {
        match self {
            Self::Packed { base, steps, .. } => {
                scratch.clear();
                scratch.extend(steps.iter().map(|&step| unpacked(*base, step)));
                scratch
            }
            Self::Plain(numbers) => numbers,
        }
    }

    fn memory(&self) -> usize {
        match self {
            Self::Packed { steps, .. } => steps.memory(),
            Self::Plain(numbers) => numbers.memory(),
        }
    }
}

/// How much more than `base` a number is; `None` where it could not be told from that again, to the last bit.
fn step(base: f64, number: f64) -> Option<i32> {
    let step = (number - base) as i32;
    // Of NaN, bits are not sure to come back; the bits tell -0 from 0.
    let is_told = unpacked(base, step).to_bits() == number.to_bits() && !number.is_nan();
    is_told.then_some(step)
}

fn unpacked(base: f64, step: i32) -> f64 {
    base + f64::from(step)
}
