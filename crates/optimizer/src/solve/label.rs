const LABELS_PER_AMOUNT: usize = 4;
const LABELS: usize = 96;

/// Where a plan stands after some items: all that later choices depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub(super) value: f64,
    /// End of the last work, the day it belongs to, and whether the plan moved it.
    pub(super) end: i64,
    pub(super) end_day: i64,
    pub(super) end_moved: bool,
    /// Week that the next two count for.
    pub(super) week: i64,
    pub(super) worked: i64,
    pub(super) no_overtime: i64,
    /// Over the range.
    pub(super) overtime: f64,
    pub(super) all_worked: i64,
    /// Days with an extra shift.
    pub(super) extra_days: u64,
    pub(super) parent: usize,
    pub(super) choice: Option<usize>,
}

/// The undominated labels, most valuable first, and always the one that does
/// least (it keeps every rule that the shifts themselves keep).
pub(super) fn best_labels(mut labels: Vec<Label>) -> Vec<Label> {
    labels.sort_by(|a, b| b.value.total_cmp(&a.value));
    let idle = labels.iter().find(|label| label.all_worked == 0).copied();
    let mut kept: Vec<Label> = Vec::new();
    for label in labels {
        if kept.len() == LABELS {
            break;
        }
        let same = kept
            .iter()
            .filter(|other| other.all_worked == label.all_worked)
            .count();
        if same < LABELS_PER_AMOUNT && !kept.iter().any(|other| dominates(other, &label)) {
            kept.push(label);
        }
    }
    if !kept.iter().any(|label| label.all_worked == 0) {
        kept.extend(idle);
    }
    kept
}

/// Whether whatever can follow `b` can follow `a`; `a` is worth at least as
/// much.
fn dominates(a: &Label, b: &Label) -> bool {
    let same_week = a.week == b.week && a.worked <= b.worked && a.no_overtime <= b.no_overtime;
    let fresh = a.worked == 0 && a.no_overtime == 0;
    a.end <= b.end
        && (!a.end_moved || b.end_moved)
        && (same_week || fresh)
        && a.overtime <= b.overtime + 1e-9
        && a.extra_days & !b.extra_days == 0
}
