use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono_tz::Tz;
use cxone::AccessReport;
use staffing::{SkillId, Threshold};
use tokio_util::sync::CancellationToken;
use workflow::connection::{Connection, Session};
use workflow::coverage::Coverage;
use workflow::intake::ReadAhead;
use workflow::{Clock, Secrets, Store};

use crate::dialogs::Dialogs;
use crate::fault::{ErrorCode, ErrorView};
use crate::open_file::OpenFile;
use crate::pauses::Pauses;
use crate::preferences::{Preferences, zone_named};

/// Everything that lies on the planner's desk: the one owner of what changes.
pub struct Desk {
    pub(crate) folder: PathBuf,
    pub(crate) store: Store,
    pub(crate) secrets: Arc<Secrets>,
    pub(crate) clock: Clock,
    pub(crate) preferences: Preferences,
    pub(crate) dialogs: Arc<dyn Dialogs>,
    /// This program's own file, of which a child process reads spreadsheets.
    pub(crate) program: PathBuf,
    /// Held while the open file is changed, so that changes follow each other
    /// and none is lost.
    pub(crate) changing: tokio::sync::Mutex<()>,
    /// Whether the program was asked to open on the sample contact centre.
    pub(crate) opens_on_sample: bool,
    /// The embedded workspace, while a connection to this computer is open. The
    /// lock is held while connections change, so that only one does at a time.
    pub(crate) workspace: tokio::sync::Mutex<Option<embedded::Workspace>>,
    open: Mutex<Open>,
}

/// What is open. Work takes what it needs out as clones and never holds the lock.
#[derive(Default)]
pub(crate) struct Open {
    pub(crate) session: Option<Session>,
    /// The skills that the open connection knows; none where any name is one.
    pub(crate) skills: Option<Vec<SkillId>>,
    pub(crate) file: Option<Arc<OpenFile>>,
    /// What hangs over the window is read before it is dropped.
    pub(crate) ahead: Option<ReadAhead>,
    /// Stops the reading of a file; the last one's is kept after its end.
    pub(crate) reading: Option<CancellationToken>,
    pub(crate) coverage: Option<Arc<Coverage>>,
    /// Stops the reading of coverage; the last one's is kept after its end.
    pub(crate) covering: Option<CancellationToken>,
    /// Counts the connections that were open: what was asked of an earlier one
    /// must not be shown as the answer of a later one.
    pub(crate) connections: u64,
    pub(crate) import: Option<CancellationToken>,
    pub(crate) run: Option<CancellationToken>,
    /// Tells the window of pauses of the open connection.
    pub(crate) pauses: Pauses,
    /// Ends the waiting for a run, which goes on at its server.
    waiting: Option<CancellationToken>,
    change: Option<CancellationToken>,
    check: Option<CancellationToken>,
}

/// Long work that is under way, and is not any more when this is dropped.
pub(crate) struct UnderWay<'a> {
    desk: &'a Desk,
    slot: fn(&mut Open) -> &mut Option<CancellationToken>,
    pub(crate) cancel: CancellationToken,
}

impl Desk {
    pub(crate) fn new(
        folder: PathBuf,
        store: Store,
        clock: Clock,
        preferences: Preferences,
        dialogs: Arc<dyn Dialogs>,
        program: PathBuf,
        opens_on_sample: bool,
    ) -> Self {
        Self {
            folder,
            store,
            secrets: Arc::default(),
            clock,
            preferences,
            dialogs,
            program,
            changing: tokio::sync::Mutex::default(),
            opens_on_sample,
            workspace: tokio::sync::Mutex::default(),
            open: Mutex::default(),
        }
    }

    pub(crate) fn open(&self) -> MutexGuard<'_, Open> {
        // Each change is one assignment: a panic elsewhere leaves nothing half-changed.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open connection.
    pub(crate) fn session(&self) -> Result<Session, ErrorView> {
        self.open().session.clone().ok_or_else(|| {
            ErrorView::of(
                ErrorCode::NotConnected,
                "No connection is open. Choose one under Connect.",
            )
        })
    }

    /// The coverage that was fetched last.
    pub(crate) fn coverage(&self) -> Result<Arc<Coverage>, ErrorView> {
        let coverage = self.open().coverage.clone();
        coverage.ok_or_else(|| {
            ErrorView::fault("Coverage is not loaded yet. Open the step Coverage first.")
        })
    }

    pub(crate) fn zone(&self) -> Tz {
        zone_named(&self.preferences.settings().zone).unwrap_or(Tz::UTC)
    }

    pub(crate) fn threshold(&self) -> Threshold {
        Threshold::try_from(self.preferences.settings().threshold).unwrap_or_default()
    }

