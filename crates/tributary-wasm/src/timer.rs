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

/// No timeout is longer than this: it counts awake time only, and a computer that has slept should be noticed
/// within a second of waking.
const LONGEST_MS: u64 = 1_000;

impl Timer {
    pub(crate) fn new(callback: impl FnMut() + 'static) -> Self {
        Self { callback: Closure::new(callback), armed: Cell::new(None) }
    }

    /// To be called first by the callback: the timeout has fired and is no more.
    pub(crate) fn fired(&self) {
        self.armed.set(None);
    }

    /// Calls back at `deadline`, or earlier: if it is far, or if the timer was set so before, since setting it anew
    /// for each message would cost more than one call too many.
    pub(crate) fn arm(&self, deadline: Option<Millis>, now: Millis) {
        let Some(deadline) = deadline.map(|d| d.min(now + LONGEST_MS)) else { return };
        if self.armed.get().is_some_and(|armed| armed.deadline <= deadline) {
            return;
        }
        self.cancel();
        let delay = deadline - now;
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
