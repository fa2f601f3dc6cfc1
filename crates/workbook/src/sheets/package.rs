//! The parts of a zipped workbook, unpacked only as far as they are read.

use std::io::{self, BufReader, Cursor, Read};

use quick_xml::Reader;
use zip::ZipArchive;
use zip::result::ZipError;

use super::SheetFault;

/// Bytes that a workbook may unpack to: 50 million cells as short as they get.
const MOST_UNPACKED: u64 = 1 << 30;
/// XML of sheets packs to a tenth or a thirtieth, rarely to a hundredth; what
/// packs better than this is made to fill the memory.
const MOST_RATIO: u64 = 250;
/// Below this a part may pack as well as it likes.
const SMALL: u64 = 1 << 26;
/// A workbook has a few parts a sheet.
const MOST_PARTS: usize = 20_000;

/// A zip file whose parts are read under limits that hold for what is really
/// unpacked, not for what the file declares.
pub(crate) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Names of parts as they are looked for, and their index.
    names: Vec<(String, usize)>,
    unpacked: u64,
}

/// The XML of one part.
pub(crate) type Xml<'p> = Reader<BufReader<Limited<'p>>>;

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, SheetFault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(of_zip)?;
        if zip.len() > MOST_PARTS {
            return Err(SheetFault::UnpacksTooLarge);
        }
        let names = zip
            .file_names_raw()
            .enumerate()
            .map(|(index, name)| (normal(&String::from_utf8_lossy(name)), index))
            .collect();
        Ok(Self {
            zip,
            names,
            unpacked: 0,
        })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// The part of that name, in whatever case it is written; `None` if there is none.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<Xml<'_>>, SheetFault> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        let part = self.zip.by_index(index).map_err(of_zip)?;
        let packed = part.compressed_size();
        let limited = Limited {
            part: Box::new(part),
            unpacked: 0,
            most: SMALL.max(packed.saturating_mul(MOST_RATIO)),
            of_all: &mut self.unpacked,
        };
        let mut xml = Reader::from_reader(BufReader::with_capacity(1 << 16, limited));
        let config = xml.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Ok(Some(xml))
    }

    /// A small part as a whole.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, SheetFault> {
        let Some(xml) = self.xml(name)? else {
            return Ok(None);
        };
        let mut text = String::new();
        let read = xml.into_inner().take(1 << 10).read_to_string(&mut text);
        Ok(read.is_ok().then_some(text))
    }

    fn index(&self, name: &str) -> Option<usize> {
        let name = normal(name);
        let part = self.names.iter().find(|(known, _)| *known == name);
        part.map(|&(_, index)| index)
    }
}

/// Unpacks one part, up to the limits.
pub(crate) struct Limited<'p> {
    part: Box<dyn Read + 'p>,
    unpacked: u64,
    most: u64,
    of_all: &'p mut u64,
}

impl Read for Limited<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.part.read(buffer)?;
        self.unpacked += count as u64;
        *self.of_all += count as u64;
        if self.unpacked > self.most || *self.of_all > MOST_UNPACKED {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "unpacks too far",
            ));
        }
        Ok(count)
    }
}

/// Names compare without regard to case, and some programs write backslashes.
fn normal(name: &str) -> String {
    name.trim_start_matches('/')
        .replace('\\', "/")
        .to_lowercase()
}

fn of_zip(error: ZipError) -> SheetFault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SheetFault::Encrypted,
        error => SheetFault::Damaged(error.to_string()),
    }
}
