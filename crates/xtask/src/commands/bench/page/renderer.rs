//! The browser's renderer process: what its threads have used, and what memory it has. Linux only.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value as Json, json};

/// How the kernel names the threads of dedicated workers: it keeps fifteen letters.
const WORKER: &str = "DedicatedWorker";

/// The renderer of the one page that a browser has open.
pub struct Renderer {
    profile: PathBuf,
    process: OnceCell<u32>,
}

impl Renderer {
    /// Of the browser with this profile.
    pub fn of(profile: &Path) -> Self {
        Self { profile: profile.to_owned(), process: OnceCell::new() }
    }

    /// `{ main, workers }`: milliseconds on a processor so far, of the page's thread and of all its workers'.
    ///
    /// # Errors
    /// When the process can't be found, or is gone.
    pub fn cpu(&self) -> Result<Json> {
        let process = self.process()?;
        let mut workers = 0.0;
        let tasks = format!("/proc/{process}/task");
        for task in fs::read_dir(&tasks).with_context(|| format!("can't read {tasks}"))? {
            let task = task?.path();
            if fs::read_to_string(task.join("comm")).is_ok_and(|name| name.trim_end() == WORKER) {
                workers += on_processor(&task)?;
            }
        }
        Ok(json!({ "main": main_thread(process)?, "workers": workers }))
    }

    /// The process's anonymous memory, in bytes: heaps and WebAssembly's memory, without files and shared memory.
    ///
    /// # Errors
    /// As [`Renderer::cpu`].
    pub fn memory(&self) -> Result<u64> {
        let file = format!("/proc/{}/status", self.process()?);
        let status = fs::read_to_string(&file).with_context(|| format!("can't read {file}"))?;
        anonymous(&status).with_context(|| format!("{file} has no RssAnon"))
    }

    fn process(&self) -> Result<u32> {
        if let Some(process) = self.process.get() {
            return Ok(*process);
        }
        let found = find(&self.profile)?;
        Ok(*self.process.get_or_init(|| found))
    }
}

/// Of the browser's renderers the one that has worked most: the others are kept in store for further pages.
fn find(profile: &Path) -> Result<u32> {
    let argument = format!("--user-data-dir={}", profile.display());
    let mut parents = HashMap::new();
    let (mut ours, mut renderers) = (Vec::new(), Vec::new());
    for entry in fs::read_dir("/proc").context("processor times can be read on Linux only")? {
        let Some(process) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let folder = Path::new("/proc").join(process.to_string());
        // Processes may end while we look.
        let (Ok(command), Ok(stat)) =
            (fs::read_to_string(folder.join("cmdline")), fs::read_to_string(folder.join("stat")))
        else {
            continue;
        };
        parents.extend(parent(&stat).map(|parent| (process, parent)));
        if command.contains(&argument) {
            ours.push(process);
        }
        if command.contains("--type=renderer") {
            renderers.push(process);
        }
    }
    let is_ours = |process: &u32| {
        let ancestors = std::iter::successors(Some(process), |child| parents.get(child));
        ancestors.take(64).any(|ancestor| ours.contains(ancestor))
    };
    let times = renderers.into_iter().filter(is_ours).filter_map(|process| Some((process, main_thread(process).ok()?)));
    let busiest = times.max_by(|(_, one), (_, other)| one.total_cmp(other));
    busiest.map(|(process, _)| process).context("the browser has no renderer process")
}

fn main_thread(process: u32) -> Result<f64> {
    on_processor(Path::new(&format!("/proc/{process}/task/{process}")))
}

/// Milliseconds that a thread was on a processor.
fn on_processor(task: &Path) -> Result<f64> {
    let file = task.join("schedstat");
    let text = fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?;
    let nanoseconds = text.split_whitespace().next().and_then(|first| first.parse::<f64>().ok());
    Ok(nanoseconds.with_context(|| format!("{} has no times", file.display()))? / 1e6)
}

/// The parent in a process's `stat`, whose second field is a name that may hold anything, in parentheses.
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn anonymous(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parent_is_found_behind_any_name() {
        assert_eq!(parent("42 (a) b (c)) S 7 42 42 0 -1"), Some(7));
    }

    #[test]
    fn anonymous_memory_is_in_bytes() {
        let status = "VmRSS:\t  300 kB\nRssAnon:\t  120 kB\nRssFile:\t  180 kB\n";
        assert_eq!(anonymous(status), Some(122_880));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_thread_s_time_on_a_processor_grows_with_its_work() {
        let task = PathBuf::from("/proc/thread-self");
        let before = on_processor(&task).unwrap();
        let mut sum = 0_u64;
        while on_processor(&task).unwrap() < before + 1.0 {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(sum > 0);
    }
}
