//! The parts of a zipped workbook, unpacked only as far as they are read.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;

use quick_xml::Reader;
use zip::ZipArchive;
use zip::result::ZipError;

use super::SheetFault;
use crate::pace::{self, Stopwatch};

/// Bytes that a workbook may unpack to: 50 million cells as short as they get.
const MOST_UNPACKED: u64 = 1 << 30;
/// XML of sheets packs to a tenth or a thirtieth, rarely to a hundredth; what
/// packs better than this is made to fill the memory.
const MOST_RATIO: u64 = 250;
/// As long as no more is unpacked, it may pack as well as it likes.
const SMALL: u64 = 1 << 26;
/// A workbook has a few parts a sheet.
const MOST_PARTS: usize = 20_000;

/// A zip file whose parts are read under limits that hold for what is really
/// unpacked, not for what the file declares.
pub(crate) struct Package<'b> {
    zip: ZipArchive<Counted<'b>>,
    /// Names of parts as they are looked for, and their index.
    names: Vec<(String, usize)>,
    unpacked: u64,
    /// Bytes of the file that were taken, also by the archive itself.
    taken: Rc<Cell<u64>>,
    started: Stopwatch,
}

/// The XML of one part.
pub(crate) type Xml<'p> = Reader<BufReader<Limited<'p>>>;

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, SheetFault> {
        let taken = Rc::new(Cell::new(0));
        let counted = Counted {
            bytes: Cursor::new(bytes),
            taken: Rc::clone(&taken),
        };
        let zip = ZipArchive::new(counted).map_err(of_zip)?;
        if zip.len() > MOST_PARTS {
            return Err(SheetFault::UnpacksTooLarge);
        }
        let names = zip
            .file_names_raw()
            .enumerate()
            .map(|(index, name)| (normal(&String::from_utf8_lossy(name)), index))
            .collect();
        taken.set(0);
        Ok(Self {
            zip,
            names,
            unpacked: 0,
            taken,
            started: Stopwatch::start(),
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
        let limited = Limited {
            part: Box::new(part),
            unpacked: &mut self.unpacked,
            taken: &self.taken,
            started: self.started,
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

/// The file, which counts what is taken of it.
struct Counted<'b> {
    bytes: Cursor<&'b [u8]>,
    taken: Rc<Cell<u64>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(place)
    }
}

/// Unpacks one part, up to the limits of all.
pub(crate) struct Limited<'p> {
    part: Box<dyn Read + 'p>,
    unpacked: &'p mut u64,
    taken: &'p Cell<u64>,
    started: Stopwatch,
}

impl Read for Limited<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.part.read(buffer)?;
        *self.unpacked += count as u64;
        let (unpacked, taken) = (*self.unpacked, self.taken.get());
        let most = SMALL.max(taken.saturating_mul(MOST_RATIO));
        if unpacked > most.min(MOST_UNPACKED) {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "unpacks too far",
            ));
        }
        // Whoever has got through little of the file by now was given one that is
        // made to take long.
        if self.started.elapsed() > pace::time_for(taken) {
            return Err(io::Error::new(io::ErrorKind::TimedOut, "takes too long"));
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
