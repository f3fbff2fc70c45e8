//! What someone most likely meant.

use super::lex;

/// The path that `data.price` or `.price` stands for; nothing where no guess is safe.
pub(super) fn suggestion(text: &str) -> Option<String> {
    let text = text.trim();
    let body = text.strip_prefix('.').unwrap_or(text);
    let simple = !body.is_empty()
        && !body.starts_with(|c: char| c.is_ascii_digit())
        && body.split('.').all(|part| {
            let name = part.split('[').next().unwrap_or_default();
            name == "*" || !name.is_empty() && name.chars().all(|c| lex::is_name_first(c) || c.is_ascii_digit())
        });
    simple.then(|| format!("$.{body}"))
}
