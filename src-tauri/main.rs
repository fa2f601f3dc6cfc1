//! Starts the desktop program.

// No console window beside the program's own on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    shiftwright::run()
}
