//! Waiting for a thing to happen, never for a time to pass.

use std::fmt::Display;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// What anything in the window may take that is not long work.
pub const SOON: Duration = Duration::from_secs(20);

/// Asks `look` again and again until it finds something, which is called `what`
/// where it does not come in time.
pub async fn until<T>(
    what: impl Display,
    within: Duration,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let begun = Instant::now();
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        if begun.elapsed() > within {
            bail!("waited {} s in vain for {what}", within.as_secs());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
