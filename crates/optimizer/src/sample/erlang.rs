//! Erlang C: how many agents answer 80 % of contacts within 20 seconds.

const ANSWERED: f64 = 0.8;
const WITHIN_SECONDS: f64 = 20.0;

/// Agents for `load` erlangs (contacts in service on average) that take
/// `handle_seconds` each.
pub(super) fn agents(load: f64, handle_seconds: f64) -> f64 {
    if load <= 0.0 {
        return 0.0;
    }
    // Erlang B by its recursion, agent by agent; C follows from B.
    let mut blocked = 1.0;
    let mut agents = 0.0;
    loop {
        agents += 1.0;
        blocked = load * blocked / (agents + load * blocked);
        if agents <= load {
            continue;
        }
        let waits = agents * blocked / (agents - load * (1.0 - blocked));
        let late = waits * (-(agents - load) * WITHIN_SECONDS / handle_seconds).exp();
        if late <= 1.0 - ANSWERED {
            return agents;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::agents;

    #[test]
    fn as_the_tables_say() {
        // Erlangs, handling time, agents for 80 % in 20 s.
        let table: [(f64, f64, f64); 4] = [
            (0.0, 180.0, 0.0),
            (10.0, 180.0, 14.0),
            (1.0, 300.0, 3.0),
            (50.0, 180.0, 56.0),
        ];
        for (load, handle, expected) in table {
            let found = agents(load, handle);
            assert!((found - expected).abs() < 1e-9, "{load} erlangs: {found}");
        }
    }
}
