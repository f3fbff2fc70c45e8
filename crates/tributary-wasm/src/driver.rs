//! Hands events to the core, drains what it asks for, and does it.
//!
//! JavaScript is never called while the core or the sockets are borrowed: whatever it calls back finds
//! everything free.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Date;
use tributary_core::connection::SocketId;
use tributary_core::engine::{FrameTime, Output, Page};
use tributary_core::spec::SubscriptionSpec;
use tributary_core::{Engine, Error, Millis};
use wasm_bindgen::JsValue;

use crate::inbox::{Frame, Inbox, Way};
use crate::outside::Outside;
use crate::protocol;
use crate::socket::{Event, Socket};
use crate::timer::Timer;

#[derive(Debug)]
pub(crate) struct Driver {
    core: RefCell<Engine>,
    sockets: RefCell<Vec<(SocketId, Socket)>>,
    inbox: Inbox,
    timer: Timer,
    outside: Outside,
    /// Whether nothing was left when it was looked at last.
    is_idle: Cell<bool>,
    /// What the sockets' closures call; it does not keep the driver alive.
    this: std::rc::Weak<Self>,
}

impl Driver {
    pub(crate) fn new(seed: u64, outside: Outside) -> Rc<Self> {
        Rc::new_cyclic(|this: &std::rc::Weak<Self>| {
            let timed = this.clone();
            Self {
                core: RefCell::new(Engine::new(seed)),
                sockets: RefCell::default(),
                inbox: Inbox::new(Way::Builtins, &outside),
                timer: Timer::new(outside.clone(), move || {
                    timed.upgrade().iter().for_each(|driver| driver.handle_timeout());
                }),
                outside,
                is_idle: Cell::new(true),
                this: this.clone(),
            }
        })
    }

    pub(crate) fn subscribe(&self, id: u32, spec: &SubscriptionSpec) {
        let now = now();
        let result = self.core.borrow_mut().subscribe(id, spec, now);
        if let Err(error) = result {
            self.reject(id, &error);
        }
        self.drain(now);
    }

    /// Tells a subscription that it cannot be served.
    pub(crate) fn reject(&self, id: u32, error: &Error) {
        self.tell(&protocol::error(id, error));
    }

    pub(crate) fn unsubscribe(&self, id: u32) {
        let now = now();
        self.core.borrow_mut().unsubscribe(id, now);
        self.drain(now);
    }

    /// A subscription wants to be told.
    pub(crate) fn want(&self, id: u32) {
        let now = now();
        self.core.borrow_mut().want(&[id], now);
        self.drain(now);
    }

    /// Gives a data source's connections new sockets.
    pub(crate) fn reconnect(&self, scope: &str) {
        let now = now();
        self.core.borrow_mut().reconnect(scope, now);
        self.drain(now);
    }

    pub(crate) fn handle_page(&self, event: Page) {
        let now = now();
        self.core.borrow_mut().handle_page(event, now);
        self.drain(now);
    }

    /// The page's policy forbids addresses that start so.
    pub(crate) fn handle_forbidden(&self, start: &str, text: &str) {
        let now = now();
        self.core.borrow_mut().handle_forbidden(start, text, now);
        self.drain(now);
    }

    fn handle_timeout(&self) {
        self.timer.fired();
        let now = now();
        self.core.borrow_mut().handle_timeout(now);
        self.drain(now);
    }

    fn handle_socket(&self, socket: SocketId, event: &Event) {
        let now = now();
        match event {
            Event::Open { protocol } => self.core.borrow_mut().handle_open(socket, protocol, now),
            Event::Closed { code, reason } => {
                self.core.borrow_mut().handle_close(socket, *code, reason, now);
                self.forget(socket);
            }
        }
        self.drain(now);
    }

