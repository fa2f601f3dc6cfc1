//! Parts of a day, as spreadsheet programs count times: "0.25" is six o'clock.

const DAY: f64 = 86_400.0;

/// Hour or day and what stands after its point or comma: "6.5", "0,2708333".
/// `None` where the text is no number of at most two digits before the point.
pub(crate) fn parts(cell: &str) -> Option<(u32, &str)> {
    const MOST_DIGITS: usize = 20;
    let cell = cell.trim();
    // Dates, which most cells are, end here.
    let has_mark = |cell: &str| cell.bytes().take(3).any(|byte| matches!(byte, b'.' | b','));
    if cell.len() > 2 && !has_mark(cell) {
        return None;
    }
    let (whole, part) = cell.split_once(['.', ',']).unwrap_or((cell, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = (1..=2).contains(&whole.len())
        && part.len() <= MOST_DIGITS
        && digits(whole)
        && digits(part)
        && (part.is_empty() == (whole.len() == cell.len()));
    is_number.then(|| Some((whole.parse().ok()?, part)))?
}

/// Seconds of so many days and the part of one more that is written as `part`.
///
/// Of "0.5833" the last digits are lost: within what they leave open it is the
/// time that people write, on a quarter of an hour, five minutes or a minute.
pub(crate) fn seconds(days: u32, part: &str) -> u32 {
    let exact = exact(days, part);
    let open = open(part);
    let near = |step: f64| (exact / step).round() * step;
    let round = [900.0, 300.0, 60.0].map(near);
    let meant = round.into_iter().find(|near| (near - exact).abs() <= open);
    meant.unwrap_or(exact).round() as u32
}

/// Whether so few digits are left that the time can only be guessed.
pub(crate) fn is_rounded(part: &str) -> bool {
    let exact = exact(0, part);
    part.len() <= 3 && (exact / 900.0).fract() != 0.0
}

fn exact(days: u32, part: &str) -> f64 {
    let part: f64 = format!("0.{part}").parse().unwrap_or_default();
    (f64::from(days) + part) * DAY
}

/// Seconds by which the digits that are not written can change the time.
fn open(part: &str) -> f64 {
    let digits = i32::try_from(part.len()).unwrap_or(i32::MAX);
    DAY * 0.5 / 10_f64.powi(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_day_are_the_times_that_were_meant() {
        for (cell, time) in [
            ("0.25", "06:00:00"),
            ("0,5", "12:00:00"),
            ("0.5833", "14:00:00"),
            ("0.58333", "14:00:00"),
            ("0.583333333333333", "14:00:00"),
            ("0.2708", "06:30:00"),
            ("0.3507", "08:25:00"),
            ("0.29236", "07:01:00"),
            ("0.270844907407407", "06:30:01"),
            ("0.333", "08:00:00"),
            ("0.33", "08:00:00"),
            ("0.299", "07:10:00"),
            ("0", "00:00:00"),
            ("1", "24:00:00"),
            ("1.25", "30:00:00"),
        ] {
            let (days, part) = parts(cell).expect(cell);
            let seconds = seconds(days, part);

            let read = format!(
                "{:02}:{:02}:{:02}",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60
            );
            assert_eq!(read, time, "{cell}");
        }
        assert!(is_rounded("33") && is_rounded("299") && !is_rounded("25") && !is_rounded("5833"));
    }

    #[test]
    fn what_is_no_number_has_no_parts() {
        for cell in ["", ".", ".5", "5.", "6:00", "123.5", "1.2.3", "x", "-0.5"] {
            assert_eq!(parts(cell), None, "{cell}");
        }
    }
}
