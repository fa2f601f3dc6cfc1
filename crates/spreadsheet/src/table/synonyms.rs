//! What columns are called in English, German, French, Spanish, Portuguese,
//! Italian, Dutch and Japanese.
//!
//! All words are [keys](crate::values::letters::key): small letters without
//! accents, spaces and marks. Those named first are preferred.

use crate::Field;

/// Headers that are known, by field, with spaces between. One word stands in one
/// field only.
pub(crate) const SYNONYMS: [(Field, &str); 14] = [
    (Field::Agent, AGENT),
    (Field::AgentName, AGENT_NAME),
    (Field::Date, DATE),
    (Field::Start, START),
    (Field::StartTime, START_TIME),
    (Field::End, END),
    (Field::EndTime, END_TIME),
    (Field::Duration, DURATION),
    (Field::Skills, SKILLS),
    (Field::Proficiency, PROFICIENCY),
    (Field::Status, STATUS),
    (Field::Breaks, BREAKS),
    (Field::Notes, NOTES),
    (Field::RequiredAgents, REQUIRED_AGENTS),
];

const AGENT: &str = "
    agentid exportcode employeeexportcode payrollexportcode agentno agentnumber agentnum agentcode idagent employeeid
    employeeno employeenumber employeenum employeecode empid empno staffid
    staffno staffnumber personnelnumber personnelno personid workerid
    associateid advisorid userid loginid acdid acdlogin agentlogin externalid
    payrollid payrollno payrollnumber badge badgeno badgenumber resourceid
    operatorid hrid eeid
    mitarbeiternr mitarbeiternummer mitarbeiterid manr maid personalnr
    personalnummer persnr pnr personalid agentennr agentennummer agentenid
    benutzerkennung kennung ausweisnr
    matricule nmatricule nomatricule identifiant identifiantagent codeagent numeroagent
    nagent iddelagent idemploye numeroemploye idsalarie matriculeagent codesalarie
    idconseiller
    legajo idagente iddeagente iddelagente codigoagente codigodeagente numerodeagente
    nagente nempleado numeroempleado numerodeempleado idempleado codigoempleado
    codigodeempleado idoperador noempleado nodeempleado noagente noagent nolegajo nofuncionario nocolaborador
    nodipendente nlegajo ndeempleado numerodelegajo
    matricula nmatricula numerodematricula idoagente iddoagente codigodoagente numerodoagente
    idfuncionario numerofuncionario numerodofuncionario codigofuncionario
    codigodofuncionario idcolaborador iddocolaborador iddofuncionario idatendente
    matricola nmatricola codiceagente numeroagente iddipendente codicedipendente codiceoperatore
    idoperatore numerodipendente
    medewerkernummer medewerkernr medewerkerid medewerkersnummer personeelsnummer
    personeelsnr agentnummer agentnr werknemernummer werknemersnummer
    社員番号 従業員番号 社員id 従業員id エージェントid エージェント番号 職員番号 社員コード スタッフid
    スタッフコード スタッフ番号 オペレーターid オペレータid 担当者id 個人番号 従業員コード
    agent employee staff staffmember worker associate advisor adviser operator
    csr representative rep resource user id emp
    mitarbeiter mitarbeiterin mitarbeiterinnen ma bearbeiter kundenberater
    employe salarie collaborateur conseiller teleconseiller personnel teleoperateur
    agente agentes empleado operador trabajador asesor teleoperador gestor
    funcionario colaborador atendente
    dipendente operatore addetto collaboratore
    medewerker werknemer
    エージェント 従業員 社員 スタッフ オペレーター オペレータ 担当者 担当";

const AGENT_NAME: &str = "
    agentname nameofagent employeename staffname fullname displayname name names
    firstname lastname surname givenname familyname advisorname username empname
    mitarbeitername vollername nachname vorname namevorname nachnamevorname vornamenachname agentenname
    namemitarbeiter
    nom nomagent nomdelagent nometprenom nomprenom prenom prenomnom nomsalarie
    nomduconseiller nomcomplet
    nombre nombreagente nombredelagente nombredeagente apellidos apellido apellidosynombre
    nombreyapellidos nombreyapellido nombrecompleto apellidoynombre nombreempleado
    nome nomedoagente nomeagente nomecompleto nomedofuncionario nomedocolaborador sobrenome
    nominativo cognome nomeecognome cognomeenome nomeoperatore nomedipendente cognomenome
    naam agentnaam voornaam achternaam naammedewerker medewerkernaam volledigenaam
    氏名 名前 姓名 社員名 従業員名 エージェント名 スタッフ名 担当者名 オペレーター名 お名前 姓 名";

