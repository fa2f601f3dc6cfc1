//! Files as contact centres in eight languages have them: with titles, notes,
//! totals, legends and columns that nobody asked for.

#![cfg(test)]

use spreadsheet::{Choices, Reading, understand};
use staffing::ShiftStatus;
use workbook::{Opening, open_bytes};

/// Reads a file in UTC, on 22 November 2026.
fn reading(name: &str, text: &str) -> Reading {
    let book = open_bytes(name, text.into(), &Opening::default()).expect(name);
    let choices = Choices {
        near: "2026-11-22".parse().ok(),
        ..Choices::default()
    };
    understand(&book, &choices).expect(name)
}

/// Each shift as "line agent 11-30 06:00-14:00 skills +breaks", with a star
/// where it is published.
fn words(reading: &Reading) -> Vec<String> {
    let word = |read: spreadsheet::ReadShift| {
        let shift = &read.shift;
        let mut words = format!(
            "{} {} {}-{}",
            read.line,
            shift.agent,
            shift.time.start.format("%m-%d %H:%M"),
            shift.time.end.format("%H:%M")
        );
        for skill in &shift.skills {
            words += &format!(" {}", skill.skill);
        }
        for pause in &shift.breaks {
            words += &format!(
                " +{}@{}",
                pause.duration_seconds / 60,
                pause.window(shift.time.start).start.format("%H:%M")
            );
        }
        if shift.status == ShiftStatus::Published {
            words += " *";
        }
        words
    };
    reading.shifts.iter().map(word).collect()
}

/// The file holds these shifts, leaves these lines out, and nothing is wrong with it.
fn check(name: &str, text: &str, shifts: &[&str], left_out: &[usize]) {
    let reading = reading(name, text);

    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(said, [""; 0], "{name}: {:?}", reading.columns);
    assert_eq!(words(&reading), shifts, "{name}: {:?}", reading.columns);
    let lines: Vec<usize> = reading.left_out.iter().map(|row| row.line).collect();
    assert_eq!(lines, left_out, "{name}: {:?}", reading.left_out);
}

#[test]
fn english_rosters_are_read() {
    check(
        "titles, an empty line, a total and a footer",
        "Contact Centre North: roster week 49,,,,,\n\
         Prepared 20/11/2026,,,,,\n\
         ,,,,,\n\
         Agent,Date,Start,Finish,Skill,Status\n\
         AGENT-1001,30/11/2026,06:00,14:00,BILLING,Published\n\
         AGENT-1002,30/11/2026,22:00,06:00,SALES,Draft\n\
         Total shifts,2,,,,\n\
         Page 1 of 1,,,,,\n",
        &[
            "5 AGENT-1001 11-30 06:00-14:00 BILLING *",
            "6 AGENT-1002 11-30 22:00-06:00 SALES",
        ],
        &[1, 2, 7, 8],
    );
    check(
        "american, with names, teams and hours",
        "Emp ID\tEmployee Name\tTeam\tShift Date\tShift Start Time\tShift End Time\tHours\tLunch\tQueue\n\
         00417\tDoe, Jane\tA\t11/30/2026\t6:00 AM\t2:30 PM\t8\t10:00 AM-10:30 AM\tbilling\n\
         00418\tRoe, Sam\tB\t12/13/2026\t2:00 PM\t10:30 PM\t8\t6:00 PM-6:30 PM\tsales\n",
        &[
            "2 00417 11-30 06:00-14:30 billing +30@10:00",
            "3 00418 12-13 14:00-22:30 sales +30@18:00",
        ],
        &[],
    );
    check(
        "a header in two rows",
        "Agent,,Shift,,Break,,Skill\n\
         ID,Name,Start,End,Start,End,\n\
         1001,Ann Other,2026-11-30 06:00,2026-11-30 14:00,10:00,10:30,EN\n",
        &["3 1001 11-30 06:00-14:00 EN +30@10:00"],
        &[1],
    );
    check(
        "start and length",
        "Agent ID;Skill;Start;Duration (h)\n\
         1001;EN;30-Nov-26 06:00;8.5\n\
         1002;EN;30-Nov-26 22:00;8h\n",
        &["2 1001 11-30 06:00-14:30 EN", "3 1002 11-30 22:00-06:00 EN"],
        &[],
    );
    check(
        "windows in one column",
        "Roster for the week commencing 30 Nov 2026\n\
         Agent | Date | Shift | Skill\n\
         1001 | Mon 30 Nov | 0600-1400 | EN\n\
         1002 | Mon 30 Nov | 2pm-10pm | EN, FR\n\
         1003 | Tue 1 Dec | 22-6 | FR\n",
        &[
            "3 1001 11-30 06:00-14:00 EN",
            "4 1002 11-30 14:00-22:00 EN FR",
            "5 1003 12-01 22:00-06:00 FR",
        ],
        &[1],
    );
    check(
        "pages",
        "Agent ID,Start,End,Skills\n\
         1001,2026-11-30 06:00,2026-11-30 14:00,EN\n\
         Page 1 of 2\n\
         Agent ID,Start,End,Skills\n\
         1002,2026-11-30 06:00,2026-11-30 14:00,EN\n\
         Page 2 of 2\n",
        &["2 1001 11-30 06:00-14:00 EN", "5 1002 11-30 06:00-14:00 EN"],
        &[3, 4, 6],
    );
}

