use std::time::Duration;

use cxone::Client;

/// Waits for `sending`, and tells each pause that the server asks for.
pub(crate) async fn telling_pauses<T>(
    client: &Client,
    sending: impl Future<Output = T>,
    mut tell: impl FnMut(Option<Duration>),
) -> T {
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
            done = &mut sending => return done,
            Ok(()) = pauses.changed() => {}
        }
    }
}
