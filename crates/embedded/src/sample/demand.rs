//! How many agents a skill needs, through a week.

use super::dice::Dice;

/// Monday to Sunday.
const DAYS: [f64; 7] = [1.14, 1.05, 1.0, 0.99, 0.96, 0.66, 0.54];

/// Agents needed in each quarter hour from Monday 00:00: quiet nights, two peaks on
/// weekdays, quieter weekends; `hours` agent-hours in all but for rounding.
pub fn week(seed: u64, skill: &str, hours: f64) -> Vec<f64> {
    let mut dice = Dice::new(seed, skill);
    let morning = 10.5 + dice.share() * 0.7;
    let afternoon = 15.2 + dice.share() * 0.8;
    let second = 0.72 + dice.share() * 0.16;
    let mut wave = 0.0;
    let shape: Vec<f64> = (0..672)
        .map(|quarter| {
            // A little unrest that carries over from one quarter to the next.
            wave = 0.7 * wave + 0.02 * (dice.share() - 0.5);
            let hour = f64::from(quarter % 96) / 4.0 + 0.125;
            let day = DAYS[(quarter / 96) as usize % 7];
            let peaks = bell(hour, morning, 2.4) + second * bell(hour, afternoon, 2.7);
            (0.07 + peaks) * day * (1.0 + wave)
        })
        .collect();
    let whole: f64 = shape.iter().sum::<f64>() / 4.0;
    let to_hundredths = |agents: f64| (agents * 100.0).round() / 100.0;
    shape
        .into_iter()
        .map(|share| to_hundredths(share * hours / whole))
        .collect()
}

fn bell(hour: f64, middle: f64, width: f64) -> f64 {
    (-((hour - middle) / width).powi(2)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_have_two_peaks_and_weekends_are_quieter() {
        let week = week(7, "SKILL-EN-BILLING", 700.0);
        let at = |day: usize, hour: usize| week[day * 96 + hour * 4];
        let day_sum = |day: usize| week[day * 96..(day + 1) * 96].iter().sum::<f64>();

        assert_eq!(week.len(), 672);
        assert!((week.iter().sum::<f64>() / 4.0 - 700.0).abs() < 2.0);
        for day in 0..5 {
            assert!(at(day, 11) > at(day, 13), "the morning peak of day {day}");
            assert!(at(day, 15) > at(day, 13), "the afternoon peak of day {day}");
            assert!(at(day, 3) * 5.0 < at(day, 11), "the night of day {day}");
            assert!(day_sum(5) < 0.75 * day_sum(day) && day_sum(6) < day_sum(5));
        }
        let steps = week.windows(2).map(|pair| (pair[1] - pair[0]).abs());
        let top = week.iter().copied().fold(0.0, f64::max);
        assert!(steps.fold(0.0, f64::max) < 0.2 * top, "no jumps");
    }
}
