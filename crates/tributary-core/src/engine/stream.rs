//! One stream: a query, its buffer, and who is subscribed to it.

use super::audience::{Audience, Change, Group};
use super::commit::Commit;
use super::output::SubscriptionId;
use super::snapshot::{Snapshot, SnapshotColumn, SnapshotSeries};
use super::stats::{Failure, Stats};
use crate::buffer::Buffer;
use crate::eval::Budget;
use crate::extract::{Message, Plan, Query, Trie};
use crate::spec::{StreamSpec, SubscriptionSpec, TopicSpec, ViewSpec};
use crate::time::{Millis, earlier};

/// A stream of rows that any number of subscriptions share.
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) spec: StreamSpec,
    pub(super) query: Query,
    plan: Plan,
    buffer: Buffer,
    stats: Stats,
    pub(super) audience: Audience,
    /// Whether messages may have been missed since the last row.
    has_gap: bool,
    /// When the buffer goes, once nobody is subscribed.
    pub(super) expires: Option<Millis>,
}

impl Stream {
    #[inline]
    pub(super) fn new(spec: &SubscriptionSpec, query: Query, trie: &mut Trie) -> Self {
        let plan = query.plan(trie);
        Self {
            spec: spec.stream.clone(),
            buffer: Buffer::new(plan.columns(), &spec.stream.buffer, spec.stream.sort_window_ms),
            query,
            plan,
            stats: Stats::default(),
            audience: Audience::default(),
            has_gap: false,
            expires: None,
        }
    }

    /// Adds a subscription, which is told what is buffered.
    #[inline]
    pub(super) fn join(&mut self, id: SubscriptionId, view: Option<ViewSpec>, now: Millis) {
        self.audience.join(id, view, now);
        self.expires = None;
    }

    /// Ends a subscription; the buffer lingers after the last one. The topic that nobody here wants any more.
    #[inline]
    pub(super) fn leave(&mut self, id: SubscriptionId, now: Millis) -> Option<TopicSpec> {
        let was_last = self.audience.leave(id, now) && self.audience.is_empty();
        if was_last {
            self.expires = Some(now + self.spec.linger_ms);
        }
        self.topic().filter(|_| was_last)
    }

    /// The topic that its first subscription wants, before it joins.
    #[inline]
    pub(super) fn wants(&self) -> Option<TopicSpec> {
        self.topic().filter(|_| self.audience.is_empty())
    }

    /// Whether its messages come from a topic.
    pub(super) fn lives_on(&self, topic: &TopicSpec) -> bool {
        self.topic().as_ref() == Some(topic)
    }

    #[inline]
    fn topic(&self) -> Option<TopicSpec> {
        let subscribe = self.spec.subscribe.clone()?;
        Some(TopicSpec { subscribe, unsubscribe: self.spec.unsubscribe.clone() })
    }

    /// Messages may have been missed: no line is to be drawn over that.
    pub(super) fn note_gap(&mut self) {
        self.has_gap = !self.buffer.is_empty();
    }

    /// Whom to tell at `now`.
    #[inline]
    pub(super) fn take(&mut self, now: Millis) -> Vec<Group> {
        self.audience.take(now)
    }

    /// The clock was set back.
    pub(super) fn set_back(&mut self, ms: u64) {
        self.audience.set_back(ms);
        self.expires = self.expires.map(|at| at.set_back(ms));
    }

    /// Puts the query into a new trie; the buffer stays.
    pub(super) fn replan(&mut self, trie: &mut Trie) {
        self.plan = self.query.plan(trie);
    }

    /// Whether it matters when the next message comes.
    pub(super) fn needs_time(&self) -> bool {
        self.audience.is_waiting() || self.plan.tells_time()
    }

    /// A message that was read: commits its rows, or counts why there are none.
    pub(super) fn commit(&mut self, message: &Message<'_>, budget: &mut Budget, now: Millis) {
        budget.refill();
        let mut rows = match self.plan.rows(message, budget) {
            Ok(rows) => rows,
            Err(error) => return self.fail(&Failure::over_budget(&error), now),
        };
        self.stats.messages += 1;
        if self.has_gap && rows.as_ref().is_some_and(|rows| !rows.is_empty()) {
            self.has_gap = false;
            self.buffer.push_gap();
        }
        let committed = match &mut rows {
            Some(rows) => Commit { message: message.text, now, stats: &mut self.stats }.rows(rows, &mut self.buffer),
            None => {
                self.stats.filtered += 1;
                false
            }
        };
        let changed = self.buffer.expire(now) || committed;
        self.audience.note(if changed { Change::Rows } else { Change::Counters }, now);
    }

    /// A message that could not be read.
    pub(super) fn fail(&mut self, failure: &Failure, now: Millis) {
        self.stats.messages += 1;
        self.stats.failed += 1;
        self.stats.last_failure = Some(failure.clone());
        self.audience.note(Change::Rows, now);
    }

    /// What the buffer takes, about, in bytes.
    pub(super) fn memory(&self) -> usize {
        self.buffer.memory()
    }

    /// Gives up the buffer's oldest rows; whether there are any to give up.
    #[inline]
    pub(super) fn shed(&mut self, now: Millis) -> bool {
        let has_shed = self.buffer.shed();
        if has_shed {
            self.audience.note(Change::Rows, now);
        }
        has_shed
    }

    pub(super) fn next_deadline(&self) -> Option<Millis> {
        earlier(self.audience.due(), self.expires)
    }

    /// What was counted. Rows that are too old by now are told of next.
    #[inline]
    pub(super) fn count(&mut self, now: Millis) -> &Stats {
        if self.buffer.expire(now) {
            self.audience.note(Change::Rows, now);
        }
        self.stats.read(&self.buffer);
        &self.stats
    }

    #[inline]
    pub(super) fn snapshot(&mut self, view: Option<ViewSpec>, now: Millis) -> Snapshot<'_> {
        self.buffer.expire(now);
        self.stats.read(&self.buffer);
        let contents = match view {
            Some(view) => self.buffer.read_view(view, now),
            None => self.buffer.read(),
        };
        let columns = self.plan.columns();
        Snapshot {
            length: contents.length,
            columns: columns.iter().zip(contents.columns).map(|(c, ring)| SnapshotColumn::new(c, ring)).collect(),
            series: contents.series.map(|series| SnapshotSeries::new(columns, series)),
            selected: contents.selected,
            stats: &self.stats,
        }
    }
}
