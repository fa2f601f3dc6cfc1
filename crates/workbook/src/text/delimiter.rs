//! What stands between the cells of a text, told from the text.

use crate::rows::{Row, Rows};
use crate::text::split::split_sample;

/// The candidates; of equals the later one is taken: the comma is the usual one.
pub(crate) const DELIMITERS: [u8; 4] = *b"|\t;,";

/// How much is looked at: enough to see past titles.
const SAMPLE_BYTES: usize = 1 << 16;
const SAMPLE_ROWS: usize = 200;

/// The delimiter of a first line such as `sep=;`, which Excel writes and
/// reads, and where that line ends.
pub(crate) fn declared(text: &str, start: usize) -> Option<(u8, usize)> {
    let rest = text.get(start..)?;
    let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
    let line = rest.get(..length)?;
    let line = line
        .strip_prefix('"')
        .and_then(|line| line.strip_suffix('"'))
        .unwrap_or(line);
    match line.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter]
            if delimiter.is_ascii() && *delimiter != b'"' =>
        {
            Some((*delimiter, start + length))
        }
        _ => None,
    }
}

/// The delimiter that cuts the lines of `text` into a table best.
pub(crate) fn sniff(text: &str, start: usize) -> u8 {
    let mut length = SAMPLE_BYTES.min(text.len().saturating_sub(start));
    while !text.is_char_boundary(start + length) {
        length -= 1;
    }
    let sample = text.get(..start + length).unwrap_or_default();
    let (mut best, mut best_fit) = (b',', 0.0);
    for delimiter in DELIMITERS {
        let fit = fit(&split_sample(sample, start, delimiter, length));
        if fit > 0.0 && fit >= best_fit {
            (best, best_fit) = (delimiter, fit);
        }
    }
    best
}

/// How much rows look like a table.
///
/// Lines above and below it have other widths than most rows, so the share of
/// rows of the usual width counts. A wrong delimiter, which stands within
/// cells (a list of skills, a decimal comma, "Name, first name"), cuts into
/// fewer cells or leaves the header whole, so that the first row of the usual
/// width has values in it.
fn fit(rows: &Rows) -> f64 {
    let rows: Vec<Row<'_>> = rows.iter().take(SAMPLE_ROWS).collect();
    let mut widths: Vec<usize> = rows.iter().map(Row::len).filter(|&len| len > 1).collect();
    widths.sort_unstable();
    let same = |width: usize| widths.iter().filter(|&&other| other == width).count();
    // The widest of those that are equally frequent.
    let Some(&width) = widths.iter().max_by_key(|&&width| (same(width), width)) else {
        return 0.0;
    };
    let share = same(width) as f64 / rows.len() as f64;
    // Titles may be filled up to the width of the table with empty cells.
    let header = rows.iter().find(|row| {
        let filled = row.cells().filter(|cell| !cell.trim().is_empty()).count();
        row.len() == width && filled > 1 && filled * 2 >= width
    });
    let headed = header.is_some_and(|row| !row.cells().any(is_value));
    share * (1.0 - 1.0 / width as f64) * if headed { 1.0 } else { 0.5 }
}

/// Whether a cell is no header: it begins with a digit, or has three or more.
fn is_value(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    digits > 2
        || cell
            .trim_start()
            .starts_with(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, delimiter: char) {
        assert_eq!(char::from(sniff(text, 0)), delimiter, "{text}");
    }

    #[test]
    fn delimiters_are_told() {
        for delimiter in [",", ";", "|", "\t"] {
            let text = "Agent ID,Start,End,Skills\nA1,1,2,\"a;b|c\"\n".replace(',', delimiter);

            check(&text, delimiter.parse().unwrap());
        }
        check("x|y\n1,2|3,4\n", '|');
        check("Name\nAnna\nBen\n", ',');
        check("", ',');
    }

    #[test]
    fn what_stands_within_cells_is_no_delimiter() {
        // Decimal commas.
        check("Skill;Start;Bedarf\nA;06:00;0,5\nB;06:15;0,7\n", ';');
        check("Start;Bedarf\n06:00;0,5\n06:15;0,7\n", ';');
        // Lists of always as many skills.
        check(
            "Agent ID,Start,End,Skills\n\
             AGENT-1001,2026-11-30 06:00,2026-11-30 14:00,A;B;C;D;E;F\n\
             AGENT-1002,2026-11-30 06:00,2026-11-30 14:00,A;B;C;D;E;F\n",
            ',',
        );
        check(
            "agent,skills\n1001,A|B|C|D\n1002,A|B|C|D\n1003,A|B|C|D\n",
            ',',
        );
        // Names.
        check(
            "Nr.;Name, Vorname;Datum;Beginn;Ende\n\
             1001;Müller, Jörg;30.11.2026;06:00;14:00\n\
             1002;Bauer, Eva;30.11.2026;06:00;14:00\n",
            ';',
        );
    }

    #[test]
    fn lines_around_the_table_do_not_count() {
        check(
            "Dienstplan, KW 49\nStand: 20.11.2026, 12:00\n\n\
             Nr.;Datum;Beginn;Ende\n1001;30.11.2026;06:00;14:00\n1002;30.11.2026;06:00;14:00\n\
             1003;30.11.2026;06:00;14:00\nSumme, gesamt\n",
            ';',
        );
        check(
            "Schichtplan KW 49, Berlin;;;\n;;;\nNr.;Datum;Beginn;Ende\n\
             1;30.11.2026;06:00;14:00\n2;30.11.2026;06:00;14:00\n",
            ';',
        );
        // A grid, whose header has dates.
        check(
            "Agent;30.11.2026;01.12.2026;02.12.2026\nA1;06:00-14:00;OFF;E\nA2;L;06:00-14:00;-\n",
            ';',
        );
    }

    #[test]
    fn a_line_for_excel_names_the_delimiter() {
        assert_eq!(declared("sep=;\r\nA;B", 0), Some((b';', 5)));
        assert_eq!(declared("\u{FEFF}\"SEP=\t\"\nA;B", 3), Some((b'\t', 10)));
        assert_eq!(declared("sep=\"\nA", 0), None);
        assert_eq!(declared("separate;A", 0), None);
    }
}
