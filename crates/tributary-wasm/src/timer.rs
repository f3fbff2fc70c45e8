//! The single `setTimeout`.

use std::cell::Cell;

use js_sys::Function;
use tributary_core::Millis;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // A number in browsers, whether in a page or in a Worker.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(handler: &Function, delay_ms: f64) -> f64;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: f64);
}

/// What a timer is set to.
#[derive(Clone, Copy, Debug)]
struct Armed {
    id: f64,
    deadline: Millis,
}

/// A deadline that calls back once; dropping it cancels.
#[derive(Debug)]
pub(crate) struct Timer {
    callback: Closure<dyn FnMut()>,
    armed: Cell<Option<Armed>>,
}

/// A longer delay overflows to none at all; waking up early once in 24 days is harmless.
const LONGEST_MS: u64 = i32::MAX as u64;

impl Timer {
    pub(crate) fn new(callback: impl FnMut() + 'static) -> Self {
        Self { callback: Closure::new(callback), armed: Cell::new(None) }
    }

    /// To be called first by the callback: the timeout has fired and is no more.
    pub(crate) fn fired(&self) {
        self.armed.set(None);
    }

    /// Calls back at `deadline`, or somewhat earlier if the timer was set so before: setting it anew for each
    /// message would cost more than one call too many.
    pub(crate) fn arm(&self, deadline: Option<Millis>, now: Millis) {
        let armed = self.armed.get();
        let is_needed = |deadline: Millis| armed.is_none_or(|a| deadline < a.deadline);
        let Some(deadline) = deadline.filter(|&d| is_needed(d)) else { return };
        self.cancel();
        let delay = (deadline - now).min(LONGEST_MS);
        let id = set_timeout(self.callback.as_ref().unchecked_ref(), delay as f64);
        self.armed.set(Some(Armed { id, deadline }));
    }

    fn cancel(&self) {
        if let Some(armed) = self.armed.take() {
            clear_timeout(armed.id);
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.cancel();
    }
}