#[test]
fn german_rosters_are_read() {
    check(
        "von und bis",
        "Dienstplan KW 49;;;;;\n\
         Stand: 20.11.2026;;;;;\n\
         Personalnummer;Nachname, Vorname;Datum;von;bis;Pause (Min.);Fähigkeit;Bemerkung\n\
         00123;Müller, Jörg;30.11.2026;06:00;14:00;30;DE-Rechnung;-\n\
         00124;Groß, Änne;30.11.2026;22:00;06:00;;DE-Technik;Nachtschicht\n\
         Summe;;;;;30;;\n",
        &[
            "4 00123 11-30 06:00-14:00 DE-Rechnung +30@09:45",
            "5 00124 11-30 22:00-06:00 DE-Technik",
        ],
        &[1, 2, 6],
    );
    check(
        "ein Raster mit Kürzeln und Legende",
        "Schichtplan KW 49 2026;;;;;;;;\n\
         MA-Nr.;Name;Mo;Di;Mi;Do;Fr;Sa;So;Stunden\n\
         ;;30.11.;01.12.;02.12.;03.12.;04.12.;05.12.;06.12.;\n\
         4711;Jörg Groß;F;F;S;S;frei;frei;-;32\n\
         4712;Änne Müller;N;N;N;Urlaub;Urlaub;;;24\n\
         Besetzung;;2;2;2;1;0;0;0;56\n\
         Legende;;;;;;;;;\n\
         F = 06:00-14:00;;;;;;;;;\n\
         S = 14:00-22:00;;;;;;;;;\n\
         N = 22:00-06:00;;;;;;;;;\n",
        &[
            "4 4711 11-30 06:00-14:00",
            "4 4711 12-01 06:00-14:00",
            "4 4711 12-02 14:00-22:00",
            "4 4711 12-03 14:00-22:00",
            "5 4712 11-30 22:00-06:00",
            "5 4712 12-01 22:00-06:00",
            "5 4712 12-02 22:00-06:00",
        ],
        &[1, 2, 6, 7, 8, 9, 10],
    );
    check(
        "Datum und Uhrzeit getrennt, zweimal",
        "Mitarbeiter-ID|Startdatum|Startzeit|Enddatum|Endzeit|Qualifikation|Status\n\
         7|30.11.26|6.00|30.11.26|14.30|A/B|freigegeben\n",
        &["2 7 11-30 06:00-14:30 A B *"],
        &[],
    );
    check(
        "Tippfehler im Kopf",
        "Mitarbeiternumer;Datun;Begin;Ende;Fähigkeitten\n\
         17;30.11.2026;06:00;14:00;A\n",
        &["2 17 11-30 06:00-14:00 A"],
        &[],
    );
}

