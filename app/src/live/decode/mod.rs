//! Reads, in the browser, the page's opening data and the messages of the socket.
//!
//! The format is the one that [`domain::invoices::wire`] and [`crate::wire`] write. The readers that serde would
//! generate check field by field which of thirty events they have, and build errors for everything else: as WebAssembly
//! that is a quarter of what every payer downloads. Here a text is first read into values, see [`super::json`], and a
//! list says which fields each event has, see [`event`]. Tests compare both readers. An event that cannot be read is
//! treated as one that this page does not know.
//!
//! What stands around the events does not grow with them and is read by hand: as lists it would be half a kilobyte
//! more.

mod event;
mod read;
#[cfg(test)]
mod tests;

use domain::Timestamp;
use domain::invoices::wire::PayerFrame;
use domain::proposals::MoreTime;

use self::read::field;
use super::json::Json;
use super::{Point, Presence, Refused, Setting, ToPage, Typing};
use crate::presenter::Paying;

pub fn to_page(json: &Json) -> Option<ToPage> {
    let present = |name| Some(json.get(name)).filter(|it| it.is_some());
    Some(ToPage {
        seq: json.get("seq").whole(),
        prev: json.get("prev").whole(),
        at: json.get("at").whole().map(Timestamp),
        tick: json.get("tick").whole(),
        resync: json.get("resync").is_true(),
        point: present("point").map(|it| Point { line: it.get("line").number() }),
        event: field(json, "event")?,
        frames: field(json, "frames")?,
        presence: present("presence").map(presence),
        typing: match present("typing") {
            None => None,
            Some(it) => Some(Typing { by: field(it, "by")?, on: it.get("on").is_true() }),
        },
        ack: json.get("ack").text().map(str::to_owned),
        refused: present("refused").map(|it| Refused {
            id: it.get("id").string(),
            code: it.get("code").string(),
            text: it.get("text").string(),
        }),
    })
}

/// The page's data for its island: the log, and the settings.
pub fn opening(json: &Json) -> Option<(Vec<PayerFrame>, Setting)> {
    let setting = json.get("setting");
    let (more_time, paying) = (setting.get("more_time"), setting.get("paying"));
    let setting = Setting {
        now: Timestamp(setting.get("now").whole()?),
        more_time: MoreTime {
            days: more_time.get("days").number()?,
            times: more_time.get("times").number()?,
        },
        paying: Paying {
            minimum_minor: paying.get("minimum_minor").whole().unwrap_or_default(),
            back_from: field(paying, "back_from")?,
        },
        base: setting.get("base").string(),
        biller: setting.get("biller").string(),
        zone: setting.get("zone").string(),
        language: setting.get("language").string(),
        texts: texts(setting.get("texts")),
    };
    Some((field(json, "log")?, setting))
}

fn texts(json: &Json) -> Vec<String> {
    json.list().iter().map(Json::string).collect()
}

fn presence(json: &Json) -> Presence {
    Presence { payers: json.get("payers").number().unwrap_or_default(), staff: texts(json.get("staff")) }
}
