//! The page for people: the description in chapters.

use std::fmt::{self, Display, Write};

use serde_json::Value;
use utoipa::openapi::OpenApi;

use super::problems::CODES;
use super::sample;
use crate::routes::api::problem::in_words;
use crate::routes::api::tags;

/// The whole page.
pub fn render(description: &OpenApi, base_url: &str) -> String {
    // The description is plain data with text keys: it can always be serialised.
    let description = serde_json::to_value(description).unwrap_or_default();
    let mut html = String::with_capacity(128 * 1024);
    // Writing to a string does not fail.
    let _ = Writer { description: &description, base_url }.document(&mut html);
    html
}

/// Escapes text for HTML.
struct Text<'a>(&'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// Prose as HTML: text between back-ticks is code.
struct Prose<'a>(&'a str);

impl Display for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.0.split('`').enumerate() {
            if at % 2 == 1 {
                write!(f, "<code>{}</code>", Text(part))?;
            } else {
                write!(f, "{}", Text(part))?;
            }
        }
        Ok(())
    }
}

/// An operation with its path and method.
struct Operation<'a> {
    method: &'a str,
    path: &'a str,
    value: &'a Value,
}

impl<'a> Operation<'a> {
    fn id(&self) -> &'a str {
        self.value["operationId"].as_str().unwrap_or_default()
    }

    fn summary(&self) -> &'a str {
        self.value["summary"].as_str().unwrap_or_default()
    }

    fn parameters(&self) -> impl Iterator<Item = &'a Value> {
        self.value["parameters"].as_array().into_iter().flatten()
    }

    fn needs_key(&self) -> bool {
        self.parameters().any(|one| one["name"] == "Idempotency-Key" && one["required"] == true)
    }
}

struct Writer<'a> {
    description: &'a Value,
    base_url: &'a str,
}

