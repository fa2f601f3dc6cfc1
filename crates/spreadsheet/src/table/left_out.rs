//! Rows below the header that are no rows of the table: totals, footers,
//! headings, the header again.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use crate::mended::MendedRow;
use crate::table::columns::Columns;
use crate::table::header_words;
use crate::table::profile::is_number;
use crate::values::letters::{folded, key};
use crate::values::moment::{Moment, RawTime, Role};
use crate::values::windows;
use crate::wording::quoted;
use crate::{Confidence, Field, FileKind, Layout};

/// What tells rows of a table from what stands among and below them.
///
/// A row that may be a shift is never left out: it then has a problem.
#[derive(Clone, Debug, Default)]
pub(crate) struct LeftOutRules {
    /// The texts of the header.
    header: Vec<String>,
    /// Indexes of rows that are nothing but a legend.
    pub(crate) legend: BTreeSet<usize>,
    /// Columns of which a row of the table has at least one.
    telling: Vec<usize>,
    /// A row with all of these is one of the table.
    whole: Vec<usize>,
    agent: Option<usize>,
    /// Whether agents' ids have digits.
    ids_have_digits: bool,
    is_grid: bool,
    is_requirements: bool,
}

/// What rows of sums are called, folded and with bars between.
const TOTALS: &str = "
    total | totals | subtotal | sub-total | sub total | grand total | sum | average | headcount | head count |
    count |
    staffed | scheduled hours | total hours | total shifts | agents on shift | on shift | coverage | fte |
    summe | gesamt | gesamtsumme | zwischensumme | durchschnitt | anzahl | besetzung | insgesamt |
    mitarbeiter gesamt | stunden gesamt | endsumme |
    total general | totaux | sous-total | moyenne | somme | effectif | nombre | ensemble |
    suma | total horas | promedio | totales | subtotales | total turnos |
    soma | total geral | totais | media | subtotais |
    totale | totali | somma | totale generale | subtotale | totale turni |
    totaal | subtotaal | eindtotaal | totalen | gemiddelde | som | aantal |
    合計 | 小計 | 総計 | 計 | 平均 | 人数 | 出勤人数 | 総合計 | 人数計 | 累計";

/// What footers begin with, folded and with bars between.
const FOOTERS: &str = "
    printed | page  | generated | exported | created | prepared | signature | signed | approved by | note |
    notes | remark | legend | confidential | copyright | source | report | run date | last updated |
    end of report | published by | contact | please | * | © | -- | all times |
    gedruckt | seite  | stand | erstellt | hinweis | bemerkung | unterschrift | legende | vertraulich | quelle |
    alle zeiten | freigegeben | anderungen | ende |
    imprime | edite | cree le | remarque | confidentiel | genere | toutes les heures | fin du rapport |
    signature du |
    impreso | pagina | nota | generado | firma | leyenda | creado | fuente | todas las horas | confidencial |
    impresso | gerado | assinatura | observac | criado | legenda | fonte |
    stampato | firma | creato | generato | tutti gli orari | riservato |
    afgedrukt | pagina | opmerking | handtekening | gemaakt | vertrouwelijk | bron |
    印刷 | ページ | 作成 | 備考 | 注 | ※ | 出力 | 凡例 | 承認 | 以上";

static SUMS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| TOTALS.split('|').map(str::trim).collect());

impl LeftOutRules {
    pub(crate) fn new(columns: &Columns, header: &[String], ids_have_digits: bool) -> Self {
        let place = |field: Field| columns.place(field);
        let side = |fields: &[Field]| fields.iter().find_map(|&field| place(field));
        let start = side(&[Field::Start, Field::StartTime]);
        let is_grid = columns.layout != Layout::List;
        let days = columns.days.iter().map(|day| day.column);
        let agent = place(Field::Agent);
        let (telling, whole) = match columns.kind {
            _ if is_grid => (days.collect(), Vec::new()),
            FileKind::Shifts => {
                let fields = [
                    Field::Start,
                    Field::StartTime,
                    Field::End,
                    Field::EndTime,
                    Field::Date,
                ];
                let telling = fields.iter().filter_map(|&field| place(field)).collect();
                let end = side(&[Field::End, Field::EndTime, Field::Duration]).or(start);
                (telling, [agent, start, end].into_iter().flatten().collect())
            }
            FileKind::Requirements => {
                let fields = [Field::Start, Field::StartTime, Field::Date];
                let telling = fields.iter().filter_map(|&field| place(field)).collect();
                (
                    telling,
                    [start, place(Field::RequiredAgents)]
                        .into_iter()
                        .flatten()
                        .collect(),
                )
            }
        };
        Self {
            header: header.to_vec(),
            legend: BTreeSet::new(),
            telling,
            whole,
            agent,
            ids_have_digits,
            is_grid,
            is_requirements: columns.kind == FileKind::Requirements,
        }
    }

