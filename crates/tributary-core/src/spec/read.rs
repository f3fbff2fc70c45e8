//! A spec, read from JSON's data model.

use super::{
    BufferSpec, ConnectionSpec, DeleteSpec, FieldRole, FieldSpec, FieldType, Json, ReconnectSpec, Scalar, StreamSpec,
    SubscriptionSpec, ViewSpec,
};
use crate::error::{Code, Error};
use crate::limits;

const TYPES: [(&str, FieldType); 6] = [
    ("auto", FieldType::Auto),
    ("number", FieldType::Number),
    ("string", FieldType::String),
    ("boolean", FieldType::Boolean),
    ("time", FieldType::Time),
    ("json", FieldType::Json),
];

const ROLES: [(&str, FieldRole); 3] =
    [("time", FieldRole::Time), ("value", FieldRole::Value), ("label", FieldRole::Label)];

/// What a buffer keeps.
#[derive(Clone, Copy)]
enum Kind {
    Append,
    Latest,
}

const KINDS: [(&str, Kind); 2] = [("append", Kind::Append), ("latest", Kind::Latest)];

impl SubscriptionSpec {
    /// Reads the protocol's `SubscriptionSpec`. Members that it does not know are passed over, and `null` is as good as
    /// absent.
    ///
    /// # Errors
    /// [`Code::SpecInvalid`] for the first member that is missing or not what it should be.
    #[inline]
    pub fn read(spec: Json) -> Result<Self, Error> {
        let mut spec = Object::of(spec, String::new()).ok_or_else(|| wrong("the whole of it", "must be an object"))?;
        Ok(Self {
            connection: connection(spec.required("connection", Object::object)?)?,
            // Its members' places are told as people know the query's: `fields[0].path`.
            stream: stream(Object { place: String::new(), ..spec.required("stream", Object::object)? })?,
            view: spec.object("view")?.map(view).transpose()?,
        })
    }
}

#[inline]
fn connection(mut spec: Object) -> Result<ConnectionSpec, Error> {
    Ok(ConnectionSpec {
        scope: spec.required("scope", Object::text)?,
        url: spec.required("url", Object::text)?,
        protocols: spec.texts("protocols")?.unwrap_or_default(),
        linger_ms: spec.required("lingerMs", Object::whole)?,
        reconnect: spec.object("reconnect")?.map_or(Ok(ReconnectSpec::default()), reconnect)?,
        handshake: spec.texts("handshake")?.unwrap_or_default(),
    })
}

#[inline]
fn reconnect(mut spec: Object) -> Result<ReconnectSpec, Error> {
    let absent = ReconnectSpec::default();
    Ok(ReconnectSpec {
        base_ms: spec.whole("baseMs")?.unwrap_or(absent.base_ms),
        cap_ms: spec.whole("capMs")?.unwrap_or(absent.cap_ms),
        stable_ms: spec.whole("stableMs")?.unwrap_or(absent.stable_ms),
        connect_timeout_ms: spec.whole("connectTimeoutMs")?.unwrap_or(absent.connect_timeout_ms),
        idle_timeout_ms: spec.whole("idleTimeoutMs")?,
        close_codes: spec.texts("closeCodes")?.unwrap_or_default(),
    })
}

#[inline]
fn stream(mut spec: Object) -> Result<StreamSpec, Error> {
    Ok(StreamSpec {
        subscribe: spec.text("subscribe")?,
        unsubscribe: spec.text("unsubscribe")?,
        filter: spec.text("where")?,
        rows: spec.text("rows")?,
        fields: spec.required("fields", Object::objects)?.into_iter().map(field).collect::<Result<_, _>>()?,
        buffer: spec.object("buffer")?.map_or(Ok(BufferSpec::default()), buffer)?,
        sort_window_ms: spec.whole("sortWindowMs")?,
        linger_ms: spec.required("lingerMs", Object::whole)?,
    })
}

#[inline]
fn field(mut spec: Object) -> Result<FieldSpec, Error> {
    Ok(FieldSpec {
        path: spec.required("path", Object::text)?,
        name: spec.text("name")?,
        kind: spec.one_of("type", &TYPES)?.unwrap_or_default(),
        role: spec.one_of("role", &ROLES)?.unwrap_or_default(),
        time_format: spec.text("timeFormat")?,
        nanoseconds_path: spec.text("nanosecondsPath")?,
    })
}

#[inline]
fn buffer(mut spec: Object) -> Result<BufferSpec, Error> {
    Ok(match spec.required("kind", |spec, name| spec.one_of(name, &KINDS))? {
        Kind::Append => BufferSpec::Append {
            rows: usize::try_from(spec.required("rows", Object::whole)?).unwrap_or(usize::MAX),
            age_seconds: spec.number("ageSeconds")?,
        },
        Kind::Latest => BufferSpec::Latest {
            key: spec.required("key", Object::texts)?,
            delete: spec.object("delete")?.map(delete).transpose()?,
        },
    })
}

