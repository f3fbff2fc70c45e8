//! Static files under URL prefixes.

use std::io::ErrorKind;
use std::path::PathBuf;

use hyper::body::Incoming;
use hyper::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, HeaderValue, LOCATION};
use hyper::{Method, Request, StatusCode, Uri};
use tower_http::services::ServeDir;

use crate::reply::{self, Reply};
use crate::server::StartError;

/// A directory that is served, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// The URL prefix, from its first slash: `/` or `/public/plugins/x`. It ends at a segment's end.
    pub prefix: String,
    /// The directory. Links in it are followed: they are the directory's own.
    pub directory: PathBuf,
}

struct Files {
    /// Without slashes at its end: empty for the root.
    prefix: String,
    service: ServeDir,
}

/// All mounts, the longest prefix first.
pub(crate) struct Statics(Vec<Files>);

impl Statics {
    pub(crate) fn new(mounts: Vec<Mount>) -> Result<Self, StartError> {
        let mut all = Vec::new();
        for Mount { prefix, directory } in mounts {
            if !directory.is_dir() {
                return Err(StartError::NoDirectory { prefix, directory });
            }
            let prefix = format!("/{}", prefix.trim_matches('/'));
            let prefix = prefix.trim_end_matches('/').to_owned();
            all.push(Files { prefix, service: ServeDir::new(directory) });
        }
        all.sort_by_key(|files| std::cmp::Reverse(files.prefix.len()));
        Ok(Self(all))
    }

    /// Answers with the file at the request's path; `index.html` for a directory.
    pub(crate) async fn serve(&self, request: Request<Incoming>) -> Reply {
        if ![Method::GET, Method::HEAD].contains(request.method()) {
            return reply::empty(StatusCode::METHOD_NOT_ALLOWED);
        }
        let path = request.uri().path();
        let found = self.0.iter().find_map(|files| files.below(path).map(|below| (files, below.to_owned())));
        let Some((files, below)) = found else {
            return reply::text(StatusCode::NOT_FOUND, "not found");
        };
        files.serve(&below, request).await
    }
}

impl Files {
    /// What is left of a path below the prefix, from its slash on.
    fn below<'a>(&self, path: &'a str) -> Option<&'a str> {
        match path.strip_prefix(&self.prefix)? {
            "" => Some("/"),
            below => below.starts_with('/').then_some(below),
        }
    }

    async fn serve(&self, below: &str, mut request: Request<Incoming>) -> Reply {
        let Ok(uri) = below.parse::<Uri>() else {
            return reply::empty(StatusCode::BAD_REQUEST);
        };
        *request.uri_mut() = uri;
        // ServeDir decodes the path and refuses every component that is not a plain name.
        match self.service.clone().try_call(request).await {
            Ok(answer) => {
                let mut reply = answer.map(reply::boxed);
                self.restore_prefix(&mut reply);
                let headers = reply.headers_mut();
                // A build replaces these files while the page is open.
                headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
                // A page of another origin may use this server as a plugin CDN.
                headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
                reply
            }
            // Links to nowhere and files below files, too: nothing that can be had at this path.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                reply::text(StatusCode::NOT_FOUND, "not found")
            }
            Err(error) => {
                eprintln!("tributary-feed: cannot read {}{below}: {error}", self.prefix);
                reply::empty(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    /// ServeDir sends a directory without its slash to the path with it, and knows nothing of the prefix.
    fn restore_prefix(&self, reply: &mut Reply) {
        let Some(Ok(location)) = reply.headers().get(LOCATION).map(HeaderValue::to_str) else {
            return;
        };
        if let Ok(location) = HeaderValue::from_str(&format!("{}{location}", self.prefix)) {
            reply.headers_mut().insert(LOCATION, location);
        }
    }
}
