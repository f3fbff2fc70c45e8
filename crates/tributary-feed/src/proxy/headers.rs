//! The headers that go to the upstream.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::HeaderMap;
use hyper::header::{
    AUTHORIZATION, CONNECTION, COOKIE, HOST, HeaderName, HeaderValue, ORIGIN, REFERER, TE, TRAILER, TRANSFER_ENCODING,
    UPGRADE,
};

use super::upstream::Failure;
use crate::datasources::DataSource;
use crate::upgrade;

/// Headers that concern one connection only (RFC 9110, section 7.6.1).
const HOP_BY_HOP: [HeaderName; 7] = [
    CONNECTION,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// The client's headers as the upstream gets them: without what is the browser's and Grafana's business, with
/// the data source's credentials and custom headers.
pub(super) fn outgoing(
    source: &DataSource,
    client: &HeaderMap,
    host: &str,
    upgrading: bool,
) -> Result<HeaderMap, Failure> {
    let mut headers = client.clone();
    remove_hop_by_hop(&mut headers);
    for name in [ORIGIN, REFERER, COOKIE] {
        headers.remove(name);
    }
    if upgrading {
        headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
        headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    }
    headers.insert(HOST, value("Host", host)?);
    if source.settings.basic_auth {
        let user = &source.settings.basic_auth_user;
        let password = source.secret("basicAuthPassword").unwrap_or_default();
        let credentials = STANDARD.encode(format!("{user}:{password}"));
        headers.insert(AUTHORIZATION, value("Authorization", &format!("Basic {credentials}"))?);
    }
    let custom = custom(source)?;
    for name in custom.keys() {
        headers.remove(name);
    }
    for (name, value) in &custom {
        headers.append(name, value.clone());
    }
    Ok(headers)
}

/// `httpHeaderName1` and its secret `httpHeaderValue1`, then 2 and so on, up to the first name that is not there.
fn custom(source: &DataSource) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::new();
    for number in 1.. {
        let name = source.json_string(&format!("httpHeaderName{number}")).unwrap_or_default();
        if name.is_empty() {
            break;
        }
        if let Some(secret) = source.secret(&format!("httpHeaderValue{number}")) {
            let header = HeaderName::try_from(name).map_err(|_| Failure::Header(name.to_owned()))?;
            headers.append(header, value(name, secret)?);
        }
    }
    Ok(headers)
}

/// Removes the headers of one connection, and those that `Connection` names.
pub(super) fn remove_hop_by_hop(headers: &mut HeaderMap) {
    let named: Vec<String> = upgrade::tokens(headers, &CONNECTION).map(str::to_owned).collect();
    for name in named {
        headers.remove(name);
    }
    for name in HOP_BY_HOP {
        headers.remove(name);
    }
}

fn value(name: &str, value: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::try_from(value).map_err(|_| Failure::Header(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn source(json_data: serde_json::Value, secrets: &[(&str, &str)]) -> DataSource {
        let mut source = DataSource::default();
        source.settings.json_data = serde_json::from_value(json_data).unwrap();
        source.secrets = secrets.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        source
    }

    #[test]
    fn custom_headers_are_read_up_to_the_first_gap() {
        let source = source(
            json!({ "httpHeaderName1": "X-One", "httpHeaderName2": "X-Two", "httpHeaderName4": "X-Four" }),
            &[("httpHeaderValue1", "1"), ("httpHeaderValue2", "2"), ("httpHeaderValue4", "4")],
        );
        let headers = outgoing(&source, &HeaderMap::new(), "h", false).unwrap();
        assert_eq!(headers["x-one"], "1");
        assert_eq!(headers["x-two"], "2");
        assert!(!headers.contains_key("x-four"));
    }

    #[test]
    fn a_custom_header_without_a_stored_secret_is_left_out_and_the_next_ones_are_not() {
        let source =
            source(json!({ "httpHeaderName1": "X-One", "httpHeaderName2": "X-Two" }), &[("httpHeaderValue2", "2")]);
        let headers = outgoing(&source, &HeaderMap::new(), "h", false).unwrap();
        assert!(!headers.contains_key("x-one"));
        assert_eq!(headers["x-two"], "2");
    }

    #[test]
    fn the_browsers_headers_go_and_a_custom_header_replaces_the_clients() {
        let source = source(json!({ "httpHeaderName1": "X-Key" }), &[("httpHeaderValue1", "stored")]);
        let mut client = HeaderMap::new();
        for (name, value) in [
            ("origin", "http://grafana"),
            ("referer", "http://grafana/d/1"),
            ("cookie", "grafana_session=1"),
            ("connection", "keep-alive, X-Hop"),
            ("x-hop", "1"),
            ("host", "grafana"),
            ("x-key", "browser"),
            ("accept", "*/*"),
        ] {
            client.insert(name, HeaderValue::from_static(value));
        }
        let headers = outgoing(&source, &client, "upstream:80", false).unwrap();
        let mut left: Vec<&str> = headers.keys().map(HeaderName::as_str).collect();
        left.sort_unstable();
        assert_eq!(left, ["accept", "host", "x-key"]);
        assert_eq!(headers["x-key"], "stored");
        assert_eq!(headers["host"], "upstream:80");
    }

    #[test]
    fn basic_auth_is_sent_when_it_is_switched_on() {
        let mut source = source(json!({}), &[("basicAuthPassword", "open sesame")]);
        source.settings.basic_auth_user = "Aladdin".to_owned();
        assert!(!outgoing(&source, &HeaderMap::new(), "h", false).unwrap().contains_key(AUTHORIZATION));
        source.settings.basic_auth = true;
        let headers = outgoing(&source, &HeaderMap::new(), "h", false).unwrap();
        assert_eq!(headers[AUTHORIZATION], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    #[test]
    fn a_header_that_http_cannot_carry_is_a_failure_that_names_it() {
        let source = source(json!({ "httpHeaderName1": "X Y" }), &[("httpHeaderValue1", "1")]);
        let failure = outgoing(&source, &HeaderMap::new(), "h", false).unwrap_err();
        assert!(failure.to_string().contains("X Y"), "{failure}");
    }
}
