//! Which number format each style of cells has.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::sheets::SheetFault;
use crate::sheets::number_format::NumberFormat;
use crate::sheets::package::Package;
use crate::sheets::xml::attribute;

/// Excel has at most 65,490.
const MOST_STYLES: usize = 1 << 17;

/// Number formats by the index that cells name.
#[derive(Default)]
pub(crate) struct Styles {
    formats: Vec<NumberFormat>,
}

impl Styles {
    pub(crate) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, SheetFault> {
        let mut styles = Self::default();
        let Some(mut xml) = package.xml(part)? else {
            return Ok(styles);
        };
        let mut own: HashMap<u32, NumberFormat> = HashMap::new();
        let mut buffer = Vec::new();
        // The same elements stand in other lists, where they mean other things.
        let (mut in_formats, mut in_cells) = (false, false);
        loop {
            buffer.clear();
            let event = xml.read_event_into(&mut buffer)?;
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "numFmts" => in_formats = true,
                    "cellXfs" => in_cells = true,
                    "numFmt" if in_formats && own.len() < MOST_STYLES => {
                        let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                        let code = attribute(element, "formatCode").unwrap_or_default();
                        if let Some(id) = id {
                            own.insert(id, NumberFormat::of_code(&code));
                        }
                    }
                    "xf" if in_cells && styles.formats.len() < MOST_STYLES => {
                        let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                        let id = id.unwrap_or(0);
                        let format = own.get(&id).cloned();
                        let format = format.unwrap_or_else(|| NumberFormat::built_in(id));
                        styles.formats.push(format);
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "numFmts" => in_formats = false,
                    "cellXfs" => in_cells = false,
                    _ => {}
                },
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    /// The number format of a style.
    pub(crate) fn get(&self, style: usize) -> &NumberFormat {
        self.formats.get(style).unwrap_or(&NumberFormat::Plain)
    }
}
