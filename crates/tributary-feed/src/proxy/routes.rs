//! Where a proxied path leads: the plugin's routes `q0` to `q8`, which add secret query parameters.

use crate::datasources::DataSource;

/// The routes of `plugin.json`: `q{N}` adds the first N secret parameters.
const ROUTES: std::ops::RangeInclusive<usize> = 0..=8;
/// What Grafana's templates make of a name that is not there.
const NO_VALUE: &str = "<no value>";

/// The request target at the upstream, path and query. `base` is the path of the stored URL, `path` what was
/// requested below the proxy's prefix, without its first slash.
pub(super) fn target(source: &DataSource, base: &str, path: &str, query: &str) -> String {
    // Routes match by prefix and know nothing of segments, in Grafana too.
    let route = ROUTES
        .map(|count| (count, format!("q{count}")))
        .find_map(|(count, name)| path.strip_prefix(&name).map(|rest| (count, rest)));
    let (count, path) = route.unwrap_or((0, path));
    let path = join(base, path);
    let query = if count == 0 { query.to_owned() } else { with_secrets(source, count, query) };
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// Joins with exactly one slash; an empty second part adds nothing.
fn join(base: &str, path: &str) -> String {
    match (base.ends_with('/'), path.starts_with('/')) {
        _ if path.is_empty() => base.to_owned(),
        (true, true) => format!("{base}{}", &path[1..]),
        (false, false) => format!("{base}/{path}"),
        _ => format!("{base}{path}"),
    }
}

fn with_secrets(source: &DataSource, count: usize, query: &str) -> String {
    let mut pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    for number in 1..=count {
        let name = source.json_string(&format!("queryParamName{number}")).unwrap_or(NO_VALUE);
        let value = source.secret(&format!("queryParamValue{number}")).unwrap_or(NO_VALUE);
        pairs.push((name.to_owned(), value.to_owned()));
    }
    // Go encodes a query sorted by name.
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> DataSource {
        let mut source = DataSource::default();
        for (name, value) in [("queryParamName1", "api_key"), ("queryParamName2", "to ken")] {
            source.settings.json_data.insert(name.to_owned(), value.into());
        }
        for (name, value) in [("queryParamValue1", "a&b=c"), ("queryParamValue2", "ü /")] {
            source.secrets.insert(name.to_owned(), value.to_owned());
        }
        source
    }

    #[test]
    fn a_route_is_stripped_and_adds_its_secrets_url_encoded() {
        assert_eq!(target(&source(), "/", "q1/ticker", ""), "/ticker?api_key=a%26b%3Dc");
        assert_eq!(
            target(&source(), "/base", "q2/ticker", "zoom=1&a=2"),
            "/base/ticker?a=2&api_key=a%26b%3Dc&to+ken=%C3%BC+%2F&zoom=1"
        );
    }

    #[test]
    fn q0_and_no_route_add_nothing_and_leave_the_query_alone() {
        assert_eq!(target(&source(), "/base/", "q0/ticker", "b=%20&a"), "/base/ticker?b=%20&a");
        assert_eq!(target(&source(), "/base", "ticker", "b=1"), "/base/ticker?b=1");
        assert_eq!(target(&source(), "/base", "", ""), "/base");
    }

    #[test]
    fn routes_match_by_prefix_and_not_by_segment() {
        assert_eq!(target(&source(), "/", "q1uote", ""), "/uote?api_key=a%26b%3Dc");
        assert_eq!(target(&source(), "/", "q9/ticker", ""), "/q9/ticker");
        assert_eq!(target(&source(), "/", "q0/q1/ticker", ""), "/q1/ticker");
    }

    #[test]
    fn a_parameter_that_is_not_configured_is_sent_as_no_value() {
        let target = target(&DataSource::default(), "/", "q1/ticker", "");
        assert_eq!(target, "/ticker?%3Cno+value%3E=%3Cno+value%3E");
    }

    #[test]
    fn encoded_dots_and_slashes_pass_as_they_are() {
        assert_eq!(target(&source(), "/", "q0/a%2Fb/%2e%2e/c", ""), "/a%2Fb/%2e%2e/c");
    }
}
