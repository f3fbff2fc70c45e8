//! wasm-bindgen's names without their hashes.
//!
//! What the module and its JavaScript call each other by ends in sixteen digits, so that crates can be linked in
//! different versions: `__wbg_get_d7176cfb76d71114`. Nothing compresses those. Once all is linked, a number does.

use std::collections::BTreeMap;

/// How many hexadecimal digits a hash has.
const DIGITS: usize = 16;

/// The names with hashes in wasm-bindgen's JavaScript, each with one of the same length that takes its place.
pub fn short(javascript: &str) -> BTreeMap<&str, String> {
    let mut taken = BTreeMap::<&str, usize>::new();
    let mut short = BTreeMap::new();
    for name in javascript.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        let Some((start, hash)) = name.len().checked_sub(DIGITS).and_then(|at| name.split_at_checked(at)) else {
            continue;
        };
        let is_hash = hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let is_ours = start.starts_with("__wbg_") || start.starts_with("wasm_bindgen__");
        if is_hash && is_ours && !short.contains_key(name) {
            let number = taken.entry(start).or_default();
            short.insert(name, format!("{start}{number:0DIGITS$}"));
            *number += 1;
        }
    }
    short
}

/// Puts the short names into a file: text, or a module, where lengths stand before them.
pub fn replace(file: &mut [u8], short: &BTreeMap<&str, String>) {
    let places = file.windows(DIGITS).enumerate().filter(|(_, bytes)| bytes.iter().all(u8::is_ascii_hexdigit));
    let ends: Vec<usize> = places.map(|(at, _)| at + DIGITS).collect();
    for end in ends {
        let found = short.iter().find(|(name, _)| file[..end].ends_with(name.as_bytes()));
        if let Some((name, short)) = found {
            file[end - name.len()..end].copy_from_slice(short.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JAVASCRIPT: &str = "
        __wbg_get_d7176cfb76d71114: function(arg0) {},
        __wbg_get_5121371adb9ddf4d: function(arg0) {},
        wasm.wasm_bindgen__closures__invoke__h6e0c14ac19f1240f(__wbg_get_d7176cfb76d71114);
        wasm.__wbindgen_malloc(d7176cfb76d71114);";

    #[test]
    fn each_name_gets_a_number_in_the_place_of_its_hash() {
        let mut file = JAVASCRIPT.as_bytes().to_vec();
        replace(&mut file, &short(JAVASCRIPT));
        let expected = "
        __wbg_get_0000000000000000: function(arg0) {},
        __wbg_get_0000000000000001: function(arg0) {},
        wasm.wasm_bindgen__closures__invoke__h0000000000000000(__wbg_get_0000000000000000);
        wasm.__wbindgen_malloc(d7176cfb76d71114);";
        assert_eq!(String::from_utf8(file).unwrap(), expected);
    }
}