#[test]
fn french_rosters_are_read() {
    check(
        "une liste avec total général",
        "Planning semaine 49 – Centre de Lyon;;;;;;\n\
         Imprimé le 20/11/2026;;;;;;\n\
         Matricule;Nom et prénom;Date;Heure de début;Heure de fin;Compétence;Pause (min);Statut\n\
         M-017;Lefèvre, Zoé;30/11/2026;6h00;14h00;FR-Ventes;30;Publié\n\
         M-018;Noël, Benoît;01/12/2026;14h30;22h30;FR-Support;;Brouillon\n\
         Total général;;;;;;30;\n\
         Signature du responsable :;;;;;;;\n",
        &[
            "4 M-017 11-30 06:00-14:00 FR-Ventes +30@09:45 *",
            "5 M-018 12-01 14:30-22:30 FR-Support",
        ],
        &[1, 2, 6, 7],
    );
    check(
        "une grille",
        "Agent;Compétences;lundi 30 novembre;mardi 1er décembre;mercredi 2 décembre\n\
         A17;FR;6h-14h;repos;RTT\n\
         A18;FR, EN;14h à 22h;14h à 22h;congé\n",
        &[
            "2 A17 11-30 06:00-14:00 FR",
            "3 A18 11-30 14:00-22:00 FR EN",
            "3 A18 12-01 14:00-22:00 FR EN",
        ],
        &[],
    );
    check(
        "des dates en toutes lettres",
        "Identifiant,Début,Fin,Compétences\n\
         A17,lundi 30 novembre 2026 à 6h00,lundi 30 novembre 2026 à 14h00,FR\n",
        &["2 A17 11-30 06:00-14:00 FR"],
        &[],
    );
}

#[test]
fn spanish_and_portuguese_rosters_are_read() {
    check(
        "turnos",
        "Turnos del 30/11/2026 al 06/12/2026;;;;;\n\
         Legajo;Apellido y nombre;Fecha;Entrada;Salida;Habilidad;Descanso;Estado\n\
         5001;Núñez, Íñigo;30/11/2026;06:00;14:00;ES-VENTAS;10:00-10:15;Publicado\n\
         5002;Peña, Lucía;01/12/2026;22:00;06:00;ES-SOPORTE;;Borrador\n\
         Total;2;;;;;;\n",
        &[
            "3 5001 11-30 06:00-14:00 ES-VENTAS +15@10:00 *",
            "4 5002 12-01 22:00-06:00 ES-SOPORTE",
        ],
        &[1, 5],
    );
    check(
        "cuadrante",
        "Cuadrante semana 49 2026,,,,,,,,\n\
         Nº empleado,Nombre,lun,mar,mié,jue,vie,sáb,dom\n\
         5001,Íñigo,7-15,7-15,7-15,7-15,7-15,descanso,descanso\n\
         5002,Lucía,vacaciones,vacaciones,15-23,15-23,libre,libre,15-23\n",
        &[
            "3 5001 11-30 07:00-15:00",
            "3 5001 12-01 07:00-15:00",
            "3 5001 12-02 07:00-15:00",
            "3 5001 12-03 07:00-15:00",
            "3 5001 12-04 07:00-15:00",
            "4 5002 12-02 15:00-23:00",
            "4 5002 12-03 15:00-23:00",
            "4 5002 12-06 15:00-23:00",
        ],
        &[1],
    );
    check(
        "escala",
        "Escala de novembro;;;;;\n\
         Matrícula;Nome do agente;Data;Hora de início;Hora de término;Habilidade;Intervalo (min);Situação\n\
         0091;João Conceição;30/11/2026;08:00;16:20;PT-SUPORTE;20;Publicado\n\
         0092;Inês Brandão;30/11/2026;16:00;00:20;PT-SUPORTE;20;Rascunho\n\
         Total geral;;;;;;40;\n",
        &[
            "3 0091 11-30 08:00-16:20 PT-SUPORTE +20@12:00 *",
            "4 0092 11-30 16:00-00:20 PT-SUPORTE +20@20:00",
        ],
        &[1, 5],
    );
    check(
        "grade da semana",
        "Colaborador;segunda-feira 30/11;terça-feira 01/12;quarta-feira 02/12\n\
         BR01;06:00 às 14:00;06:00 às 14:00;folga\n\
         BR02;folga;férias;14:00 às 22:00\n",
        &[
            "2 BR01 11-30 06:00-14:00",
            "2 BR01 12-01 06:00-14:00",
            "3 BR02 12-02 14:00-22:00",
        ],
        &[],
    );
}

