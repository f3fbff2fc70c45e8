//! Child processes that never outlive us: each leads a process group of its own, and the whole group is ended when
//! its time is over, when its handle is dropped, or when we are told to stop.

mod group;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::progress;
use group::Group;
pub use group::stop_children_on_signals;

/// How long any one child may take. Generous: it is there so that nothing hangs for ever.
const LIMIT: Duration = Duration::from_secs(30 * 60);

/// How a child ended, and what it printed: stdout and stderr as they came.
pub struct Outcome {
    /// Its exit status.
    pub status: ExitStatus,
    /// Everything it printed.
    pub output: String,
}

/// Runs a child to its end. With `--verbose` its output is also printed.
///
/// # Errors
/// When it can't be started or takes longer than half an hour; a bad exit status is no error.
pub fn run(mut command: Command) -> Result<Outcome> {
    let name = describe(&command);
    let (reader, writer) = std::io::pipe().context("can't make a pipe")?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut running = Running::spawn(&mut command, &name)?;
    drop(command); // with our ends of the pipe: else reading would never end
    let output = collect(reader);
    let start = Instant::now();
    let status = loop {
        if let Some(status) = running.child.try_wait()? {
            break status;
        }
        if start.elapsed() > LIMIT {
            drop(running);
            let output = output.join().unwrap_or_default();
            bail!("`{name}` was stopped after {} minutes. It printed:\n{output}", LIMIT.as_secs() / 60);
        }
        thread::sleep(Duration::from_millis(20));
    };
    drop(running); // ends what the child left behind, which may still hold the pipe
    Ok(Outcome { status, output: output.join().unwrap_or_default() })
}

/// Runs a child that has to succeed; gives what it printed.
///
/// # Errors
/// As [`run`], and when it fails: then with its output.
pub fn check(command: Command) -> Result<String> {
    let name = describe(&command);
    let outcome = run(command)?;
    if outcome.status.success() {
        return Ok(outcome.output);
    }
    // What was printed already need not be printed again.
    let output = if progress::verbose() { "" } else { outcome.output.trim_end() };
    bail!("`{name}` failed ({}):\n{output}", outcome.status)
}

/// Runs a quick child that has to succeed; gives its stdout alone.
///
/// # Errors
/// When it can't be started or fails: then with what it printed on stderr.
pub fn read(mut command: Command) -> Result<String> {
    let name = describe(&command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("can't start `{name}`"))?;
    if !output.status.success() {
        bail!("`{name}` failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr).trim_end());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{name}` printed something that is not UTF-8"))
}

/// The command as one would type it.
pub fn describe(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program).to_owned();
    command.get_args().fold(name, |line, argument| line + " " + &argument.to_string_lossy())
}

fn collect(reader: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut reader = BufReader::new(reader);
        let (mut output, mut line) = (String::new(), Vec::new());
        while let Ok(1..) = reader.read_until(b'\n', &mut line) {
            if progress::verbose() {
                let _ = std::io::stderr().write_all(&line);
            }
            output.push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
        output
    })
}

/// A child that runs beside us until it is dropped.
pub struct Running {
    child: Child,
    group: Group,
}

impl Running {
    /// Starts a child whose stdout is piped. Its stderr is what the command says, or ours.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn start(mut command: Command) -> Result<(Self, ChildStdout)> {
        let name = describe(&command);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut running = Self::spawn(&mut command, &name)?;
        let stdout = running.child.stdout.take().context("a piped child has a stdout")?;
        Ok((running, stdout))
    }

    /// Waits until the child ends by itself.
    ///
    /// # Errors
    /// When it can't be waited for.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }

    fn spawn(command: &mut Command, name: &str) -> Result<Self> {
        let (child, group) = group::spawn(command).with_context(|| {
            format!("can't start `{name}`: is {} installed?", command.get_program().to_string_lossy())
        })?;
        Ok(Self { child, group })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.group.ask_to_stop();
        let start = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && start.elapsed() < Duration::from_secs(2) {
            thread::sleep(Duration::from_millis(10));
        }
        self.group.kill();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_and_errors_come_in_the_order_they_were_printed() {
        let outcome = run(shell("echo one; echo two >&2; echo three; exit 3")).unwrap();
        assert_eq!(outcome.output, "one\ntwo\nthree\n");
        assert_eq!(outcome.status.code(), Some(3));
    }

    #[test]
    fn a_failure_is_told_with_its_output() {
        let error = check(shell("echo why; exit 1")).unwrap_err().to_string();
        assert!(error.contains("why"), "{error}");
    }

    #[test]
    fn what_a_child_leaves_behind_is_ended() {
        let start = Instant::now();
        // It holds the pipe that `run` reads to its end.
        assert_eq!(run(shell("sleep 60 & echo gone")).unwrap().output, "gone\n");
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(Command::new("no-such-program")).err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains("no-such-program")));
    }
}
