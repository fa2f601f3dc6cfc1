//! Workbooks: their sheets to rows of text.

mod number;
mod number_format;
mod ods;
mod package;
pub(crate) mod table;
mod xls;
mod xls_formats;
mod xlsx;
mod xml;

use crate::book::{Aside, Book, Format, Opening, SheetName};
use crate::{BookError, Rows, pace};
use package::Package;

/// Rows of other sheets that are kept, and so many sheets.
const ASIDE_ROWS: usize = 100;
pub(crate) const MOST_ASIDES: usize = 20;
/// Wider sheets hold no legend.
const WIDEST_ASIDE: usize = 200;
/// Sheets that are looked at to find the one with the table.
const MOST_JUDGED: usize = 50;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SheetFault {
    /// What is wrong, without full stop.
    Damaged(String),
    Encrypted,
    /// A file of another kind, with its article.
    OtherKind(&'static str),
    UnpacksTooLarge,
    TooManyCells,
    /// Little of the file was read in a long time.
    TookTooLong,
}

/// A workbook whose sheets are read one by one.
trait Workbook {
    /// In the order of their tabs.
    fn sheets(&self) -> &[SheetName];

    fn since_1904(&self) -> bool;

    /// The rows of the sheet at `index` that are not blank, or the first `most`.
    fn read(&mut self, index: usize, most: Option<usize>) -> Result<Rows, SheetFault>;
}

/// Whether the bytes begin like a workbook of any kind.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || is_compound(bytes)
}

/// Opens a workbook. Its hash is left empty.
pub(crate) fn open(file: &str, bytes: &[u8], opening: &Opening) -> Result<Book, BookError> {
    let fault = |fault: SheetFault| fault.of(file);
    let (format, mut workbook) = kind(bytes).map_err(fault)?;
    let (rows, sheets, chosen, asides) = choose(file, workbook.as_mut(), opening)?;
    Ok(Book {
        file_name: file.to_owned(),
        hash: String::new(),
        size: bytes.len() as u64,
        format,
        encoding: None,
        damaged: false,
        delimiter: None,
        sheets,
        sheet: Some(chosen),
        since_1904: workbook.since_1904(),
        rows,
        asides,
    })
}

/// Of the containers of the older Office, which xls and encrypted workbooks are.
fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// What the content is, whatever the file's name says.
fn kind(bytes: &[u8]) -> Result<(Format, Box<dyn Workbook + '_>), SheetFault> {
    if is_compound(bytes) {
        return Ok((Format::Xls, Box::new(xls::Xls::open(bytes)?)));
    }
    let mut package = Package::open(bytes)?;
    for (part, kind) in [
        ("xl/workbook.bin", "a binary workbook (.xlsb)"),
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("Index/Document.iwa", "an Apple Numbers or Pages document"),
        ("Index.zip", "an Apple Numbers or Pages document"),
    ] {
        if package.has(part) {
            return Err(SheetFault::OtherKind(kind));
        }
    }
    if let Some(part) = xlsx::workbook_part(&mut package)? {
        return Ok((Format::Xlsx, Box::new(xlsx::Xlsx::open(package, &part)?)));
    }
    match ods::is_spreadsheet(&mut package)? {
        true => Ok((Format::Ods, Box::new(ods::Ods::open(package)?))),
        false => Err(SheetFault::OtherKind("a ZIP archive without a workbook")),
    }
}

type Chosen = (Rows, Vec<SheetName>, String, Vec<Aside>);

