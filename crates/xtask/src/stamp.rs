//! Skipping what is done already: a stamp remembers what a step read and wrote.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Folders that are never anyone's input.
const IGNORED: [&str; 4] = ["node_modules", "coverage", "pkg", "target"];

/// One step's stamp file.
pub struct Stamp {
    file: PathBuf,
    inputs: Vec<PathBuf>,
    outputs: Vec<PathBuf>,
    recipe: String,
}

impl Stamp {
    /// A stamp for a step that makes `outputs` from `inputs` (files or folders; missing ones may appear) in the way
    /// that `recipe` names: another recipe is another result.
    pub fn new(file: PathBuf, recipe: &str, inputs: Vec<PathBuf>, outputs: Vec<PathBuf>) -> Self {
        Self { file, inputs, outputs, recipe: recipe.to_owned() }
    }

    /// Whether the step ran with these very inputs and its outputs are as it left them.
    ///
    /// # Errors
    /// When an input can't be read.
    pub fn is_fresh(&self) -> Result<bool> {
        Ok(fs::read_to_string(&self.file).is_ok_and(|stored| {
            !stored.is_empty()
                && self.outputs.iter().all(|output| output.exists())
                && self.digest().is_ok_and(|digest| digest == stored)
        }))
    }

    /// Remembers that the step has just run.
    ///
    /// # Errors
    /// When a file can't be read, or the stamp not written.
    pub fn set(&self) -> Result<()> {
        fs::write(&self.file, self.digest()?).with_context(|| format!("can't write {}", self.file.display()))
    }

    fn digest(&self) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        self.recipe.hash(&mut hasher);
        for path in self.inputs.iter().chain(&self.outputs) {
            for file in files(path)? {
                file.hash(&mut hasher);
                fs::read(&file).with_context(|| format!("can't read {}", file.display()))?.hash(&mut hasher);
            }
        }
        Ok(format!("{:016x}", hasher.finish()))
    }
}

/// Every file at or under a path, sorted; none when there is nothing.
///
/// # Errors
/// When a folder can't be read.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if path.is_file() {
        found.push(path.to_owned());
    } else if path.is_dir() {
        for entry in fs::read_dir(path).with_context(|| format!("can't read {}", path.display()))? {
            let entry = entry?;
            if !IGNORED.iter().any(|ignored| entry.file_name() == *ignored) {
                found.extend(files(&entry.path())?);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_input_a_changed_output_and_a_missing_one_are_noticed() {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("in")).unwrap();
        fs::write(folder.join("in/a"), "1").unwrap();
        fs::write(folder.join("out"), "1").unwrap();
        let stamp = Stamp::new(folder.join("stamp"), "", vec![folder.join("in")], vec![folder.join("out")]);
        assert!(!stamp.is_fresh().unwrap());
        stamp.set().unwrap();
        assert!(stamp.is_fresh().unwrap());

        fs::write(folder.join("in/b"), "2").unwrap();
        assert!(!stamp.is_fresh().unwrap());
        stamp.set().unwrap();
        fs::write(folder.join("out"), "edited").unwrap();
        assert!(!stamp.is_fresh().unwrap());
        stamp.set().unwrap();
        fs::remove_file(folder.join("out")).unwrap();
        assert!(!stamp.is_fresh().unwrap());
        fs::remove_dir_all(folder).unwrap();
    }
}
