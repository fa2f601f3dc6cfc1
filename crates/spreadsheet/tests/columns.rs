//! What the columns of a file are.

#![cfg(test)]

mod reading;

use reading::reading;
use spreadsheet::{Choices, Confidence, Field, Reading};

/// The columns are these fields.
fn check(header: &str, row: &str, fields: &[Option<Field>]) {
    let reading = reading(&format!("{header}\n{row}\n{row}\n"), &Choices::default());

    let read: Vec<Option<Field>> = reading.columns.iter().map(|column| column.field).collect();
    assert_eq!(read, fields, "{header}: {:?}", reading.columns);
}

use Field::{
    Agent, AgentName, Breaks, Date, Duration, End, EndTime, Notes, Proficiency, Skills, Start,
    StartTime, Status,
};

#[test]
fn headers_of_all_languages_are_known() {
    let row = "17,Ann Other,30.11.2026,06:00,14:00,SKILL-A,Expert,Draft,30,x";
    let fields = [
        Agent,
        AgentName,
        Date,
        Start,
        End,
        Skills,
        Proficiency,
        Status,
        Breaks,
        Notes,
    ]
    .map(Some);
    for header in [
        "Agent_ID,Agent name,Shift Date,Start,Finish,Skill(s),Proficiency level,Shift status,Breaks (min),Comments",
        "Personalnr.,Name,Datum,Beginn,Ende,Fähigkeiten,Niveau,Status,Pause (Min.),Bemerkung",
        "Matricule,Nom,Jour,Début,Fin,Compétence,Niveau de compétence,Statut,Pause,Remarques",
        "Legajo,Apellidos,Fecha,Inicio,Fin,Habilidades,Nivel,Estado,Descanso,Observaciones",
        "Matrícula,Nome,Data,Início,Fim,Habilidade,Nível,Situação,Intervalo,Observações",
        "Matricola,Nominativo,Giorno,Inizio,Fine,Competenze,Livello,Stato,Pausa,Note",
        "Medewerkernr.,Naam,Dag,Aanvang,Einde,Vaardigheid,Niveau,Status,Pauze,Opmerkingen",
        "社員番号,氏名,勤務日,開始,終了,スキル,レベル,状態,休憩,備考",
    ] {
        check(header, row, &fields);
    }
}

#[test]
fn cells_tell_what_headers_leave_open() {
    check(
        "Agent,Start,Start,End,End,Skill",
        "17,2026-11-30,06:00,2026-11-30,14:00,S",
        &[
            Some(Agent),
            Some(Start),
            Some(StartTime),
            Some(End),
            Some(EndTime),
            Some(Skills),
        ],
    );
    check(
        "Agent,Day,When,Until when,Skill",
        "17,2026-11-30,06:00,14:00,S",
        &[
            Some(Agent),
            Some(Date),
            Some(Start),
            Some(End),
            Some(Skills),
        ],
    );
    check(
        "Agent,Team,Shift,Date,Skill",
        "17,North,06:00-14:00,2026-11-30,S",
        &[Some(Agent), None, Some(Start), Some(Date), Some(Skills)],
    );
    check(
        "Agent,Date,Start,Hours,Skill",
        "17,2026-11-30,06:00,7.5,S",
        &[
            Some(Agent),
            Some(Date),
            Some(Start),
            Some(Duration),
            Some(Skills),
        ],
    );
    check(
        ",Agent,Start,End,What",
        "17,Ann Other,2026-11-30 06:00,2026-11-30 14:00,SKILL-A",
        &[
            Some(Agent),
            Some(AgentName),
            Some(Start),
            Some(End),
            Some(Skills),
        ],
    );
    check(
        "Tag,Datum,Mitarbeiter,von,bis",
        "Mo,30.11.2026,17,06:00,14:00",
        &[None, Some(Date), Some(Agent), Some(Start), Some(End)],
    );
    check(
        "Agent,Start,End,Skill 1,Skill 2,Break 1,Break 2",
        "17,2026-11-30 06:00,2026-11-30 14:00,A,B,10:00-10:15,12:00-12:30",
        &[
            Some(Agent),
            Some(Start),
            Some(End),
            Some(Skills),
            Some(Skills),
            Some(Breaks),
            Some(Breaks),
        ],
    );
}

#[test]
fn an_id_is_before_a_name() {
    check(
        "Agent,Agent ID,Start,End",
        "Ann Other,17,2026-11-30 06:00,2026-11-30 14:00",
        &[None, Some(Agent), Some(Start), Some(End)],
    );
    check(
        "Name,Personalnummer,Start,End",
        "Ann Other,17,2026-11-30 06:00,2026-11-30 14:00",
        &[Some(AgentName), Some(Agent), Some(Start), Some(End)],
    );
    let reading = reading(
        "Name,Start,End\nAnn Other,2026-11-30 06:00,2026-11-30 14:00\n",
        &Choices::default(),
    );
    assert_eq!(reading.columns[0].field, Some(Agent));
    let note = "There is no column with ids of agents: their names are taken as ids.";
    assert!(
        reading.understood.notes.iter().any(|said| said == note),
        "{:?}",
        reading.understood.notes
    );
}

#[test]
fn a_reading_says_how_sure_it_is() {
    let text = "Agent ID,Strat,When,Skill\n17,2026-11-30 06:00,2026-11-30 14:00,S\n";
    let chosen = Choices {
        columns: [(3, Some(Notes)), (0, Some(AgentName))].into(),
        ..Choices::default()
    };

    let told = reading(text, &Choices::default());
    let corrected = reading(text, &chosen);

    let sure = |reading: &Reading| -> Vec<_> {
        reading
            .columns
            .iter()
            .map(|column| (column.field, column.confidence))
            .collect()
    };
    assert_eq!(
        sure(&told),
        [
            (Some(Agent), Confidence::Sure),
            (Some(Start), Confidence::Likely),
            (Some(End), Confidence::Guess),
            (Some(Skills), Confidence::Sure),
        ]
    );
    assert_eq!(corrected.columns[3].field, Some(Notes));
    assert_eq!(corrected.columns[3].confidence, Confidence::Chosen);
}

#[test]
fn any_column_can_be_ignored_or_said_to_be_another() {
    let text = "A,B,C,D,E\n17,2026-11-30 06:00,2026-11-30 14:00,S,x\n";
    let chosen = Choices {
        header_line: Some(1),
        columns: [
            (0, Some(Agent)),
            (1, Some(Start)),
            (2, Some(End)),
            (3, Some(Skills)),
            (4, None),
        ]
        .into(),
        ..Choices::default()
    };

    let reading = reading(text, &chosen);

    assert_eq!(reading.problems, []);
    let shift = reading.shifts.get(0).expect("a shift").shift;
    assert_eq!((shift.agent.as_str(), shift.skills.len()), ("17", 1));
    assert_eq!(reading.columns[4].field, None);
}
