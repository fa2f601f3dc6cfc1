//! Rosters of any size, the same in every run.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

/// What the agents handle.
pub const SKILLS: [&str; 6] = [
    "SKILL-EN-BILLING",
    "SKILL-EN-TECH-SUPPORT",
    "SKILL-EN-SALES",
    "SKILL-FR-BILLING",
    "SKILL-FR-SALES",
    "SKILL-DE-TECH-SUPPORT",
];

/// When shifts start and how long they are, with the breaks of each.
const PATTERNS: [(u32, u32, &str); 5] = [
    (6, 8, "10:00-10:30"),
    (8, 8, "10:00-10:15; 12:30-13:00"),
    (10, 9, "14:00-14:45"),
    (14, 8, "18:00-18:30"),
    (22, 8, "02:00-02:30"),
];

/// A CSV of that many shifts, some 90 bytes each, as planners have it: full
/// starts and ends, one or two skills, breaks as clock times, agent by agent.
/// Some shifts are overnight, and no two of an agent meet.
#[must_use]
pub fn csv(shifts: usize) -> String {
    const DAYS: usize = 200;
    let mut text = String::with_capacity(shifts * 92);
    text.push_str("Agent ID,Start,End,Skills,Breaks,Status\r\n");
    let first = NaiveDate::from_ymd_opt(2026, 4, 6).unwrap_or_default();
    let dates: Vec<String> = (0..=DAYS)
        .map(|day| (first + Days::new(day as u64)).to_string())
        .collect();
    for index in 0..shifts {
        let (agent, day) = (index / DAYS, index % DAYS);
        // A month on each pattern, so that no shift meets the next one.
        let (start, hours, breaks) = PATTERNS[(agent + day / 30) % PATTERNS.len()];
        let overnight = start + hours >= 24;
        let (skill, second) = (agent % SKILLS.len(), (agent + 1 + day / 100) % SKILLS.len());
        let _ = write!(
            text,
            "AGENT-{:05},{} {start:02}:00,{} {:02}:00,{}",
            10_000 + agent,
            dates[day],
            dates[day + usize::from(overnight)],
            (start + hours) % 24,
            SKILLS[skill],
        );
        if agent % 4 == 0 && skill != second {
            let _ = write!(text, "; {}", SKILLS[second]);
        }
        let status = if day < 100 { "Published" } else { "Draft" };
        let _ = write!(text, ",{breaks},{status}\r\n");
    }
    text
}