const DATE: &str = "
    date shiftdate workdate workingdate scheduledate rosterdate dateofshift businessdate
    dutydate workday day nominaldate calendardate
    datum arbeitstag schichtdatum dienstdatum einsatztag einsatzdatum kalendertag arbeitsdatum
    tag
    datedeservice datetravail datedetravail dateduposte datedujour datevacation jour journee
    fecha fechaturno fechadelturno fechadeturno fechadetrabajo fechatrabajo dia
    data datadoturno dataturno datadetrabalho diadetrabalho datadelturno datadilavoro
    giorno datagiorno giornodilavoro
    werkdag datumdienst dag
    日付 勤務日 日 出勤日 シフト日 稼働日 年月日 就業日 勤務年月日 勤務日付 対象日";

const START: &str = "
    start startdatetime startdateandtime shiftstart shiftstartdatetime startdate begin
    begins beginning starts from startson schedulestart scheduledstart datetimestart
    begindate shiftbegin shiftfrom intervalstart startofinterval interval intervaltime datetime dateandtime
    dateinterval
    period periodstart timeinterval slot timeslot halfhour hour hourofday time shiftstartdate datefrom fromdate
    beginn anfang von ab startdatum beginndatum anfangsdatum datumvon vondatum schichtbeginn
    schichtstart dienstbeginn dienstanfang arbeitsbeginn startzeitpunkt intervall intervallbeginn
    intervallstart zeitintervall zeitraum zeit uhrzeit stunde
    debut de debutduposte debutposte debutdeposte debutdeservice datedebut datededebut debutvacation debutshift
    priseposte prisedeposte prisedeservice dateheuredebut intervalle debutintervalle tranche
    tranchehoraire heure creneau
    inicio desde comienzo fechainicio fechadeinicio iniciodelturno inicioturno iniciodeturno
    entrada fechahorainicio fechayhoradeinicio intervalo15 hora franja franjahoraria tramo
    datainicio datadeinicio iniciodoturno datahorainicio dataehoradeinicio faixahoraria horario15
    inizio da dal datainizio datadiinizio inizioturno iniziolavoro ingresso entrata
    dataorainizio intervallo fasciaoraria ora
    van aanvang begindatum begindienst startdienst dienststart startmoment tijdvak tijd
    開始 開始日時 開始日 勤務開始 勤務開始日時 シフト開始 始業 出勤 時間帯 開始年月日時 時刻";

const START_TIME: &str = "
    starttime begintime timestart timefrom fromtime timein shiftstarttime clockin intervalstarttime timeofstart
    startzeit anfangszeit beginnzeit uhrzeitvon vonuhrzeit zeitvon vonzeit startuhrzeit beginnuhrzeit kommen
    heuredebut heurededebut hdebut heurearrivee heuredarrivee heuredeprisedeposte heuredentree arrivee
    horainicio horadeinicio horaentrada horadeentrada horadecomienzo horainicial horadesde
    horariodeinicio horarioinicio horariodeentrada horadoinicio
    orainizio oradiinizio orainiziale oraentrata oraingresso oradiingresso oradientrata
    starttijd begintijd aanvangstijd tijdvan vantijd aanvangsttijd
    開始時刻 開始時間 始業時刻 始業時間 出勤時刻 出勤時間 勤務開始時刻 勤務開始時間";

const END: &str = "
    end enddatetime enddateandtime shiftend shiftenddatetime enddate finish finishes stop
    to until till ends endson scheduleend scheduledend datetimeend finishdate shiftfinish
    intervalend shiftto thru through shiftstop shiftenddate dateto todate
    ende bis enddatum endedatum datumbis bisdatum schichtende dienstende arbeitsende schluss endzeitpunkt
    intervallende
    fin a finduposte finposte findeposte findeservice datefin datedefin finvacation finshift dateheurefin
    finintervalle
    hasta final fechafin fechadefin fechafinal findelturno finturno findeturno salida fechahorafin termino
    fim ate datafim datafinal datadefim datadetermino fimdoturno saida datahorafim dataehoradefim
    fine al datafine datadifine fineturno finelavoro uscita dataorafine
    einde tot totenmet tm einddatum eindedienst einddienst diensteinde eindmoment
    終了 終了日時 終了日 勤務終了 勤務終了日時 シフト終了 終業 退勤";

