//! The class that JavaScript sees.

use std::rc::Rc;

use js_sys::Function;
use tributary_core::error::{Code, Error};
use tributary_core::spec::SubscriptionSpec;
use wasm_bindgen::prelude::*;

use crate::driver::Driver;
use crate::powers;

/// Every connection, stream and subscription of a page. `free()` closes every socket and timer.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    driver: Rc<Driver>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine without subscriptions. `seed` is for the jitter of reconnecting; `emit` is called with each
    /// event of the engine protocol, never from within a call to this object's own methods' borrowed state.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(seed: f64, emit: Function) -> Self {
        powers::put_back();
        Self { driver: Driver::new(seed.to_bits(), emit) }
    }

    /// Adds a subscription; `spec` is the protocol's `SubscriptionSpec`. What is wrong with it comes as an
    /// `error` event.
    pub fn subscribe(&self, id: u32, spec: JsValue) {
        match serde_wasm_bindgen::from_value::<SubscriptionSpec>(spec) {
            Ok(spec) => self.driver.subscribe(id, &spec),
            Err(e) => {
                self.driver.unsubscribe(id);
                let message = format!("This subscription does not have the agreed shape: {e}.");
                self.driver.reject(id, &Error::new(Code::SpecInvalid, message));
            }
        }
    }

    /// Ends a subscription; an unknown id is ignored.
    pub fn unsubscribe(&self, id: u32) {
        self.driver.unsubscribe(id);
    }
}
