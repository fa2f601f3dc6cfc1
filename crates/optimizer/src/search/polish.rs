use rand::RngExt;

use super::{Search, TINY};

impl Search<'_> {
    /// Takes the plans of a few agents away, draws them anew, and keeps the
    /// outcome if it is better, or if chance lets it pass.
    pub(super) fn polish(&mut self, temperature: f64) {
        let anyone = self.next_agent();
        let mut group = std::mem::take(&mut self.group);
        self.company.pick(
            self.staff,
            &self.state,
            anyone,
            &mut self.random,
            &mut group,
        );
        let before = self.state.score();
        let old: Vec<_> = group
            .iter()
            .map(|&agent| self.state.withdraw(agent))
            .collect();
        // Noise of any size, or a look at the prices: some groups only need
        // another order.
        let noise = [0.0, 0.01, 0.03, 0.1][self.random.random_range(0..4)];
        self.lean = [0.0, 0.3, 0.6, 0.9][self.random.random_range(0..4)];
        self.noise.set_temperature(noise);
        for &agent in &group {
            self.insert(agent, false);
        }
        if group.len() > 1 {
            for &agent in &group {
                self.state.withdraw(agent);
                self.insert(agent, true);
            }
        }
        let worse = self.state.score() - before;
        let passes = worse <= TINY
            || (temperature > TINY && self.random.random::<f64>() < (-worse / temperature).exp());
        if passes {
            group.iter().for_each(|&agent| self.mark(agent));
            self.keep_if_best();
        } else {
            group.iter().for_each(|&agent| {
                self.state.withdraw(agent);
            });
            for (&agent, plan) in group.iter().zip(&old) {
                self.state.assign(agent, plan);
            }
        }
        self.group = group;
    }
}
