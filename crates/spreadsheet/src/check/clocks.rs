//! What the times of a file are local to, column by column.

use crate::Choices;
use crate::Field;
use crate::table::columns::Columns;
use crate::values::clock::{Clock, ClockChanges};
use crate::values::zones::{self, Beside};
use crate::wording::quoted;

/// The planner's zone, and those that headers name.
#[derive(Clone, Debug)]
pub(crate) struct Clocks {
    chosen: Clock,
    said: Vec<(Field, Clock)>,
    /// What is to be told of it, in sentences.
    pub(crate) notes: Vec<String>,
}

impl Clocks {
    pub(crate) fn new(columns: &Columns, choices: &Choices) -> Self {
        let changes = ClockChanges {
            skipped: choices.skipped_time,
            doubled: choices.doubled_time,
        };
        let chosen = Clock::Zone(choices.zone, changes);
        let mut clocks = Self {
            chosen,
            said: Vec::new(),
            notes: Vec::new(),
        };
        let (mut named, mut silent) = (Vec::new(), Vec::new());
        for field in [Field::Start, Field::StartTime, Field::End, Field::EndTime] {
            let column = columns
                .place(field)
                .and_then(|place| columns.all.get(place));
            let Some(column) = column else { continue };
            match zones::said(&column.header) {
                Some(said) => named.push((field, column.header.as_str(), said)),
                None => silent.push(field),
            }
        }
        for (field, header, said) in &named {
            match said.beside(choices.zone, choices.near) {
                Beside::Same => {}
                Beside::Named(zone) => clocks.say(*field, Clock::Zone(zone, changes)),
                Beside::Fixed(offset) => clocks.say(*field, Clock::Fixed(offset)),
                Beside::Unknown => clocks.notes.push(format!(
                    "{} names a zone that {} does not have: its times are read in {} all the same. Choose another zone if that is wrong.",
                    quoted(header), choices.zone, choices.zone
                )),
            }
        }
        // "Start (UTC)" beside "End": who says it once means both.
        if let [(_, first), rest @ ..] = clocks.said.as_slice()
            && rest.iter().all(|(_, other)| other.is_like(*first))
            && clocks.said.len() == named.len()
        {
            let first = *first;
            for field in silent {
                clocks.say(field, first);
            }
        }
        if let (Some((_, clock)), Some((_, header, _))) = (clocks.said.first(), named.first()) {
            let note = format!(
                "{} says its zone: times are read in {clock}, not in {}.",
                quoted(header),
                choices.zone
            );
            clocks.notes.push(note);
        }
        clocks
    }

    /// Of times that carry no offset of their own and stand in no column that says more.
    pub(crate) fn chosen(&self) -> Clock {
        self.chosen
    }

    /// Of a column's times that carry no offset of their own.
    pub(crate) fn of(&self, field: Field) -> Clock {
        let said = self.said.iter().find(|(known, _)| *known == field);
        said.map_or(self.chosen, |(_, clock)| *clock)
    }

    /// Whether a column's header names a zone of its own.
    pub(crate) fn says(&self, field: Field) -> bool {
        self.said.iter().any(|(known, _)| *known == field)
    }

    fn say(&mut self, field: Field, clock: Clock) {
        self.said.push((field, clock));
    }
}
