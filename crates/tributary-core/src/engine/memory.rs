//! All buffers together take no more than a limit: what lingers goes first, then the oldest rows of the largest.

use super::Engine;
use super::upstream::Upstream;
use crate::time::Millis;

impl Engine {
    /// Other limits than those of [`crate::limits`]: on what all buffers take, in bytes.
    #[must_use]
    pub fn with_memory(mut self, bytes: usize) -> Self {
        self.memory = bytes;
        self
    }

    /// Whether nothing is left that anybody could come back for.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.upstreams.is_empty()
    }

    /// Makes buffers smaller until they are within the limit.
    #[inline]
    pub(super) fn keep_within_memory(&mut self, now: Millis) {
        while self.upstreams.values().map(Upstream::memory).sum::<usize>() > self.memory {
            let oldest = self.upstreams.values().filter_map(Upstream::next_expiry).min();
            let is_smaller = match oldest {
                Some(oldest) => {
                    self.upstreams.values_mut().for_each(|upstream| upstream.expire_streams(oldest));
                    true
                }
                None => {
                    let largest = self.upstreams.values_mut().max_by_key(|upstream| upstream.memory());
                    largest.is_some_and(|upstream| upstream.shed(now))
                }
            };
            if !is_smaller {
                break;
            }
        }
    }
}
