//! What cells meant that were read before.
//!
//! The same times, skills and breaks come again and again in a file. A cell's
//! text that once read without a word to say about it means the same again, so
//! most rows are looked up instead of read. What is not known here, or had
//! anything to say, is read in full ([`shift_row`](super::shift_row)).

use chrono::{FixedOffset, TimeDelta, Timelike};
use staffing::ShiftStatus;

use crate::Field;
use crate::check::found::Found;
use crate::check::sheet::Sheet;
use crate::mended::MendedRow;
use crate::names::Names;
use crate::shifts::{NO_COLUMN, Packed};
use crate::values::clock::Window;
use crate::values::formula::unguarded;
use crate::values::ids;

/// What cells meant in the rows before, with numbers of one [`Found`].
#[derive(Debug)]
pub(crate) struct Known {
    agent: Option<usize>,
    ids_in_brackets: bool,
    times: Vec<usize>,
    skills: Vec<usize>,
    status: Vec<usize>,
    breaks: Vec<usize>,
    windows: Memo<KnownWindow>,
    skill_sets: Memo<u32>,
    statuses: Memo<ShiftStatus>,
    break_sets: Memo<KnownBreaks>,
    /// No breaks, once that has a number.
    no_breaks: Option<u32>,
    /// The agent's cell of the row before, because rows of an agent stand together.
    agent_before: String,
    agent_number: Option<u32>,
    /// The cells that are being looked up, one after the other.
    key: String,
}

/// A shift that was read from a row, and what its row says of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowRead {
    pub(crate) packed: Packed,
    pub(crate) window: Window,
    /// What it says of its offset from UTC, where that is not the planner's.
    pub(crate) other_offset: Option<FixedOffset>,
    pub(crate) breaks_placed: bool,
}

#[derive(Clone, Copy, Debug)]
struct KnownWindow {
    start: i64,
    length: u16,
    /// Local time of day and length, by which alone clock times of breaks can
    /// be placed; `None` near a clock change, where the day matters too.
    shape: Option<(u32, u32)>,
    other_offset: Option<FixedOffset>,
}

#[derive(Clone, Copy, Debug)]
struct KnownBreaks {
    set: u32,
    placed: bool,
}

impl Known {
    pub(crate) fn new(sheet: &Sheet<'_>) -> Self {
        let places = |fields: &[Field]| -> Vec<usize> {
            let places = fields.iter().flat_map(|&field| sheet.columns.places(field));
            places.copied().collect()
        };
        let mut times = places(&[
            Field::Date,
            Field::Start,
            Field::StartTime,
            Field::End,
            Field::EndTime,
            Field::Duration,
        ]);
        times.extend(&sheet.columns.halves);
        if sheet.columns.lengths_are_net() {
            times.extend(sheet.columns.places(Field::Breaks));
        }
        Self {
            agent: sheet.columns.place(Field::Agent),
            ids_in_brackets: sheet.columns.ids_in_brackets,
            times,
            skills: places(&[Field::Skills, Field::Proficiency]),
            status: places(&[Field::Status]),
            breaks: places(&[Field::Breaks]),
            windows: Memo::default(),
            skill_sets: Memo::default(),
            statuses: Memo::default(),
            break_sets: Memo::default(),
            no_breaks: None,
            agent_before: String::new(),
            agent_number: None,
            key: String::new(),
        }
    }

    /// The shift of a row all of whose cells are known, added to what was found.
    /// The row must have as many cells as the header.
    pub(crate) fn read(&mut self, row: &MendedRow<'_>, found: &mut Found) -> bool {
        let Some(packed) = self.shift(row, found) else {
            return false;
        };
        found.packs.all.push(packed);
        true
    }

