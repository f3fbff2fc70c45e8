//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use tributary_feed::{Config, Mount};

/// How the program is called.
pub(crate) const USAGE: &str = "\
Usage: tributary-feed [--port N] [--serve URLPREFIX=DIR]… [--exit-with-parent]

Sample WebSocket feeds and a stand-in for Grafana's data source proxy, on 127.0.0.1.
Prints one line of JSON, {\"address\":\"127.0.0.1:PORT\"}, when it is ready.

  --port N                 listen on port N (default 0: a free one)
  --serve URLPREFIX=DIR    serve the files of DIR below URLPREFIX; may be repeated
  --exit-with-parent       end when standard input ends
  --help                   print this text";

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Run { config: Config, exit_with_parent: bool },
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// A sentence for people about the first argument that makes no sense.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut config = Config::default();
    let mut exit_with_parent = false;
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let argument = utf8(argument)?;
        // Both `--port 1` and `--port=1`.
        let (name, inline) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        let mut value = || match inline.clone() {
            Some(value) => Ok(value),
            None => utf8(arguments.next().ok_or(format!("{name} needs a value"))?),
        };
        match name {
            "--port" => {
                let value = value()?;
                config.port =
                    value.parse().map_err(|_| format!("--port must be a number from 0 to 65535, not '{value}'"))?;
            }
            "--serve" => config.serve.push(mount(&value()?)?),
            "--exit-with-parent" => exit_with_parent = true,
            "--help" | "-h" => return Ok(Command::Help),
            _ => return Err(format!("unknown argument '{argument}'")),
        }
    }
    Ok(Command::Run { config, exit_with_parent })
}

fn mount(value: &str) -> Result<Mount, String> {
    match value.split_once('=') {
        Some((prefix, directory)) if prefix.starts_with('/') && !directory.is_empty() => {
            Ok(Mount { prefix: prefix.to_owned(), directory: PathBuf::from(directory) })
        }
        _ => Err(format!("--serve must look like /url/prefix=directory, not '{value}'")),
    }
}

fn utf8(argument: OsString) -> Result<String, String> {
    argument.into_string().map_err(|argument| format!("'{}' is not UTF-8", argument.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(arguments: &[&str]) -> Result<(Config, bool), String> {
        match parse(arguments.iter().map(OsString::from))? {
            Command::Run { config, exit_with_parent } => Ok((config, exit_with_parent)),
            Command::Help => Err("help".to_owned()),
        }
    }

    #[test]
    fn no_arguments_mean_a_free_port_and_no_files() {
        let (config, exit_with_parent) = run(&[]).unwrap();
        assert_eq!((config.port, config.serve, exit_with_parent), (0, vec![], false));
    }

    #[test]
    fn every_option_is_read_with_its_value_apart_or_after_an_equals_sign() {
        let (config, exit_with_parent) =
            run(&["--port", "80", "--serve", "/=a", "--serve=/b=c=d", "--exit-with-parent"]).unwrap();
        assert_eq!((config.port, exit_with_parent), (80, true));
        let mount = |prefix: &str, directory: &str| Mount { prefix: prefix.into(), directory: directory.into() };
        assert_eq!(config.serve, [mount("/", "a"), mount("/b", "c=d")]);
    }

    #[test]
    fn nonsense_is_refused_by_name() {
        for (arguments, named) in [
            (&["--port"][..], "--port"),
            (&["--port", "x"], "--port"),
            (&["--serve", "b=c"], "--serve"),
            (&["--serve", "/b"], "--serve"),
            (&["--verbose"], "--verbose"),
        ] {
            let error = run(arguments).unwrap_err();
            assert!(error.contains(named), "{arguments:?}: {error}");
        }
    }
}