#[test]
fn italian_and_dutch_rosters_are_read() {
    check(
        "turni",
        "Turni settimana 49,,,,,\n\
         Matricola,Cognome e nome,Data,Ora inizio,Ora fine,Competenza,Pausa,Stato\n\
         IT-7,D'Amico Niccolò,30/11/2026,6.00,14.00,IT-VENDITE,10:00-10:30,Pubblicato\n\
         IT-8,Là Rosa Già,13/12/2026,14.00,22.00,IT-VENDITE,,Bozza\n\
         Totale turni,2,,,,,,\n",
        &[
            "3 IT-7 11-30 06:00-14:00 IT-VENDITE +30@10:00 *",
            "4 IT-8 12-13 14:00-22:00 IT-VENDITE",
        ],
        &[1, 5],
    );
    check(
        "griglia",
        "Operatore;lunedì 30 novembre 2026;martedì 1 dicembre 2026;mercoledì 2 dicembre 2026\n\
         IT-7;dalle 6:00 alle 14:00;riposo;ferie\n",
        &["2 IT-7 11-30 06:00-14:00"],
        &[],
    );
    check(
        "rooster",
        "Rooster week 49\n\
         Afgedrukt op 20-11-2026\n\
         Medewerkernummer;Naam;Datum;Begintijd;Eindtijd;Vaardigheid;Pauze (min)\n\
         0031;van den Berg, Daniël;30-11-2026;06:00;14:30;NL-FACTUUR;30\n\
         0032;de Vries, Zoë;1-12-2026;14:00;22:30;NL-FACTUUR;30\n\
         Totaal;;;;;;60\n",
        &[
            "4 0031 11-30 06:00-14:30 NL-FACTUUR +30@10:00",
            "5 0032 12-01 14:00-22:30 NL-FACTUUR +30@18:00",
        ],
        &[1, 2, 6],
    );
    check(
        "rooster per dag",
        "Week 49 2026\n\
         Medewerker;ma;di;wo;do;vr;za;zo\n\
         NL1;9:00-17:00;9:00-17:00;vrij;9:00-17:00;verlof;;\n",
        &[
            "3 NL1 11-30 09:00-17:00",
            "3 NL1 12-01 09:00-17:00",
            "3 NL1 12-03 09:00-17:00",
        ],
        &[1],
    );
}

#[test]
fn japanese_rosters_are_read() {
    check(
        "勤務表",
        "勤務表　２０２６年１１月,,,,,\n\
         社員番号,氏名,勤務日,開始時刻,終了時刻,スキル,休憩（分）,状態,備考\n\
         00701,山田 太郎,2026年11月30日(月),9:00,18:00,請求,60,公開,\n\
         00702,佐藤 花子,2026年12月1日(火),午後1時,午後10時,技術,60,下書き,遅番\n\
         合計,,,,,,120,,\n",
        &[
            "3 00701 11-30 09:00-18:00 請求 +60@13:00 *",
            "4 00702 12-01 13:00-22:00 技術 +60@17:00",
        ],
        &[1, 5],
    );
    check(
        "シフト表",
        "シフト表 2026年第49週,,,,,,,\n\
         社員番号,氏名,11/30(月),12/1(火),12/2(水),12/3(木)\n\
         00701,山田,早,早,休,公休\n\
         00702,佐藤,遅,有休,９：００～１８：００,遅\n\
         凡例,,,,,\n\
         早,6:00,14:00,,,\n\
         遅,14:00,22:00,,,\n",
        &[
            "3 00701 11-30 06:00-14:00",
            "3 00701 12-01 06:00-14:00",
            "4 00702 11-30 14:00-22:00",
            "4 00702 12-02 09:00-18:00",
            "4 00702 12-03 14:00-22:00",
        ],
        &[1, 5, 6, 7],
    );
}

#[test]
fn tables_without_a_header_are_read_where_their_cells_are_clear() {
    check(
        "no header",
        "1001,2026-11-30 06:00,2026-11-30 14:00,SKILL-A\n\
         1002,2026-11-30 14:00,2026-11-30 22:00,SKILL-B\n",
        &[
            "1 1001 11-30 06:00-14:00 SKILL-A",
            "2 1002 11-30 14:00-22:00 SKILL-B",
        ],
        &[],
    );
    check(
        "a header in a language of none of ours",
        "Pracownik;Dzień;Początek;Koniec\n\
         P-1;30.11.2026;06:00;14:00\n\
         P-2;30.11.2026;14:00;22:00\n",
        &["2 P-1 11-30 06:00-14:00", "3 P-2 11-30 14:00-22:00"],
        &[],
    );
    check(
        "only names",
        "Name,Date,Start,End\n\
         Jane Doe,2026-11-30,06:00,14:00\n\
         Sam Roe,2026-11-30,06:00,14:00\n",
        &[
            "2 Jane Doe 11-30 06:00-14:00",
            "3 Sam Roe 11-30 06:00-14:00",
        ],
        &[],
    );
}
