//! Excel 2007 and later.
//!
//! Read from the XML by own code rather than by calamine, which reads the other
//! formats: cells must be taken one by one under limits (calamine trusts the
//! counts that a file declares, and unpacks without end), their number formats
//! are needed, and an error value that is new or another program's (`#ERROR!`
//! of Google Sheets) must not make the whole sheet unreadable.

mod sheet;
mod strings;
mod styles;

use quick_xml::events::Event;

use super::package::Package;
use super::xml::{attribute, is_set};
use super::{SheetFault, Workbook};
use crate::{Rows, SheetName};
use strings::Strings;
use styles::Styles;

pub(crate) struct Xlsx<'b> {
    package: Package<'b>,
    sheets: Vec<SheetName>,
    /// Where the part of each sheet is.
    parts: Vec<String>,
    since_1904: bool,
    strings: Strings,
    styles: Styles,
}

/// A part that another one points to.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// Where the workbook itself is; `None` if the package is none.
pub(crate) fn workbook_part(package: &mut Package<'_>) -> Result<Option<String>, SheetFault> {
    let relations = relations(package, "")?;
    let office = relations
        .into_iter()
        .find(|relation| relation.kind == "officeDocument");
    let part = office.map_or_else(|| "xl/workbook.xml".to_owned(), |office| office.target);
    Ok(package.has(&part).then_some(part))
}

impl<'b> Xlsx<'b> {
    pub(crate) fn open(mut package: Package<'b>, part: &str) -> Result<Self, SheetFault> {
        let relations = relations(&mut package, part)?;
        let of_kind = |kind: &str, usual: &str| {
            let found = relations.iter().find(|relation| relation.kind == kind);
            found.map_or_else(|| usual.to_owned(), |relation| relation.target.clone())
        };
        let strings = Strings::read(
            &mut package,
            &of_kind("sharedStrings", "xl/sharedStrings.xml"),
        )?;
        let styles = Styles::read(&mut package, &of_kind("styles", "xl/styles.xml"))?;
        let mut book = Self {
            package,
            sheets: Vec::new(),
            parts: Vec::new(),
            since_1904: false,
            strings,
            styles,
        };
        book.read_workbook(part, &relations)?;
        Ok(book)
    }

    fn read_workbook(&mut self, part: &str, relations: &[Relation]) -> Result<(), SheetFault> {
        let Some(mut xml) = self.package.xml(part)? else {
            return Ok(());
        };
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let element = match xml.read_event_into(&mut buffer)? {
                Event::Start(element) => element,
                Event::Eof => return Ok(()),
                _ => continue,
            };
            match element.local_name().as_ref() {
                "workbookPr" => self.since_1904 = is_set(&element, "date1904"),
                "sheet" => {
                    let id = attribute(&element, "id").unwrap_or_default();
                    let relation = relations.iter().find(|relation| relation.id == id);
                    // Sheets of charts, dialogues and macros have no cells.
                    if let Some(relation) = relation.filter(|found| found.kind == "worksheet") {
                        let state = attribute(&element, "state").unwrap_or_default();
                        self.sheets.push(SheetName {
                            name: attribute(&element, "name").unwrap_or_default(),
                            hidden: state == "hidden" || state == "veryHidden",
                        });
                        self.parts.push(relation.target.clone());
                    }
                }
                _ => {}
            }
        }
    }
}

impl Workbook for Xlsx<'_> {
    fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    fn since_1904(&self) -> bool {
        self.since_1904
    }

    fn read(&mut self, index: usize, most: Option<usize>) -> Result<Rows, SheetFault> {
        let part = self.parts.get(index).map_or("", String::as_str);
        let Some(mut xml) = self.package.xml(part)? else {
            return Ok(Rows::default());
        };
        let context = sheet::Context {
            strings: &self.strings,
            styles: &self.styles,
            since_1904: self.since_1904,
        };
        sheet::read(&mut xml, &context, most)
    }
}

/// What a part points to; an empty one is the package itself.
fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, SheetFault> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = match folder {
        "" => format!("_rels/{name}.rels"),
        folder => format!("{folder}/_rels/{name}.rels"),
    };
    let mut relations = Vec::new();
    let Some(mut xml) = package.xml(&path)? else {
        return Ok(relations);
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&element, "Type").unwrap_or_default();
                let target = attribute(&element, "Target").unwrap_or_default();
                relations.push(Relation {
                    id: attribute(&element, "Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolve(folder, &target),
                });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// A path that is relative to a folder of the package, or to its root.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split(['/', '\\']) {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