    /// A data frame, which stands in the inbox. Most have nothing done at once.
    fn handle_frame(&self, socket: SocketId, frame: Frame) -> FrameTime {
        let (now, time, has_output, deadline) = {
            let mut core = self.core.borrow_mut();
            let now = frame.now().unwrap_or(core.now());
            let time = self.inbox.with(frame, |payload| core.handle_message(socket, payload, now));
            (now, time, core.has_output(), core.next_deadline())
        };
        if has_output {
            self.drain(now);
        } else {
            self.timer.arm(deadline, now);
        }
        time
    }

    /// Does everything that the core asks for, then sleeps until its next deadline.
    fn drain(&self, now: Millis) {
        self.inbox.look_at_clock();
        loop {
            let output = self.core.borrow_mut().poll_output();
            match output {
                None => break,
                Some(Output::Open { socket, url, protocols }) => self.open(socket, &url, &protocols, now),
                Some(Output::Send { socket, text }) => self.send(socket, text, now),
                Some(Output::Close { socket }) => self.forget(socket),
                Some(Output::Status { to, status }) => {
                    if let Some(event) = protocol::status(&to, &status) {
                        self.tell(&event);
                    }
                }
                Some(Output::Ready(ready)) => {
                    let snapshot = |core: &mut Engine| {
                        core.snapshot(ready.stream, now).map(|snapshot| protocol::rows(&ready.to, &snapshot))
                    };
                    self.tell_of(snapshot);
                }
                Some(Output::Counted(ready)) => {
                    self.tell_of(|core| {
                        core.stats(ready.stream, now).map(|stats| protocol::counters(&ready.to, stats))
                    });
                }
            }
        }
        let (deadline, is_idle) = {
            let core = self.core.borrow();
            (core.next_deadline(), core.is_idle())
        };
        self.timer.arm(deadline, now);
        if !self.is_idle.replace(is_idle) && is_idle {
            self.tell(&protocol::idle());
        }
    }

    fn open(&self, socket: SocketId, url: &str, protocols: &[String], now: Millis) {
        let (on_event, on_frame) = (self.this.clone(), self.this.clone());
        let handle = move |event: Event| {
            if let Some(driver) = on_event.upgrade() {
                driver.handle_socket(socket, &event);
            }
        };
        let listener = self.inbox.listen(move |frame| match on_frame.upgrade() {
            Some(driver) => driver.handle_frame(socket, frame),
            None => FrameTime::Matters,
        });
        match Socket::open(&self.outside, url, protocols, listener, handle) {
            Ok(opened) => {
                self.sockets.borrow_mut().push((socket, opened));
            }
            Err(reason) => {
                let text = format!("The browser refused to connect: {reason}");
                self.core.borrow_mut().handle_refused(socket, &text, now);
            }
        }
    }

    fn send(&self, socket: SocketId, text: String, now: Millis) {
        let is_stalled = match self.sockets.borrow().iter().find(|(id, _)| *id == socket) {
            Some((_, socket)) => !socket.send(&text),
            None => false,
        };
        if is_stalled {
            self.core.borrow_mut().handle_stalled(socket, text, now);
        }
    }

    /// Closes a socket and drops its closures, once nothing is borrowed.
    fn forget(&self, socket: SocketId) {
        let gone = {
            let mut sockets = self.sockets.borrow_mut();
            let at = sockets.iter().position(|(id, _)| *id == socket);
            at.map(|at| sockets.swap_remove(at))
        };
        drop(gone);
    }

    /// Tells what the core holds, which is not borrowed any more then.
    fn tell_of(&self, event: impl FnOnce(&mut Engine) -> Option<JsValue>) {
        let event = event(&mut self.core.borrow_mut());
        if let Some(event) = event {
            self.tell(&event);
        }
    }

    fn tell(&self, event: &JsValue) {
        self.outside.emit(event);
    }
}

fn now() -> Millis {
    // Wall clocks are whole milliseconds since 1970, far below 2^53.
    Millis(Date::now() as u64)
}