    fn shift(&mut self, row: &MendedRow<'_>, found: &mut Found) -> Option<Packed> {
        let agent = self.agent.and_then(|place| row.cell(place))?;
        let key = &mut self.key;
        let window = *self.windows.get(joined(row, &self.times, key)?)?;
        let skills = *self.skill_sets.get(joined(row, &self.skills, key)?)?;
        let status = *self.statuses.get(joined(row, &self.status, key)?)?;
        let breaks = if is_blank(row, &self.breaks) {
            KnownBreaks {
                set: *self
                    .no_breaks
                    .get_or_insert_with(|| found.packs.break_sets.number(&[])),
                placed: false,
            }
        } else {
            let key = of_shape(row, &self.breaks, window.shape?, key)?;
            *self.break_sets.get(key)?
        };
        if self.agent_before != agent || self.agent_number.is_none() {
            let id = unguarded(agent.trim()).filter(|id| !id.is_empty())?;
            let id = match self.ids_in_brackets {
                true => ids::in_brackets(id)?.1,
                false => id,
            };
            if ids::doubt(id).is_some() || ids::nobody(id).is_some() {
                return None;
            }
            self.agent_number = Some(found.packs.agents.number(id));
            self.agent_before.clear();
            self.agent_before.push_str(agent);
        }
        let agent = self.agent_number?;
        found.breaks_placed += usize::from(breaks.placed);
        if let Some(offset) = window.other_offset {
            found.asked.offset(row.line(), offset);
        }
        Some(Packed {
            start: window.start,
            length: window.length,
            agent,
            skills,
            breaks: breaks.set,
            line: u32::try_from(row.line()).unwrap_or(u32::MAX),
            column: NO_COLUMN,
            status,
        })
    }

    /// Takes note of what the cells of a row meant, of which there was nothing to say.
    pub(crate) fn learn(&mut self, row: &MendedRow<'_>, read: &RowRead) {
        let key = &mut self.key;
        let (packed, window) = (&read.packed, &read.window);
        let shape = is_regular(window).then(|| {
            (
                window.start.num_seconds_from_midnight(),
                packed.length.into(),
            )
        });
        if let Some(key) = joined(row, &self.times, key) {
            let known = KnownWindow {
                start: packed.start,
                length: packed.length,
                shape,
                other_offset: read.other_offset,
            };
            self.windows.insert(key, known);
        }
        if let Some(key) = joined(row, &self.skills, key) {
            self.skill_sets.insert(key, packed.skills);
        }
        if let Some(key) = joined(row, &self.status, key) {
            self.statuses.insert(key, packed.status);
        }
        if let Some(shape) = shape
            && !is_blank(row, &self.breaks)
            && let Some(key) = of_shape(row, &self.breaks, shape, key)
        {
            let known = KnownBreaks {
                set: packed.breaks,
                placed: read.breaks_placed,
            };
            self.break_sets.insert(key, known);
        }
    }
}

/// Whether the clock runs evenly from some hours before the shift to some after.
fn is_regular(window: &Window) -> bool {
    let (start, end) = (window.time.start, window.time.end);
    let around = TimeDelta::hours(4);
    let shown = |instant| window.clock.local(instant) - instant.naive_utc();
    shown(start - around) == shown(end + around) && window.start.nanosecond() == 0
}

/// The texts of some cells, as one; `None` where there is no such cell.
fn joined<'k>(row: &MendedRow<'_>, places: &[usize], key: &'k mut String) -> Option<&'k str> {
    key.clear();
    for &place in places {
        key.push_str(row.cell(place)?);
        key.push('\0');
    }
    Some(key)
}

/// Whether there is nothing in these cells.
fn is_blank(row: &MendedRow<'_>, places: &[usize]) -> bool {
    let mut cells = places.iter().map(|&place| row.cell(place));
    cells.all(|cell| cell.is_none_or(str::is_empty))
}

/// The texts of cells in a shift that starts at a time of day and is that long.
fn of_shape<'k>(
    row: &MendedRow<'_>,
    places: &[usize],
    (start, length): (u32, u32),
    key: &'k mut String,
) -> Option<&'k str> {
    joined(row, places, key)?;
    for number in [start, length] {
        // Both are below a day of seconds: 17 bits.
        for shift in [0, 7, 14] {
            let [byte, ..] = (number >> shift).to_le_bytes();
            key.push(char::from(byte & 0x7f));
        }
    }
    Some(key)
}

/// A bounded number of texts and what they mean.
#[derive(Debug)]
struct Memo<V> {
    texts: Names,
    values: Vec<V>,
    /// What was asked for last, which is often asked for again.
    last_text: String,
    last: usize,
}

impl<V> Memo<V> {
    fn get(&mut self, text: &str) -> Option<&V> {
        if self.last_text != text {
            self.last = self.texts.find(text)? as usize;
            self.last_text.clear();
            self.last_text.push_str(text);
        }
        self.values.get(self.last)
    }

    fn insert(&mut self, text: &str, value: V) {
        const MOST: usize = 1 << 15;
        const LONGEST: usize = 200;
        if self.values.len() < MOST && text.len() <= LONGEST && self.texts.find(text).is_none() {
            self.texts.number(text);
            self.values.push(value);
        }
    }
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self {
            texts: Names::default(),
            values: Vec::new(),
            last_text: String::new(),
            last: usize::MAX,
        }
    }
}
