//! The API key that `/private/…` asks for.

use hyper::HeaderMap;

const KEY: &str = "tributary";

/// Whether a request carries the key, as the header `X-Api-Key` or the query parameter `api_key`.
pub(crate) fn has_key(headers: &HeaderMap, query: &str) -> bool {
    headers.get_all("x-api-key").iter().any(|value| value == KEY)
        || form_urlencoded::parse(query.as_bytes()).any(|(name, value)| name == "api_key" && value == KEY)
}
