//! The book of WebSockets: what was asked for, what is open, and the means to cut all of it at once.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::http::request::Parts;
use serde::Serialize;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::recent::Recent;
use crate::seen::{Received, Seen};

/// What `GET /api/feed/connections` answers.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// WebSockets open now. Tunnels of the proxy are not counted: they are seen at their upstream.
    open: u64,
    /// WebSockets opened since the start.
    total: u64,
    /// Upgrades answered with something else than 101 since the start.
    refused: u64,
    /// The last requests, oldest first.
    requests: Recent<Seen>,
    /// The last text frames of the sockets that listen, oldest first.
    received: Recent<Received>,
}

/// All WebSockets between two restarts.
struct Epoch {
    cut: CancellationToken,
    tasks: TaskTracker,
}

struct State {
    epoch: Epoch,
    down_until: Option<Instant>,
    open: u64,
    total: u64,
    refused: u64,
    numbered: u64,
    requests: Recent<Seen>,
    received: Recent<Received>,
}

/// Every WebSocket of the server goes through here.
pub(crate) struct Connections {
    /// Cancelled once, when the server ends.
    stop: CancellationToken,
    state: Mutex<State>,
}

/// The right to open one WebSocket. It is taken before the handshake, so that a restart in the middle of one
/// cuts it as well.
pub(crate) struct Admission {
    cut: CancellationToken,
    tasks: TaskTracker,
    counted: Option<Arc<Connections>>,
}

impl Connections {
    pub(crate) fn new(stop: CancellationToken) -> Self {
        let epoch = Epoch { cut: stop.child_token(), tasks: TaskTracker::new() };
        let state = State {
            epoch,
            down_until: None,
            open: 0,
            total: 0,
            refused: 0,
            numbered: 0,
            requests: Recent::new(),
            received: Recent::new(),
        };
        Self { stop, state: Mutex::new(state) }
    }

    /// Remembers a request.
    pub(crate) fn record(&self, request: &Parts) {
        self.state().requests.push(Seen::of(request));
    }

    /// Remembers a text frame.
    pub(crate) fn receive(&self, text: Received) {
        self.state().received.push(text);
    }

    /// Counts an upgrade that was answered with something else than 101.
    pub(crate) fn count_refusal(&self) {
        self.state().refused += 1;
    }

    /// A number that no other socket of this server has, from 1.
    pub(crate) fn number(&self) -> u64 {
        let mut state = self.state();
        state.numbered += 1;
        state.numbered
    }

    /// Lets a WebSocket in, unless the feeds are down.
    pub(crate) fn admit(self: &Arc<Self>) -> Option<Admission> {
        let state = self.state();
        if state.down_until.is_some_and(|until| Instant::now() < until) {
            return None;
        }
        Some(state.admission(Some(Arc::clone(self))))
    }

    /// Lets a tunnel of the proxy in. It is cut by a restart, but neither counted nor refused: both are up to
    /// its upstream.
    pub(crate) fn admit_tunnel(&self) -> Admission {
        self.state().admission(None)
    }

    /// Whether new WebSockets are refused now.
    pub(crate) fn down(&self) -> bool {
        self.state().down_until.is_some_and(|until| Instant::now() < until)
    }

    /// Cuts every WebSocket and refuses new ones for so long. Returns how many counted ones were open, after the
    /// last of them is gone.
    pub(crate) async fn restart(&self, down: Duration) -> u64 {
        let next = Epoch { cut: self.stop.child_token(), tasks: TaskTracker::new() };
        let (last, open) = {
            let mut state = self.state();
            state.down_until = Instant::now().checked_add(down);
            (std::mem::replace(&mut state.epoch, next), state.open)
        };
        last.cut.cancel();
        last.tasks.close();
        last.tasks.wait().await;
        open
    }

    pub(crate) fn report(&self) -> Report {
        let state = self.state();
        Report {
            open: state.open,
            total: state.total,
            refused: state.refused,
            requests: state.requests.clone(),
            received: state.received.clone(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in here panics while it holds the lock, so a poisoned state is still a whole one.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn admission(&self, counted: Option<Arc<Connections>>) -> Admission {
        Admission { cut: self.epoch.cut.clone(), tasks: self.epoch.tasks.clone(), counted }
    }
}

impl Admission {
    /// Runs a WebSocket until it ends or is cut. To cut it is to drop the future, and with it the TCP stream:
    /// no close frame is sent.
    pub(crate) fn run(self, session: impl Future<Output = ()> + Send + 'static) {
        let Self { cut, tasks, counted } = self;
        let counted = counted.map(Counted::new);
        tasks.spawn(async move {
            tokio::select! {
                () = session => {}
                () = cut.cancelled() => {}
            }
            drop(counted);
        });
    }

    /// Waits for the cut instead of running anything: nothing is opened, and nothing is counted.
    pub(crate) async fn hold(self) {
        let _held = self.tasks.token();
        self.cut.cancelled().await;
    }
}

/// Counts a WebSocket as open for as long as it lives.
struct Counted(Arc<Connections>);

impl Counted {
    fn new(connections: Arc<Connections>) -> Self {
        {
            let mut state = connections.state();
            state.open += 1;
            state.total += 1;
        }
        Self(connections)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.state().open -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connections() -> Arc<Connections> {
        Arc::new(Connections::new(CancellationToken::new()))
    }

    #[tokio::test(start_paused = true)]
    async fn new_websockets_are_refused_until_the_down_time_is_over() {
        let connections = connections();
        connections.restart(Duration::from_millis(500)).await;
        assert!(connections.admit().is_none() && connections.down());
        tokio::time::advance(Duration::from_millis(499)).await;
        assert!(connections.admit().is_none());
        tokio::time::advance(Duration::from_millis(1)).await;
        assert!(connections.admit().is_some() && !connections.down());
    }

    #[tokio::test]
    async fn a_restart_returns_when_every_websocket_is_gone() {
        let connections = connections();
        connections.admit().unwrap().run(std::future::pending());
        connections.admit().unwrap().run(std::future::pending());
        connections.admit_tunnel().run(std::future::pending());
        assert_eq!(connections.report().open, 2);
        assert_eq!(connections.restart(Duration::ZERO).await, 2);
        assert_eq!((connections.report().open, connections.report().total), (0, 2));
    }

    #[tokio::test]
    async fn a_websocket_that_was_admitted_before_a_restart_is_cut_by_it() {
        let connections = connections();
        let admission = connections.admit().unwrap();
        connections.restart(Duration::ZERO).await;
        let tasks = admission.tasks.clone();
        admission.run(std::future::pending());
        tasks.wait().await;
    }
}
