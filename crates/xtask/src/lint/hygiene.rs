//! What every file of the repository has in common: readable text, no leftovers, nothing of the machine it was
//! written on.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use super::Verdict;
use crate::process;
use crate::workspace::Workspace;

/// Others' files, kept as they came.
const FOREIGN: [&str; 4] = ["ts-shim/.config/", "LICENSE", "Cargo.lock", "package-lock.json"];

/// Endings of files that are leftovers or belong to one person's machine.
const LEFTOVERS: [&str; 10] = [".orig", ".rej", ".bak", ".swp", ".log", ".tmp", ".pem", ".key", ".DS_Store", ".env"];

/// Endings of code, which should come in small files.
const CODE: [&str; 7] = [".rs", ".ts", ".tsx", ".js", ".mjs", ".css", ".wat"];

/// Lines of a code file that make one think again.
const MANY_LINES: usize = 400;

/// Bytes of a file that make one think again.
const LARGEST: usize = 1 << 20;

/// Looks through every file that git knows or would take.
pub fn check(workspace: &Workspace) -> Result<Verdict> {
    let mut list = workspace.command("git");
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let (mut problems, mut notes) = (Vec::new(), Vec::new());
    for name in process::read(list)?.split_terminator('\0') {
        problems.extend(of_name(name));
        // A file may be deleted and not yet committed so.
        if let Ok(bytes) = fs::read(workspace.path(name)) {
            problems.extend(of_content(name, &bytes, &workspace.path("")));
            notes.extend(of_length(name, &bytes));
        }
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(if notes.is_empty() { Verdict::Passed } else { Verdict::Notes(notes.join("\n")) })
}

fn of_name(name: &str) -> Option<String> {
    let is_leftover = LEFTOVERS.iter().any(|ending| name.ends_with(ending));
    (is_leftover || name.contains(' ')).then(|| format!("{name}: such a file should not be here"))
}

fn of_content(name: &str, bytes: &[u8], root: &Path) -> Vec<String> {
    let mut problems = Vec::new();
    let mut tell = |what: String| problems.push(format!("{name}: {what}"));
    if bytes.len() > LARGEST {
        tell(format!("has {} bytes, more than {LARGEST}", bytes.len()));
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return problems };
    if name == "package-lock.json" && text.contains("\"resolved\": \"http") {
        tell("names a registry's host: npm's setting `omit-lockfile-registry-resolved` leaves it out".to_owned());
    }
    if text.contains('\0') || FOREIGN.iter().any(|foreign| name.starts_with(foreign)) {
        return problems;
    }
    if text.contains('\r') {
        tell("has carriage returns".to_owned());
    }
    if !text.is_empty() && (!text.ends_with('\n') || text.ends_with("\n\n")) {
        tell("should end with one newline".to_owned());
    }
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if let Some(path) = machine_path(line, root) {
            tell(format!("line {number} names a place on one machine (`{path}`)"));
        }
        if line.ends_with([' ', '\t']) {
            tell(format!("line {number} ends with a space"));
        }
        if ["<<<<<<< ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark)) {
            tell(format!("line {number} is a merge conflict's"));
        }
        if is_test(name) && line.contains(".only(") {
            tell(format!("line {number} makes the other tests be skipped"));
        }
    }
    problems
}

fn of_length(name: &str, bytes: &[u8]) -> Option<String> {
    let is_ours = !FOREIGN.iter().any(|foreign| name.starts_with(foreign));
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    (is_ours && lines > MANY_LINES && CODE.iter().any(|ending| name.ends_with(ending)))
        .then(|| format!("{name} has {lines} lines: can it be two files?"))
}

fn is_test(name: &str) -> bool {
    [".test.ts", ".test.tsx", ".spec.ts", ".spec.tsx"].iter().any(|ending| name.ends_with(ending))
}

/// A path in someone's home, or of this very checkout.
fn machine_path(line: &str, root: &Path) -> Option<String> {
    // In two halves, so that this file doesn't find itself.
    let homes = [concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Use", "rs/")];
    let checkout = root.to_string_lossy();
    let checkout = checkout.trim_end_matches('/');
    let found = homes.into_iter().find(|home| line.contains(home));
    found
        .or_else(|| (checkout.matches('/').count() > 1 && line.contains(checkout)).then_some(checkout))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(name: &str, text: &str) -> Vec<String> {
        of_content(name, text.as_bytes(), Path::new("/builds/tributary/"))
    }

    #[test]
    fn a_clean_file_has_no_problems() {
        assert_eq!(problems("a.rs", "fn a() {}\n"), Vec::<String>::new());
        assert_eq!(problems("empty", ""), Vec::<String>::new());
    }

    #[test]
    fn untidy_ends_are_told_with_their_line() {
        assert_eq!(
            problems("a.md", "a\nb \nc"),
            ["a.md: should end with one newline", "a.md: line 2 ends with a space"]
        );
        assert_eq!(problems("a.md", "a\n\n"), ["a.md: should end with one newline"]);
        assert_eq!(problems("a.md", "a\r\n"), ["a.md: has carriage returns"]);
    }

    #[test]
    fn places_on_one_machine_are_told() {
        assert_eq!(problems("a.md", concat!("see /ho", "me/me/x\n")).len(), 1);
        assert_eq!(problems("a.md", "see /builds/tributary/x\n").len(), 1);
        assert!(problems("a.md", "see /usr/bin/chromium\n").is_empty());
    }

    #[test]
    fn a_test_that_runs_alone_is_told() {
        assert_eq!(problems("a.test.ts", "it.only('x', () => {});\n").len(), 1);
        assert!(problems("a.ts", "frames.only(1);\n").is_empty());
    }

    #[test]
    fn others_files_keep_their_shape() {
        assert!(problems("ts-shim/.config/a.js", "a \n\n").is_empty());
        assert_eq!(problems("package-lock.json", "\"resolved\": \"http://x\"").len(), 1);
    }

    #[test]
    fn leftovers_are_told_by_their_names() {
        assert!(of_name("src/a.rs.orig").is_some());
        assert!(of_name("my file.md").is_some());
        assert!(of_name("src/a.rs").is_none());
    }

    #[test]
    fn a_long_file_is_worth_a_note_unless_it_is_data() {
        let long = "x\n".repeat(MANY_LINES + 1);
        assert!(of_length("a.rs", long.as_bytes()).is_some());
        assert!(of_length("a.json", long.as_bytes()).is_none());
    }
}