const END_TIME: &str = "
    endtime finishtime timeend timeto totime timeout shiftendtime stoptime clockout timeofend
    endzeit endezeit uhrzeitbis bisuhrzeit zeitbis biszeit enduhrzeit endeuhrzeit gehen
    heurefin heuredefin hfin heuredepart heuredefindeposte heuredesortie depart
    horafin horadefin horasalida horadesalida horafinal horahasta horadetermino horatermino
    horafim horadefim horasaida horadesaida horariodefim horariofim horariodetermino horariodesaida horariofinal
    orafine oradifine orafinale orauscita oradiuscita
    eindtijd tijdtot tottijd
    終了時刻 終了時間 終業時刻 終業時間 退勤時刻 退勤時間 勤務終了時刻 勤務終了時間";

const DURATION: &str = "
    duration length hours shiftlength shiftduration hoursworked scheduledhours shifthours workhours
    durationhours durationmin durationminutes
    dauer stunden schichtdauer schichtlange arbeitsstunden arbeitsdauer std stundenzahl
    duree heures dureeduposte nbheures nombredheures dureevacation
    duracion horas duracionturno duraciondelturno horasturno
    duracao duracaodoturno cargahoraria horastrabalhadas
    durata ore durataturno oreturno
    duur uren dienstduur aantaluren
    時間数 所要時間 労働時間 実働時間 勤務時間数 実働";

const SKILLS: &str = "
    skills skillids skill skillid skillname skillcode skillset skillnames skillgroup skillsid queue queues
    queuename lob lineofbusiness acdskill primaryskill activityskill workgroup
    fahigkeiten fahigkeit faehigkeiten faehigkeit qualifikationen qualifikation kompetenz kompetenzen
    warteschlange skillgruppe kenntnisse sprachkenntnisse fachkenntnisse
    competences competence qualifications qualification filedattente filesdattente
    habilidades habilidad competencias competencia cola colas especialidad
    habilidade fila filas aptidoes
    competenze competenza abilita capacita coda
    vaardigheden vaardigheid competenties competentie wachtrij wachtrijen
    スキル スキルid スキル名 スキルグループ 技能 業務 担当業務 キュー 窓口 業務名";

const PROFICIENCY: &str = "
    proficiency proficiencylevel skilllevel level skillproficiency competencylevel expertise experience
    niveau kenntnisstand qualifikationsstufe qualifikationsniveau fahigkeitsniveau stufe kompetenzstufe
    niveaudecompetence maitrise niveaudemaitrise
    nivel niveldehabilidad dominio niveldecompetencia niveldedominio pericia
    niveldehabilidade proficiencia niveldeproficiencia
    livello livellodicompetenza livellocompetenza
    vaardigheidsniveau skillniveau bekwaamheid
    習熟度 レベル スキルレベル 熟練度 技能レベル 等級";

const STATUS: &str = "
    status shiftstatus state publishstatus published publicationstatus schedulestatus rosterstatus
    zustand schichtstatus veroffentlicht veroffentlichung freigabe freigabestatus planstatus
    statut etat statutduposte publication
    estado estadodelturno situacion publicado
    estatus situacao statusdoturno
    stato statoturno pubblicato
    gepubliceerd dienststatus publicatiestatus
    状態 ステータス 公開状態 公開 確定状態 状況";

