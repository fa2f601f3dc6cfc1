//! What a process that reads may take, as each system keeps it.
//!
//! Linux keeps the limit of memory by itself, and so do other Unix systems as
//! far as they can. On Windows the program that asked looks at it, many times a
//! second, and the process ends with it. What reading itself bounds (bytes
//! unpacked, cells, text) holds everywhere.

#[cfg(unix)]
pub(super) use unix::{Watch, confine, hide_window, widen};
#[cfg(windows)]
pub(super) use windows::{Watch, confine, hide_window, widen};

/// Bytes.
const MOST_MEMORY: u64 = 1_000_000_000;

#[cfg(unix)]
mod unix {
    use std::process::{Child, ChildStdout, Command};

    use rustix::process::{Resource, Rlimit, setrlimit};

    use super::MOST_MEMORY;

    /// Bounds this process, for good.
    pub(in crate::apart) fn confine() {
        // Seconds of all processors together: more than a minute allows, in case
        // the program that would end this process is gone.
        const MOST_SECONDS: u64 = 240;
        for (resource, most) in [
            // Not of all addresses: a program maps its libraries, too.
            (Resource::Data, MOST_MEMORY),
            (Resource::Cpu, MOST_SECONDS),
            (Resource::Core, 0),
            (Resource::Fsize, 0),
        ] {
            let limit = Rlimit {
                current: Some(most),
                maximum: Some(most),
            };
            // What a system does not know stays as it is.
            let _ = setrlimit(resource, limit);
        }
    }

    pub(in crate::apart) fn hide_window(_: &mut Command) {}

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
    }
}

#[cfg(windows)]
mod windows {
    use std::os::windows::io::AsRawHandle;
    use std::os::windows::process::CommandExt;
    use std::process::{Child, ChildStdout, Command};

    use win32job::{ExtendedLimitInfo, Job};

    use super::MOST_MEMORY;

    /// `CREATE_NO_WINDOW`: a console of the process would flash up.
    const NO_WINDOW: u32 = 0x0800_0000;

    pub(in crate::apart) fn confine() {}

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
    }

    fn handle(child: &Child) -> isize {
        child.as_raw_handle() as isize
    }
}
