use super::State;
use crate::staff::roster::Piece;

/// Work that an agent does at present: what staying is worth beyond what one agent more
/// would bring. So other plans can be compared with it without taking it away.
#[derive(Default)]
pub(super) struct Standing {
    pieces: Vec<(Piece, Vec<f64>)>,
    used: usize,
}

impl Standing {
    /// Looks at the plan of `agent`; `share` of what it finds counts.
    pub(super) fn look(&mut self, state: &mut State, agent: usize, intervals: usize, share: f64) {
        self.used = state.plan(agent).len();
        for at in 0..self.used {
            let piece = state.plan(agent)[at];
            if self.pieces.len() == at {
                self.pieces.push((piece, Vec::new()));
            }
            let (kept, sums) = &mut self.pieces[at];
            *kept = piece;
            sums.clear();
            sums.resize((piece.to - piece.from) as usize + 1, 0.0);
            for t in piece.intervals() {
                let gain = state.gains()[piece.skill * intervals + t];
                let more = (state.loss(t, piece.skill) - gain) * share;
                sums[t + 1 - piece.from as usize] = more;
            }
            let mut sum = 0.0;
            for value in sums {
                sum += *value;
                *value = sum;
            }
        }
    }

    /// What `piece` is worth beyond what one agent more would bring.
    pub(super) fn more(&self, piece: &Piece) -> f64 {
        let own = &self.pieces[..self.used];
        let same = own.iter().filter(|own| own.0.skill == piece.skill);
        same.map(|(own, sums)| {
            let between = |from: i64, to: i64| {
                let (from, to) = (from.max(own.from), to.min(own.to));
                if from < to {
                    sums[(to - own.from) as usize] - sums[(from - own.from) as usize]
                } else {
                    0.0
                }
            };
            let pause = piece.pause.map_or(0.0, |(from, to)| between(from, to));
            between(piece.from, piece.to) - pause
        })
        .sum()
    }
}
