use std::convert::Infallible;
use std::future::pending;

use cxone::{Client, Pause};
use tauri::async_runtime::{JoinHandle, spawn};
use tauri::ipc::Channel;
use tokio::sync::watch;

use crate::commands::tell;
use crate::view::access::PauseView;

/// Tells the window each pause of the open connection, whatever call waits for it.
#[derive(Default)]
pub(crate) struct Pauses {
    listener: Option<Channel<Option<PauseView>>>,
    client: Option<Client>,
    telling: Option<JoinHandle<()>>,
}

impl Pauses {
    /// A window listens; one that was loaded anew takes the place of the one before.
    pub(crate) fn listen(&mut self, listener: Channel<Option<PauseView>>) {
        self.listener = Some(listener);
        self.begin();
    }

    /// Another connection is open, or none.
    pub(crate) fn turn_to(&mut self, client: Option<Client>) {
        self.client = client;
        self.begin();
    }

    fn begin(&mut self) {
        if let Some(before) = self.telling.take() {
            before.abort();
        }
        let Some(listener) = self.listener.clone() else {
            return;
        };
        match &self.client {
            None => tell(&listener, None),
            Some(client) => {
                let pauses = client.pause();
                self.telling = Some(spawn(async move {
                    match each_pause(pauses, |pause| tell(&listener, pause)).await {}
                }));
            }
        }
    }
}

/// Tells the present pause and each change, for as long as it is not dropped.
pub(crate) async fn each_pause(
    mut pauses: watch::Receiver<Option<Pause>>,
    mut told: impl FnMut(Option<PauseView>),
) -> Infallible {
    loop {
        let pause = pauses.borrow_and_update().as_ref().and_then(PauseView::of);
        told(pause);
        if pauses.changed().await.is_err() {
            return pending().await;
        }
    }
}