const BREAKS: &str = "
    breaks break breaktimes breaktime breakmin breakmins breakminutes breaksmin breakduration breaklength
    lunch lunchbreak lunchtime meal mealbreak unpaidbreak restbreak totalbreak breakperiod
    breakstart breakend breakstarttime breakendtime lunchstart lunchend breakfrom breakto
    breakout breakin breakhrs breakhours breakh breakhr lunchhrs lunchhours lunchduration lunchlength lunchminutes mealduration meallength mealminutes lunchout lunchin lunchfrom lunchto mealstart mealend mealout mealin
    pausen pause pausemin pausenmin pausenzeit pausenzeiten pausendauer pausenminuten mittagspause unterbrechung
    mittag
    pausevon pausebis pausenbeginn pausenende pausebeginn pauseende
    pauses pausedejeuner pauserepas dejeuner tempsdepause dureepause dureedepause coupure debutpause finpause
    debutdepause findepause debutdelapause findelapause
    repas
    descanso descansos pausa pausas almuerzo comida tiempodedescanso descansomin pausamin iniciodescanso
    findescanso iniciodedescanso findedescanso iniciodeldescanso findeldescanso
    intervalo intervalos almoco tempodepausa horariodealmoco iniciopausa fimpausa intervalomin
    iniciodapausa fimdapausa iniciointervalo fimintervalo iniciodointervalo fimdointervalo
    pausapranzo pranzo duratapausa iniziopausa finepausa pausaminuti
    pauze pauzes pauzemin lunchpauze pauzetijd pauzetijden pauzeduur pauzevan pauzetot beginpauze eindepauze
    休憩 休憩時間 休憩分 昼休み 休み時間 昼休憩 休憩開始 休憩終了 休憩時刻 中抜け";

const NOTES: &str = "
    problem notes note comment comments remark remarks memo info description observation
    bemerkung bemerkungen notiz notizen kommentar kommentare hinweis hinweise anmerkung anmerkungen
    remarque remarques commentaire commentaires observations
    notas nota observaciones observacion comentario comentarios
    observacoes observacao obs
    osservazioni commento commenti annotazioni
    opmerking opmerkingen notitie notities toelichting
    備考 メモ コメント 注記 摘要 特記事項";

const REQUIRED_AGENTS: &str = "
    requiredagents agentsrequired requiredstaff staffrequired required requirement requirements agentsneeded
    neededagents needed requiredfte ftesrequired
    fterequired requiredheadcount headcount fte ftes staffing staffingrequirement demand positionsrequired
    openpositions agents agentcount numberofagents target
    req reqagents forecastagents positions scheduledrequired requiredpositions nagents
    bedarf personalbedarf agentenbedarf sollbesetzung soll benotigteagenten benotigtemitarbeiter
    erforderlicheagenten erforderlich agenten besetzung mitarbeiterbedarf anzahlagenten bedarfagenten
    besoin besoins agentsrequis requis effectifrequis effectif effectifs besoinagents nombredagents
    agentsnecessaires etp
    requeridos agentesrequeridos necesarios agentesnecesarios requerido dimensionado necesidad necesidades
    dotacion numerodeagentes personalrequerido
    agentesnecessarios necessarios demanda necessidade quantidadedeagentes dimensionamento requeridoagentes
    richiesti operatoririchiesti agentirichiesti fabbisogno agentinecessari agenti operatorinecessari richiesto
    numeroagenti
    benodigd benodigdemedewerkers benodigdeagents vereist vereisteagents behoefte bezetting aantalagents
    personeelsbehoefte nodig
    必要人数 必要エージェント数 必要要員数 要員数 人数 必要数 必要人員 必要席数 必要オペレーター数 必要スタッフ数";

/// Columns of real files from which nothing is read, lest a likeness mislead.
pub(crate) const OTHERS: &str = "
    team teams site location standort week weekday wochentag kw woche supervisor manager
    teamleader teamlead costcenter costcentre kostenstelle total totals gesamt summe sum contract vertrag
    contrat
    contrato contratto role rolle timezone tz email mail phone telefon shiftcode shiftname shifttype
    schichtart equipe equipo squadra jourdelasemaine diadelasemana diadasemana giornodellasemana
    hoursperweek department abteilung service departamento reparto afdeling チーム 部署 曜日 合計 拠点 グループ
    group gruppe groupe grupo gruppo groep currency rate paid paidhours cost vertragsstunden year month row line
    weekdag semaine semana settimana region country land language sprache langue idioma lingua taal";

