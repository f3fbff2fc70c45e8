//! How far a socket is, and what its faults make of the next message.

use std::collections::VecDeque;
use std::num::NonZeroU64;

use tokio_tungstenite::tungstenite::Message;

use crate::faults::Incident;
use crate::feeds::Generator;
use crate::parameters::Parameters;

/// Counts the messages of a socket and knows what happens after which of them. Garbage is counted as well: a client
/// counts what it gets.
#[derive(Debug)]
pub(super) struct Course {
    sent: u64,
    /// What is still to happen, sorted.
    incidents: VecDeque<(u64, Incident)>,
    garbage: Option<NonZeroU64>,
}

impl Course {
    pub(super) fn new(parameters: &Parameters) -> Self {
        let mut incidents = parameters.faults.incidents.clone();
        let end = Incident::Close { code: 1000, reason: "" };
        incidents.extend(parameters.count.map(|count| (count, end)));
        // It is stable: a fault comes before the proper end after the same message.
        incidents.sort_by_key(|&(after, _)| after);
        Self { sent: 0, incidents: incidents.into(), garbage: parameters.faults.garbage }
    }

    /// Whether something happens before the next message.
    pub(super) fn is_interrupted(&self) -> bool {
        self.incidents.front().is_some_and(|&(after, _)| after <= self.sent)
    }

    /// What happens before the next message. Each incident comes once.
    pub(super) fn incident(&mut self) -> Option<Incident> {
        if self.is_interrupted() { self.incidents.pop_front().map(|(_, incident)| incident) } else { None }
    }

    /// The next message. Garbage takes the place of a message in the feed's pace, not in its numbers.
    pub(super) fn message(&mut self, feed: &mut dyn Generator, time: i64) -> Message {
        self.sent += 1;
        match self.garbage {
            Some(every) if self.sent.is_multiple_of(every.get()) => garbage(self.sent / every - 1),
            _ => Message::text(feed.next(time)),
        }
    }
}

/// Something that is not JSON, of four kinds in turn.
fn garbage(number: u64) -> Message {
    match number % 4 {
        0 => Message::text("this is not JSON"),
        1 => Message::text(r#"{"seq":0,"type":"tra"#),
        // Neither is it UTF-8.
        2 => Message::binary(&[0xff, 0xfe, 0x00, 0x80][..]),
        _ => Message::text(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feeds::Kind;

    fn course(query: &str) -> Course {
        Course::new(&Parameters::parse(query).unwrap())
    }

    #[test]
    fn every_nth_message_is_garbage_and_the_numbers_of_the_others_have_no_holes() {
        let mut course = course("garbage=2");
        let mut feed = Kind::Ticker.generator(1);
        let messages: Vec<Message> = (0..10).map(|_| course.message(&mut *feed, 0)).collect();
        for (seq, message) in messages.iter().step_by(2).enumerate() {
            let message: serde_json::Value = serde_json::from_str(message.to_text().unwrap()).unwrap();
            assert_eq!(message["seq"], seq);
        }
        let garbage: Vec<&Message> = messages.iter().skip(1).step_by(2).collect();
        for &message in &garbage {
            let parsed = serde_json::from_slice::<serde_json::Value>(&message.clone().into_data());
            assert!(parsed.is_err(), "{message}");
        }
        assert!(garbage[2].is_binary() && garbage[2].to_text().is_err());
        assert_eq!(garbage[3], &Message::text(""));
        assert_eq!(garbage[4], garbage[0]);
    }

    #[test]
    fn an_incident_comes_once_after_its_message() {
        let mut course = course("stall=1&cut=2");
        let mut feed = Kind::Ticker.generator(1);
        assert_eq!(course.incident(), None);
        course.message(&mut *feed, 0);
        assert!(course.is_interrupted());
        assert_eq!((course.incident(), course.incident()), (Some(Incident::Stall(None)), None));
        course.message(&mut *feed, 0);
        assert_eq!(course.incident(), Some(Incident::Cut));
    }

    #[test]
    fn the_count_is_reached_after_the_faults_of_the_last_message() {
        let mut course = course("count=0&cut=0");
        let end = Incident::Close { code: 1000, reason: "" };
        assert_eq!((course.incident(), course.incident()), (Some(Incident::Cut), Some(end)));
    }
}
