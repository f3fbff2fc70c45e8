//! What the targets share: an engine to send messages through.

use tributary_core::connection::SocketId;
use tributary_core::convert::Cell;
use tributary_core::engine::{Output, Payload, Ready, StreamRef};
use tributary_core::spec::{BufferSpec, ConnectionSpec, FieldRole, FieldSpec, FieldType, StreamSpec, SubscriptionSpec};
use tributary_core::{Engine, Error, Millis};

/// A field without a name, a value.
pub fn field(path: &str, kind: FieldType) -> FieldSpec {
    let role = FieldRole::Value;
    FieldSpec { path: path.to_owned(), name: None, kind, role, time_format: None, nanoseconds_path: None }
}

/// A query whose rows are forgotten with the next message.
pub fn query(rows: Option<&str>, filter: Option<&str>, fields: Vec<FieldSpec>) -> StreamSpec {
    StreamSpec {
        subscribe: None,
        unsubscribe: None,
        filter: filter.map(str::to_owned),
        rows: rows.map(str::to_owned),
        fields,
        buffer: BufferSpec::Append { rows: 100_000, age_seconds: Some(1.0) },
        sort_window_ms: None,
        linger_ms: 0,
    }
}

/// An engine with queries, each on a connection of its own.
pub struct World {
    engine: Engine,
    sockets: Vec<SocketId>,
    streams: Vec<StreamRef>,
    now: Millis,
}

impl World {
    /// Subscribes and opens the connections.
    ///
    /// # Errors
    /// What the engine has against a query.
    pub fn new(queries: Vec<StreamSpec>) -> Result<Self, Error> {
        let mut world = Self { engine: Engine::new(0), sockets: Vec::new(), streams: Vec::new(), now: Millis(0) };
        for (id, stream) in (0..).zip(queries) {
            let connection = ConnectionSpec {
                scope: id.to_string(),
                url: "ws://fuzz/".to_owned(),
                protocols: Vec::new(),
                linger_ms: 0,
                reconnect: Default::default(),
                handshake: Vec::new(),
            };
            world.engine.subscribe(id, &SubscriptionSpec { connection, stream, view: None }, world.now)?;
        }
        while let Some(output) = world.engine.poll_output() {
            match output {
                Output::Open { socket, .. } => world.sockets.push(socket),
                Output::Ready(Ready { stream, .. }) => world.streams.push(stream),
                _ => {}
            }
        }
        for &socket in &world.sockets {
            world.engine.handle_open(socket, "", world.now);
        }
        Ok(world)
    }

    /// Each query's columns after a message, without the time at which it came.
    pub fn read(&mut self, message: &str) -> Vec<Vec<Vec<Cell<'static>>>> {
        // So late that the rows of the message before are too old.
        self.now = self.now + 10_000;
        for &socket in &self.sockets {
            self.engine.handle_message(socket, Payload::Text(message), self.now);
        }
        let Self { engine, streams, now, .. } = self;
        let columns = |stream: &StreamRef| {
            let snapshot = engine.snapshot(*stream, *now).expect("somebody is subscribed");
            let owned = |cell: Cell<'_>| match cell {
                Cell::Null => Cell::Null,
                Cell::Number(number) => Cell::Number(number),
                Cell::Boolean(bit) => Cell::Boolean(bit),
                Cell::Text(text) => Cell::Text(text.into_owned().into()),
            };
            let fields = snapshot.columns.iter().skip(1);
            fields.map(|column| column.cells(snapshot.length).into_iter().map(owned).collect()).collect()
        };
        streams.iter().map(columns).collect()
    }
}
