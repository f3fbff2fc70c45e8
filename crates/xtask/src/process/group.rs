//! Process groups: a child, its children, and so on, ended together.

use std::io;
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// The groups that run, for the signal handler.
static GROUPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Ends all children, then us, on ctrl-c (SIGINT), SIGTERM and SIGHUP.
///
/// # Errors
/// When the handler can't be set.
pub fn stop_children_on_signals() -> Result<()> {
    ctrlc::set_handler(|| {
        // Held until the end: meanwhile no child is started, and nobody goes on because one has ended.
        let groups = groups();
        groups.iter().for_each(|group| signal(*group, Signal::Stop));
        thread::sleep(Duration::from_millis(300));
        groups.iter().for_each(|group| signal(*group, Signal::Kill));
        std::process::exit(130);
    })
    .context("can't listen for ctrl-c")
}

/// The group that a child leads; known to the signal handler until it is dropped.
pub struct Group(u32);

/// Starts a command's process as the leader of a group of its own.
///
/// # Errors
/// When it can't be started.
pub fn spawn(command: &mut Command) -> io::Result<(Child, Group)> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut groups = groups();
    let child = command.spawn()?;
    groups.push(child.id());
    let group = Group(child.id());
    Ok((child, group))
}

fn groups() -> MutexGuard<'static, Vec<u32>> {
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Group {
    /// Asks its processes to end.
    pub fn ask_to_stop(&self) {
        signal(self.0, Signal::Stop);
    }

    /// Ends its processes.
    pub fn kill(&self) {
        signal(self.0, Signal::Kill);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        groups().retain(|group| *group != self.0);
    }
}

#[derive(Clone, Copy)]
enum Signal {
    Stop,
    Kill,
}

#[cfg(unix)]
fn signal(group: u32, signal: Signal) {
    use nix::sys::signal::{Signal as Unix, killpg};
    let unix = match signal {
        Signal::Stop => Unix::SIGTERM,
        Signal::Kill => Unix::SIGKILL,
    };
    if let Ok(group) = i32::try_from(group) {
        // A group that is gone already is as good as stopped.
        let _ = killpg(nix::unistd::Pid::from_raw(group), unix);
    }
}

/// Elsewhere a child is ended by its handle alone.
#[cfg(not(unix))]
fn signal(_group: u32, _signal: Signal) {}
