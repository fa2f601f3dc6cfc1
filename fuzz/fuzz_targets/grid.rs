//! Any text, as the headers and cells of a grid: a line is a row, `|` stands
//! between its cells, and the first line is the header.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut file = String::new();
    for (row, line) in text.lines().enumerate() {
        file.push_str(&match row {
            0 => "Agent,Skills".to_owned(),
            row => format!("A{row},S"),
        });
        for cell in line.split('|') {
            file.push(',');
            file.push_str(&fuzz::quoted(cell));
        }
        file.push('\n');
    }
    if let Some(book) = fuzz::opened("roster.csv", &file) {
        fuzz::understood(&book);
    }
});
