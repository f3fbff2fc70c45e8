//! A driver: a virtual clock, and everything that a connection asked for.

use serde_json::Value;
use tributary_connection::script::Heard;
use tributary_connection::spec::{ConnectionSpec, ReconnectSpec, TopicSpec};
use tributary_connection::template::Captured;
use tributary_connection::{Action, Connection, Millis, SocketId, State, Taking};
use tributary_path::{Comparison, Expr, Literal, Path, Segment, Selector, Value as Operand};

pub const START: Millis = Millis(1_700_000_000_000);
pub const MINUTE: u64 = 60_000;

pub fn spec(handshake: &[&str]) -> ConnectionSpec {
    ConnectionSpec {
        scope: "test".to_owned(),
        url: "ws://test/".to_owned(),
        protocols: vec![],
        linger_ms: 30_000,
        reconnect: ReconnectSpec::default(),
        handshake: handshake.iter().map(|&word| word.to_owned()).collect(),
    }
}

pub fn topic(subscribe: &str) -> TopicSpec {
    TopicSpec { subscribe: subscribe.to_owned(), unsubscribe: None }
}

/// What a singular path selects.
fn find<'a>(message: &'a Value, path: &Path) -> Option<&'a Value> {
    path.segments.iter().try_fold(message, |value, segment| match segment {
        Segment::Child(one) => match &**one {
            [Selector::Name(name)] => value.get(&**name),
            [Selector::Index(index)] => value.get(usize::try_from(*index).ok()?),
            _ => None,
        },
        Segment::Descendant(_) => None,
    })
}

fn select(text: &str, path: &Path) -> Option<Captured> {
    let message: Value = serde_json::from_str(text).ok()?;
    let found = find(&message, path)?;
    let source = found.to_string();
    Some(Captured { plain: found.as_str().map_or(source.clone(), str::to_owned), source })
}

/// Whether a condition holds: that something is there, or is equal to a text.
fn holds(condition: &Expr, message: &Value) -> bool {
    match condition {
        Expr::Exists(path) => find(message, path).is_some(),
        Expr::Compare(Operand::Singular(path), Comparison::Equal, Operand::Literal(Literal::String(text))) => {
            find(message, path).and_then(Value::as_str) == Some(&**text)
        }
        _ => panic!("no such condition is used here: {condition:?}"),
    }
}

/// A connection and its world.
pub struct Rig {
    pub connection: Connection,
    pub now: Millis,
    pub actions: Vec<Action>,
}

impl Rig {
    /// A connection that nobody has needed yet.
    pub fn idle(spec: &ConnectionSpec) -> Self {
        let connection = Connection::new(3, spec, 7, select).unwrap();
        Self { connection, now: START, actions: vec![] }
    }

    /// One whose first socket is opening.
    pub fn dialled(spec: &ConnectionSpec) -> Self {
        let mut rig = Self::idle(spec);
        rig.act(Connection::wake);
        rig
    }

    /// One whose first socket has opened.
    pub fn opened(spec: &ConnectionSpec) -> Self {
        let mut rig = Self::dialled(spec);
        rig.open();
        rig
    }

    pub fn act<T>(&mut self, event: impl FnOnce(&mut Connection, Millis) -> T) -> T {
        let result = event(&mut self.connection, self.now);
        while let Some(action) = self.connection.poll_action() {
            self.actions.push(action);
        }
        result
    }

    pub fn socket(&self) -> SocketId {
        self.connection.state().socket().expect("there is no socket")
    }

    /// The socket opens.
    pub fn open(&mut self) {
        let socket = self.socket();
        self.act(|c, now| c.handle_open(socket, String::new(), now));
    }

    pub fn close(&mut self, code: u16) {
        let socket = self.socket();
        self.act(|c, now| c.handle_close(socket, code, "", now));
    }

    pub fn text(&mut self, text: &str) -> Taking {
        let message: Option<Value> = serde_json::from_str(text).ok();
        let conditions = self.connection.script().conditions().to_vec();
        let mut satisfies = |at: usize| message.as_ref().is_some_and(|message| holds(&conditions[at], message));
        self.act(|c, now| {
            c.hear(now);
            c.handle_message(Heard { text, satisfies: &mut satisfies }, now)
        })
    }

    pub fn join(&mut self, topic: &TopicSpec) -> bool {
        self.act(|c, now| c.join(topic, now)).unwrap()
    }

    pub fn leave(&mut self, topic: &TopicSpec, linger_ms: u64) {
        self.act(|c, now| c.leave(topic, linger_ms, now));
    }

    pub fn urge(&mut self) {
        self.act(Connection::urge);
    }

    /// Lets time pass, firing every deadline at its time.
    pub fn advance(&mut self, ms: u64) {
        let end = self.now + ms;
        while let Some(deadline) = self.connection.next_deadline().filter(|&deadline| deadline <= end) {
            self.now = self.now.max(deadline);
            self.act(Connection::handle_timeout);
        }
        self.now = end;
    }

    /// Lets time pass in which nobody looks.
    pub fn sleep(&mut self, ms: u64) {
        self.now = self.now + ms;
    }

    /// Lets time pass until the next dial.
    pub fn redial(&mut self) {
        let dials = self.dials();
        while self.dials() == dials {
            self.now = self.now.max(self.connection.next_deadline().expect("nothing will dial"));
            self.act(Connection::handle_timeout);
        }
    }

    pub fn state(&self) -> &State {
        self.connection.state()
    }

    pub fn dials(&self) -> usize {
        self.actions.iter().filter(|action| matches!(action, Action::Open(_))).count()
    }

    /// The generations that were closed.
    pub fn closes(&self) -> Vec<u32> {
        let close = |action: &Action| if let Action::Close(socket) = action { Some(socket.generation) } else { None };
        self.actions.iter().filter_map(close).collect()
    }

    pub fn gaps(&self) -> usize {
        self.actions.iter().filter(|action| matches!(action, Action::Missed)).count()
    }

    pub fn sent(&self) -> Vec<&str> {
        self.actions
            .iter()
            .filter_map(|a| if let Action::Send(_, text) = a { Some(text.as_str()) } else { None })
            .collect()
    }

    /// Every state that was told.
    pub fn told(&self) -> Vec<&State> {
        self.actions
            .iter()
            .filter_map(|a| if let Action::Changed(status) = a { Some(&status.state) } else { None })
            .collect()
    }

    /// Why it waits or has stopped.
    pub fn reason(&self) -> &str {
        match self.state() {
            State::Waiting { reason, .. } | State::Stopped { reason } => &reason.text,
            state => panic!("it goes on: {state:?}"),
        }
    }

    pub fn is_open(&self) -> bool {
        self.state().is_open()
    }

    pub fn is_waiting(&self) -> bool {
        matches!(self.state(), State::Waiting { .. })
    }

    pub fn is_stopped(&self) -> bool {
        matches!(self.state(), State::Stopped { .. })
    }

    pub fn unsent(&self) -> u64 {
        self.connection.status().unsent
    }

    /// Since when the server has been silent, if that is told.
    pub fn silent_since(&self) -> Option<Millis> {
        match self.state() {
            State::Open { silent_since, .. } => *silent_since,
            state => panic!("it is not open: {state:?}"),
        }
    }
}
