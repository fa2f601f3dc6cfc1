//! When a request is sent again, and after how long. Rules: the contract, "Every call".

use std::future::Future;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use backon::{ExponentialBuilder, Retryable};
use chrono::{DateTime, Utc};
use reqwest::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::call::Repeat;
use crate::pause::{Gate, LONGEST};
use crate::{CxoneError, Retries};

/// A call that came to nothing, and what that allows.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) error: CxoneError,
    pub(crate) verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Again would be the same.
    Final,
    /// Not carried out; the server wants to be left alone, for this long if it says so.
    SlowDown(Option<Duration>),
    /// Not carried out.
    NotSent,
    /// Carried out or not: nobody knows.
    Unsure,
}

impl Failure {
    pub(crate) fn last(error: CxoneError) -> Self {
        Self {
            error,
            verdict: Verdict::Final,
        }
    }

    /// An attempt that was not sent, because nobody wants its answer any more.
    pub(crate) fn stopped() -> Self {
        Self::last(CxoneError::Stopped)
    }
}

/// Sends until it works, may not be tried again, was tried often enough, for too long,
/// or is to `stop`. Then the last failure, if there was one, is what it came to.
///
/// A failure after an attempt that may have been carried out says so in its details.
pub(crate) async fn retrying<T, F>(
    retries: Retries,
    gate: &Gate,
    repeat: Repeat,
    stop: &CancellationToken,
    mut attempt: impl FnMut() -> F,
) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Failure>>,
{
    let backoff = ExponentialBuilder::default()
        .with_min_delay(retries.first_wait)
        .with_max_times(retries.most);
    let start = Instant::now();
    let unsure = AtomicBool::new(false);
    let out_of_time = AtomicBool::new(false);
    let tries = AtomicUsize::new(0);
    let last = Mutex::new(None);
    let counted = || {
        tries.fetch_add(1, Ordering::Relaxed);
        attempt()
    };
    let outcome = counted
        .retry(backoff)
        .sleep(sleep_unless(stop))
        .when(|failure: &Failure| repeat.allows(failure) && !stop.is_cancelled())
        .adjust(|failure, next| {
            let own = wait(failure.verdict, next, gate)?;
            let longest = own.max(gate.remaining());
            let fits = start.elapsed() + longest <= retries.budget;
            out_of_time.store(!fits, Ordering::Relaxed);
            fits.then_some(own)
        })
        .notify(|failure, _| {
            unsure.fetch_or(failure.verdict == Verdict::Unsure, Ordering::Relaxed);
            tracing::warn!(error = %failure.error, "trying again");
            if let Ok(mut last) = last.lock() {
                *last = Some(failure.error.clone());
            }
        })
        .await;
    outcome.map_err(|mut failure| {
        let last = last.into_inner().ok().flatten();
        if let (CxoneError::Stopped, Some(last)) = (&failure.error, last) {
            failure.error = last;
        }
        if unsure.into_inner() {
            failure.error.mark_unsure();
        }
        if out_of_time.into_inner() {
            failure.error = CxoneError::GaveUp {
                after: start.elapsed(),
                tries: tries.into_inner(),
                cause: Box::new(failure.error),
            };
        }
        failure
    })
}

/// Sleeps, but not on once it is to stop.
fn sleep_unless(stop: &CancellationToken) -> impl backon::Sleeper<Sleep: Send> + use<> {
    let stop = stop.clone();
    move |time| {
        let stopped = stop.clone().cancelled_owned();
        async move {
            let _ = tokio::time::timeout(time, stopped).await;
        }
    }
}

/// What this call waits by itself before the next attempt; a pause of all calls is waited for at the gate.
fn wait(verdict: Verdict, next: Option<Duration>, gate: &Gate) -> Option<Duration> {
    match verdict {
        Verdict::SlowDown(Some(asked)) => {
            // Others heed it even where this call gives up.
            let exact = asked.min(LONGEST);
            gate.close(exact.mul_f64(rand::random_range(1.0..=1.1)), Some(asked));
            next.map(|_| Duration::ZERO)
        }
        Verdict::SlowDown(None) => {
            gate.close(full_jitter(next?), None);
            Some(Duration::ZERO)
        }
        Verdict::Final | Verdict::NotSent | Verdict::Unsure => next.map(full_jitter),
    }
}

fn full_jitter(longest: Duration) -> Duration {
    longest.mul_f64(rand::random_range(0.0..=1.0))
}

/// The pause that an answer asks for: seconds, or an HTTP-date judged against
/// the server's own clock where it tells it. None where there is no such
/// header or it makes no sense; zero for a date that is past.
pub(crate) fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number holds is still "very long".
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    let server_now = headers.get(DATE).and_then(http_date);
    let now = server_now.unwrap_or_else(|| now.into());
    Some(date.duration_since(now).unwrap_or(Duration::ZERO))
}

