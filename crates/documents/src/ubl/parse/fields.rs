//! Single values into their slots: what stands twice, and what does not look like a date, number or
//! amount, is recorded where it stands.

use domain::{Date, Decimal};

use super::super::names::Ns;
use super::super::raw::{Amount, RawAmount, Slot};
use super::super::reader::{Element, Read, Xml};
use super::super::values;
use super::{MAX_ID, MAX_PROSE};

impl<'a> Xml<'a, '_> {
    /// An element's text with white space collapsed.
    pub(super) fn line(&mut self, element: &Element<'a>, max_chars: usize) -> Read<String> {
        Ok(values::one_line(self.text(element, max_chars)?))
    }

    /// An element's text with its line breaks, for notes and descriptions.
    pub(super) fn prose(&mut self, element: &Element<'a>) -> Read<String> {
        Ok(self.text(element, MAX_PROSE)?.trim().to_owned())
    }

    /// An element's text in one line into its slot; an empty element is no value.
    pub(super) fn line_into(
        &mut self,
        element: &Element<'a>,
        slot: &mut Slot<String>,
        max_chars: usize,
    ) -> Read<()> {
        let text = self.line(element, max_chars)?;
        if !text.is_empty() {
            self.fill(element, slot, Some(text));
        }
        Ok(())
    }

    pub(super) fn prose_into(&mut self, element: &Element<'a>, slot: &mut Slot<String>) -> Read<()> {
        let text = self.prose(element)?;
        if !text.is_empty() {
            self.fill(element, slot, Some(text));
        }
        Ok(())
    }

    pub(super) fn date_into(&mut self, element: &Element<'a>, slot: &mut Slot<Date>) -> Read<()> {
        let text = self.line(element, MAX_ID)?;
        if text.is_empty() {
            return Ok(());
        }
        let date = values::date(&text);
        if date.is_none() {
            let message =
                format!("{} is “{}”, which is no date of the form 2026-05-31", element.name, shown(&text));
            self.problems.add("PEPPOL-EN16931-F001", element.at, message);
        }
        self.fill(element, slot, date);
        Ok(())
    }

    pub(super) fn decimal_into(&mut self, element: &Element<'a>, slot: &mut Slot<Decimal>) -> Read<()> {
        let figure = self.decimal(element, "NUMBER")?;
        self.fill(element, slot, figure);
        Ok(())
    }

    pub(super) fn boolean_into(&mut self, element: &Element<'a>, slot: &mut Slot<bool>) -> Read<()> {
        let text = self.line(element, MAX_ID)?;
        let value = values::boolean(&text);
        if value.is_none() {
            let message = format!("{} is “{}”, it must be true or false", element.name, shown(&text));
            self.problems.add("PEPPOL-EN16931-R043", element.at, message);
        }
        self.fill(element, slot, value);
        Ok(())
    }

    pub(super) fn amount_into(&mut self, element: &Element<'a>, slot: &mut Amount) -> Read<()> {
        let currency = self.attribute(element, "currencyID")?;
        let figure = self.decimal(element, "AMOUNT")?;
        self.fill(element, slot, figure.map(|figure| RawAmount { figure, currency }));
        Ok(())
    }

    pub(super) fn quantity_into(
        &mut self,
        element: &Element<'a>,
        slot: &mut Slot<(Decimal, Option<String>)>,
    ) -> Read<()> {
        let unit = self.attribute(element, "unitCode")?.filter(|unit| !unit.is_empty());
        let figure = self.decimal(element, "NUMBER")?;
        self.fill(element, slot, figure.map(|figure| (figure, unit)));
        Ok(())
    }

    /// The one child that matters of the element whose start tag was read last, into its slot.
    pub(super) fn only_child(
        &mut self,
        wanted: (Ns, &str),
        slot: &mut Slot<String>,
        max_chars: usize,
    ) -> Read<()> {
        while let Some(child) = self.child()? {
            if (child.ns, child.name) == wanted {
                self.line_into(&child, slot, max_chars)?;
            } else {
                self.skip()?;
            }
        }
        Ok(())
    }

    pub(super) fn fill<T>(&mut self, element: &Element<'a>, slot: &mut Slot<T>, value: Option<T>) {
        if !slot.is_absent() {
            self.twice(element);
            return;
        }
        *slot = value.map_or(Slot::Unreadable, |value| Slot::Given(value, element.at));
    }

    pub(super) fn once<T>(&mut self, element: &Element<'a>, group: &mut Option<T>, value: T) {
        if group.is_some() {
            self.twice(element);
            return;
        }
        *group = Some(value);
    }

    pub(super) fn push<T>(
        &mut self,
        element: &Element<'a>,
        list: &mut Vec<T>,
        value: T,
        max: usize,
    ) -> Read<()> {
        if list.len() >= max {
            let message = format!("{} stands more than the {max} times that are accepted", element.name);
            return Err(self.halt("LIMIT", element.at, message));
        }
        list.push(value);
        Ok(())
    }

    fn decimal(&mut self, element: &Element<'a>, rule: &'static str) -> Read<Option<Decimal>> {
        let text = self.line(element, MAX_ID)?;
        let figure = values::decimal(&text);
        if figure.is_none() {
            let message = if text.is_empty() {
                format!("{} is empty", element.name)
            } else {
                format!("{} is “{}”, which is no plain number such as -1234.50", element.name, shown(&text))
            };
            self.problems.add(rule, element.at, message);
        }
        Ok(figure)
    }

    fn twice(&mut self, element: &Element<'a>) {
        self.problems.add(
            "DUPLICATE",
            element.at,
            format!("{} stands a second time here, it may stand once", element.name),
        );
    }
}

fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}
