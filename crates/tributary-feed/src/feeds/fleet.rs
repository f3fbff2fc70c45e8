//! Batches of rows: the positions of a fleet of vehicles in one city.

use fastrand::Rng;
use serde::Serialize;

use super::{Generator, iso, round, step, to_json};

const VEHICLES: usize = 12;
/// The depot, around which the fleet drives.
const DEPOT: (f64, f64) = (52.52, 13.405);
/// How far from the depot a vehicle turns back, in degrees of latitude: about 11 km.
const RADIUS: f64 = 0.1;
/// Seconds of driving between two messages.
const SECONDS: f64 = 1.0;
const METRES_PER_DEGREE: f64 = 111_320.0;

struct Vehicle {
    id: String,
    /// Degrees north and east.
    position: (f64, f64),
    /// Metres per second.
    speed: f64,
    /// Degrees clockwise from north.
    heading: f64,
    /// Per cent.
    battery: f64,
    charging: bool,
}

pub(super) struct Fleet {
    rng: Rng,
    seq: u64,
    vehicles: Vec<Vehicle>,
}

#[derive(Serialize)]
struct Batch<'a> {
    seq: u64,
    time: String,
    vehicles: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    lat: f64,
    lon: f64,
    speed: f64,
    heading: f64,
    battery: f64,
}

impl Fleet {
    pub(super) fn new(mut rng: Rng) -> Self {
        let vehicles = (1..=VEHICLES)
            .map(|number| Vehicle {
                id: format!("van-{number:02}"),
                position: (DEPOT.0 + step(&mut rng) * 0.05, DEPOT.1 + step(&mut rng) * 0.08),
                speed: 5.0 + rng.f64() * 8.0,
                heading: rng.f64() * 360.0,
                battery: 30.0 + rng.f64() * 70.0,
                charging: false,
            })
            .collect();
        Self { rng, seq: 0, vehicles }
    }
}

impl Vehicle {
    fn drive(&mut self, rng: &mut Rng) {
        if self.charging {
            self.battery = (self.battery + 0.5).min(100.0);
            self.speed = 0.0;
            self.charging = self.battery < 95.0;
            return;
        }
        self.speed = (self.speed + step(rng) * 1.5).clamp(1.0, 22.0);
        self.heading = self.bearing(rng).rem_euclid(360.0);
        let (sin, cos) = self.heading.to_radians().sin_cos();
        let degrees = self.speed * SECONDS / METRES_PER_DEGREE;
        self.position.0 += degrees * cos;
        self.position.1 += degrees * sin / self.position.0.to_radians().cos();
        self.battery = (self.battery - self.speed * 0.002).max(0.0);
        self.charging = self.battery < 10.0;
    }

    /// A wandering heading; outside the radius one that turns towards the depot.
    fn bearing(&self, rng: &mut Rng) -> f64 {
        let (north, east) = (DEPOT.0 - self.position.0, DEPOT.1 - self.position.1);
        let east = east * DEPOT.0.to_radians().cos();
        if north.hypot(east) < RADIUS {
            return self.heading + step(rng) * 12.0;
        }
        let home = east.atan2(north).to_degrees();
        let off = (home - self.heading + 540.0).rem_euclid(360.0) - 180.0;
        self.heading + off.clamp(-20.0, 20.0)
    }

    fn row(&self) -> Row<'_> {
        Row {
            id: &self.id,
            lat: round(self.position.0, 6),
            lon: round(self.position.1, 6),
            speed: round(self.speed * 3.6, 1),
            // Rounding can reach the full circle, which is north.
            heading: round(self.heading, 1) % 360.0,
            battery: round(self.battery, 1),
        }
    }
}

impl Generator for Fleet {
    fn next(&mut self, time: i64) -> String {
        for vehicle in &mut self.vehicles {
            vehicle.drive(&mut self.rng);
        }
        let vehicles = self.vehicles.iter().map(Vehicle::row).collect();
        let text = to_json(&Batch { seq: self.seq, time: iso(time), vehicles });
        self.seq += 1;
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, tests::messages};

    #[test]
    fn every_batch_has_a_row_for_each_vehicle() {
        for batch in messages(Kind::Fleet, 1, 20) {
            assert_eq!(batch["time"], "2023-11-14T22:13:20.000Z");
            let vehicles = batch["vehicles"].as_array().unwrap();
            assert_eq!(vehicles.len(), 12);
            assert_eq!(vehicles[11]["id"], "van-12");
        }
    }

    #[test]
    fn vehicles_move_and_stay_around_the_depot_with_sane_values() {
        let batches = messages(Kind::Fleet, 8, 5_000);
        assert_ne!(batches[0]["vehicles"][0]["lat"], batches[1]["vehicles"][0]["lat"]);
        for batch in batches {
            for row in batch["vehicles"].as_array().unwrap() {
                let number = |name: &str| row[name].as_f64().unwrap();
                assert!((number("lat") - 52.52).abs() < 0.12, "{row}");
                assert!((number("lon") - 13.405).abs() < 0.2, "{row}");
                assert!((0.0..360.0).contains(&number("heading")), "{row}");
                assert!((0.0..=80.0).contains(&number("speed")), "{row}");
                assert!((0.0..=100.0).contains(&number("battery")), "{row}");
            }
        }
    }
}
