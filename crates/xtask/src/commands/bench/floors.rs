//! What values must be at least, or at most.

use super::Value;

/// By name; the value's own direction says which of the two.
const FLOORS: [(&str, f64); 10] = [
    ("stream/throughput-vs-empty", 0.95),
    ("stream/main-thread-ms-per-10k", 5.0),
    ("emit/cost-1m-over-1k", 1.3),
    ("latency/p99-ms-over-interval", 5.0),
    ("latency/lone-ms", 20.0),
    ("memory/bytes-per-row", 18.0),
    ("memory/growth-mb-per-hour", 1.0),
    ("smooth/longest-task-ms", 50.0),
    ("start/first-row-ms", 150.0),
    ("size/module-js-gzip-kb", 120.0),
];

/// How a value stands to its floor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    /// It has none.
    Free,
    /// It keeps this one.
    Kept(f64),
    /// It misses this one.
    Missed(f64),
}

/// How this value stands to its floor.
pub fn standing(value: &Value) -> Standing {
    let Some((_, floor)) = FLOORS.iter().find(|(name, _)| *name == value.name) else {
        return Standing::Free;
    };
    let kept = if value.higher_is_better { value.value >= *floor } else { value.value <= *floor };
    if kept { Standing::Kept(*floor) } else { Standing::Missed(*floor) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_a_least_or_a_most_by_the_value_s_direction() {
        let ratio = |value| standing(&Value::more("stream/throughput-vs-empty", value, ""));
        assert_eq!([ratio(0.95), ratio(0.94)], [Standing::Kept(0.95), Standing::Missed(0.95)]);
        let lone = |value| standing(&Value::less("latency/lone-ms", value, "ms"));
        assert_eq!([lone(20.0), lone(20.1)], [Standing::Kept(20.0), Standing::Missed(20.0)]);
        assert_eq!(standing(&Value::less("latency/p50-ms", 1.0, "ms")), Standing::Free);
    }
}
