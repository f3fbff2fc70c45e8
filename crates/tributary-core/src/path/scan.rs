//! A light scan over a path's text, for what jsonpath-rust's AST does not tell: where its segments stand.

/// The byte offset at which each segment of a valid path starts, in order.
pub(super) fn segment_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = Vec::new();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'.' => {
                starts.push(at);
                at += 1;
                if bytes.get(at) == Some(&b'.') {
                    at += 1;
                }
                // `..[…]` is one segment: its bracket is passed over with it.
                if bytes.get(at) == Some(&b'[') {
                    at = bracket_end(bytes, at);
                }
            }
            b'[' => {
                starts.push(at);
                at = bracket_end(bytes, at);
            }
            _ => at += 1,
        }
    }
    starts
}

/// The offset after the bracket that opens at `open`; quoted text inside is passed over.
fn bracket_end(bytes: &[u8], open: usize) -> usize {
    let (mut depth, mut quote, mut at) = (0usize, None, open);
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(_), b'\\') => at += 1,
            (Some(q), b) if q == b => quote = None,
            (Some(_), _) => {}
            (None, b @ (b'"' | b'\'')) => quote = Some(b),
            (None, b'[') => depth += 1,
            (None, b']') => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            (None, _) => {}
        }
        at += 1;
    }
    at
}

/// White space inside a shorthand name (`$.a b`), which jsonpath-rust takes for a part of the name.
pub(super) fn space_in_shorthand(text: &str) -> Option<usize> {
    let starts = segment_starts(text);
    let bytes = text.as_bytes();
    starts.iter().enumerate().find_map(|(i, &start)| {
        let end = starts.get(i + 1).copied().unwrap_or(text.len());
        if bytes[start] != b'.' || text[start..end].contains('[') {
            return None;
        }
        let name = text[start..end].trim_end();
        name.find(|c: char| c.is_ascii_whitespace()).map(|at| start + at)
    })
}

/// What someone who wrote `data.price` or `.price` most likely meant; nothing where no guess is safe.
pub(super) fn suggestion(text: &str) -> Option<String> {
    let text = text.trim();
    let body = text.strip_prefix('.').unwrap_or(text);
    let simple = !body.is_empty()
        && !body.starts_with(|c: char| c.is_ascii_digit())
        && body.split('.').all(|part| {
            let name = part.split('[').next().unwrap_or_default();
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        });
    simple.then(|| format!("$.{body}"))
}
