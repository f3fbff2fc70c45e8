//! `tributary-feed`: the server as a program. See `--help`.

mod arguments;

use std::io::{self, Read, Write};
use std::process::ExitCode;

use arguments::{Command, USAGE};
use tokio::sync::oneshot;
use tributary_feed::Config;

#[tokio::main]
async fn main() -> ExitCode {
    match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Ok(Command::Run { config, exit_with_parent }) => match run(config, exit_with_parent).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("tributary-feed: {error}");
                ExitCode::FAILURE
            }
        },
        Err(message) => {
            eprintln!("tributary-feed: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

async fn run(config: Config, exit_with_parent: bool) -> Result<(), Box<dyn std::error::Error>> {
    // Before the address is printed: whoever reads it may send a signal at once.
    let signal = signal()?;
    let feed = tributary_feed::start(config).await?;
    let ready = serde_json::json!({ "address": feed.address() });
    let mut out = io::stdout();
    writeln!(out, "{ready}")?;
    out.flush()?;

    tokio::select! {
        () = signal => {}
        () = parent_gone(), if exit_with_parent => {}
    }
    feed.shutdown().await;
    Ok(())
}

/// Ends at ctrl-c, and at SIGTERM where there is one. The handlers are in place when this returns.
#[cfg(unix)]
fn signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Ends when standard input does: the pipe's other end is closed, however its process died.
async fn parent_gone() {
    let (gone, wait) = oneshot::channel();
    // A thread of its own, since tokio would wait at its end for a read that may never return.
    std::thread::spawn(move || {
        let mut stdin = io::stdin().lock();
        let mut buffer = [0; 1024];
        loop {
            match stdin.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => break,
                Ok(_) => {}
            }
        }
        let _ = gone.send(());
    });
    let _ = wait.await;
}
