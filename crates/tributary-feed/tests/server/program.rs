//! The program: its one line, its errors, its ends.

use std::process::Stdio;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tributary-feed"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

/// Starts the program and reads its line.
async fn running(arguments: &[&str]) -> (Child, ChildStdin, String) {
    let mut child = program(arguments).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).await.unwrap();
    let address = serde_json::from_str::<Value>(&line).unwrap()["address"].as_str().unwrap().to_owned();
    let stdin = child.stdin.take().unwrap();
    (child, stdin, address)
}

#[tokio::test]
async fn it_prints_one_line_of_json_and_then_listens() {
    let (_child, _stdin, address) = running(&[]).await;
    assert!(address.starts_with("127.0.0.1:"), "{address}");
    tokio_tungstenite::connect_async(format!("ws://{address}/ticker")).await.unwrap();
}

#[tokio::test]
async fn with_exit_with_parent_it_ends_when_standard_input_does() {
    let (mut child, stdin, _) = running(&["--exit-with-parent"]).await;
    drop(stdin);
    assert!(child.wait().await.unwrap().success());
}

#[cfg(unix)]
#[tokio::test]
async fn it_ends_cleanly_at_sigterm_and_ctrl_c_with_sockets_open_and_without_a_word() {
    for signal in ["-TERM", "-INT"] {
        let (child, _stdin, address) = running(&["--exit-with-parent"]).await;
        let (_client, _) = tokio_tungstenite::connect_async(format!("ws://{address}/ticker")).await.unwrap();
        let id = child.id().unwrap().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().await.unwrap().success());
        let output = child.wait_with_output().await.unwrap();
        assert!(output.status.success(), "{signal}: {}", output.status);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
}

#[tokio::test]
async fn a_taken_port_is_a_clear_error() {
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = program(&["--port", &port]).output().await.unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains(&format!("port {port} on 127.0.0.1 is taken")), "{error}");
}

#[tokio::test]
async fn an_unknown_argument_is_an_error_with_the_usage() {
    let output = program(&["--nope"]).output().await.unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("'--nope'") && error.contains("Usage:"), "{error}");
}