impl<'a> Writer<'a> {
    fn operations(&self, tag: &str) -> Vec<Operation<'a>> {
        let paths = self.description["paths"].as_object().into_iter().flatten();
        paths
            .flat_map(|(path, item)| {
                ["post", "get", "patch", "delete"].into_iter().filter_map(|method| {
                    let value = item.get(method)?;
                    Some(Operation { method, path, value })
                })
            })
            .filter(|operation| operation.value["tags"][0] == tag)
            .collect()
    }

    fn document(&self, html: &mut String) -> fmt::Result {
        html.write_str(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\">\
             <title>Billow API</title><link rel=\"stylesheet\" href=\"/api/docs.css\"></head><body>\
             <a class=\"skip\" href=\"#content\">To the content</a>",
        )?;
        self.navigation(html)?;
        html.write_str("<main id=\"content\">")?;
        self.introduction(html)?;
        for tag in tags::ALL {
            let about = Prose(tags::about(tag));
            write!(html, "<section><h2 id=\"{}\">{tag}</h2><p>{about}</p>", tag.to_lowercase())?;
            for operation in self.operations(tag) {
                self.operation(html, &operation)?;
            }
            html.write_str("</section>")?;
        }
        self.types(html)?;
        Self::problems(html)?;
        html.write_str("</main></body></html>\n")
    }

    fn navigation(&self, html: &mut String) -> fmt::Result {
        html.write_str("<nav aria-label=\"Endpoints\"><a class=\"brand\" href=\"#content\">Billow API</a>")?;
        for tag in tags::ALL {
            write!(html, "<h2><a href=\"#{}\">{tag}</a></h2><ul>", tag.to_lowercase())?;
            for operation in self.operations(tag) {
                let (id, method) = (operation.id(), operation.method);
                let summary = Text(operation.summary());
                write!(html, "<li><a href=\"#{id}\"><b class=\"{method}\">{method}</b> {summary}</a></li>")?;
            }
            html.write_str("</ul>")?;
        }
        html.write_str(
            "<h2>Reference</h2><ul><li><a href=\"#types\">Types</a></li>\
             <li><a href=\"#problems\">Problems</a></li>\
             <li><a href=\"/api/openapi.json\">OpenAPI 3.1</a></li></ul></nav>",
        )
    }

    fn introduction(&self, html: &mut String) -> fmt::Result {
        let base = Text(self.base_url);
        write!(
            html,
            "<h1>Billow API</h1>\
             <p class=\"lead\">Create invoices, record payments, and follow what happens. Everything that is \
             done here appears at once on the page that the payer has open.</p>\
             <pre><code>export BILLOW_KEY=…   # billow apikey add NAME prints one\n\
             curl {base}/api/v1/invoices -H \"Authorization: Bearer $BILLOW_KEY\"</code></pre>\
             <h2 id=\"rules\">Rules that hold everywhere</h2><dl class=\"rules\">\
             <dt>Keys</dt><dd>Every call carries <code>Authorization: Bearer KEY</code>. A key belongs to one \
             biller; what belongs to another one is not found.</dd>\
             <dt>Idempotency</dt><dd>Every call that changes something takes an <code>Idempotency-Key</code>, and \
             calls that move money need one. The same key with the same input does nothing twice and answers the \
             same, with 200 instead of 201; with another input it answers 409. Keys are kept 30 days, for each \
             API key apart.</dd>\
             <dt>Money</dt><dd>Amounts end in <code>_minor</code> and are integers of minor units: öre, cents, yen, \
             fils. Quantities, unit prices and rates are decimals: JSON strings such as <code>\"1.432\"</code>, or \
             integers. A JSON number with a fraction is refused.</dd>\
             <dt>Time</dt><dd>Days are written <code>2026-11-30</code> and count in the biller’s time zone. \
             Instants are UTC milliseconds.</dd>\
             <dt>Errors</dt><dd>Every error is a problem (RFC 9457) with a stable <code>code</code>, and for bad \
             input every place that is wrong. Nothing has changed then; with <code>outcome_unknown</code> alone \
             nobody knows, and the same call under the same key tells. <a href=\"#problems\">All codes</a></dd>\
             <dt>Unknown fields</dt><dd>are refused, so that a misspelt one is not lost.</dd></dl>"
        )
    }

    fn operation(&self, html: &mut String, operation: &Operation<'_>) -> fmt::Result {
        let Operation { method, path, value } = operation;
        write!(
            html,
            "<article id=\"{id}\"><h3><a href=\"#{id}\">{summary}</a></h3>\
             <p class=\"address\"><b class=\"{method}\">{method}</b> <code>{path}</code></p>",
            id = operation.id(),
            summary = Text(operation.summary()),
            path = Text(path),
        )?;
        if let Some(text) = value["description"].as_str() {
            write!(html, "<p>{}</p>", Prose(text))?;
        }
        if operation.parameters().next().is_some() {
            html.write_str("<h4>Parameters</h4><table><tbody>")?;
            for one in operation.parameters() {
                let name = one["name"].as_str().unwrap_or_default();
                let about = one["description"].as_str().unwrap_or_default();
                let place = one["in"].as_str().unwrap_or_default();
                self.row(html, name, &one["schema"], one["required"] == true, about, place)?;
            }
            html.write_str("</tbody></table>")?;
        }
        self.body(html, value)?;
        self.curl(html, operation)?;
        self.answers(html, value)?;
        html.write_str("</article>")
    }

    fn row(
        &self,
        html: &mut String,
        name: &str,
        schema: &Value,
        required: bool,
        about: &str,
        place: &str,
    ) -> fmt::Result {
        let need = if required { " <em>required</em>" } else { "" };
        let place = if place.is_empty() { String::new() } else { format!("<small>{place}</small>") };
        write!(html, "<tr><th scope=\"row\"><code>{}</code>{need}{place}</th><td>", Text(name))?;
        self.kind(html, schema)?;
        write!(html, "</td><td>{}</td></tr>", Prose(about))
    }

    /// The type of a value in words; named types are links.
    fn kind(&self, html: &mut String, schema: &Value) -> fmt::Result {
        if let Some(name) = sample::name_of(schema) {
            return write!(html, "<a href=\"#type-{name}\">{name}</a>");
        }
        if let Some(names) = schema["enum"].as_array() {
            let names: Vec<String> = names
                .iter()
                .filter_map(Value::as_str)
                .map(|name| format!("<code>{}</code>", Text(name)))
                .collect();
            return html.write_str(&names.join(" · "));
        }
        for key in ["oneOf", "anyOf", "allOf"] {
            let variants: Vec<&Value> =
                schema[key].as_array().into_iter().flatten().filter(|one| one["type"] != "null").collect();
            for (at, variant) in variants.iter().enumerate() {
                if at > 0 {
                    html.write_str(" or ")?;
                }
                self.kind(html, variant)?;
            }
            if !variants.is_empty() {
                return Ok(());
            }
        }
        match (sample::type_of(schema), schema["format"].as_str()) {
            ("array", _) => {
                html.write_str("list of ")?;
                self.kind(html, &schema["items"])
            }
            ("string", Some(format)) => html.write_str(format),
            ("string", None) => html.write_str("text"),
            (other, _) => html.write_str(other),
        }
    }

    fn body(&self, html: &mut String, operation: &Value) -> fmt::Result {
        let Some(contents) = operation["requestBody"]["content"].as_object() else { return Ok(()) };
        html.write_str("<h4>Body</h4><p>")?;
        for (at, (media_type, content)) in contents.iter().enumerate() {
            let or = if at > 0 { ", or " } else { "" };
            write!(html, "{or}<code>{}</code>: ", Text(media_type))?;
            if media_type.ends_with("xml") {
                html.write_str("the file")?;
            } else {
                self.kind(html, &content["schema"])?;
            }
        }
        html.write_str("</p>")
    }

    fn curl(&self, html: &mut String, operation: &Operation<'_>) -> fmt::Result {
        let path = operation.path.replace("{id}", "$INVOICE").replace("{payment_id}", "$PAYMENT");
        let path = path.replace("{link_id}", "$LINK").replace("{payer_id}", "$PAYER");
        let path = path.replace("{refund_id}", "$REFUND");
        let mut line = String::from("curl");
        if operation.method != "get" {
            write!(line, " -X {}", operation.method.to_uppercase())?;
        }
        write!(line, " {}{path} \\\n  -H \"Authorization: Bearer $BILLOW_KEY\"", self.base_url)?;
        if operation.needs_key() {
            line.push_str(" \\\n  -H \"Idempotency-Key: $(uuidgen)\"");
        }
        let schema = &operation.value["requestBody"]["content"]["application/json"]["schema"];
        if !schema.is_null() {
            let example = sample::of(schema, self.description);
            let json = serde_json::to_string_pretty(&example).unwrap_or_default();
            write!(line, " \\\n  -H \"Content-Type: application/json\" -d '{json}'")?;
        }
        write!(html, "<pre><code>{}</code></pre>", Text(&line))
    }

    fn answers(&self, html: &mut String, operation: &Value) -> fmt::Result {
        html.write_str("<h4>Answers</h4><table><tbody>")?;
        let responses = operation["responses"].as_object();
        for (status, response) in responses.into_iter().flatten() {
            let about = response["description"].as_str().unwrap_or_default();
            write!(html, "<tr><th scope=\"row\"><code>{}</code></th><td>", Text(status))?;
            for (media_type, content) in response["content"].as_object().into_iter().flatten() {
                if media_type.ends_with("json") {
                    self.kind(html, &content["schema"])?;
                } else {
                    write!(html, "<code>{}</code>", Text(media_type))?;
                }
            }
            write!(html, "</td><td>{}</td></tr>", Prose(about))?;
        }
        html.write_str("</tbody></table>")?;
        let good = responses.into_iter().flatten().find(|(status, _)| status.starts_with('2'));
        let schema = good.map(|(_, response)| &response["content"]["application/json"]["schema"]);
        if let Some(schema) = schema.filter(|schema| !schema.is_null()) {
            let example = sample::of(schema, self.description);
            let json = serde_json::to_string_pretty(&example).unwrap_or_default();
            write!(html, "<pre><code>{}</code></pre>", Text(&json))?;
        }
        Ok(())
    }

    fn types(&self, html: &mut String) -> fmt::Result {
        html.write_str("<section><h2 id=\"types\">Types</h2>")?;
        for (name, schema) in self.description["components"]["schemas"].as_object().into_iter().flatten() {
            write!(html, "<article id=\"type-{name}\"><h3><a href=\"#type-{name}\">{name}</a></h3>")?;
            if let Some(about) = schema["description"].as_str() {
                write!(html, "<p>{}</p>", Prose(about))?;
            }
            match schema["properties"].as_object() {
                None => {
                    html.write_str("<p>")?;
                    self.kind(html, schema)?;
                    html.write_str("</p>")?;
                }
                Some(properties) => {
                    let required = schema["required"].as_array();
                    html.write_str("<table><tbody>")?;
                    for (field, property) in properties {
                        let required = required.is_some_and(|names| names.iter().any(|name| name == field));
                        let about = property["description"].as_str().unwrap_or_default();
                        self.row(html, field, property, required, about, "")?;
                    }
                    html.write_str("</tbody></table>")?;
                }
            }
            html.write_str("</article>")?;
        }
        html.write_str("</section>")
    }

    fn problems(html: &mut String) -> fmt::Result {
        html.write_str(
            "<section><h2 id=\"problems\">Problems</h2><p>Errors are <code>application/problem+json</code>. \
             Programs go by <code>code</code>; <code>detail</code> is for people.</p><table><tbody>",
        )?;
        for one in CODES {
            write!(
                html,
                "<tr id=\"problem-{code}\"><th scope=\"row\"><code>{code}</code><small>{title}</small></th>\
                 <td>{status}</td><td>{meaning}</td></tr>",
                code = one.code,
                title = in_words(one.code),
                status = one.status,
                meaning = Prose(one.meaning),
            )?;
        }
        html.write_str("</tbody></table></section>")
    }
}
