//! Who is subscribed to a stream, and when they are told.
//!
//! A subscriber is told when it wants to be, once for each time that it says so: at once if there is something new,
//! otherwise as soon as there is. So whoever draws decides the pace, nothing queues up for a page that is slow or
//! hidden, and a lone message waits for nobody.

use super::output::SubscriptionId;
use crate::spec::ViewSpec;
use crate::time::{Millis, earlier};

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Rows, or a failure that people should see.
    Rows,
    /// Only counters.
    Counters,
}

/// Counters alone are told this often at most. Milliseconds.
const COUNTERS_EVERY_MS: u64 = 1_000;

/// What there is to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Rows, or what a view shows of them.
    Rows(Option<ViewSpec>),
    /// Only counters: the rows are as they were.
    Counters,
}

/// Subscribers that are told the same.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) news: News,
    pub(super) to: Vec<SubscriptionId>,
}

/// The subscribers of one stream.
#[derive(Debug, Default)]
pub(super) struct Audience {
    members: Vec<Member>,
    /// How often rows have changed, and how often anything has.
    rows: u64,
    all: u64,
    /// When somebody is to be told.
    due: Option<Millis>,
    /// Whether somebody wants to be told of the next change of rows.
    is_waiting: bool,
}

#[derive(Clone, Copy, Debug)]
struct Member {
    id: SubscriptionId,
    view: Option<ViewSpec>,
    wants: bool,
    /// When it was told last, and how often rows and all had changed by then.
    told: Millis,
    rows: u64,
    all: u64,
}

impl Audience {
    /// Adds a subscriber, who is told at once, elsewhere.
    #[inline]
    pub(super) fn join(&mut self, id: SubscriptionId, view: Option<ViewSpec>, now: Millis) {
        self.members.push(Member { id, view, wants: false, told: now, rows: self.rows, all: self.all });
    }

    /// Ends a subscription; whether there was one.
    #[inline]
    pub(super) fn leave(&mut self, id: SubscriptionId, now: Millis) -> bool {
        let before = self.members.len();
        self.members.retain(|member| member.id != id);
        self.look(now);
        self.members.len() < before
    }

    /// A subscriber wants to be told what it does not know yet.
    #[inline]
    pub(super) fn want(&mut self, id: SubscriptionId, now: Millis) {
        self.members.iter_mut().filter(|member| member.id == id).for_each(|member| member.wants = true);
        self.look(now);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Everybody who is subscribed.
    pub(super) fn ids(&self) -> impl Iterator<Item = SubscriptionId> {
        self.members.iter().map(|member| member.id)
    }

    /// Something changed at `now`.
    #[inline]
    pub(super) fn note(&mut self, change: Change, now: Millis) {
        self.all += 1;
        match change {
            Change::Rows => {
                self.rows += 1;
                if self.is_waiting {
                    (self.is_waiting, self.due) = (false, Some(now));
                }
            }
            Change::Counters if self.is_waiting && self.due.is_none() => self.look(now),
            Change::Counters => {}
        }
    }

    /// Whether it matters when the next change comes.
    pub(super) fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// When somebody is to be told.
    pub(super) fn due(&self) -> Option<Millis> {
        self.due
    }

    /// Moves with a clock that was set back.
    pub(super) fn set_back(&mut self, ms: u64) {
        for member in &mut self.members {
            member.told = member.told.set_back(ms);
        }
        self.due = self.due.map(|due| due.set_back(ms));
    }

    /// Whom to tell at `now`.
    #[inline]
    pub(super) fn take(&mut self, now: Millis) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        if self.due.is_none_or(|due| due > now) {
            return groups;
        }
        for member in &mut self.members {
            if member.due(self.rows, self.all, now).is_none_or(|due| due > now) {
                continue;
            }
            let news = if member.rows < self.rows { News::Rows(member.view) } else { News::Counters };
            (member.wants, member.told, member.rows, member.all) = (false, now, self.rows, self.all);
            match groups.iter_mut().find(|group| group.news == news) {
                Some(group) => group.to.push(member.id),
                None => groups.push(Group { news, to: vec![member.id] }),
            }
        }
        self.look(now);
        groups
    }

    /// Finds out who is due when, and whether anybody waits for more than there is.
    #[inline(never)]
    fn look(&mut self, now: Millis) {
        let (rows, all) = (self.rows, self.all);
        self.due = self.members.iter().fold(None, |due, member| earlier(due, member.due(rows, all, now)));
        self.is_waiting = self.members.iter().any(|member| member.wants && member.rows == rows);
    }
}

impl Member {
    /// When it is to be told what it does not know, of that much: the changes of rows, and of all.
    fn due(&self, rows: u64, all: u64, now: Millis) -> Option<Millis> {
        match self.wants {
            true if self.rows < rows => Some(now),
            true if self.all < all => Some(now.max(self.told + COUNTERS_EVERY_MS)),
            _ => None,
        }
    }
}