#[inline]
fn view(mut spec: Object) -> Result<ViewSpec, Error> {
    let points = usize::try_from(spec.required("points", Object::whole)?).unwrap_or(usize::MAX);
    Ok(ViewSpec {
        points: points.clamp(1, limits::POINTS),
        span_ms: spec.required("spanMs", Object::whole)?,
        from_ms: spec.whole("fromMs")?,
    })
}

#[inline]
fn delete(mut spec: Object) -> Result<DeleteSpec, Error> {
    Ok(DeleteSpec { field: spec.required("field", Object::text)?, equals: spec.scalar("equals")? })
}

/// An object of the spec, and where it stands in it: `connection`, `fields[2]`, or nothing.
struct Object {
    members: Vec<(String, Json)>,
    place: String,
}

impl Object {
    #[inline]
    fn of(value: Json, place: String) -> Option<Self> {
        if let Json::Object(members) = value { Some(Self { members, place }) } else { None }
    }

    /// A member that must be there, by the way to read it.
    #[inline]
    fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Self, &str) -> Result<Option<T>, Error>,
    ) -> Result<T, Error> {
        read(self, name)?.ok_or_else(|| self.wrong(name, "is missing"))
    }

    #[inline]
    fn object(&mut self, name: &str) -> Result<Option<Self>, Error> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let object = Self::of(value, self.place_of(name));
        object.map(Some).ok_or_else(|| self.wrong(name, "must be an object"))
    }

    #[inline]
    fn objects(&mut self, name: &str) -> Result<Option<Vec<Self>>, Error> {
        let mut items = self.items(name, "must be a list of objects", |item| Self::of(item, String::new()))?;
        for (at, item) in items.iter_mut().flatten().enumerate() {
            item.place = format!("{}[{at}]", self.place_of(name));
        }
        Ok(items)
    }

    #[inline]
    fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>, Error> {
        let text = |item| if let Json::Text(text) = item { Some(text) } else { None };
        self.items(name, "must be a list of texts", text)
    }

    #[inline]
    fn items<T>(&mut self, name: &str, rule: &str, read: impl Fn(Json) -> Option<T>) -> Result<Option<Vec<T>>, Error> {
        let items = match self.take(name) {
            None => return Ok(None),
            Some(Json::List(items)) => items.into_iter().map(read).collect(),
            Some(_) => None,
        };
        items.map(Some).ok_or_else(|| self.wrong(name, rule))
    }

    #[inline]
    fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        match self.take(name) {
            None => Ok(None),
            Some(Json::Text(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(name, "must be text")),
        }
    }

    #[inline]
    fn number(&mut self, name: &str) -> Result<Option<f64>, Error> {
        match self.take(name) {
            None => Ok(None),
            Some(Json::Number(number, _)) => Ok(Some(number)),
            Some(_) => Err(self.wrong(name, "must be a number")),
        }
    }

    #[inline]
    fn whole(&mut self, name: &str) -> Result<Option<u64>, Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
        match self.number(name)? {
            Some(number) if !(0.0..EXACT).contains(&number) || number.fract() != 0.0 => {
                Err(self.wrong(name, "must be a whole number"))
            }
            number => Ok(number.map(|number| number as u64)),
        }
    }

    #[inline]
    fn one_of<T: Copy>(&mut self, name: &str, words: &[(&str, T)]) -> Result<Option<T>, Error> {
        let Some(word) = self.text(name)? else { return Ok(None) };
        match words.iter().find(|(known, _)| *known == word) {
            Some((_, meaning)) => Ok(Some(*meaning)),
            None => Err(self.wrong(name, "has a word that is not known")),
        }
    }

    /// Here `null` is a value like others.
    #[inline]
    fn scalar(&mut self, name: &str) -> Result<Scalar, Error> {
        if !self.members.iter().any(|(known, _)| known == name) {
            return Err(self.wrong(name, "is missing"));
        }
        match self.take(name) {
            None | Some(Json::Null) => Ok(Scalar::Null),
            Some(Json::Boolean(bit)) => Ok(Scalar::Boolean(bit)),
            Some(Json::Number(_, written)) => Ok(Scalar::Number(written)),
            Some(Json::Text(text)) => Ok(Scalar::Text(text)),
            Some(Json::List(_) | Json::Object(_)) => {
                Err(self.wrong(name, "must be text, a number, true, false or null"))
            }
        }
    }

    /// A member's value, unless it is null.
    #[inline(never)]
    fn take(&mut self, name: &str) -> Option<Json> {
        let at = self.members.iter().position(|(known, value)| known == name && *value != Json::Null)?;
        Some(self.members.swap_remove(at).1)
    }

    #[inline]
    fn place_of(&self, name: &str) -> String {
        if self.place.is_empty() { name.to_owned() } else { format!("{}.{name}", self.place) }
    }

    #[inline(never)]
    fn wrong(&self, name: &str, rule: &str) -> Error {
        wrong(&self.place_of(name), rule)
    }
}

#[inline(never)]
fn wrong(place: &str, rule: &str) -> Error {
    let message = format!("This subscription does not have the agreed shape: “{place}” {rule}.");
    Error::new(Code::SpecInvalid, message).of(place)
}
