//! What the XML of workbooks has in common.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::SheetFault;

/// The value of the attribute of that name, whatever its prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let attribute = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    Some(match value {
        Ok(value) => value.into_owned(),
        // It names an entity that nobody defined.
        Err(_) => attribute.value.into_owned(),
    })
}

/// Whether an attribute says yes.
pub(crate) fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    let value = attribute(element, name);
    value.is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

/// Adds what an event has of text. Entities that a file defines itself stay
/// unread: nothing unfolds.
pub(crate) fn add_text(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(entity) => match entity.resolve_char_ref() {
            Ok(Some(letter)) => text.push(letter),
            _ => text.push_str(match entity.xml10_content().as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => "\u{FFFD}",
            }),
        },
        _ => {}
    }
}

impl From<quick_xml::Error> for SheetFault {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
                Self::UnpacksTooLarge
            }
            quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                Self::TookTooLong
            }
            error => Self::Damaged(error.to_string()),
        }
    }
}
