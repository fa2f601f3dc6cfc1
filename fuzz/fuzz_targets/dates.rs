//! Any text, as the starts and ends of shifts: a line is a cell.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut file = String::from("Agent ID,Start,End,Skills\n");
    for (row, line) in text.lines().enumerate() {
        let (start, end) = line.split_once('|').unwrap_or((line, "2026-11-30 14:00"));
        let (start, end) = (fuzz::quoted(start), fuzz::quoted(end));
        file.push_str(&format!("A{row},{start},{end},S\n"));
    }
    if let Some(book) = fuzz::opened("roster.csv", &file) {
        fuzz::understood(&book);
    }
});
