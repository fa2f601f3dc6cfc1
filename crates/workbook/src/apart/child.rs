//! The side of the process that reads.

use std::env;
use std::fs::File;
use std::io;
use std::process::ExitCode;

use super::{ARGUMENT, Request, limits, wire};
use crate::{open_bytes, pace, source};

/// Reads a file for the process that started this one, if it was started for
/// that, and says how to exit. `main` calls it before it does anything else.
#[must_use]
pub fn serve_if_asked() -> Option<ExitCode> {
    let mut arguments = env::args_os().skip(1);
    if arguments.next()? != ARGUMENT {
        return None;
    }
    let request = arguments.next();
    let request = request.and_then(|request| serde_json::from_str(request.to_str()?).ok());
    let served = request.map(|request| serve(&request));
    Some(match served {
        Some(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn serve(request: &Request) -> io::Result<()> {
    let (input, output) = standard_streams()?;
    limits::confine(pace::time_for(input.metadata()?.len()));
    // A panic is answered with a message; nobody reads what it prints.
    std::panic::set_hook(Box::new(|_| {}));
    let bytes = source::load(&request.file, &input);
    let book = bytes.and_then(|bytes| open_bytes(&request.file, bytes, &request.opening));
    wire::send(output, book)
}

/// As files, because Rust's own handles look for ends of line in all that passes.
#[cfg(unix)]
fn standard_streams() -> io::Result<(File, File)> {
    use std::os::fd::AsFd;
    let input = io::stdin().as_fd().try_clone_to_owned()?;
    let output = io::stdout().as_fd().try_clone_to_owned()?;
    Ok((input.into(), output.into()))
}

#[cfg(windows)]
fn standard_streams() -> io::Result<(File, File)> {
    use std::os::windows::io::AsHandle;
    let input = io::stdin().as_handle().try_clone_to_owned()?;
    let output = io::stdout().as_handle().try_clone_to_owned()?;
    Ok((input.into(), output.into()))
}
