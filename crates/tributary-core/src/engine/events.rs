//! What happens to the engine: events of sockets, of the page, and of the clock.

use super::Engine;
use super::output::{FrameTime, Page, Payload};
use super::upstream::Upstream;
use crate::connection::{Connection, SocketId};
use crate::time::{Millis, earlier};

/// A driver that comes so much later than it was asked to has slept: background pages are late by a minute at most.
const SLEEP_MS: u64 = 90_000;

impl Engine {
    /// Gives the connections of a data source's instance new sockets at once, whatever the old ones do.
    #[inline]
    pub fn reconnect(&mut self, scope: &str, now: Millis) {
        self.on_connections(now, &mut |c| {
            if c.spec().scope == scope {
                c.reconnect(now);
            }
        });
    }

    /// Something happens to the page.
    #[inline]
    pub fn handle_page(&mut self, event: Page, now: Millis) {
        self.notice(now);
        self.notice_sleep(now);
        self.on_connections(now, &mut |c| match event {
            Page::Resumed => c.urge(now),
            Page::Suspended => c.suspend(),
        });
    }

    /// A policy of the page forbids to dial addresses that start so.
    #[inline]
    pub fn handle_forbidden(&mut self, start: &str, text: &str, now: Millis) {
        self.on_connections(now, &mut |c| {
            if c.spec().url.starts_with(start) {
                c.handle_forbidden(text, now);
            }
        });
    }

    /// A socket opened, with the subprotocol that the server chose.
    #[inline]
    pub fn handle_open(&mut self, socket: SocketId, protocol: &str, now: Millis) {
        self.notice(now);
        self.on_upstream(socket.connection, |u| u.connection.handle_open(socket, protocol.to_owned(), now));
    }

    /// A data frame came. Whether the time of the next one on its connection matters.
    pub fn handle_message(&mut self, socket: SocketId, payload: Payload<'_>, now: Millis) -> FrameTime {
        self.notice(now);
        let Some(upstream) = self.upstreams.get_mut(socket.connection) else { return FrameTime::Matters };
        let (due, time) = upstream.handle_message(socket, payload, now);
        if upstream.connection.has_actions() {
            self.settle(socket.connection);
        } else {
            self.deadline = earlier(self.deadline, due);
        }
        time
    }

    /// A socket closed, or could not be opened: the one event that ends it.
    #[inline]
    pub fn handle_close(&mut self, socket: SocketId, code: u16, reason: &str, now: Millis) {
        self.notice(now);
        self.on_upstream(socket.connection, |u| u.connection.handle_close(socket, code, reason, now));
    }

    /// The browser refused to dial at all, and why.
    #[inline]
    pub fn handle_refused(&mut self, socket: SocketId, text: &str, now: Millis) {
        self.notice(now);
        self.on_upstream(socket.connection, |u| u.connection.handle_refused(socket, text, now));
    }

    /// A frame could not be sent yet: the browser holds more than the server takes.
    #[inline]
    pub fn handle_stalled(&mut self, socket: SocketId, text: String, now: Millis) {
        self.notice(now);
        self.on_upstream(socket.connection, |u| u.connection.handle_stalled(socket, text, now));
    }

    /// Fires what is due.
    #[inline]
    pub fn handle_timeout(&mut self, now: Millis) {
        self.notice(now);
        self.notice_sleep(now);
        self.keep_within_memory(now);
        let due = |u: &Upstream| u.next_deadline().is_some_and(|deadline| deadline <= now);
        for at in self.upstreams.all(due) {
            if let Some(upstream) = self.upstreams.get_mut(at) {
                upstream.handle_timeout(now, &mut self.outputs);
            }
            self.settle(at);
        }
    }

    /// Notices that nobody ran for long: the computer slept, or the page stood still. Once: what else was due in that
    /// time may still be when the next event comes.
    #[inline]
    fn notice_sleep(&mut self, now: Millis) {
        if self.deadline.is_some_and(|deadline| now - deadline.max(self.woke) > SLEEP_MS) {
            self.woke = now;
            self.on_connections(now, &mut |c| c.handle_sleep(now));
        }
    }

    #[inline(never)]
    fn on_connections(&mut self, now: Millis, event: &mut dyn FnMut(&mut Connection)) {
        self.notice(now);
        for at in self.upstreams.all(|_| true) {
            if let Some(upstream) = self.upstreams.get_mut(at) {
                event(&mut upstream.connection);
                self.settle(at);
            }
        }
    }

    #[inline]
    fn on_upstream(&mut self, at: u32, event: impl FnOnce(&mut Upstream)) {
        if let Some(upstream) = self.upstreams.get_mut(at) {
            event(upstream);
            self.settle(at);
        }
    }
}