/// Columns that hold a shift in one cell, as a window or a code.
pub(crate) const WHOLE_SHIFT: &str = "
    shift shifts shifttime shifttimes workingtime workinghours schedule vonbis fromto startend hoursofwork
    schicht schichten dienst dienstzeit arbeitszeit arbeitszeiten zeiten schichtzeit uhrzeiten
    poste horaire horaires vacation plage plagehoraire horairesdetravail
    turno turnos horario horarios jornada horariodetrabalho turni orario orari orariodilavoro
    diensttijd werktijd werktijden rooster シフト 勤務 勤務時間 勤務時間帯 シフト時間 就業時間";

/// Columns that say what is done in a row's time: work, a break or a day off.
pub(crate) const ACTIVITY: &str = "
    activity activities activitycode activityname activitytype scheduleactivity event eventtype eventname
    exception exceptiontype exceptioncode absence absencetype absencecode absencereason
    tatigkeit tatigkeiten aktivitat aktivitaten tatigkeitsart ereignis abwesenheit abwesenheitsart
    abwesenheitsgrund
    activite activites codeactivite typeactivite typedactivite evenement typeabsence motifabsence
    actividad actividades tipodeactividad tipoactividad codigoactividad evento ausencia tipodeausencia
    atividade atividades tipodeatividade tipoatividade
    attivita tipoattivita tipodiattivita assenza
    activiteit activiteiten activiteittype afwezigheid
    アクティビティ 活動 作業";

/// Words of headers over numbers that are no agents required.
pub(crate) const METRICS: &str =
    "call calls volume volumes offered handled answered abandoned aht asa acd acw att forecast fcst
    forecasted contacts workload occupancy occ shrinkage sl svl slr servicelevel percent rate ratio
    actual scheduled staffed planned open net over under difference diff delta variance gap seconds
    minutes cost index
    anruf anrufe anrufvolumen volumen prognose geplant ist eingeplant differenz auslastung
    abweichung vorgange kontakte minuten sekunden
    appel appels prevision previsions planifie ecart contacts dmt tmt
    llamada llamadas pronostico planificado diferencia tmo ocupacion
    chamada chamadas previsao planejado diferenca ocupacao
    chiamata chiamate previsione pianificato differenza occupazione
    oproep oproepen gesprekken voorspelling gepland verschil bezettingsgraad
    呼量 入電 入電数 着信 着信数 件数 予測 予測件数 応答 稼働率";

/// Headers over columns that say whether a row is cancelled.
pub(crate) const CANCELLED: &str =
    "cancelled canceled iscancelled iscanceled deleted isdeleted voided removed storniert geloscht
    annule annulee supprime supprimee cancelado cancelada anulado anulada eliminado eliminada
    excluido excluida annullato annullata eliminata eliminato geannuleerd verwijderd
    キャンセル 取消 削除";

/// Words of headers over lengths that leave breaks out.
pub(crate) const NET: &str =
    "net netto nette nettes neta netas neto netos paid bezahlt bezahlte paye payes payees pagadas
    remuneradas pagas retribuite nettouren betaald betaalde 実働 実働時間";

/// Headers over columns that say what kind of shift or day a row is.
pub(crate) const SHIFT_KIND: &str =
    "shifttype shiftcategory daytype category schichtart dienstsoort 勤務区分 区分";

/// Words of a header that say nothing of what the column is.
pub(crate) const QUALIFIERS: &str = "
    planned scheduled shift shifts work working duty roster schedule local utc gmt the of lokal
    geplant geplante geplanter geplantes plan schicht der des dienst prevu prevue planifie planifiee du de del
    la l
    programado programada turno planejado previsto prevista do da pianificato pianificata di il
    gepland geplande van wfm cxone acd current new your s am um no nr lt proposed final";

/// Parts of Japanese headers, which are written without spaces.
pub(crate) const JAPANESE_PARTS: [(&str, Field); 17] = [
    ("休憩", Field::Breaks),
    ("必要", Field::RequiredAgents),
    ("開始", Field::Start),
    ("始業", Field::Start),
    ("終了", Field::End),
    ("終業", Field::End),
    ("氏名", Field::AgentName),
    ("名前", Field::AgentName),
    ("番号", Field::Agent),
    ("スキル", Field::Skills),
    ("勤務日", Field::Date),
    ("日付", Field::Date),
    ("年月日", Field::Date),
    ("ステータス", Field::Status),
    ("備考", Field::Notes),
    ("メモ", Field::Notes),
    ("習熟", Field::Proficiency),
];
