//! The query parameters of a feed: `rate`, `seed`, `count`, its faults and manners.

use std::str::FromStr;

use crate::faults::Faults;
use crate::manners::Manners;
use crate::order::Order;

/// Messages per second when the request names no rate.
const DEFAULT_RATE: f64 = 10.0;
/// The most messages per second a request can ask for.
const MAX_RATE: f64 = 1_000_000.0;

/// How a feed is to be sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parameters {
    /// Messages per second; 0 opens a socket that stays silent.
    pub(crate) rate: f64,
    /// The generator's seed: the same seed makes the same messages but for their times.
    pub(crate) seed: u64,
    /// Close with 1000 after that many messages; `None` goes on for ever.
    pub(crate) count: Option<u64>,
    /// What goes wrong on the way.
    pub(crate) faults: Faults,
    /// How `/session` behaves.
    pub(crate) manners: Manners,
    /// What `/blast` sends.
    pub(crate) blast: Order,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            rate: DEFAULT_RATE,
            seed: 1,
            count: None,
            faults: Faults::default(),
            manners: Manners::default(),
            blast: Order::default(),
        }
    }
}

impl Parameters {
    /// Reads a request's query. Unknown parameters are ignored; of a repeated one the last counts.
    ///
    /// # Errors
    /// A sentence for people that names the parameter whose value is unusable.
    pub(crate) fn parse(query: &str) -> Result<Self, String> {
        let mut parameters = Self {
            faults: Faults::parse(query)?,
            manners: Manners::parse(query)?,
            blast: Order::parse(query)?,
            ..Self::default()
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "rate" => parameters.rate = rate(&value)?,
                "seed" => parameters.seed = whole(&name, &value)?,
                "count" => parameters.count = Some(whole(&name, &value)?),
                _ => {}
            }
        }
        Ok(parameters)
    }
}

/// Reads a number of messages per second.
///
/// # Errors
/// A sentence for people that names the parameter.
pub(crate) fn rate(value: &str) -> Result<f64, String> {
    match value.parse::<f64>() {
        Ok(rate) if (0.0..=MAX_RATE).contains(&rate) => Ok(rate),
        _ => Err(format!("rate must be a number from 0 to {MAX_RATE}, not '{value}'")),
    }
}

/// Reads a whole number of a parameter.
///
/// # Errors
/// A sentence for people that names the parameter.
pub(crate) fn whole<T: FromStr>(name: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("{name} must be a whole number, 0 or more, not '{value}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_query_means_ten_messages_per_second_for_ever() {
        assert_eq!(Parameters::parse("").unwrap(), Parameters::default());
        assert_eq!(Parameters::default().rate, 10.0);
    }

    #[test]
    fn all_parameters_are_read_and_unknown_ones_ignored() {
        let parameters = Parameters::parse("api_key=x&rate=0.5&seed=7&count=3&flood=9&mute=1").unwrap();
        let faults = Faults { flood: 9, ..Faults::default() };
        let manners = Manners { mute: true, ..Manners::default() };
        let blast = Order { rate: Some(0.5), flood: 9, count: Some(3), ..Order::default() };
        assert_eq!(parameters, Parameters { rate: 0.5, seed: 7, count: Some(3), faults, manners, blast });
    }

    #[test]
    fn unusable_values_are_refused_by_name() {
        for (query, name) in [
            ("rate=-1", "rate"),
            ("rate=NaN", "rate"),
            ("rate=inf", "rate"),
            ("rate=fast", "rate"),
            ("seed=1.5", "seed"),
            ("count=-1", "count"),
            ("cut=-1", "cut"),
            ("mute=yes", "mute"),
        ] {
            let error = Parameters::parse(query).unwrap_err();
            assert!(error.starts_with(name), "{query}: {error}");
        }
    }
}