/// The sheet that was asked for, or the first visible one that looks like it
/// holds the table; and the beginnings of the others.
fn choose(file: &str, workbook: &mut dyn Workbook, opening: &Opening) -> Result<Chosen, BookError> {
    let fault = |fault: SheetFault| fault.of(file);
    let sheets = workbook.sheets().to_vec();
    // Hidden ones last.
    let mut order: Vec<usize> = (0..sheets.len()).collect();
    order.sort_by_key(|&index| sheets.get(index).is_some_and(|sheet| sheet.hidden));
    let listed: Vec<SheetName> = order
        .iter()
        .filter_map(|&index| sheets.get(index).cloned())
        .collect();
    let asked = match &opening.sheet {
        None => None,
        Some(name) => Some(asked(file, &listed, name)?),
    };
    let mut beginnings = Vec::new();
    let mut first_fault = None;
    for &index in order.iter().take(MOST_JUDGED) {
        // A sheet that cannot be read matters only if it is the one.
        let beginning = workbook.read(index, Some(ASIDE_ROWS));
        beginnings.push(beginning.unwrap_or_else(|fault| {
            first_fault.get_or_insert(fault);
            Rows::default()
        }));
    }
    let at = asked.unwrap_or_else(|| likeliest(&listed, &beginnings));
    let (Some(&index), Some(sheet)) = (order.get(at), listed.get(at)) else {
        let damaged = SheetFault::Damaged("it has no sheet".to_owned());
        return Err(first_fault.unwrap_or(damaged).of(file));
    };
    let rows = workbook.read(index, None).map_err(fault)?;
    if rows.is_empty() {
        if let Some(fault) = first_fault.filter(|_| asked.is_none()) {
            return Err(fault.of(file));
        }
        return Err(BookError::NoCells {
            file: file.to_owned(),
            sheet: asked.is_some().then(|| sheet.name.clone()),
        });
    }
    let chosen = sheet.name.clone();
    let others = listed.iter().zip(beginnings).enumerate();
    let others = others.filter(|(other, (_, rows))| *other != at && !rows.is_empty());
    let asides = others
        .filter(|(_, (_, rows))| rows.iter().all(|row| row.len() <= WIDEST_ASIDE))
        .take(MOST_ASIDES)
        .map(|(_, (sheet, rows))| Aside {
            sheet: sheet.name.clone(),
            rows,
        })
        .collect();
    Ok((rows, listed, chosen, asides))
}

/// Which of the listed sheets has this name.
fn asked(file: &str, listed: &[SheetName], name: &str) -> Result<usize, BookError> {
    let wanted = name.trim().to_lowercase();
    let exact = listed.iter().position(|sheet| sheet.name == name);
    let alike = || {
        let mut names = listed.iter().map(|sheet| sheet.name.trim().to_lowercase());
        names.position(|name| name == wanted)
    };
    exact.or_else(alike).ok_or_else(|| BookError::NoSuchSheet {
        file: file.to_owned(),
        sheet: name.to_owned(),
        sheets: listed.iter().map(|sheet| sheet.name.clone()).collect(),
    })
}

/// The first visible sheet with a good part of a table, so that a cover sheet
/// does not win over it, nor a larger sheet further back.
fn likeliest(listed: &[SheetName], beginnings: &[Rows]) -> usize {
    const ENOUGH: usize = 100;
    const FEWER: usize = 5;
    let cells: Vec<usize> = beginnings
        .iter()
        .map(|rows| {
            let filled = rows.iter().map(|row| {
                let filled = row.cells().filter(|cell| !cell.trim().is_empty());
                filled.count()
            });
            // Rows of a table have several cells, lines of a text one or two.
            filled
                .filter(|&filled| filled > 2)
                .sum::<usize>()
                .min(ENOUGH)
        })
        .collect();
    let shown = listed.iter().take_while(|sheet| !sheet.hidden).count();
    let visible = cells.get(..shown.min(cells.len())).unwrap_or_default();
    let most = visible.iter().copied().max().unwrap_or(0);
    let good =
        |cells: &[usize], most: usize| cells.iter().position(|&few| few > 0 && few * FEWER >= most);
    let filled = |rows: &Rows| !rows.is_empty();
    good(visible, most)
        .or_else(|| beginnings.iter().take(shown).position(filled))
        .or_else(|| good(&cells, cells.iter().copied().max().unwrap_or(0)))
        .or_else(|| beginnings.iter().position(filled))
        .unwrap_or(0)
}

impl SheetFault {
    fn of(self, file: &str) -> BookError {
        let file = file.to_owned();
        match self {
            Self::Damaged(reason) => BookError::Damaged { file, reason },
            Self::Encrypted => BookError::Encrypted { file },
            Self::OtherKind(kind) => BookError::OtherKind {
                file,
                kind: kind.to_owned(),
            },
            Self::UnpacksTooLarge => BookError::UnpacksTooLarge { file },
            Self::TookTooLong => BookError::TookTooLong {
                file,
                seconds: pace::time_for(0).as_secs(),
            },
            Self::TooManyCells => BookError::TooManyCells { file },
        }
    }
}