    /// Begins an import, unless one is under way.
    pub(crate) fn begin_import(&self) -> Result<UnderWay<'_>, ErrorView> {
        self.begin(|open| &mut open.import, |open| open.import.is_some())
    }

    /// Begins to wait for a run, unless one is waited for.
    pub(crate) fn begin_run(&self) -> Result<UnderWay<'_>, ErrorView> {
        self.begin(|open| &mut open.run, |open| open.run.is_some())
    }

    /// Begins to wait for a run that its server has.
    pub(crate) fn begin_waiting(&self) -> Result<UnderWay<'_>, ErrorView> {
        self.begin(|open| &mut open.waiting, |open| open.waiting.is_some())
    }

    /// Waits no longer for a run.
    pub(crate) fn stop_waiting(&self) {
        if let Some(waiting) = &self.open().waiting {
            waiting.cancel();
        }
    }

    /// Begins to change the connection, unless anything is under way.
    pub(crate) fn begin_change(&self) -> Result<UnderWay<'_>, ErrorView> {
        self.begin(|open| &mut open.change, Open::is_at_work)
    }

    /// Begins to check a connection, unless one is checked.
    pub(crate) fn begin_check(&self) -> Result<UnderWay<'_>, ErrorView> {
        self.begin(|open| &mut open.check, |open| open.check.is_some())
    }

    /// Stops the check of a connection, also where that is on the way to opening it.
    pub(crate) fn cancel_check(&self) {
        let open = self.open();
        for check in [&open.check, &open.change].into_iter().flatten() {
            check.cancel();
        }
    }

    /// Refuses what would pull the file from under an import.
    pub(crate) fn file_must_be_free(&self) -> Result<(), ErrorView> {
        match self.open().import.is_some() {
            true => Err(busy()),
            false => Ok(()),
        }
    }

    /// Refuses what would pull the ground from under any work.
    pub(crate) fn must_be_idle(&self) -> Result<(), ErrorView> {
        match self.open().is_at_work() {
            true => Err(busy()),
            false => Ok(()),
        }
    }

    /// Makes `session` the open connection in place of the one before.
    pub(crate) fn take_up(&self, session: Session, skills: Option<Vec<SkillId>>) {
        self.leave_connection();
        let mut open = self.open();
        open.pauses.turn_to(Some(session.client.clone()));
        open.session = Some(session);
        open.skills = skills;
    }

    /// Closes the connection; the open file stays, since it can go elsewhere.
    pub(crate) fn leave_connection(&self) {
        let mut open = self.open();
        open.session = None;
        open.skills = None;
        open.coverage = None;
        if let Some(covering) = open.covering.take() {
            covering.cancel();
        }
        open.connections += 1;
        open.pauses.turn_to(None);
    }

    /// Stops the embedded workspace, if one is running.
    pub(crate) async fn stop_workspace(&self) {
        if let Some(running) = self.workspace.lock().await.take() {
            running.shut_down().await;
        }
    }

    /// Gives the open connection the name of `connection`, if that is the open one;
    /// whether it is.
    pub(crate) fn rename_open(&self, connection: &Connection) -> bool {
        let mut open = self.open();
        let session = open.session.as_mut();
        let session = session.filter(|session| session.connection.id == connection.id);
        let is_open = session.is_some();
        if let Some(session) = session {
            session.connection.name.clone_from(&connection.name);
        }
        is_open
    }

    /// Notes what the connection of that id may do, if it is the open one.
    pub(crate) fn note_access(&self, id: &str, access: AccessReport) {
        let mut open = self.open();
        let session = open.session.as_mut();
        if let Some(session) = session.filter(|session| session.connection.id == id) {
            session.access = access;
        }
    }

    /// Begins to read something, and stops what was read in its place: only what
    /// was asked for last is wanted.
    pub(crate) fn begin_reading(
        &self,
        slot: fn(&mut Open) -> &mut Option<CancellationToken>,
    ) -> CancellationToken {
        let cancel = CancellationToken::new();
        if let Some(before) = slot(&mut self.open()).replace(cancel.clone()) {
            before.cancel();
        }
        cancel
    }

    fn begin(
        &self,
        slot: fn(&mut Open) -> &mut Option<CancellationToken>,
        is_busy: fn(&Open) -> bool,
    ) -> Result<UnderWay<'_>, ErrorView> {
        let mut open = self.open();
        if open.change.is_some() || is_busy(&open) {
            return Err(busy());
        }
        let cancel = CancellationToken::new();
        *slot(&mut open) = Some(cancel.clone());
        Ok(UnderWay {
            desk: self,
            slot,
            cancel,
        })
    }
}

impl Open {
    fn is_at_work(&self) -> bool {
        self.import.is_some() || self.run.is_some()
    }
}

fn busy() -> ErrorView {
    ErrorView::fault(
        "An import, an optimization or a change of connection is under way. Wait for it or cancel it first.",
    )
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        *(self.slot)(&mut self.desk.open()) = None;
    }
}
