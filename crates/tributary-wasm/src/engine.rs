//! The class that JavaScript sees.

use std::rc::Rc;

use tributary_core::engine::Page;
use tributary_core::spec::SubscriptionSpec;
use wasm_bindgen::prelude::*;

use crate::driver::Driver;
use crate::json::json;
use crate::outside::Outside;
use crate::powers;

/// Every connection, stream and subscription of a page. `free()` closes every socket and timer.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    driver: Rc<Driver>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine without subscriptions. `seed` is for the jitter of reconnecting; `outside` gets each event
    /// of the engine protocol, and has to be between this object's methods and who calls them.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(seed: f64, outside: Outside) -> Self {
        powers::put_back();
        Self { driver: Driver::new(seed.to_bits(), outside) }
    }

    /// Adds a subscription; `spec` is the protocol's `SubscriptionSpec`. What is wrong with it comes as an
    /// `error` event.
    pub fn subscribe(&self, id: u32, spec: JsValue) {
        match SubscriptionSpec::read(json(spec)) {
            Ok(spec) => self.driver.subscribe(id, &spec),
            Err(error) => {
                self.driver.unsubscribe(id);
                self.driver.reject(id, &error);
            }
        }
    }

    /// Ends a subscription; an unknown id is ignored.
    pub fn unsubscribe(&self, id: u32) {
        self.driver.unsubscribe(id);
    }

    /// A subscription wants to be told, once, what it does not know yet; that it subscribes says so, too.
    pub fn want(&self, id: u32) {
        self.driver.want(id);
    }

    /// Gives the connections of a data source's instance (its `scope`) new sockets at once.
    pub fn reconnect(&self, scope: &str) {
        self.driver.reconnect(scope);
    }

    /// The page is looked at again, has the network back, or goes on after it stood still.
    pub fn resume(&self) {
        self.driver.handle_page(Page::Resumed);
    }

    /// The page is put away, and kept only if it has no sockets.
    pub fn suspend(&self) {
        self.driver.handle_page(Page::Suspended);
    }

    /// A policy of the page forbids to dial addresses that start so; `text` says which, and what to do.
    pub fn forbid(&self, start: &str, text: &str) {
        self.driver.handle_forbidden(start, text);
    }
}
