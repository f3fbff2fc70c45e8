//! Panics become traps, in the object that rustc hands to its linker.
//!
//! Nobody ever reads a panic's message in a browser: the standard library prints it nowhere there, and what JavaScript
//! sees is a trap. Yet every place that may panic brings its location, its message and the code that formats it. Here,
//! before the linker looks for what is used, calls of functions that only panic become WebAssembly's `unreachable`,
//! with their arguments. The linker then leaves out what nothing else refers to.

mod body;
mod object;

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use body::Body;
use object::Object;

/// Where the standard library's panics come together. What does nothing but call them is found by itself.
const PANICS: [&str; 4] = [
    "core::panicking::panic_fmt",
    "core::str::slice_error_fail_rt",
    "alloc::alloc::handle_alloc_error",
    "std::panicking::panic_with_hook",
];

/// The object with traps instead of panics, and of functions that are `never` called: parts of their symbols.
///
/// # Errors
/// When it cannot be read, or lacks one of the functions that are expected: a new toolchain may call them otherwise,
/// and the module would grow unnoticed.
pub fn trap_panics(object: &[u8], never: &[&str]) -> Result<Vec<u8>> {
    let object = Object::read(object)?;
    let mut trapped = panics(&object)?;
    for part in never {
        let known = trapped.len();
        trapped.extend(object.functions().map(|(symbol, _)| symbol).filter(|symbol| symbol.contains(part)));
        ensure!(trapped.len() > known, "the module has no {part}: is it called otherwise in a new version?");
    }
    object.with_traps(&trapped)
}

/// The symbols of all functions that only panic.
fn panics<'a>(object: &Object<'a>) -> Result<BTreeSet<&'a str>> {
    let mut panics = BTreeSet::new();
    for path in PANICS {
        // Both of Rust's ways to write symbols have paths so: `4core9panicking9panic_fmt`.
        let mangled: String = path.split("::").map(|name| format!("{}{name}", name.len())).collect();
        let known = panics.len();
        panics.extend(object.functions().map(|(symbol, _)| symbol).filter(|symbol| symbol.contains(&mangled)));
        ensure!(panics.len() > known, "the module has no {path}: is it called otherwise in this version of Rust?");
    }
    loop {
        let only_panics = |body: &Body<'_>| body.only_calls(&panics);
        let found = object.functions().filter(|(_, body)| only_panics(body)).map(|(symbol, _)| symbol);
        let all: BTreeSet<&str> = found.chain(panics.iter().copied()).collect();
        if all.len() == panics.len() {
            return Ok(all);
        }
        panics = all;
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// What rustc makes of a function that may panic, with or without the standard library in one object with it.
    fn object(options: &[&str]) -> Vec<u8> {
        let folder = std::env::temp_dir().join(format!("tributary-traps-{}-{}", std::process::id(), options.len()));
        std::fs::create_dir_all(&folder).unwrap();
        let source = folder.join("fourth.rs");
        let text = "#[unsafe(no_mangle)] pub extern \"C\" fn fourth(text: &String) -> char {
            let _ = std::hint::black_box(vec![0; text.len()]);
            text[3..].chars().next().unwrap()
        }";
        std::fs::write(&source, text).unwrap();
        let mut rustc = Command::new("rustc");
        rustc.args(["--target=wasm32-unknown-unknown", "--crate-type=cdylib", "--edition=2024", "-Csave-temps"]);
        rustc.args(["-Copt-level=1", "-Cpanic=abort"]).args(options).arg("--out-dir").arg(&folder).arg(&source);
        assert!(rustc.status().unwrap().success());
        let mut files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
        let object = files.find(|file| file.to_string_lossy().ends_with("-cgu.0.rcgu.o")).unwrap();
        let bytes = std::fs::read(object).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        bytes
    }

    /// How many functions that are no panics themselves call one.
    fn panicking(object: &[u8]) -> usize {
        let object = Object::read(object).unwrap();
        let panics = panics(&object).unwrap();
        object.functions().filter(|(symbol, body)| !panics.contains(symbol) && !body.calls(&panics).is_empty()).count()
    }

    #[test]
    fn panics_become_traps_without_their_locations() {
        let object = object(&["-Clto=fat"]);
        let trapped = trap_panics(&object, &[]).unwrap();
        assert!(panicking(&object) > 0);
        assert_eq!(panicking(&trapped), 0);
        assert!(trapped.len() < object.len(), "fewer places refer to something");
        let error = trap_panics(&object, &["no_such_function"]).unwrap_err().to_string();
        assert!(error.contains("no_such_function"), "{error}");
    }

    #[test]
    fn a_library_that_calls_its_panics_otherwise_is_refused() {
        let error = trap_panics(&object(&[]), &[]).unwrap_err().to_string();
        assert!(error.contains("core::panicking::panic_fmt"), "{error}");
    }
}
