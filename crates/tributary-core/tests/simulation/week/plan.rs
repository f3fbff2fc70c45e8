//! The page: six connections of different kinds, and twenty subscriptions.

use tributary_core::spec::{BufferSpec, SubscriptionSpec};

use super::super::support::{field, spec};

/// A connection of the page.
pub struct Plan {
    pub url: &'static str,
    handshake: &'static [&'static str],
    idle_timeout_ms: Option<u64>,
    /// What its streams ask for, each as often as there are streams; none: everything comes by itself.
    topics: &'static [&'static str],
}

/// How each of them begins is known to [`super::server`], by its place.
pub const PLANS: [Plan; 6] = [
    Plan { url: "ws://topics/", handshake: &[], idle_timeout_ms: None, topics: &["a", "a", "b", "c"] },
    Plan {
        url: "ws://welcome/",
        handshake: &["send", r#"{"hello":${__id}}"#, "await", "$.welcome", "5000", "every", "40000", r#"{"beat":1}"#],
        idle_timeout_ms: Some(70_000),
        topics: &["a", "b", "b", "d"],
    },
    Plan {
        url: "ws://challenge/",
        handshake: &[
            "send",
            r#"{"hello":${__id}}"#,
            "await",
            "$.challenge",
            "5000",
            "send",
            r#"{"answer":${match}}"#,
            "await",
            "$.welcome",
            "5000",
            "answer",
            "$.ping",
            r#"{"pong":${match}}"#,
            "retry",
            "$.busy",
            "The server is busy.",
        ],
        idle_timeout_ms: Some(90_000),
        topics: &["a", "b", "c", "d"],
    },
    Plan { url: "ws://plain/", handshake: &[], idle_timeout_ms: None, topics: &["", "", ""] },
    Plan {
        url: "ws://ready/",
        handshake: &["await", "READY", "5000", "every", "60000", r#"{"beat":1}"#],
        idle_timeout_ms: Some(65_000),
        topics: &["x", "y", "z", "z"],
    },
    Plan { url: "ws://own/", handshake: &[], idle_timeout_ms: None, topics: &["own"] },
];

/// One subscription of the page; its id is its place, counted from 1.
pub struct Panel {
    pub connection: usize,
    pub topic: &'static str,
    pub spec: SubscriptionSpec,
}

/// What a connection asks for.
pub fn topics(connection: usize) -> Vec<&'static str> {
    let mut topics: Vec<_> = PLANS[connection].topics.iter().copied().filter(|topic| !topic.is_empty()).collect();
    topics.dedup();
    topics
}

pub fn panels() -> Vec<Panel> {
    let panels = PLANS.iter().enumerate().flat_map(|(connection, plan)| {
        plan.topics.iter().enumerate().map(move |(at, &topic)| {
            // Streams of one topic differ by a field that never comes.
            let mut spec = spec(vec![field("$.v"), field("$.g"), field(&format!("$.none{at}"))]);
            spec.connection.url = plan.url.to_owned();
            spec.connection.handshake = plan.handshake.iter().map(|&word| word.to_owned()).collect();
            spec.connection.reconnect.idle_timeout_ms = plan.idle_timeout_ms;
            spec.stream.buffer = BufferSpec::Append { rows: 24, age_seconds: None };
            if !topic.is_empty() {
                let session = if connection == 1 || connection == 2 { r#","session":${match.session}"# } else { "" };
                spec.stream.subscribe = Some(format!(r#"{{"sub":"{topic}","id":${{__id}}{session}}}"#));
                spec.stream.unsubscribe = Some(format!(r#"{{"unsub":"{topic}","id":${{__id}}}}"#));
                // The last one's socket is its own, as nothing tells its messages apart.
                spec.stream.filter = (connection != 5).then(|| format!("$.topic == '{topic}'"));
            }
            Panel { connection, topic, spec }
        })
    });
    panels.collect()
}
