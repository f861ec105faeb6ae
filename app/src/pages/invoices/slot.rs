//! Puts slots, the places that change, into the markup.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;

use crate::presenter::Slot;

/// The slots of a page, by name.
#[derive(Clone)]
pub struct Slots(Vec<Slot>);

impl Slots {
    /// The slots that [`crate::presenter::slots`] makes.
    pub fn new(slots: Vec<Slot>) -> Self {
        Self(slots)
    }

    /// Name, visibility and attributes for the element that shows the slot: `<b {..slots.at("rest")}>`.
    pub fn at(&self, name: &'static str) -> Vec<AnyAttribute> {
        let mut attributes = vec![custom_attribute("data-slot", name).into_any_attr()];
        if let Some(slot) = self.find(name) {
            for (key, value) in &slot.attributes {
                attributes.push(custom_attribute(*key, value.clone()).into_any_attr());
            }
            if !slot.shown {
                attributes.push(custom_attribute("hidden", "").into_any_attr());
            }
        }
        attributes
    }

    /// The text that stands in it.
    pub fn text(&self, name: &'static str) -> String {
        self.find(name).and_then(|slot| slot.text.clone()).unwrap_or_default()
    }

    fn find(&self, name: &str) -> Option<&Slot> {
        self.0.iter().find(|slot| slot.name == name)
    }
}
