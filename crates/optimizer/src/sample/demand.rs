//! When contacts arrive, and how many agents they ask for.

use rand::RngExt;
use rand::rngs::SmallRng;

use super::{Recipe, erlang};

/// Monday to Sunday.
const WEEK: [f64; 7] = [1.15, 1.05, 1.0, 0.98, 0.95, 0.6, 0.5];
/// On top of what Erlang C asks for, for short absences.
const SHRINKAGE: f64 = 0.04;

/// The contacts of one skill.
#[derive(Clone, Debug)]
pub(super) struct Contacts {
    /// Seconds that one takes.
    pub(super) handle_seconds: f64,
    /// Contacts at work per interval; only their shape matters, and their size
    /// against that of other skills.
    pub(super) curve: Vec<f64>,
}

pub(super) fn contacts(recipe: &Recipe, intervals: usize, random: &mut SmallRng) -> Vec<Contacts> {
    let hours = f64::from(recipe.interval_minutes) / 60.0;
    (0..recipe.skills)
        .map(|_| {
            let size = (random.random_range(-0.8..0.8_f64)).exp();
            let shape = Shape::of(random);
            let bursts = bursts(recipe.days, random);
            let handle_seconds = random.random_range(240.0..600.0);
            let curve = (0..intervals).map(|t| {
                #[expect(clippy::cast_precision_loss, reason = "at most 62 days")]
                let hour = (t as f64 + 0.5) * hours;
                let noise = random.random_range(0.92..1.08);
                size * shape.at(hour) * burst_at(&bursts, hour) * noise
            });
            Contacts {
                handle_seconds,
                curve: curve.collect(),
            }
        })
        .collect()
}

/// Two peaks and a long evening tail.
struct Shape {
    morning: f64,
    afternoon: f64,
    second: f64,
    tail: f64,
    night: f64,
}

impl Shape {
    fn of(random: &mut SmallRng) -> Self {
        Self {
            morning: random.random_range(9.8..11.4),
            afternoon: random.random_range(14.6..16.2),
            second: random.random_range(0.7..0.95),
            tail: random.random_range(0.25..0.5),
            night: random.random_range(0.01..0.05),
        }
    }

    /// `hour` counts from a Monday's midnight.
    fn at(&self, hour: f64) -> f64 {
        let day = (hour / 24.0).floor();
        let of_day = hour - day * 24.0;
        let peak = |at: f64, width: f64| (-((of_day - at) / width).powi(2)).exp();
        let evening = if of_day > self.afternoon {
            (-((of_day - 19.5) / 3.2).powi(2)).exp()
        } else {
            0.0
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of days"
        )]
        let weekday = WEEK[day as usize % 7];
        weekday
            * (self.night
                + peak(self.morning, 2.2)
                + self.second * peak(self.afternoon, 2.4)
                + self.tail * evening)
    }
}

/// (from, to, factor), in hours: about one every second day.
fn bursts(days: usize, random: &mut SmallRng) -> Vec<(f64, f64, f64)> {
    let mut found = Vec::new();
    for day in 0..days {
        if random.random_bool(0.5) {
            #[expect(clippy::cast_precision_loss, reason = "at most 62 days")]
            let from = day as f64 * 24.0 + random.random_range(8.0..20.0);
            let length = random.random_range(0.75..2.5);
            found.push((from, from + length, random.random_range(1.2..1.6)));
        }
    }
    found
}

fn burst_at(bursts: &[(f64, f64, f64)], hour: f64) -> f64 {
    let mut at = bursts
        .iter()
        .filter(|burst| burst.0 <= hour && hour < burst.1);
    at.next().map_or(1.0, |burst| burst.2)
}

/// Required agents per skill and interval, `wanted` in sum.
pub(super) fn required(contacts: &[Contacts], wanted: f64) -> Vec<Vec<f64>> {
    let of_scale = |scale: f64| -> Vec<Vec<f64>> {
        let row = |skill: &Contacts| -> Vec<f64> {
            let agents = |&load: &f64| {
                // Nobody staffs for a contact every few hours.
                let load = load * scale;
                let load = if load * 3600.0 / skill.handle_seconds < 0.25 {
                    0.0
                } else {
                    load
                };
                let needed = erlang::agents(load, skill.handle_seconds) / (1.0 - SHRINKAGE);
                (needed * 100.0).round() / 100.0
            };
            skill.curve.iter().map(agents).collect()
        };
        contacts.iter().map(row).collect()
    };
    let sum = |rows: &[Vec<f64>]| rows.iter().flatten().sum::<f64>();
    let contacts_at_work: f64 = contacts.iter().flat_map(|skill| &skill.curve).sum();
    let (mut low, mut high) = (0.0, 2.0 * wanted / contacts_at_work.max(1e-9));
    for _ in 0..24 {
        let middle = f64::midpoint(low, high);
        if sum(&of_scale(middle)) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    of_scale(low)
}