    /// Further columns that are a day in some rows.
    pub(crate) fn has_days_in(&mut self, columns: impl IntoIterator<Item = usize>) {
        for column in columns {
            if self.is_grid && !self.telling.contains(&column) {
                self.telling.push(column);
            }
        }
    }

    /// Why a row below the header is none of the table, if it is not.
    ///
    /// Costs next to nothing for the rows that nearly all files consist of.
    pub(crate) fn reason(&self, index: usize, row: MendedRow<'_>) -> Option<String> {
        if !self.is_grid && self.is_whole(row) {
            return None;
        }
        if self.legend.contains(&index) {
            return Some("A legend of shift codes.".to_owned());
        }
        if let Some(reason) = self.header_again(row) {
            return Some(reason);
        }
        let filled: Vec<&str> = row
            .cells()
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect();
        let &first = filled.first()?;
        if self.is_requirements && !self.is_grid {
            // "2026-11-30", "Total": the sum of a day.
            let said = self.telling.iter().filter_map(|&column| row.cell(column));
            if let Some(total) = said.map(str::trim).find(|cell| is_total(cell)) {
                return Some(format!("A total: {}.", quoted(total)));
            }
        }
        let working = self
            .telling
            .iter()
            .filter_map(|&column| row.cell(column))
            .any(works);
        if !working && is_total(first) {
            return Some(format!("A total: {}.", quoted(first)));
        }
        let agent = self
            .agent
            .and_then(|agent| row.cell(agent))
            .unwrap_or_default()
            .trim();
        let numbers = filled.iter().filter(|cell| is_number(cell)).count();
        // A start may be a number: that of its interval.
        let begins =
            self.is_requirements && self.telling.iter().any(|&column| !is_blank(row, column));
        if agent.is_empty() && numbers == filled.len() && !begins {
            return Some("Numbers only, like a sum.".to_owned());
        }
        if self.is_grid && self.looks_like_sums(row, agent) {
            return Some(format!("Numbers only, like a sum: {}.", quoted(first)));
        }
        if working {
            return None;
        }
        if filled.len() <= 3
            && !self.is_id(first)
            && let Some(reason) = self.note(first)
        {
            return Some(reason);
        }
        if filled.len() > 1 && !(filled.len() == 2 && self.is_sentence(first)) {
            return None;
        }
        self.is_heading(row, first)
            .then(|| format!("A heading or note: {}.", quoted(first)))
    }

    /// Whether a row of one cell is a heading, and nothing else that is left out.
    pub(crate) fn heading(&self, index: usize, row: MendedRow<'_>) -> bool {
        let first = row.cells().map(str::trim).find(|cell| !cell.is_empty());
        let is_other = |first: &str| self.legend.contains(&index) || is_total(first);
        first.is_some_and(|first| {
            !is_other(first) && self.note(first).is_none() && self.is_heading(row, first)
        })
    }

    /// One cell alone: a heading, or what is left of a shift.
    fn is_heading(&self, row: MendedRow<'_>, first: &str) -> bool {
        let agent = self.agent.and_then(|agent| row.cell(agent));
        let agent = agent.unwrap_or_default().trim();
        let is_agent = !agent.is_empty() && self.is_id(agent);
        let tells = self
            .telling
            .iter()
            .filter_map(|&column| row.cell(column))
            .any(|cell| Moment::parse(cell).is_some());
        !is_agent && !tells && self.is_sentence(first)
    }

    /// What a row is that repeats the header.
    pub(crate) fn header_again(&self, row: MendedRow<'_>) -> Option<String> {
        self.is_header(row).then(|| "The header again.".to_owned())
    }

