//! A function's instructions, as far as they matter to who wants to know whether it only panics.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result};
use wasmparser::{FunctionBody, Operator};

/// What an instruction does.
enum Kind<'a> {
    /// Calls the function with this symbol.
    Call(&'a str),
    /// Makes a value, or puts it where only this function finds it.
    Pure,
    /// Neither leaves the function nor calls another.
    Inner,
    /// Traps.
    Unreachable,
    /// Leaves the function, or calls something unknown.
    Outer,
}

struct Instruction<'a> {
    kind: Kind<'a>,
    at: Range<usize>,
}

/// The instructions of a function, with their places in the object.
pub struct Body<'a>(Vec<Instruction<'a>>);

impl<'a> Body<'a> {
    /// Reads a function in an object whose functions have these symbols, by their number.
    ///
    /// # Errors
    /// When there is an instruction that is none.
    pub fn read(body: &FunctionBody<'_>, symbols: &[&'a str]) -> Result<Self> {
        let mut instructions = Vec::new();
        let mut reader = body.get_operators_reader()?;
        let mut depth = 0;
        while !reader.is_end_then_eof() {
            let start = usize::try_from(reader.original_position())?;
            let operator = reader.read()?;
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => depth += 1,
                Operator::End => depth -= 1,
                _ => {}
            }
            let kind = match operator {
                Operator::Call { function_index } => {
                    Kind::Call(symbols.get(usize::try_from(function_index)?).context("a call of no function")?)
                }
                _ => kind(&operator, depth),
            };
            instructions.push(Instruction { kind, at: start..usize::try_from(reader.original_position())? });
        }
        Ok(Self(instructions))
    }

    /// Whether it never returns, and calls nothing but functions that are among `symbols`.
    pub fn only_calls(&self, symbols: &BTreeSet<&str>) -> bool {
        let calls = self.0.iter().any(|instruction| matches!(instruction.kind, Kind::Call(_)));
        let ends = self.0.last().is_some_and(|instruction| matches!(instruction.kind, Kind::Unreachable));
        calls
            && ends
            && self.0.iter().all(|instruction| match instruction.kind {
                Kind::Call(symbol) => symbols.contains(symbol),
                Kind::Pure | Kind::Inner | Kind::Unreachable => true,
                Kind::Outer => false,
            })
    }

    /// Where it calls functions that are among `symbols`, with what makes the arguments as far as only it sees that.
    pub fn calls(&self, symbols: &BTreeSet<&str>) -> Vec<Range<usize>> {
        let mut calls = Vec::new();
        let mut pure = None;
        for instruction in &self.0 {
            let start = pure.take().unwrap_or(instruction.at.start);
            match instruction.kind {
                Kind::Pure => pure = Some(start),
                Kind::Call(symbol) if symbols.contains(symbol) => calls.push(start..instruction.at.end),
                _ => {}
            }
        }
        calls
    }
}

/// What an instruction that is no call does inside `depth` blocks of its function.
fn kind(operator: &Operator<'_>, depth: u32) -> Kind<'static> {
    match operator {
        Operator::Unreachable => Kind::Unreachable,
        Operator::I32Const { .. }
        | Operator::I64Const { .. }
        | Operator::LocalGet { .. }
        | Operator::LocalSet { .. }
        | Operator::LocalTee { .. }
        | Operator::I32Add
        | Operator::I32Sub
        | Operator::I32Load { .. } => Kind::Pure,
        Operator::Br { relative_depth } | Operator::BrIf { relative_depth } if *relative_depth < depth => Kind::Inner,
        Operator::BrTable { targets } => {
            let outer = targets.targets().chain([Ok(targets.default())]).any(|t| t.is_ok_and(|t| t >= depth));
            if outer { Kind::Outer } else { Kind::Inner }
        }
        Operator::Br { .. }
        | Operator::BrIf { .. }
        | Operator::Return
        | Operator::CallIndirect { .. }
        | Operator::ReturnCall { .. }
        | Operator::ReturnCallIndirect { .. } => Kind::Outer,
        _ => Kind::Inner,
    }
}
