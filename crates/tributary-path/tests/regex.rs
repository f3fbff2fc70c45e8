//! I-Regexp (RFC 9485): what matches, what is refused, and what it may cost.
#![allow(missing_docs, clippy::unwrap_used)]

use std::convert::Infallible;

use proptest::prelude::*;
use tributary_path::limits;
use tributary_path::regex::{Matcher, Regex, RegexError};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern, limits::REGEX_STATES).unwrap_or_else(|e| panic!("{pattern}: {e:?}"))
}

fn matches(regex: &Regex, text: &str, whole: bool) -> bool {
    let free = |_| Ok::<_, Infallible>(());
    Matcher::default().matches(regex, text.chars().map(u32::from), whole, free).unwrap()
}

#[test]
fn patterns_match_as_rfc_9485_says() {
    let cases: [(&str, &[&str], &[&str]); 22] = [
        ("", &[""], &["a"]),
        ("abc", &["abc"], &["ab", "abcd"]),
        ("a|bc|", &["a", "bc", ""], &["b", "abc"]),
        ("a*b+c?", &["b", "aabbc"], &["aac", "bcc"]),
        ("(ab){2}", &["abab"], &["ab", "ababab"]),
        ("a{2,}", &["aa", "aaaa"], &["a"]),
        ("a{1,2}", &["a", "aa"], &["", "aaa"]),
        ("a{0}", &[""], &["a"]),
        ("(a*)*", &["", "aaa"], &["b"]),
        ("(a|b)*c", &["c", "abbac"], &["ab"]),
        (".", &["x", "é", "😀", "\u{2028}"], &["\n", "\r", "xy"]),
        ("[a-c-]", &["a", "c", "-"], &["d"]),
        ("[-a]", &["-", "a"], &["b"]),
        ("[^a-c\\n]", &["d", "😀"], &["b", "\n"]),
        ("[\\p{Lu}0-9]+", &["ÄÖ7"], &["ä"]),
        ("[^\\P{L}x]", &["é"], &["1", "x"]),
        ("\\p{L}\\p{Nd}", &["a1", "é٣"], &["11"]),
        ("\\P{L}", &["1", " "], &["a"]),
        ("\\.\\*\\[\\]\\{\\}\\(\\)\\|\\^\\-\\\\", &[".*[]{}()|^-\\"], &["a"]),
        ("\\n\\r\\t", &["\n\r\t"], &["nrt"]),
        ("^a.*z$", &["az", "abcz"], &["za"]),
        ("a-z,:;'\"<>=&%#@!~`/_", &["a-z,:;'\"<>=&%#@!~`/_"], &["a"]),
    ];
    for (pattern, yes, no) in cases {
        let regex = compile(pattern);
        for text in yes {
            assert!(matches(&regex, text, true), "{pattern:?} and {text:?}");
        }
        for text in no {
            assert!(!matches(&regex, text, true), "{pattern:?} and {text:?}");
        }
    }
}

#[test]
fn search_finds_a_part_and_keeps_anchors() {
    for (pattern, text, found) in [
        ("b.d", "abcde", true),
        ("", "x", true),
        ("x", "", false),
        ("^b", "abc", false),
        ("^a", "abc", true),
        ("c$", "abc", true),
        ("b$", "abc", false),
        ("a{3}", "aabaaa", true),
    ] {
        assert_eq!(matches(&compile(pattern), text, false), found, "{pattern:?} in {text:?}");
    }
}

#[test]
fn what_is_no_i_regexp_is_refused() {
    for pattern in [
        "(",
        ")",
        "a)",
        "[",
        "]",
        "[]",
        "[^]",
        "[a",
        "a**",
        "*",
        "+a",
        "?",
        "{1}",
        "a{",
        "a{1",
        "a{,2}",
        "a{2,1}",
        "}",
        "\\d",
        "\\w",
        "\\",
        "\\p",
        "\\pL",
        "\\p{",
        "\\p{}",
        "\\p{Xx}",
        "\\p{Cs}",
        "\\p{Greek}",
        "[b-a]",
        "[a--b]",
        "[a-\\p{L}]",
        "(?:a)",
        "(?i)a",
        "a*?",
        "\\1",
        "\\/",
        "[[a]]",
    ] {
        assert_eq!(Regex::new(pattern, limits::REGEX_STATES).unwrap_err(), RegexError::Syntax, "{pattern:?}");
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let nested = format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000));
    for pattern in ["a{10000}", "((a{99}){99}){99}", "(){999999999}", "a{99999999999999999999}", &nested] {
        assert_eq!(Regex::new(pattern, limits::REGEX_STATES).unwrap_err(), RegexError::TooLarge);
    }
    assert!(compile("\\p{L}{20}").states() < 50);
}

#[test]
fn a_match_is_linear_in_the_text() {
    // A backtracking engine takes 2^30 steps for each of these.
    for pattern in ["(a|a)*b", "(a*)*b", "(a?){30}a{30}b", "(.*)(.*)(.*)(.*)b"] {
        let regex = compile(pattern);
        let steps = |length: usize| {
            let mut spent = 0;
            let spend = |steps| {
                spent += steps;
                Ok::<_, Infallible>(())
            };
            assert!(!Matcher::default().matches(&regex, std::iter::repeat_n(97, length), true, spend).unwrap());
            spent
        };
        assert!(steps(2_000) < 2 * steps(1_000) + 1_000, "{pattern}");
        assert!(steps(1_000) <= 1_001 * (regex.states() + 1), "{pattern}");
    }
}

#[test]
fn a_match_ends_when_its_steps_do() {
    let mut left = 100;
    let outcome = Matcher::default().matches(&compile("(a|b)*c"), std::iter::repeat(97), true, |steps| {
        left -= i64::try_from(steps).unwrap();
        if left < 0 { Err("over") } else { Ok(()) }
    });
    assert_eq!(outcome, Err("over"));
}

/// Patterns that regex-syntax reads alike.
fn patterns() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        4 => prop::sample::select(vec!["a", "b", "c"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec![".", "[ab]", "[^a]", "\\p{L}", "[^\\p{L}b]", "[a-b1]", "^", "$"]).prop_map(str::to_owned),
    ];
    atom.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 0..4).prop_map(|v| v.concat()),
            1 => prop::collection::vec(inner.clone(), 1..4).prop_map(|v| format!("({})", v.join("|"))),
            1 => (inner, prop::sample::select(vec!["*", "+", "?", "{2}", "{1,}", "{0,2}"]))
                .prop_map(|(p, q)| format!("({p}){q}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn matching_agrees_with_the_regex_crate(pattern in patterns(), text in "[abc1\n]{0,6}") {
        let ours = compile(&pattern);
        let dot = pattern.replace('.', "[^\\n\\r]");
        prop_assert_eq!(matches(&ours, &text, true), regex::Regex::new(&format!("\\A(?:{dot})\\z")).unwrap().is_match(&text));
        prop_assert_eq!(matches(&ours, &text, false), regex::Regex::new(&dot).unwrap().is_match(&text));
    }
}
