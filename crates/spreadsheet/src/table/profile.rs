//! What the cells of a column look like.

use std::collections::HashSet;

use staffing::SkillId;

use crate::mended::MendedRows;
use crate::values::activities::{is_absence, is_only_break};
use crate::values::length;
use crate::values::letters::folded;
use crate::values::moment::{Half, Moment, RawDate, Role};
use crate::values::{calendar, dated_windows, status, windows, zones};

/// How many cells of a sample look like what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    /// Cells that are not blank; the others count these.
    pub(crate) filled: usize,
    /// Rows that were looked at.
    pub(crate) seen: usize,
    pub(crate) dates: usize,
    pub(crate) times: usize,
    /// Dates with times.
    pub(crate) moments: usize,
    pub(crate) windows: usize,
    /// Numbers, serial numbers of days among them.
    pub(crate) numbers: usize,
    /// Numbers from 5 to 120 that are whole: minutes of a break, perhaps.
    pub(crate) minutes: usize,
    /// Numbers of agents, perhaps: below 1000, and no "007".
    pub(crate) counts: usize,
    /// "8:00", "7.5", "8h": lengths of a shift, perhaps.
    pub(crate) lengths: usize,
    pub(crate) serials: usize,
    pub(crate) statuses: usize,
    pub(crate) levels: usize,
    pub(crate) weekdays: usize,
    pub(crate) skills: usize,
    /// Letters only, at least two words: "Müller, Jörg".
    pub(crate) names: usize,
    /// "Lunch", "Break 2", "Vacation" and nothing else.
    pub(crate) no_work: usize,
    /// "AM" or "PM" alone.
    pub(crate) halves_of_day: usize,
    /// "Europe/Berlin", "UTC+1".
    pub(crate) zones: usize,
    /// The same, and "CET".
    pub(crate) zones_or_short: usize,
    /// With a digit, and neither date nor time.
    pub(crate) codes: usize,
    /// Different texts.
    pub(crate) distinct: usize,
}

impl Profile {
    /// Of a column, in these rows.
    pub(crate) fn of(
        rows: MendedRows<'_>,
        sample: &[usize],
        column: usize,
        known_skills: Option<&[SkillId]>,
    ) -> Self {
        let mut profile = Self::default();
        let mut texts = HashSet::new();
        for row in sample.iter().filter_map(|&index| rows.get(index)) {
            profile.seen += 1;
            let cell = row.cell(column).unwrap_or_default().trim();
            if cell.is_empty() {
                continue;
            }
            texts.insert(cell);
            profile.add(cell, known_skills);
        }
        profile.distinct = texts.len();
        profile
    }

    /// Whether most of the cells are of that kind.
    pub(crate) fn mostly(&self, count: usize) -> bool {
        self.filled > 0 && count * 10 >= self.filled * 6
    }

    /// Whether nothing but a time of day stands in most cells.
    pub(crate) fn has_times(&self) -> bool {
        self.mostly(self.times)
    }

    pub(crate) fn has_dates(&self) -> bool {
        self.mostly(self.dates) || self.mostly(self.serials)
    }

    pub(crate) fn has_moments(&self) -> bool {
        self.mostly(self.moments)
    }

    pub(crate) fn has_windows(&self) -> bool {
        self.mostly(self.windows)
    }

    /// Whether some rows are breaks or days off, among others that are not.
    pub(crate) fn has_no_work_among_others(&self) -> bool {
        self.no_work > 0 && self.no_work * 10 <= self.filled * 7
    }

    /// Whether ids of agents may stand here.
    pub(crate) fn has_ids(&self) -> bool {
        self.mostly(self.codes) || (self.mostly(self.numbers) && self.distinct > 1)
    }

    /// Whether the cells can hold a part of when something begins or ends.
    pub(crate) fn is_temporal(&self) -> bool {
        self.mostly(self.dates + self.times + self.moments + self.windows + self.serials)
    }

    fn add(&mut self, cell: &str, known_skills: Option<&[SkillId]>) {
        self.filled += 1;
        let has_digit = cell.bytes().any(|byte| byte.is_ascii_digit());
        if looks_like_skill(cell, known_skills) {
            self.skills += 1;
        }
        if is_number(cell) {
            self.numbers += 1;
            let whole: Option<u32> = cell.parse().ok();
            self.minutes += usize::from(
                whole.is_some_and(|number| (5..=120).contains(&number) && number % 5 == 0),
            );
            self.lengths += usize::from(
                cell.replace(',', ".")
                    .parse()
                    .is_ok_and(|hours: f64| (1.0..=16.0).contains(&hours)),
            );
            self.counts += usize::from(may_be_agents(cell));
            let serial = Moment::parse_as(cell, Role::Date, false).and_then(|moment| moment.date);
            self.serials += usize::from(matches!(serial, Some(RawDate::Serial(_))));
            return;
        }
        let folded = folded(cell);
        self.no_work += usize::from(is_only_break(cell) || is_absence(cell));
        self.halves_of_day += usize::from(Half::read(cell).is_some());
        self.zones += usize::from(zones::is_zone(cell, false));
        self.zones_or_short += usize::from(zones::is_zone(cell, true));
        self.weekdays += usize::from(calendar::weekdays(&folded) != 0);
        self.statuses += usize::from(status::is_status(&folded));
        self.levels += usize::from(status::is_level(&folded));
        match Moment::parse_as(cell, Role::Any, false) {
            Some(Moment {
                date: Some(_),
                time: Some(_),
                ..
            }) => self.moments += 1,
            Some(Moment { date: Some(_), .. }) => self.dates += 1,
            Some(_) => {
                self.times += 1;
                self.lengths += usize::from(length::is_length(cell));
            }
            None if windows::read(cell).is_some() || dated_windows::split(cell).is_some() => {
                self.windows += 1;
            }
            None if has_digit && length::is_length(cell) => self.lengths += 1,
            None if has_digit => self.codes += 1,
            None => self.names += usize::from(cell.contains(' ') || !cell.is_ascii()),
        }
    }
}

/// A number without unit, with a point or comma.
pub(crate) fn is_number(cell: &str) -> bool {
    let cell = cell.strip_prefix('-').unwrap_or(cell);
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let marks = cell
        .bytes()
        .filter(|byte| matches!(byte, b'.' | b','))
        .count();
    digits > 0 && marks <= 1 && digits + marks == cell.len()
}

fn may_be_agents(cell: &str) -> bool {
    const MOST: f64 = 1000.0;
    let mut letters = cell.chars();
    let is_code = letters.next() == Some('0') && letters.next().is_some_and(char::is_numeric);
    let number: Option<f64> = cell.replacen(',', ".", 1).parse().ok();
    !is_code && number.is_some_and(|number| (0.0..MOST).contains(&number))
}

fn looks_like_skill(cell: &str, known_skills: Option<&[SkillId]>) -> bool {
    let known = |part: &str| {
        known_skills.is_some_and(|skills| {
            skills
                .iter()
                .any(|skill| skill.as_str().eq_ignore_ascii_case(part))
        })
    };
    let head = cell.get(..5).unwrap_or_default();
    head.eq_ignore_ascii_case("skill")
        || (known_skills.is_some()
            && (known(cell)
                || cell
                    .split([';', ',', '|', '/'])
                    .any(|part| known(part.trim()))))
}
