//! What a blast is asked to send.

use std::time::Duration;

use crate::parameters::{rate, whole};

/// The query parameters of `/blast`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Order {
    /// Messages a second; `None` is as many as the client takes.
    pub(crate) rate: Option<f64>,
    /// Sent at once at the start, before the rate begins.
    pub(crate) flood: u64,
    /// How far back the flood's times reach.
    pub(crate) span: Duration,
    /// After that time nothing more is sent, and the socket stays open.
    pub(crate) lasts: Option<Duration>,
    /// After that many messages the socket is closed with 1000.
    pub(crate) count: Option<u64>,
}

impl Order {
    /// Reads a request's query. Unknown parameters are ignored; of a repeated one the last counts.
    ///
    /// # Errors
    /// A sentence for people that names the parameter whose value is unusable.
    pub(crate) fn parse(query: &str) -> Result<Self, String> {
        let mut order = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "rate" => order.rate = Some(rate(&value)?),
                "flood" => order.flood = whole(&name, &value)?,
                "spanMs" => order.span = Duration::from_millis(whole::<u32>(&name, &value)?.into()),
                "lastsMs" => order.lasts = Some(Duration::from_millis(whole::<u32>(&name, &value)?.into())),
                "count" => order.count = Some(whole(&name, &value)?),
                _ => {}
            }
        }
        Ok(order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_query_means_as_many_messages_as_the_client_takes() {
        assert_eq!(Order::parse("").unwrap(), Order::default());
        assert_eq!(Order::default().rate, None);
    }

    #[test]
    fn all_parameters_are_read_and_unknown_ones_ignored() {
        let order = Order::parse("window=3&rate=40000&flood=9&spanMs=300000&lastsMs=2000&count=7").unwrap();
        let expected = Order {
            rate: Some(40_000.0),
            flood: 9,
            span: Duration::from_secs(300),
            lasts: Some(Duration::from_secs(2)),
            count: Some(7),
        };
        assert_eq!(order, expected);
    }

    #[test]
    fn unusable_values_are_refused_by_name() {
        for name in ["rate", "flood", "spanMs", "lastsMs", "count"] {
            let error = Order::parse(&format!("{name}=much")).unwrap_err();
            assert!(error.starts_with(name), "{error}");
        }
    }
}
