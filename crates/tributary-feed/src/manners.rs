//! How the server behaves in the protocol of `/session`, as the query of the request asks for it.

use std::time::Duration;

use crate::parameters::whole;

/// The server's manners. The default is to be prompt and proper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Manners {
    /// How long the welcome takes.
    pub(crate) hello: Duration,
    /// How often the client is pinged, if at all.
    pub(crate) ping: Option<Duration>,
    /// A message comes before the welcome.
    pub(crate) wrong_order: bool,
    /// The welcome never comes.
    pub(crate) mute: bool,
}

impl Manners {
    /// Reads a request's query. Unknown parameters are ignored; of a repeated one the last counts.
    ///
    /// # Errors
    /// A sentence for people that names the parameter whose value is unusable.
    pub(crate) fn parse(query: &str) -> Result<Self, String> {
        let mut manners = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "helloMs" => manners.hello = Duration::from_millis(whole::<u32>(&name, &value)?.into()),
                "pingMs" => manners.ping = Some(interval(&value)?),
                "wrongOrder" => manners.wrong_order = flag(&name, &value)?,
                "mute" => manners.mute = flag(&name, &value)?,
                _ => {}
            }
        }
        Ok(manners)
    }
}

fn interval(value: &str) -> Result<Duration, String> {
    match value.parse::<u32>() {
        Ok(ms) if ms > 0 => Ok(Duration::from_millis(ms.into())),
        _ => Err(format!("pingMs must be a whole number, 1 or more, not '{value}'")),
    }
}

fn flag(name: &str, value: &str) -> Result<bool, String> {
    match value {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(format!("{name} must be 0 or 1, not '{value}'")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_is_read() {
        let ms = Duration::from_millis;
        let all = Manners { hello: ms(20), ping: Some(ms(30)), wrong_order: true, mute: true };
        assert_eq!(Manners::parse("helloMs=20&pingMs=30&wrongOrder=1&mute=1").unwrap(), all);
        assert_eq!(Manners::parse("rate=1&mute=0&wrongOrder=0").unwrap(), Manners::default());
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_name() {
        for (query, name) in
            [("helloMs=soon", "helloMs"), ("pingMs=0", "pingMs"), ("wrongOrder=yes", "wrongOrder"), ("mute=", "mute")]
        {
            let error = Manners::parse(query).unwrap_err();
            assert!(error.starts_with(name), "{query}: {error}");
        }
    }
}
