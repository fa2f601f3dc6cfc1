//! What a process that reads may take, as each system keeps it.
//!
//! Linux keeps the limits of memory and of the processor's time by itself, and so
//! do other Unix systems as far as they can. On Windows the program that asked
//! looks at the memory, many times a second, and the process ends with it; there
//! the time is the clock's. What reading itself bounds (bytes unpacked, cells,
//! text) holds everywhere.

#[cfg(unix)]
pub(super) use unix::{Watch, confine, hide_window, patience, widen};
#[cfg(windows)]
pub(super) use windows::{Watch, confine, hide_window, patience, widen};

/// Bytes.
const MOST_MEMORY: u64 = 1_000_000_000;

#[cfg(unix)]
mod unix {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Child, ChildStdout, Command, ExitStatus};
    use std::time::Duration;

    use rustix::process::{Resource, Rlimit, Signal, setrlimit};

    use super::MOST_MEMORY;
    use crate::pace;

    /// Bounds this process, for good: `time` is that of all its threads together.
    pub(in crate::apart) fn confine(time: Duration) {
        let seconds = time.as_secs();
        for (resource, most, at_last) in [
            // Not of all addresses: a program maps its libraries, too.
            (Resource::Data, MOST_MEMORY, MOST_MEMORY),
            // At the first it is told why it ends, at the last it is not.
            (Resource::Cpu, seconds, seconds + 1),
            (Resource::Core, 0, 0),
            (Resource::Fsize, 0, 0),
        ] {
            let limit = Rlimit {
                current: Some(most),
                maximum: Some(at_last),
            };
            // What a system does not know stays as it is.
            let _ = setrlimit(resource, limit);
        }
    }

    pub(in crate::apart) fn hide_window(_: &mut Command) {}

    /// How long to wait for a process that may work for `time`.
    pub(in crate::apart) fn patience(_: Duration) -> Duration {
        pace::MOST_TIME
    }

    /// Lets more through the pipe at once.
    pub(in crate::apart) fn widen(output: &ChildStdout) {
        #[cfg(target_os = "linux")]
        let _ = rustix::pipe::fcntl_setpipe_size(output, 1 << 20);
        #[cfg(not(target_os = "linux"))]
        let _ = output;
    }

    /// The system itself watches.
    pub(in crate::apart) struct Watch;

    impl Watch {
        pub(in crate::apart) fn over(_: &Child) -> Self {
            Self
        }

        #[expect(clippy::unused_self, reason = "on Windows it holds something")]
        pub(in crate::apart) fn sees_too_much(&self, _: &Child) -> bool {
            false
        }

        /// Whether the process was ended because its time was over.
        pub(in crate::apart) fn ended_late(ended: ExitStatus) -> bool {
            ended.signal() == Some(Signal::XCPU.as_raw())
        }
    }
}

#[cfg(windows)]
mod windows {
    use std::os::windows::io::AsRawHandle;
    use std::os::windows::process::CommandExt;
    use std::process::{Child, ChildStdout, Command, ExitStatus};
    use std::time::Duration;

    use win32job::{ExtendedLimitInfo, Job};

    use super::MOST_MEMORY;

    /// `CREATE_NO_WINDOW`: a console of the process would flash up.
    const NO_WINDOW: u32 = 0x0800_0000;

    pub(in crate::apart) fn confine(_: Duration) {}

    /// How long to wait for a process that may work for `time`: it looks at its
    /// pace itself, if it can.
    pub(in crate::apart) fn patience(time: Duration) -> Duration {
        time + Duration::from_millis(500)
    }

    pub(in crate::apart) fn hide_window(command: &mut Command) {
        command.creation_flags(NO_WINDOW);
    }

    pub(in crate::apart) fn widen(_: &ChildStdout) {}

    /// Ends the process when this program ends.
    pub(in crate::apart) struct Watch {
        _job: Option<Job>,
    }

    impl Watch {
        pub(in crate::apart) fn over(child: &Child) -> Self {
            let mut limits = ExtendedLimitInfo::new();
            limits.limit_kill_on_job_close();
            let job = Job::create_with_limit_info(&limits).ok();
            let job = job.filter(|job| job.assign_process(handle(child)).is_ok());
            Self { _job: job }
        }

        #[expect(
            clippy::unused_self,
            reason = "where the system watches there is nothing to ask"
        )]
        pub(in crate::apart) fn sees_too_much(&self, child: &Child) -> bool {
            let memory = win32job::utils::get_process_memory_info(handle(child));
            memory.is_ok_and(|memory| memory.private_usage as u64 > MOST_MEMORY)
        }

        pub(in crate::apart) fn ended_late(_: ExitStatus) -> bool {
            false
        }
    }

    fn handle(child: &Child) -> isize {
        child.as_raw_handle() as isize
    }
}
