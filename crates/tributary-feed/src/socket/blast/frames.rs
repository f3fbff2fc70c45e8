//! Ready WebSocket frames: only what differs from one to the next is written anew.

use std::ops::Range;

/// How many frames are made at once. Their numbers end in as many different digits.
const FRAMES: u64 = 1_000;
/// The number of the first message. From here on all have ten digits, and so all frames are of one length.
pub(super) const FIRST: u64 = 1_000_000_000;
/// An unfragmented text frame whose length follows in two bytes (RFC 6455, section 5.2).
const TEXT: [u8; 2] = [0x81, 126];

const SEQ: Range<usize> = digits_after(b"{\"seq\":", 0, 10);
const TIME: Range<usize> = digits_after(b",\"time\":", SEQ.end, 13);
/// The digits of a number that are the same for all frames of a block.
const UPPER: usize = 7;

/// Where a number's digits are, if this stands before them.
const fn digits_after(before: &[u8], from: usize, digits: usize) -> Range<usize> {
    let start = from + before.len();
    start..start + digits
}

/// A block of frames, to be sent in their order, over and over.
pub(super) struct Frames {
    bytes: Vec<u8>,
    /// Of one frame, with its header.
    length: usize,
    /// Of the next message to be sent.
    number: u64,
}

impl Frames {
    pub(super) fn new() -> Self {
        let mut bytes = Vec::new();
        for index in 0..FRAMES {
            let payload = payload(index);
            bytes.extend(TEXT);
            bytes.extend(u16::try_from(payload.len()).unwrap_or(u16::MAX).to_be_bytes());
            bytes.extend(payload.as_bytes());
        }
        let length = bytes.len() / FRAMES as usize;
        Self { bytes, length, number: FIRST }
    }

    /// How many messages were taken.
    pub(super) fn taken(&self) -> u64 {
        self.number - FIRST
    }

    /// The frames of the next messages: so many, or as many as stand together. `time` tells the time of each, by how
    /// many were taken before it, in milliseconds since 1970.
    pub(super) fn take(&mut self, most: u64, time: impl Fn(u64) -> i64) -> &[u8] {
        let first = self.number % FRAMES;
        let count = most.min(FRAMES - first);
        if first == 0 {
            let upper = (self.number / FRAMES).to_string();
            for index in 0..FRAMES {
                let seq = SEQ.start..SEQ.start + UPPER;
                self.payload(index)[seq].copy_from_slice(upper.as_bytes());
            }
        }
        let mut written = (i64::MIN, String::new());
        for index in first..first + count {
            let now = time(self.number - FIRST + index - first);
            if now != written.0 {
                written = (now, format!("{now:013}"));
            }
            self.payload(index)[TIME].copy_from_slice(written.1.as_bytes());
        }
        self.number += count;
        &self.bytes[first as usize * self.length..(first + count) as usize * self.length]
    }

    fn payload(&mut self, index: u64) -> &mut [u8] {
        let start = index as usize * self.length + TEXT.len() + size_of::<u16>();
        &mut self.bytes[start..start + self.length - TEXT.len() - size_of::<u16>()]
    }
}

/// A message of about 150 bytes, as a small device sends them: a wave with a little noise on it.
fn payload(index: u64) -> String {
    let turn = index as f64 / FRAMES as f64 * std::f64::consts::TAU;
    let noise = (index * 7_919 % 1_000) as f64 / 1_000.0;
    let value = 50.0 + 30.0 * turn.sin() + noise;
    let seq = FIRST + index;
    format!(
        r#"{{"seq":{seq},"time":{:013},"value":{value:06.3},"sensor":"pump-07","site":"north","unit":"bar","status":"running","batch":"b-4711","quality":0.998}}"#,
        0
    )
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// The payloads of unmasked text frames of up to 64 KiB.
    fn payloads(mut bytes: &[u8]) -> Vec<Value> {
        let mut payloads = Vec::new();
        while let [0x81, 126, high, low, rest @ ..] = bytes {
            let (payload, rest) = rest.split_at(u16::from_be_bytes([*high, *low]).into());
            payloads.push(serde_json::from_slice(payload).unwrap());
            bytes = rest;
        }
        assert_eq!(bytes, [0; 0]);
        payloads
    }

    #[test]
    fn numbers_count_up_over_all_blocks_whatever_is_taken_at_once() {
        let mut frames = Frames::new();
        let mut expected = FIRST;
        for most in [1, 998, 5, 5, 2_500, 1, 2_500, 2_500] {
            for payload in payloads(frames.take(most, |_| 1_700_000_000_000)) {
                assert_eq!(payload["seq"], expected);
                expected += 1;
            }
        }
        assert_eq!(frames.taken(), expected - FIRST);
        assert!(expected > FIRST + 3_000);
    }

    #[test]
    fn each_message_has_its_own_time() {
        let mut frames = Frames::new();
        frames.take(10, |_| 0);
        let times: Vec<Value> = payloads(frames.take(3, |taken| 1_700_000_000_000 + i64::try_from(taken).unwrap()))
            .into_iter()
            .map(|mut payload| payload["time"].take())
            .collect();
        assert_eq!(times, [1_700_000_000_010_i64, 1_700_000_000_011, 1_700_000_000_012]);
    }

    #[test]
    fn messages_are_small_and_of_one_size() {
        for index in 0..FRAMES {
            assert_eq!(payload(index).len(), payload(0).len());
        }
        assert!((140..=160).contains(&payload(0).len()), "{}", payload(0).len());
    }
}
