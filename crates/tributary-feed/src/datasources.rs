//! Stored data sources, as Grafana stores them: secrets go in and never come out.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A data source with its secrets, for the proxy.
#[derive(Debug, Clone, Default)]
pub(crate) struct DataSource {
    pub(crate) settings: Settings,
    pub(crate) secrets: BTreeMap<String, String>,
}

/// The settings that everyone may see. Unknown fields of a `PUT` are ignored.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Settings {
    pub(crate) url: String,
    pub(crate) access: Access,
    pub(crate) basic_auth: bool,
    pub(crate) basic_auth_user: String,
    pub(crate) json_data: Map<String, Value>,
}

/// Who opens the connection.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Access {
    /// Grafana's server, through the data source proxy.
    #[default]
    Proxy,
    /// The browser.
    Direct,
}

/// The body of a `PUT`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Update {
    #[serde(flatten)]
    settings: Settings,
    #[serde(default)]
    secure_json_data: BTreeMap<String, String>,
}

/// The answer to a `GET`: names of secrets instead of their values.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct View {
    uid: String,
    #[serde(flatten)]
    settings: Settings,
    secure_json_fields: BTreeMap<String, bool>,
}

/// All stored data sources, by uid. They live as long as the server.
#[derive(Debug, Default)]
pub(crate) struct DataSources(Mutex<HashMap<String, DataSource>>);

impl DataSources {
    pub(crate) fn get(&self, uid: &str) -> Option<DataSource> {
        self.all().get(uid).cloned()
    }

    pub(crate) fn view(&self, uid: &str) -> Option<View> {
        self.all().get(uid).map(|source| source.view(uid))
    }

    /// All of them, sorted by uid.
    pub(crate) fn views(&self) -> Vec<View> {
        let mut views: Vec<View> = self.all().iter().map(|(uid, source)| source.view(uid)).collect();
        views.sort_by(|a, b| a.uid.cmp(&b.uid));
        views
    }

    /// Stores the settings as they are. A secret that is not named keeps its value, an empty one is removed.
    pub(crate) fn put(&self, uid: &str, update: Update) -> View {
        let mut all = self.all();
        let source = all.entry(uid.to_owned()).or_default();
        source.settings = update.settings;
        for (name, value) in update.secure_json_data {
            if value.is_empty() {
                source.secrets.remove(&name);
            } else {
                source.secrets.insert(name, value);
            }
        }
        source.view(uid)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, DataSource>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl DataSource {
    /// A string of `jsonData`; anything else counts as absent, as in Grafana.
    pub(crate) fn json_string(&self, name: &str) -> Option<&str> {
        self.settings.json_data.get(name).and_then(Value::as_str)
    }

    pub(crate) fn secret(&self, name: &str) -> Option<&str> {
        self.secrets.get(name).map(String::as_str)
    }

    fn view(&self, uid: &str) -> View {
        View {
            uid: uid.to_owned(),
            settings: self.settings.clone(),
            secure_json_fields: self.secrets.keys().map(|name| (name.clone(), true)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn put(sources: &DataSources, body: Value) -> Value {
        serde_json::to_value(sources.put("one", serde_json::from_value(body).unwrap())).unwrap()
    }

    #[test]
    fn secrets_go_in_and_only_their_names_come_out() {
        let sources = DataSources::default();
        let view = put(&sources, json!({ "url": "http://a", "secureJsonData": { "key": "s3cret" } }));
        assert_eq!(view["secureJsonFields"], json!({ "key": true }));
        assert!(!view.to_string().contains("s3cret"));
        assert_eq!(sources.get("one").unwrap().secret("key"), Some("s3cret"));
    }

    #[test]
    fn a_secret_that_is_not_named_is_kept_and_an_empty_one_removed() {
        let sources = DataSources::default();
        put(&sources, json!({ "secureJsonData": { "a": "1", "b": "2" } }));
        put(&sources, json!({ "secureJsonData": { "b": "" } }));
        let source = sources.get("one").unwrap();
        assert_eq!((source.secret("a"), source.secret("b")), (Some("1"), None));
    }

    #[test]
    fn settings_are_replaced_as_a_whole() {
        let sources = DataSources::default();
        put(&sources, json!({ "url": "http://a", "jsonData": { "old": 1 } }));
        let view = put(&sources, json!({ "url": "http://b", "access": "direct", "name": "ignored" }));
        assert_eq!(view["url"], "http://b");
        assert_eq!(view["access"], "direct");
        assert_eq!(view["jsonData"], json!({}));
    }
}
