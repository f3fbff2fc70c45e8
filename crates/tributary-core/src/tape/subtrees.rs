//! Which parts of a document a tape is to hold.

use super::Text;

/// What is read of a value onto a tape.
#[derive(Debug, Default)]
pub enum Subtrees {
    /// The value itself, and nothing below it.
    #[default]
    Root,
    /// Besides, members of these names, as far as they are objects' members.
    Members(Vec<(Box<str>, Subtrees)>),
    /// All of it.
    Whole,
}

impl Subtrees {
    /// What is read of a member, which is added if there is none.
    pub fn member(&mut self, name: &str) -> &mut Self {
        if let Self::Root = self {
            *self = Self::Members(Vec::new());
        }
        let Self::Members(members) = self else { return self };
        let at = members.iter().position(|(other, _)| **other == *name).unwrap_or_else(|| {
            members.push((name.into(), Self::Root));
            members.len() - 1
        });
        &mut members[at].1
    }

    /// What is read of the member that a document has by this name; `None`: nothing.
    pub(super) fn of(&self, name: Text<'_>) -> Option<&Self> {
        match self {
            Self::Root => None,
            Self::Members(members) => {
                members.iter().find(|(wanted, _)| name.says(Text::plain(wanted))).map(|(_, parts)| parts)
            }
            Self::Whole => Some(self),
        }
    }
}
