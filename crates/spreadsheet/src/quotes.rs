//! Finds the quotation mark that was never closed.

/// Where a quoted cell opens that was not meant to end where it ends, in the
/// raw text of one record; `None` where all is well.
///
/// A cell that is still open at the end is one. So is a cell of several lines
/// whose closing mark has text after it: that mark was meant to open another
/// cell further down.
pub(crate) fn unclosed(raw: &[u8], delimiter: u8) -> Option<usize> {
    let mut at = Place::CellStart;
    for (index, &byte) in raw.iter().enumerate() {
        let line_end = matches!(byte, b'\r' | b'\n');
        at = match at {
            Place::Quoted { open, lines } if byte == b'"' => Place::Closed { open, lines },
            Place::Quoted { open, lines } => Place::Quoted {
                open,
                lines: lines || line_end,
            },
            Place::Closed { open, lines } if byte == b'"' => Place::Quoted { open, lines },
            Place::CellStart if byte == b'"' => Place::Quoted {
                open: index,
                lines: false,
            },
            _ if byte == delimiter => Place::CellStart,
            _ if line_end => return None,
            Place::Closed { open, lines: true } => return Some(open),
            _ => Place::Plain,
        };
    }
    match at {
        Place::Quoted { open, .. } => Some(open),
        _ => None,
    }
}

/// Where in a record a byte stands.
#[derive(Clone, Copy)]
enum Place {
    CellStart,
    Plain,
    /// Inside a quoted cell; `lines`: it has a line break.
    Quoted {
        open: usize,
        lines: bool,
    },
    /// After a mark that closes a cell, or is the first of two.
    Closed {
        open: usize,
        lines: bool,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_quotes_are_found() {
        for (raw, open) in [
            ("a,b,c", None),
            ("a,\"b\",c", None),
            ("a,\"b\"\"c\",d", None),
            ("a,\"two\nlines\",d\n", None),
            ("5\" screen,b", None),
            ("\"Anna\" Smith,b", None),
            ("a,\"b,c\nd,e", Some(2)),
            ("a,\"b,c\nd,\"e\",f", Some(2)),
            ("a,\"b\"\"", Some(2)),
        ] {
            assert_eq!(unclosed(raw.as_bytes(), b','), open, "{raw}");
        }
    }
}
