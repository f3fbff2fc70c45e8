//! A driver for tests: a virtual clock, and everything the engine asked for.
#![allow(dead_code, missing_docs)]

use tributary_core::connection::{SocketId, State, Status};
use tributary_core::convert::Cell;
use tributary_core::engine::{Output, Payload, Ready, SnapshotColumn, Stats, StreamRef};
use tributary_core::spec::{BufferSpec, ConnectionSpec, FieldRole, FieldSpec, FieldType, StreamSpec, SubscriptionSpec};
use tributary_core::{Engine, Error, Millis};

pub const START: Millis = Millis(1_700_000_000_000);

/// A column as tests compare it.
pub type Table = Vec<(String, Vec<Value>)>;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Number(f64),
    Boolean(bool),
    Text(String),
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Cell<'_>> for Value {
    fn from(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Null => Self::Null,
            Cell::Number(number) => Self::Number(number),
            Cell::Boolean(bit) => Self::Boolean(bit),
            Cell::Text(text) => Self::Text(text.into_owned()),
        }
    }
}

pub fn field(path: &str) -> FieldSpec {
    FieldSpec {
        path: path.to_owned(),
        name: None,
        kind: FieldType::Auto,
        role: FieldRole::Value,
        time_format: None,
        nanoseconds_path: None,
    }
}

pub fn spec(fields: Vec<FieldSpec>) -> SubscriptionSpec {
    SubscriptionSpec {
        connection: ConnectionSpec {
            scope: "test".to_owned(),
            url: "ws://test/".to_owned(),
            protocols: vec![],
            linger_ms: 30_000,
            reconnect: Default::default(),
            handshake: Default::default(),
        },
        stream: StreamSpec {
            subscribe: None,
            unsubscribe: None,
            filter: None,
            rows: None,
            fields,
            buffer: BufferSpec::default(),
            sort_window_ms: None,
            linger_ms: 600_000,
        },
        view: None,
    }
}

/// An engine and its world.
pub struct World {
    /// Whether subscriptions want to be told again as soon as they are told.
    pub is_eager: bool,
    pub engine: Engine,
    pub now: Millis,
    pub outputs: Vec<Output>,
    dials: Vec<SocketId>,
}

impl World {
    /// A world in which subscription 1 has these fields, and its socket has brought these messages.
    pub fn after(fields: Vec<FieldSpec>, messages: &[&str]) -> Self {
        let mut world = Self::new();
        world.subscribe(1, &spec(fields)).expect("the fields are right");
        let socket = world.dialled();
        world.open(socket);
        for message in messages {
            world.text(socket, message);
        }
        world
    }

    pub fn new() -> Self {
        Self { is_eager: true, engine: Engine::new(7), now: START, outputs: vec![], dials: vec![] }
    }

    pub fn subscribe(&mut self, id: u32, spec: &SubscriptionSpec) -> Result<(), Error> {
        let result = self.engine.subscribe(id, spec, self.now);
        self.drain();
        result
    }

    pub fn unsubscribe(&mut self, id: u32) {
        self.engine.unsubscribe(id, self.now);
        self.drain();
    }

    pub fn want(&mut self, ids: &[u32]) {
        self.engine.want(ids, self.now);
        self.drain();
    }

    pub fn open(&mut self, socket: SocketId) {
        self.engine.handle_open(socket, "", self.now);
        self.drain();
    }

    pub fn text(&mut self, socket: SocketId, message: &str) {
        self.engine.handle_message(socket, Payload::Text(message), self.now);
        self.drain();
    }

    pub fn close(&mut self, socket: SocketId, code: u16) {
        self.engine.handle_close(socket, code, "", self.now);
        self.drain();
    }

    /// Lets time pass, firing every deadline at its time.
    pub fn advance(&mut self, ms: u64) {
        let end = self.now + ms;
        while let Some(deadline) = self.engine.next_deadline().filter(|&d| d <= end) {
            self.now = self.now.max(deadline);
            self.engine.handle_timeout(self.now);
            self.drain();
        }
        self.now = end;
    }

    /// The browser refuses to dial.
    pub fn refuse(&mut self, socket: SocketId, text: &str) {
        self.engine.handle_refused(socket, text, self.now);
        self.drain();
    }

    /// Lets time pass until the next dial, and no longer.
    pub fn redial(&mut self) -> SocketId {
        let dials = self.dials().len();
        while self.dials().len() == dials {
            self.now = self.now.max(self.engine.next_deadline().expect("nothing will dial"));
            self.engine.handle_timeout(self.now);
            self.drain();
        }
        self.dialled()
    }

    /// Does what the engine asks for, after an input that this has no method for.
    pub fn drain(&mut self) {
        while let Some(output) = self.engine.poll_output() {
            match &output {
                Output::Open { socket, .. } => self.dials.push(*socket),
                Output::Ready(Ready { to, .. }) | Output::Counted(Ready { to, .. }) if self.is_eager => {
                    self.engine.want(to, self.now);
                }
                _ => {}
            }
            self.outputs.push(output);
        }
    }

    /// The socket that was dialled last.
    pub fn dialled(&self) -> SocketId {
        self.dials.last().copied().expect("nothing was dialled")
    }

    pub fn dials(&self) -> &[SocketId] {
        &self.dials
    }

    pub fn closes(&self) -> Vec<SocketId> {
        self.outputs
            .iter()
            .filter_map(|o| if let Output::Close { socket } = o { Some(*socket) } else { None })
            .collect()
    }

    pub fn sent(&self) -> Vec<&str> {
        self.outputs
            .iter()
            .filter_map(|o| if let Output::Send { text, .. } = o { Some(text.as_str()) } else { None })
            .collect()
    }

    pub fn states(&self) -> Vec<&State> {
        self.outputs
            .iter()
            .filter_map(|o| if let Output::Status { status, .. } = o { Some(&status.state) } else { None })
            .collect()
    }

    /// What was last said of a connection.
    pub fn status(&self) -> &Status {
        fn status(output: &Output) -> Option<&Status> {
            if let Output::Status { status, .. } = output { Some(status) } else { None }
        }
        self.outputs.iter().rev().find_map(status).expect("nothing was said")
    }

    /// Every emission so far, for one subscription.
    pub fn emissions(&self, id: u32) -> Vec<StreamRef> {
        let ready = |o: &Output| match o {
            Output::Ready(Ready { stream, to }) | Output::Counted(Ready { stream, to }) if to.contains(&id) => {
                Some(*stream)
            }
            _ => None,
        };
        self.outputs.iter().filter_map(ready).collect()
    }

    /// What a subscription's stream holds.
    pub fn table(&mut self, id: u32) -> Table {
        self.read(id).0
    }

    pub fn stats(&mut self, id: u32) -> Stats {
        self.read(id).1
    }

    pub fn column(&mut self, id: u32, name: &str) -> Vec<Value> {
        self.table(id).into_iter().find(|(n, _)| n == name).map(|(_, cells)| cells).expect("no such column")
    }

    fn read(&mut self, id: u32) -> (Table, Stats) {
        let stream = *self.emissions(id).last().expect("nothing was emitted");
        let snapshot = self.engine.snapshot(stream, self.now).expect("the stream has ended");
        let column = |c: &SnapshotColumn<'_>| {
            (c.name.to_owned(), c.cells(snapshot.length).into_iter().map(Value::from).collect())
        };
        let table = snapshot.columns.iter().map(column).collect();
        (table, snapshot.stats.clone())
    }
}
