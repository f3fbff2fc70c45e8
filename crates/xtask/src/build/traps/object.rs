//! A relocatable WebAssembly object: which functions it has, and where its code refers to something.
//! <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use wasmparser::{CustomSectionReader, KnownCustom, Linking, Parser, Payload, RelocSectionReader, SymbolInfo, TypeRef};

use super::body::Body;

/// WebAssembly's `unreachable`: one byte, after which any code is valid.
const UNREACHABLE: u8 = 0x00;

/// What a section begins with that is none of the standard's own.
const CUSTOM: u8 = 0;

/// The parts of an object that matter here.
pub struct Object<'a> {
    bytes: &'a [u8],
    /// By the functions' numbers: first those that come from elsewhere.
    symbols: Vec<&'a str>,
    /// The defined functions.
    bodies: Vec<Body<'a>>,
    /// Where the code section begins.
    code: usize,
    /// Where the code refers to something, if it does.
    references: Option<CustomSectionReader<'a>>,
}

impl<'a> Object<'a> {
    /// # Errors
    /// When it is none.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let (mut symbols, mut found, mut named, mut code, mut references) =
            (Vec::new(), Vec::new(), Vec::new(), 0, None);
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        if matches!(import.ty, TypeRef::Func(_)) {
                            symbols.push(import.name);
                        }
                    }
                }
                Payload::CodeSectionStart { unchecked_range, .. } => code = usize::try_from(unchecked_range.start)?,
                Payload::CodeSectionEntry(body) => found.push(body),
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            let Linking::SymbolTable(table) = part? else { continue };
                            for symbol in table {
                                if let SymbolInfo::Func { index, name: Some(name), .. } = symbol? {
                                    named.push((usize::try_from(index)?, name));
                                }
                            }
                        }
                    }
                    KnownCustom::Reloc(_) if section.name() == "reloc.CODE" => references = Some(section),
                    _ => {}
                },
                _ => {}
            }
        }
        symbols.resize(symbols.len() + found.len(), "");
        for (index, name) in named {
            *symbols.get_mut(index).context("a symbol of no function")? = name;
        }
        let bodies = found.iter().map(|body| Body::read(body, &symbols)).collect::<Result<_>>()?;
        Ok(Self { bytes, symbols, bodies, code, references })
    }

    /// The functions that it defines, with their symbols.
    pub fn functions(&self) -> impl Iterator<Item = (&'a str, &Body<'a>)> {
        let own = self.symbols.len() - self.bodies.len();
        self.symbols[own..].iter().copied().zip(&self.bodies)
    }

    /// The object with traps instead of calls of functions that are among `panics`.
    ///
    /// # Errors
    /// When its references cannot be read.
    pub fn with_traps(&self, panics: &BTreeSet<&str>) -> Result<Vec<u8>> {
        let mut bytes = self.bytes.to_vec();
        let calls: Vec<Range<usize>> = self.bodies.iter().flat_map(|body| body.calls(panics)).collect();
        for call in &calls {
            bytes[call.clone()].fill(UNREACHABLE);
        }
        if let Some(section) = &self.references {
            let old = places(section.range())?;
            let length = |section: usize| u32::try_from(section).map(leb128);
            // LLVM leaves five bytes for a section's length, whatever it is.
            ensure!(self.bytes[old.start - 6] == CUSTOM, "a section's length does not have five bytes");
            let new = self.references_outside(section, &calls)?;
            bytes.splice(old.start - 5..old.end, [length(new.len())?, new].concat());
        }
        Ok(bytes)
    }

    /// The section that tells where the code refers to something, without those places that are in `ranges`.
    fn references_outside(&self, section: &CustomSectionReader<'a>, ranges: &[Range<usize>]) -> Result<Vec<u8>> {
        let section_places = places(section.range())?;
        let reader = RelocSectionReader::new(section.data_reader())?;
        let entries = reader.entries().into_iter_with_offsets().collect::<Result<Vec<_>, _>>()?;
        let starts = entries.iter().map(|(at, _)| usize::try_from(*at)).collect::<Result<Vec<_>, _>>()?;
        let ends = starts.iter().copied().skip(1).chain([section_places.end]);
        let mut kept = Vec::new();
        let mut count = 0;
        for ((_, entry), (start, end)) in entries.iter().zip(starts.iter().copied().zip(ends)) {
            let at = self.code + usize::try_from(entry.offset)?;
            let next = ranges.partition_point(|range| range.end <= at);
            if !ranges.get(next).is_some_and(|range| range.contains(&at)) {
                kept.extend_from_slice(&self.bytes[start..end]);
                count += 1;
            }
        }
        let head = section_places.start..usize::try_from(reader.entries().range().start)?;
        Ok([&self.bytes[head], &leb128(count), &kept].concat())
    }
}

fn places(range: Range<u64>) -> Result<Range<usize>> {
    Ok(usize::try_from(range.start)?..usize::try_from(range.end)?)
}

/// A number as WebAssembly writes it: seven bits a byte, the lowest first, all but the last marked.
fn leb128(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}