    /// What a row is that begins like a footer.
    pub(crate) fn note(&self, first: &str) -> Option<String> {
        let folded = folded(first);
        let is_footer = FOOTERS
            .split('|')
            .any(|begin| folded.starts_with(begin.trim()));
        is_footer.then(|| format!("A note: {}.", quoted(first)))
    }

    /// Whether a row has all that a row of the table needs, and is not the header again.
    fn is_whole(&self, row: MendedRow<'_>) -> bool {
        let Some(&first) = self.whole.first() else {
            return false;
        };
        let filled = self.whole.iter().all(|&column| {
            row.cell(column)
                .is_some_and(|cell| !cell.is_empty() && cell != " ")
        });
        let cell = row.cell(first).unwrap_or_default();
        let is_header = self
            .header
            .get(first)
            .is_some_and(|header| header.len() == cell.len() && header.eq_ignore_ascii_case(cell));
        filled && !is_header && !may_be_total(cell)
    }

    fn is_header(&self, row: MendedRow<'_>) -> bool {
        let mut said = 0;
        for (column, cell) in row.cells().enumerate() {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            let header = self
                .header
                .get(column)
                .map(String::as_str)
                .unwrap_or_default();
            // Of a header in two rows, one is enough.
            let same = key(header) == key(cell)
                || (!key(cell).is_empty() && key(header).contains(&key(cell)));
            if !same {
                return false;
            }
            said += 1;
        }
        said >= 2
    }

    /// Whether all days of a row hold numbers and its agent is none.
    fn looks_like_sums(&self, row: MendedRow<'_>, agent: &str) -> bool {
        let cells: Vec<&str> = self
            .telling
            .iter()
            .filter_map(|&column| row.cell(column))
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect();
        let numbers = cells.iter().all(|cell| is_number(cell));
        let is_agent = !agent.is_empty() && (self.is_id(agent) || !self.ids_have_digits);
        cells.len() >= 2 && numbers && !is_agent && self.agent.is_some()
    }

    /// Whether a text is like the ids of the table's agents.
    fn is_id(&self, text: &str) -> bool {
        let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
        self.ids_have_digits && has_digit && !text.trim().contains(' ')
    }

    /// Whether a text is no id: of several words, or without digits where ids have some.
    fn is_sentence(&self, text: &str) -> bool {
        let words = text.split_whitespace().count();
        let no_digit = !text.bytes().any(|byte| byte.is_ascii_digit());
        text.ends_with([':', '：'])
            || words >= 4
            || (self.ids_have_digits && no_digit)
            || header_words::near(text).is_some_and(|meant| meant.confidence >= Confidence::Likely)
    }
}

fn is_blank(row: MendedRow<'_>, column: usize) -> bool {
    row.cell(column).is_none_or(|cell| cell.trim().is_empty())
}

/// Whether a cell holds hours of work.
fn works(cell: &str) -> bool {
    let cell = cell.trim();
    if cell.is_empty() || is_number(cell) {
        return false;
    }
    windows::read(cell).is_some()
        || Moment::parse_as(cell, Role::Any, false).is_some_and(|moment| moment.date.is_some())
        || Moment::parse(cell)
            .and_then(|moment| moment.time)
            .and_then(RawTime::minutes)
            .is_some()
}

/// Without looking closely: most ids are told at once.
fn may_be_total(cell: &str) -> bool {
    const LONGEST: usize = 40;
    cell.len() <= LONGEST && !cell.bytes().any(|byte| byte.is_ascii_digit()) && is_total(cell)
}

/// Whether a text begins a row of sums.
pub(crate) fn is_total(text: &str) -> bool {
    let folded = folded(text);
    let plain = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    if SUMS.contains(plain) {
        return true;
    }
    // "Total shifts: 200", "Summe KW 49", "合計人数".
    let head = plain
        .split([' ', ':', '(', '/', '-'])
        .next()
        .unwrap_or_default();
    let strong = "total totals summe gesamt subtotal zwischensumme totale totaal totales totaux suma somma gesamtsumme grand";
    strong.split(' ').any(|sum| sum == head)
        || ["合計", "小計", "総計"]
            .iter()
            .any(|sum| plain.starts_with(sum) || plain.ends_with(sum))
}

#[cfg(test)]
mod tests;
