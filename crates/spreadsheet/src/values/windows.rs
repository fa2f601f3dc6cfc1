//! From when to when, in one cell: `06:00-14:00`, `6-14`, `6am-2pm`, `22-6`.

use crate::values::letters::{folded, normal};
use crate::values::moment::{Half, Moment, RawTime};
use crate::values::times::clock_time;
use crate::values::tokens::{Cursor, Token};

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

fn one(text: &str) -> Option<Hours> {
    let shown = normal(text);
    let is_date = Moment::parse(&shown).is_some_and(|moment| moment.date.is_some());
    if is_date {
        return None;
    }
    let folded = until_as_dash(&folded(&shown));
    let tokens = Token::of(&folded)?;
    let mut cursor = Cursor::new(&tokens);
    let label = label_before(&mut cursor, &shown)?;
    let mut start = clock_time(&mut cursor)?;
    let is_sure = start.half.is_some() || says_minutes(&folded, cursor.passed());
    cursor.marks(&[' ']);
    if cursor.one_of(&['-', '~']).is_some() {
        cursor.marks(&[' ', '-', '>']);
    } else {
        // "06:00 14:00", "06:00/14:00": two times of day, and nothing else.
        cursor.one_of(&['/', ',', ';']);
        cursor.marks(&[' ']);
        let rest: String = folded.chars().skip(cursor.passed()).collect();
        (is_sure && says_minutes(&rest, rest.chars().count())).then_some(())?;
    }
    let mut end = clock_time(&mut cursor)?;
    // "11-30" is no window.
    if folded.contains([':', '翌']) {
        end = within_day(start, end);
    }
    share_half(&mut start, &mut end);
    // "11-30" is no window; "25:00-30:00" is one that is wrong.
    let exists = |time: RawTime| time.on(chrono::NaiveDate::default()).is_ok();
    let both_exist = exists(start) && exists(end);
    if !both_exist && !folded.contains(':') {
        return None;
    }
    cursor.word_is(&["uhr", "h", "hrs", "uur"]);
    cursor.marks(&[' ']);
    let mut hours = Hours {
        start,
        end,
        breaks: None,
        label,
    };
    let rest: String = shown.chars().skip(cursor.passed()).collect();
    hours.take_rest(&rest)?;
    Some(hours)
}

/// Whether the letters before a place end in a time that has minutes: "6:00", "0600".
fn says_minutes(text: &str, end: usize) -> bool {
    let text: String = text.chars().take(end).collect();
    let text = text.trim();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let before = text
        .len()
        .checked_sub(digits + 1)
        .and_then(|at| text.as_bytes().get(at));
    digits == 4 || (digits == 2 && matches!(before, Some(b':' | b'h' | b'.')))
}

/// Words that mean "until" as a dash of the same number of letters.
fn until_as_dash(text: &str) -> String {
    let mut text = text.replace("から", "- ").replace("まで", "  ");
    for (until, dash) in [
        (" to ", " -  "),
        (" bis ", " -   "),
        (" a ", " - "),
        (" as ", " -  "),
        (" ate ", " -   "),
        (" hasta ", " -     "),
        (" alle ", " -    "),
        (" tot ", " -   "),
        (" until ", " -     "),
        (" till ", " -    "),
    ] {
        if text.contains(until) {
            text = text.replace(until, dash);
        }
    }
    text
}

/// Passes words before the first time: "Early 06:00-14:00", "von 6 bis 14".
#[expect(
    clippy::option_option,
    reason = "no label is not the same as no window"
)]
fn label_before(cursor: &mut Cursor<'_>, shown: &str) -> Option<Option<String>> {
    let begins_time = |token: Token<'_>| {
        matches!(token, Token::Number(..))
            || matches!(token, Token::Word("午前" | "午後" | "noon" | "midnight"))
    };
    let mut glued = false;
    while let Some(token) = cursor.peek() {
        if begins_time(token) {
            break;
        }
        glued = matches!(token, Token::Word(word) if word.is_ascii());
        cursor.go(cursor.at() + 1);
    }
    // "E1-2" is a code, not "E" from one to two.
    if glued || cursor.at_end() {
        return None;
    }
    let before: String = shown.chars().take(cursor.passed()).collect();
    let before = before.trim_matches(|letter: char| !letter.is_alphanumeric());
    let filler = ["von", "from", "de", "da", "das", "van", "dalle", "desde"];
    let says = !before.is_empty() && !filler.iter().any(|word| before.eq_ignore_ascii_case(word));
    Some(says.then(|| before.to_owned()))
}

/// In "6-2pm" the start is in the morning, in "1-5pm" it is not.
fn share_half(start: &mut RawTime, end: &mut RawTime) {
    let clock = |time: &RawTime| (time.hour % 12) * 60 + time.minute;
    let fits = |time: &RawTime| (1..=12).contains(&time.hour);
    match (start.half, end.half) {
        (None, Some(half)) if fits(start) => {
            let same = clock(start) < clock(end);
            start.half = Some(if same { half } else { half.other() });
        }
        (Some(half), None) if fits(end) => {
            let same = clock(start) < clock(end);
            end.half = Some(if same { half } else { half.other() });
        }
        _ => {}
    }
}

impl Half {
    fn other(self) -> Self {
        match self {
            Self::Am => Self::Pm,
            Self::Pm => Self::Am,
        }
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

    /// What follows the times: breaks, the number of hours, or a label.
    fn take_rest(&mut self, rest: &str) -> Option<()> {
        let rest = rest.trim();
        if rest.is_empty() {
            return Some(());
        }
        // "06:00-14:00x" is no window.
        let glued = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ':' | '.');
        if rest.len() == 1 && rest.starts_with(glued) {
            return None;
        }
        let bare = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
        let plain = folded(bare);
        let words: Vec<&str> = plain
            .split(' ')
            .filter(|word| !word.is_empty() && !is_break_word(word))
            .collect();
        let said = words.join(" ");
        let says_break = said.len() < plain.len();
        if read(&said).is_some() && said.contains(['-', ':']) {
            self.breaks = Some(said);
            return Some(());
        }
        let minutes = ["minutes", "minuten", "mins", "min", "分", "'", "m"]
            .iter()
            .find_map(|unit| said.strip_suffix(unit))
            .map(str::trim);
        let number: Option<u32> = minutes.unwrap_or(&said).parse().ok();
        let clock = said.split_once(':').and_then(|(hours, minutes)| {
            Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
        });
        let pause = number
            .filter(|&number| says_break || minutes.is_some() || (10..=120).contains(&number));
        if let Some(pause) = pause.or(clock.filter(|&clock| clock <= 120)) {
            self.breaks = Some(pause.to_string());
            return Some(());
        }
        // "06:00-14:00 (8h)" says the length once more.
        let count = said
            .trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.')
            .trim()
            .replace(',', ".");
        let is_length = clock.is_some() || count.parse::<f64>().is_ok();
        if !is_length {
            self.label = match self.label.take() {
                Some(before) => Some(format!("{before} {bare}")),
                None if bare.is_empty() => None,
                None => Some(bare.to_owned()),
            };
        }
        Some(())
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

fn is_break_word(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    [
        "break",
        "breaks",
        "lunch",
        "pause",
        "pausen",
        "pausa",
        "pauze",
        "descanso",
        "intervalo",
        "incl",
        "inkl",
        "with",
        "mit",
        "con",
        "com",
        "met",
        "avec",
        "minus",
        "less",
        "of",
        "休憩",
    ]
    .contains(&word)
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
