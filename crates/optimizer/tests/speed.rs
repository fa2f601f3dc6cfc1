mod support;

use std::time::{Duration, Instant};

use optimizer::{Limits, solve};

#[test]
#[ignore]
fn measure() {
    for (agents, skills, days) in [(40,4,7)] {
        let problem = support::centre(agents, skills, days, 0.85, 7);
        let limits = Limits { time: Duration::from_secs(10), ..Limits::default() };
        let start = Instant::now();
        let mut last = Duration::ZERO;
        let mut first = true;
        let mut n = 0; let mut maxgap = Duration::ZERO;
        let mut prev = Duration::ZERO;
        let solution = solve(&problem, &limits, &mut |p| {
            n += 1;
            maxgap = maxgap.max(p.elapsed - prev); prev = p.elapsed;
            if first || p.elapsed - last > Duration::from_millis(900) {
                println!("{:?} obj {:.2} bound {:.2} gap {:.4} cov {:.1}", p.elapsed, p.objective, p.bound, p.gap, p.covered_hours);
                last = p.elapsed; first = false;
            }
        }).unwrap();
        println!("{agents}/{skills}/{days}: {:?} obj {:.2} bound {:.2} gap {:.4} short {:.1} ot {:.1} extra {:.1} segs {} ticks {n} maxgap {maxgap:?}", start.elapsed(), solution.objective, solution.bound, solution.gap_to_bound(), solution.short_hours, solution.overtime_hours, solution.extra_hours, solution.segments.len());
        let t=Instant::now(); let b=optimizer::check(&problem,&solution); println!("check {:?} {}", t.elapsed(), b.len());
        let t=Instant::now(); let e=optimizer::explain(&problem,&solution); println!("explain {:?} unmet {} excl {} impr {}", t.elapsed(), e.unmet.len(), e.excluded.len(), e.projected_coverage_improvement);
    }
}
