use std::time::Duration;

use cxone::Client;
use tokio_util::sync::CancellationToken;

/// Waits for `sending`, and tells each pause that the server asks for.
///
/// None when the planner cancels during a pause: the server then answered
/// everything that was sent, and nothing is on its way. Otherwise a cancelled
/// call is waited for, because it may have been carried out.
pub(crate) async fn unless_paused<T>(
    client: &Client,
    cancel: &CancellationToken,
    sending: impl Future<Output = T>,
    mut tell: impl FnMut(Option<Duration>),
) -> Option<T> {
    let mut pauses = client.pause();
    let mut sending = Box::pin(sending);
    let mut told = false;
    loop {
        let left = pauses.borrow_and_update().map(|pause| pause.remaining());
        let pause = left.filter(|left| !left.is_zero());
        if pause.is_some() || told {
            told = pause.is_some();
            tell(pause);
        }
        tokio::select! {
            done = &mut sending => return Some(done),
            () = cancel.cancelled(), if pause.is_some() => return None,
            Ok(()) = pauses.changed() => {}
        }
    }
}
