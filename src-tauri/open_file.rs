use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono_tz::Tz;
use spreadsheet::Choices;
use staffing::{DateRange, SkillId};
use workbook::Opening;
use workflow::WorkError;
use workflow::connection::Place;
use workflow::import::{Imported, starts};
use workflow::intake::{Intake, Memory, ReadAhead, ReadFile};

use crate::commands::{Answer, aside};
use crate::desk::Desk;
use crate::fault::ErrorView;

/// The file that is open.
#[derive(Clone)]
pub(crate) struct OpenFile {
    pub(crate) intake: Intake,
    /// Lines that failed when the file was imported last.
    pub(crate) failed: BTreeSet<usize>,
    /// The import of the file as it stands.
    pub(crate) sent: Option<String>,
    /// What was dropped when it was read again, in sentences.
    pub(crate) dropped: Vec<String>,
}

impl OpenFile {
    /// The time within which the shifts start, or that the requirements span.
    pub(crate) fn range(&self) -> Option<DateRange> {
        let reading = self.intake.reading();
        let required = reading
            .requirements
            .iter()
            .map(|read| read.requirement.time)
            .reduce(|all, time| DateRange {
                start: all.start.min(time.start),
                end: all.end.max(time.end),
            });
        required.or_else(|| starts(&reading.shifts))
    }

    /// The file as it was sent, with what the server said of its shifts.
    pub(crate) fn imported(&self, imported: &Imported) -> Self {
        let mut file = self.clone();
        file.intake.note_refusals(&imported.report.failures);
        file.failed = imported.report.failed_lines();
        file.sent = Some(imported.record.id.clone());
        file
    }

    /// Where it is; empty for the sample roster, which is no file.
    pub(crate) fn path(&self) -> String {
        let path = self.intake.file().path();
        path.map(|path| path.display().to_string())
            .unwrap_or_default()
    }
}

impl From<Intake> for OpenFile {
    fn from(intake: Intake) -> Self {
        Self {
            intake,
            failed: BTreeSet::new(),
            sent: None,
            dropped: Vec::new(),
        }
    }
}

impl Desk {
    /// The open file.
    pub(crate) fn file(&self) -> Result<Arc<OpenFile>, ErrorView> {
        let file = self.open().file.clone();
        file.ok_or_else(|| {
            ErrorView::fault("No file is open. Drop one on the window or choose one.")
        })
    }

    /// Opens the file at `path`, read already or not, and puts it on the desk in place
    /// of the one that is there. Opening it stops what is still being read.
    pub(crate) async fn open_file(&self, path: PathBuf) -> Answer<Arc<OpenFile>> {
        let ahead = self.open().ahead.take();
        let (choices, memory) = self.beforehand(self.zone());
        self.replace_file(move |program, cancelled| {
            let opened = ahead.and_then(|ahead| ahead.take(&path, &choices, &memory, cancelled));
            let intake = match opened {
                Some(intake) => intake,
                None => {
                    let file = ReadFile::open(program, &path, Opening::default(), cancelled)?;
                    Intake::open(file, choices, &memory)?
                }
            };
            Ok(intake.into())
        })
        .await
    }

    /// Puts a file that the program made in place of the one on the desk.
    pub(crate) async fn open_made(
        &self,
        zone: Tz,
        file: impl FnOnce() -> Result<ReadFile, WorkError> + Send + 'static,
    ) -> Answer<Arc<OpenFile>> {
        let (choices, memory) = self.beforehand(zone);
        self.replace_file(move |_, _| Ok(Intake::open(file()?, choices, &memory)?.into()))
            .await
    }

    /// Begins to read the first of the files that hang over the window, unless
    /// none could be opened now.
    pub(crate) fn read_ahead(&self, paths: &[PathBuf]) {
        let path = paths
            .first()
            .filter(|_| self.session().is_ok() && self.file_must_be_free().is_ok());
        let begin = |path: &PathBuf| {
            let (choices, memory) = self.beforehand(self.zone());
            ReadAhead::begin(&self.program, path, choices, memory)
        };
        let ahead = path.map(begin);
        self.open().ahead = ahead;
    }

    /// Makes another file of the one on the desk, which is read again.
    pub(crate) async fn read_again(
        &self,
        read: impl FnOnce(&Intake, &Path, &dyn Fn() -> bool) -> Result<ReadFile, WorkError>
        + Send
        + 'static,
    ) -> Answer<Arc<OpenFile>> {
        let before = self.file()?;
        self.replace_file(move |program, cancelled| {
            let file = read(&before.intake, program, cancelled)?;
            let (intake, dropped) = before.intake.reread(file)?;
            Ok(OpenFile {
                dropped,
                ..intake.into()
            })
        })
        .await
    }

    /// Changes the file on the desk. Changes follow each other in the order in
    /// which they were asked for; one that fails changes nothing.
    pub(crate) async fn change_file(
        &self,
        change: impl FnOnce(&mut OpenFile) -> Result<(), WorkError> + Send + 'static,
    ) -> Answer<Arc<OpenFile>> {
        let _turn = self.changing.lock().await;
        self.file_must_be_free()?;
        let mut file = OpenFile::clone(&*self.file()?);
        let file = aside(move || {
            file.dropped.clear();
            file.sent = None;
            change(&mut file).map(|()| file)
        })
        .await??;
        Ok(self.lay(file))
    }

    /// Judges the open file by the skills that the connection knows.
    pub(crate) async fn know_skills(&self) -> Answer<()> {
        if self.file().is_ok() {
            let (known, others) = self.skills();
            self.change_file(move |file| file.intake.know_skills(known, others))
                .await?;
        }
        Ok(())
    }

    async fn replace_file(
        &self,
        read: impl FnOnce(&Path, &dyn Fn() -> bool) -> Result<OpenFile, WorkError> + Send + 'static,
    ) -> Answer<Arc<OpenFile>> {
        self.file_must_be_free()?;
        let cancel = self.begin_reading(|open| &mut open.reading);
        let program = self.program.clone();
        let read = aside({
            let cancel = cancel.clone();
            move || read(&program, &|| cancel.is_cancelled())
        });
        let read = read.await;
        if cancel.is_cancelled() {
            return Err(WorkError::Cancelled.into());
        }
        let file = read??;
        // An import may have begun meanwhile.
        self.file_must_be_free()?;
        Ok(self.lay(file))
    }

    pub(crate) fn lay(&self, file: OpenFile) -> Arc<OpenFile> {
        let file = Arc::new(file);
        self.open().file = Some(Arc::clone(&file));
        file
    }

    /// What is chosen before a file is seen, and what is remembered of others.
    fn beforehand(&self, zone: Tz) -> (Choices, Memory) {
        let mut choices = Choices::new(zone);
        choices.near = Some(self.clock.now().with_timezone(&zone).date_naive());
        (choices.known_skills, choices.other_skills) = self.skills();
        (choices, self.preferences.memory())
    }

    /// The skills that the connection knows, and whether there may be others:
    /// only the sample contact centre takes none that it does not know.
    fn skills(&self) -> (Option<Vec<SkillId>>, bool) {
        let open = self.open();
        let session = open.session.as_ref();
        let closed = session.is_some_and(|session| session.connection.place == Place::Sample);
        (open.skills.clone(), !closed)
    }
}
