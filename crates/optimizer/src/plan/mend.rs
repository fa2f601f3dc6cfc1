//! A plan that breaks nothing, out of one that does.

use super::menu::Entry;
use super::watch::{Breach, Watch};
use super::{Planner, Terms};

impl Planner {
    /// Leaves choices out until nothing is broken, of two in each other's way
    /// the one worth less.
    pub(super) fn drop_breaches(&mut self, terms: Terms) {
        while is_broken(terms, &self.chosen) {
            let without = |left_out: usize| {
                let mut rest = self.chosen.clone();
                rest.remove(left_out);
                rest
            };
            let rank = |left_out: &usize| {
                let rest = without(*left_out);
                let worth = terms.worth(&rest).unwrap_or(f64::NEG_INFINITY);
                (!is_broken(terms, &rest), worth)
            };
            let ranks = (0..self.chosen.len()).map(|at| (rank(&at), at));
            let best = ranks.max_by(|a, b| a.0.0.cmp(&b.0.0).then(a.0.1.total_cmp(&b.0.1)));
            match best {
                Some((_, at)) => {
                    self.chosen.remove(at);
                }
                None => return,
            }
        }
    }

    /// Puts better choices into a plan that breaks nothing, place by place;
    /// tells what it is worth then.
    pub(super) fn mend(&mut self, terms: Terms) -> f64 {
        let mut worth = terms.worth(&self.chosen).unwrap_or(0.0);
        let mut trial: Vec<Entry> = Vec::new();
        for position in 0..self.menus.len() {
            for entry in &self.entries[self.menus[position].clone()] {
                trial.clear();
                trial.extend(self.chosen.iter().filter(|other| other.place < position));
                trial.push(*entry);
                trial.extend(self.chosen.iter().filter(|other| other.place > position));
                let found = terms.worth(&trial).unwrap_or(f64::NEG_INFINITY);
                if found > worth && !is_broken(terms, &trial) {
                    worth = found;
                    std::mem::swap(&mut self.chosen, &mut trial);
                }
            }
        }
        worth
    }
}

fn is_broken(terms: Terms, plan: &[Entry]) -> bool {
    Watch::default().tighten(terms, plan) != Breach::None || terms.worth(plan).is_none()
}
