//! Static files.

use std::fs;

use hyper::{Method, StatusCode};
use tempfile::TempDir;
use tributary_feed::{Config, Feed, Mount, StartError, start};

use crate::support::{get, http, text};

/// A host page at `/`, a plugin below it, and a file beside both directories that nobody may see.
async fn site() -> (TempDir, Feed) {
    let root = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("secret.txt", "secret");
    write("host/index.html", "host page");
    write("host/sub/index.html", "sub page");
    write("host/public/plugins/x/module.js", "not this one");
    write("dist/module.js", "plugin");
    write("dist/engine.wasm", "wasm");
    let mount =
        |prefix: &str, directory: &str| Mount { prefix: prefix.to_owned(), directory: root.path().join(directory) };
    let serve = vec![mount("/", "host"), mount("/public/plugins/x/", "dist")];
    let feed = start(Config { serve, ..Config::default() }).await.unwrap();
    (root, feed)
}

#[tokio::test]
async fn files_have_their_types_are_never_cached_and_may_be_used_by_every_origin() {
    let (_root, feed) = site().await;
    for (path, kind) in [
        ("/", "text/html"),
        ("/public/plugins/x/module.js", "text/javascript"),
        ("/public/plugins/x/engine.wasm", "application/wasm"),
    ] {
        let answer = get(&feed, path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(answer.headers()["content-type"], kind, "{path}");
        assert_eq!(answer.headers()["cache-control"], "no-store", "{path}");
        assert_eq!(answer.headers()["access-control-allow-origin"], "*", "{path}");
    }
}

#[tokio::test]
async fn the_longest_prefix_wins_and_ends_at_a_segments_end() {
    let (_root, feed) = site().await;
    assert_eq!(text(&get(&feed, "/public/plugins/x/module.js").await), "plugin");
    assert_eq!(get(&feed, "/public/plugins/xy/module.js").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_directory_answers_with_its_index_page_under_its_own_prefix() {
    let (_root, feed) = site().await;
    assert_eq!(text(&get(&feed, "/").await), "host page");
    assert_eq!(text(&get(&feed, "/sub/").await), "sub page");
    assert_eq!(get(&feed, "/sub").await.headers()["location"], "/sub/");
}

#[tokio::test]
async fn no_path_leads_out_of_a_directory() {
    let (_root, feed) = site().await;
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/sub/../../secret.txt",
        "/public/plugins/x/../secret.txt",
        "/public/plugins/x/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "//../secret.txt",
        "/index.html/../../secret.txt",
    ] {
        let answer = get(&feed, path).await;
        assert!(answer.status().is_client_error(), "{path}: {}", answer.status());
        assert!(!text(&answer).contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn missing_files_and_other_methods_are_refused() {
    let (_root, feed) = site().await;
    for path in ["/nope", "/index.html/nope", "/public/plugins/x/"] {
        assert_eq!(get(&feed, path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(http(&feed, Method::POST, "/", "").await.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_directory_that_does_not_exist_is_an_error_at_the_start() {
    let serve = vec![Mount { prefix: "/x".to_owned(), directory: "no/such/directory".into() }];
    let error = start(Config { serve, ..Config::default() }).await.unwrap_err();
    assert!(matches!(error, StartError::NoDirectory { .. }));
    assert!(error.to_string().contains("no/such/directory"), "{error}");
}
