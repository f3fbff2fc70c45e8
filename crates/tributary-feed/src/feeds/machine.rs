//! Nested telemetry of a milling machine: values that vary smoothly, a state and alarms now and then.

use fastrand::Rng;
use serde::Serialize;

use super::{Generator, iso, round, step, to_json};

/// Messages in a work cycle: a part is milled, then the machine waits for the next one.
const CYCLE: u64 = 600;
/// Where in the cycle milling ends.
const MILLED: u64 = 480;
/// Every so many cycles the coolant runs low.
const COOLANT_CYCLES: u64 = 3;
/// What the spindle cools down to, in degrees Celsius.
const AMBIENT: f64 = 22.0;

pub(super) struct Machine {
    rng: Rng,
    seq: u64,
    id: String,
    phase: f64,
    rpm: f64,
    load: f64,
    temperature: f64,
}

#[derive(Serialize)]
struct Telemetry<'a> {
    seq: u64,
    time: String,
    machine: Report<'a>,
}

#[derive(Serialize)]
struct Report<'a> {
    id: &'a str,
    state: &'static str,
    spindle: Spindle,
    axes: [Axis; 3],
    alarms: Vec<Alarm>,
}

#[derive(Serialize)]
struct Spindle {
    rpm: f64,
    load: f64,
    temperature: f64,
}

#[derive(Serialize)]
struct Axis {
    name: &'static str,
    position: f64,
}

#[derive(Serialize)]
struct Alarm {
    code: &'static str,
    severity: &'static str,
    message: &'static str,
}

impl Machine {
    pub(super) fn new(mut rng: Rng) -> Self {
        let id = format!("mill-{:02}", rng.u8(1..=24));
        let phase = rng.f64() * std::f64::consts::TAU;
        Self { rng, seq: 0, id, phase, rpm: 0.0, load: 0.0, temperature: AMBIENT }
    }

    /// Moves the spindle towards where the state wants it: first-order lags, so nothing jumps.
    fn turn(&mut self, milling: bool) {
        let wanted_rpm = if milling { 8_000.0 + 600.0 * self.wave(220.0) } else { 0.0 };
        let wanted_load = if milling { 55.0 + 18.0 * self.wave(130.0) } else { 2.0 };
        self.rpm += (wanted_rpm - self.rpm) * 0.12 + step(&mut self.rng) * if milling { 25.0 } else { 0.0 };
        self.rpm = self.rpm.max(0.0);
        self.load += (wanted_load - self.load) * 0.2 + step(&mut self.rng) * 0.8;
        self.load = self.load.clamp(0.0, 100.0);
        let warmed = AMBIENT + self.load * 0.6;
        self.temperature += (warmed - self.temperature) * 0.01;
    }

    /// A sine over so many messages, from -1 to 1.
    fn wave(&self, messages: f64) -> f64 {
        // A sequence number beyond 2^53 would take an age to reach.
        (self.seq as f64 / messages * std::f64::consts::TAU + self.phase).sin()
    }

    fn alarms(&self, milling: bool) -> Vec<Alarm> {
        let mut alarms = Vec::new();
        if self.load > 72.0 {
            let message = "Spindle load above 72 %";
            alarms.push(Alarm { code: "SP-LOAD", severity: "warning", message });
        }
        if !milling && (self.seq / CYCLE) % COOLANT_CYCLES == COOLANT_CYCLES - 1 {
            alarms.push(Alarm { code: "CL-LOW", severity: "error", message: "Coolant low" });
        }
        alarms
    }
}

impl Generator for Machine {
    fn next(&mut self, time: i64) -> String {
        let milling = self.seq % CYCLE < MILLED;
        self.turn(milling);
        let alarms = self.alarms(milling);
        let state = match (milling, alarms.iter().any(|alarm| alarm.severity == "error")) {
            (true, _) => "running",
            (false, false) => "idle",
            (false, true) => "alarm",
        };
        let axis = |name, position| Axis { name, position: round(position, 3) };
        let axes = [
            axis("x", 200.0 * self.wave(400.0)),
            axis("y", 120.0 * self.wave(310.0)),
            axis("z", -20.0 + 15.0 * self.wave(170.0)),
        ];
        let spindle =
            Spindle { rpm: round(self.rpm, 1), load: round(self.load, 2), temperature: round(self.temperature, 2) };
        let machine = Report { id: &self.id, state, spindle, axes, alarms };
        let text = to_json(&Telemetry { seq: self.seq, time: iso(time), machine });
        self.seq += 1;
        text
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{Kind, tests::messages};

    #[test]
    fn telemetry_has_the_documented_shape() {
        let telemetry = &messages(Kind::Machine, 1, 1)[0];
        assert_eq!(telemetry["time"], "2023-11-14T22:13:20.000Z");
        let machine = &telemetry["machine"];
        assert!(machine["id"].as_str().unwrap().starts_with("mill-"));
        assert!(machine["spindle"]["temperature"].is_f64());
        assert_eq!(machine["axes"][2]["name"], "z");
        assert!(machine["alarms"].is_array());
    }

    #[test]
    fn the_spindle_never_jumps() {
        let rpm: Vec<f64> = messages(Kind::Machine, 4, 3_000)
            .iter()
            .map(|telemetry| telemetry["machine"]["spindle"]["rpm"].as_f64().unwrap())
            .collect();
        assert!(rpm.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 1_200.0));
        assert!(rpm.iter().any(|&rpm| rpm > 7_000.0) && rpm.iter().any(|&rpm| rpm < 100.0));
    }

    #[test]
    fn the_machine_runs_idles_and_raises_an_alarm() {
        let telemetry = messages(Kind::Machine, 1, 1_800);
        let states: BTreeSet<&str> =
            telemetry.iter().map(|telemetry| telemetry["machine"]["state"].as_str().unwrap()).collect();
        assert_eq!(states, BTreeSet::from(["alarm", "idle", "running"]));
        let coolant = telemetry.iter().find(|telemetry| telemetry["machine"]["state"] == "alarm").unwrap();
        assert_eq!(coolant["machine"]["alarms"][0]["code"], "CL-LOW");
    }
}
