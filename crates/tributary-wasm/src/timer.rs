//! The single `setTimeout`.

use std::cell::Cell;

use tributary_core::Millis;
use wasm_bindgen::prelude::*;

use crate::outside::Outside;

/// A deadline that calls back once; dropping it cancels.
#[derive(Debug)]
pub(crate) struct Timer {
    outside: Outside,
    callback: Closure<dyn FnMut()>,
    armed: Cell<Option<Millis>>,
}

/// No timeout is longer than this: it counts awake time only, and a computer that has slept should be noticed
/// within a second of waking.
const LONGEST_MS: u64 = 1_000;

impl Timer {
    pub(crate) fn new(outside: Outside, callback: impl FnMut() + 'static) -> Self {
        Self { outside, callback: Closure::new(callback), armed: Cell::new(None) }
    }

    /// To be called first by the callback: the timeout has fired and is no more.
    pub(crate) fn fired(&self) {
        self.armed.set(None);
    }

    /// Calls back at `deadline`, or earlier: if it is far, or if the timer was set so before, since setting it anew
    /// for each message would cost more than one call too many.
    pub(crate) fn arm(&self, deadline: Option<Millis>, now: Millis) {
        let Some(deadline) = deadline.map(|d| d.min(now + LONGEST_MS)) else { return };
        if self.armed.get().is_some_and(|armed| armed <= deadline) {
            return;
        }
        let delay = deadline - now;
        self.outside.set_timeout(self.callback.as_ref().unchecked_ref(), delay as f64);
        self.armed.set(Some(deadline));
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.outside.clear_timeout();
    }
}
