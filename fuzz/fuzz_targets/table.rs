//! Any text, as a table of shifts.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(book) = fuzz::opened("roster.csv", text) {
        fuzz::understood(&book);
    }
});
