//! What documents are made of. Names with `NO_` are what the grammar does not have.

/// Member names, which paths ask for too. The first ones come most often.
pub const NAMES: [&str; 14] =
    ["a", "b", "c", "", "ab", "__proto__", "constructor", "length", "é", "😀", "\u{fffd}", "\"", "\\", "a\u{2028}b"];

/// Names that no path can write: lone surrogates; and such as make JavaScript change the order of members.
pub const STRANGE_NAMES: [&str; 6] = [r"\ud800", r"\ud801", r"\uDC00", r"\udc00\ud800", r"a\ud83d", "7"];

#[rustfmt::skip]
pub const NUMBERS: [&str; 22] = [
    "0", "-0", "-0.0", "0e0", "-0E-5", "1", "-1", "1e0", "1.0", "1e308", "-1e309", "1e400", "1e-400", "5e-324",
    "2e-324", "2.2250738585072011e-308", "9007199254740993", "-9007199254740991.5", "1e23", "0.1",
    "123456789012345678901234567890", "1.7976931348623159e308",
];
#[rustfmt::skip]
pub const NO_NUMBERS: [&str; 20] = [
    "01", "-01", "00", "1.", ".5", "-.5", "+1", "-", "--1", "1e", "1e+", "1E-", "1.e5", "1e5.5", "0x10", "1_000",
    "Infinity", "-Infinity", "NaN", "１",
];
pub const NO_LITERALS: [&str; 9] =
    ["nul", "True", "truefalse", "nulll", "undefined", "fals", "n", "\u{feff}null", "tr ue"];
pub const SPACES: [&str; 7] = [" ", "\n", "\t", "\r", "\r\n\t", "  ", "                                  "];
pub const NO_SPACES: [&str; 11] =
    ["\u{b}", "\u{c}", "\u{a0}", "\u{feff}", "\u{2028}", "\u{3000}", "\u{0}", "\u{85}", "/**/", "//\n", "\\n"];
pub const ESCAPES: [&str; 8] = ["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"];
pub const UNITS: [&str; 11] = ["0031", "d83d", "DE00", "d800", "dBfF", "dc00", "dFFF", "0000", "0041", "FFFD", "feFF"];
pub const NO_ESCAPES: [&str; 10] =
    ["\\x41", "\\u", "\\u00", "\\u004g", "\\U0041", "\\'", "\\0", "\\ ", "\\", "\\u+041"];
pub const CHARACTERS: [&str; 12] =
    ["x", "Hello, ", "é", "€", "😀", "\u{7f}", "\u{2028}", "\u{feff}", "\u{fffd}", "\u{10ffff}", "1.5", "True"];
pub const CONTROLS: [&str; 6] = ["\u{0}", "\u{1}", "\t", "\n", "\r", "\u{1f}"];
/// What is put where it may not fit: JSON's own characters.
pub const MARKS: &[u8] = b"{}[]:,\"\\/01-+.eEun \n'\x00\x1f\x7f";
/// As [`MARKS`]: UTF-8, and what is none (RFC 3629, section 4).
pub const SHRAPNEL: [&[u8]; 12] = [
    b"\x80",
    b"\xc0\x80",
    b"\xc3",
    b"\xe2\x82",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xf0\x9f\x98\x80",
    b"\xf0\x9f\x98",
    b"\xf4\x90\x80\x80",
    b"\xf5",
    b"\xff",
    b"\xe2\x80\xa8",
];