fn http_date(value: &HeaderValue) -> Option<SystemTime> {
    httpdate::parse_http_date(value.to_str().ok()?.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Clock;

    fn check(retry_after_header: &str, date: Option<&str>, expected: Option<u64>) {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, retry_after_header.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        let now = "2024-05-01T06:00:00Z".parse().unwrap();
        let found = retry_after(&headers, now).map(|pause| pause.as_secs());
        assert_eq!(found, expected, "{retry_after_header} at {date:?}");
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        let date = "Wed, 01 May 2024 06:00:12 GMT";
        check("7", None, Some(7));
        check(" 0 ", None, Some(0));
        check("99999999999999999999999", None, Some(u64::MAX));
        check(date, None, Some(12));
        // The server's clock is an hour ahead of ours: 12 s are still 12 s.
        let ahead = "Wed, 01 May 2024 07:00:12 GMT";
        check(ahead, Some("Wed, 01 May 2024 07:00:00 GMT"), Some(12));
        check(date, Some("garbage"), Some(12));
        check("Wed, 01 May 2024 05:00:00 GMT", None, Some(0));
        check("Wednesday, 01-May-24 06:00:12 GMT", None, Some(12));
        check("Wed May  1 06:00:12 2024", None, Some(12));
        for garbage in ["", "soon", "-5", "1.5", "5 s"] {
            check(garbage, None, None);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_named_pause_is_kept_exactly_plus_at_most_a_tenth() {
        for (asked, longest) in [(20, 20.0), (3600, 600.0), (u64::MAX, 600.0)] {
            let gate = Gate::new(Clock::default());
            let asked = Duration::from_secs(asked);
            let own = wait(Verdict::SlowDown(Some(asked)), Some(Duration::MAX), &gate);
            assert_eq!(own, Some(Duration::ZERO), "the gate does the waiting");
            let pause = gate.watch().borrow().unwrap();
            let length = pause.remaining().as_secs_f64();
            assert!((longest..=longest * 1.1).contains(&length), "{length}");
            assert_eq!(pause.asked, Some(asked));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_named_pause_waits_double_and_stay_below_their_limit() {
        let retries = Retries::default();
        for _ in 0..50 {
            let gate = Gate::new(Clock::default());
            let gate = &gate;
            let start = Instant::now();
            let mut sent = Vec::new();
            let attempt = || {
                sent.push(());
                async move {
                    gate.pass().await;
                    Err::<(), _>(busy())
                }
            };
            let never = CancellationToken::new();
            let outcome = retrying(retries, gate, Repeat::Freely, &never, attempt).await;
            assert!(outcome.is_err());
            assert_eq!(sent.len(), 6, "one try and five retries");
            assert!(start.elapsed() <= Duration::from_secs(1 + 2 + 4 + 8 + 16));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn to_stop_ends_the_wait_for_another_try_with_the_last_failure() {
        let retries = Retries {
            first_wait: Duration::from_secs(3600),
            budget: Duration::MAX,
            ..Retries::default()
        };
        let gate = Gate::new(Clock::default());
        let stop = CancellationToken::new();
        let mut sent = 0;
        let attempt = || {
            sent += 1;
            let stopped = stop.is_cancelled();
            async move {
                let error = CxoneError::ServerFault(Box::default());
                Err::<(), _>(match stopped {
                    true => Failure::stopped(),
                    false => Failure {
                        error,
                        verdict: Verdict::Unsure,
                    },
                })
            }
        };
        let while_it_waits = async {
            tokio::task::yield_now().await;
            stop.cancel();
        };

        let trying = retrying(retries, &gate, Repeat::Freely, &stop, attempt);
        let (outcome, ()) = tokio::join!(trying, while_it_waits);

        let error = outcome.unwrap_err().error;
        assert!(matches!(error, CxoneError::ServerFault(_)), "{error:?}");
        assert!(!error.is_not_carried_out(), "the first try may have been");
        assert_eq!(sent, 2, "the second try found that it was to stop");
    }

    #[test]
    fn only_what_is_safe_is_sent_again() {
        use Repeat::{Freely, IfAsked, IfNotCarriedOut};
        let slow = Verdict::SlowDown(None);
        let table = [
            (slow, [true, true, true]),
            (Verdict::NotSent, [true, true, false]),
            (Verdict::Unsure, [true, false, false]),
            (Verdict::Final, [false, false, false]),
        ];
        for (verdict, expected) in table {
            let failure = Failure {
                error: CxoneError::ServerFault(Box::default()),
                verdict,
            };
            let found = [Freely, IfNotCarriedOut, IfAsked].map(|repeat| repeat.allows(&failure));
            assert_eq!(found, expected, "{verdict:?}");
        }
    }

    fn busy() -> Failure {
        Failure {
            error: CxoneError::Busy {
                asked: None,
                details: Box::default(),
            },
            verdict: Verdict::SlowDown(None),
        }
    }
}
