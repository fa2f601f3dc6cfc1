//! From when to when, in one cell: `06:00-14:00`, `6-14`, `6am-2pm`, `22-6`.

use crate::values::moment::RawTime;
use one::one;

mod beside;
mod one;

/// Working hours of a day, as a cell has them; overnight where the end is not
/// after the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hours {
    pub(crate) start: RawTime,
    pub(crate) end: RawTime,
    /// What the cell says of breaks, as a cell of breaks would have it.
    pub(crate) breaks: Option<String>,
    /// What else it says: a skill, or a remark.
    pub(crate) label: Option<String>,
}

/// Reads one window, or several with `/` `,` `;` `+` `|` or `&` between;
/// `None` where the text is something else.
pub(crate) fn read(text: &str) -> Option<Vec<Hours>> {
    const LONGEST: usize = 160;
    let text = text.trim();
    if text.len() > LONGEST
        || !text
            .bytes()
            .any(|byte| byte.is_ascii_digit() || byte >= 0x80)
    {
        return None;
    }
    if let Some(hours) = common(text) {
        return Some(vec![hours]);
    }
    if let Some(text) = commas_as_colons(text) {
        return read(&text);
    }
    let parts: Vec<&str> = text
        .split(['/', '+', '&', ';', ',', '|', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 {
        let each: Option<Vec<Hours>> = parts.iter().map(|part| one(part)).collect();
        if let Some(each) = each {
            return Some(with_breaks_inside(each));
        }
        // A start and an end, one below the other.
        if let [start, end] = parts.as_slice()
            && text.contains('\n')
        {
            return one(&format!("{start} {end}")).map(|hours| vec![hours]);
        }
    }
    one(text).map(|hours| vec![hours])
}

impl Hours {
    /// Minutes from start to end, overnight where the end is not after the start.
    pub(crate) fn length(&self) -> Option<u32> {
        let (start, end) = (self.start.minutes()?, self.end.minutes()?);
        Some(if end > start {
            end - start
        } else {
            end + 24 * 60 - start
        })
    }
}

impl RawTime {
    /// Minutes after midnight, if there is such a time.
    pub(crate) fn minutes(self) -> Option<u32> {
        let midnight = chrono::NaiveDate::default().and_time(chrono::NaiveTime::MIN);
        let moment = self.on(midnight.date()).ok()?;
        u32::try_from((moment - midnight).num_minutes()).ok()
    }
}

/// How many midnights lie between the day of a cell and each of its windows: one
/// from the first that starts after the night of the one before, as in
/// "22:00-02:00 / 03:00-07:00".
pub(crate) fn nights(each: &[Hours]) -> Vec<i64> {
    const DAY: u32 = 24 * 60;
    let mut night = 0;
    let mut before: Option<(u32, u32)> = None;
    let mut nights = Vec::new();
    for hours in each {
        let (start, length) = (hours.start.minutes(), hours.length());
        if let (Some((start_before, end)), Some(start)) = (before, start)
            && end > DAY
            && start < start_before
            && start + DAY >= end
        {
            night = 1;
        }
        before = start
            .zip(length)
            .map(|(start, length)| (start, start + length));
        nights.push(night);
    }
    nights
}

/// `06:00-14:00`, without looking further.
fn common(text: &str) -> Option<Hours> {
    let bytes: &[u8; 11] = text.as_bytes().try_into().ok()?;
    let [a, b, b':', c, d, b'-', e, f, b':', g, h] = bytes else {
        return None;
    };
    let number = |tens: &u8, ones: &u8| {
        let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
        digits.then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
    };
    let time = |hour, minute| RawTime {
        hour,
        minute,
        second: 0,
        half: None,
    };
    let (start, end) = (
        time(number(a, b)?, number(c, d)?),
        time(number(e, f)?, number(g, h)?),
    );
    Some(Hours {
        start,
        end: within_day(start, end),
        breaks: None,
        label: None,
    })
}

/// "6:30-14:30" of "6,30-14,30". After a comma only quarters are minutes: "6,50" may be
/// half past six.
fn commas_as_colons(text: &str) -> Option<String> {
    let (start, end) = text.split_once(['-', '–'])?;
    let time = |text: &str| {
        let (hour, minutes) = text.trim().split_once(',')?;
        let digits = hour.bytes().all(|byte| byte.is_ascii_digit());
        let is_time = digits && (1..=2).contains(&hour.len());
        let quarter = ["00", "15", "30", "45"].contains(&minutes);
        (is_time && quarter).then(|| format!("{hour}:{minutes}"))
    };
    Some(format!("{}-{}", time(start)?, time(end)?))
}

/// "26:00" after "18:00" is two o'clock.
fn within_day(start: RawTime, end: RawTime) -> RawTime {
    let next_day = end.of_next_day().filter(|_| start.hour < 24);
    next_day.unwrap_or(end)
}

/// A window inside the one before it is a break of that one.
fn with_breaks_inside(each: Vec<Hours>) -> Vec<Hours> {
    let mut all: Vec<Hours> = Vec::new();
    for hours in each {
        let inside = all.last().and_then(|last| {
            let (from, to) = (last.start.minutes()?, hours.start.minutes()?);
            let offset = (to + 24 * 60 - from) % (24 * 60);
            (offset > 0 && offset + hours.length()? <= last.length()?).then_some(())
        });
        match (inside, all.last_mut()) {
            (Some(()), Some(last)) => {
                let clock = |time: RawTime| {
                    let minutes = time.minutes().unwrap_or_default();
                    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
                };
                let text = format!("{}-{}", clock(hours.start), clock(hours.end));
                last.breaks = Some(match last.breaks.take() {
                    Some(before) => format!("{before}; {text}"),
                    None => text,
                });
            }
            _ => all.push(hours),
        }
    }
    all
}

#[cfg(test)]
mod tests;
