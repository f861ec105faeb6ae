//! Example values, generated from the description's schemas.

use serde_json::{Map, Value, json};

/// A value that fits the schema: its example, or one made from its parts.
pub fn of(schema: &Value, description: &Value) -> Value {
    let schema = resolve(schema, description);
    if let Some(example) = schema.get("example") {
        return example.clone();
    }
    if let Some(first) = schema.get("enum").and_then(|names| names.get(0)) {
        return first.clone();
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        let variants = schema.get(key).and_then(Value::as_array);
        if let Some(variant) = variants.and_then(|all| all.iter().find(|one| one["type"] != "null")) {
            return of(variant, description);
        }
    }
    match type_of(schema) {
        "object" => {
            let properties = schema.get("properties").and_then(Value::as_object);
            let sample: Map<String, Value> = properties
                .into_iter()
                .flatten()
                .map(|(name, property)| (name.clone(), of(property, description)))
                .collect();
            Value::Object(sample)
        }
        "array" => json!([of(&schema["items"], description)]),
        "integer" | "number" => json!(0),
        "boolean" => json!(false),
        "string" => match schema["format"].as_str() {
            Some("uuid") => json!("0199b5f3-9f3c-7f4e-8d6a-3f1f2e9a7c10"),
            Some("date") => json!("2026-11-30"),
            _ => json!("…"),
        },
        _ => Value::Null,
    }
}

/// The schema that a reference names.
pub fn resolve<'a>(schema: &'a Value, description: &'a Value) -> &'a Value {
    name_of(schema).map_or(schema, |name| &description["components"]["schemas"][name])
}

/// The name in a reference.
pub fn name_of(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// The schema's type; if there are several, the one that is not null.
pub fn type_of(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(name) => name,
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).find(|name| *name != "null").unwrap_or_default()
        }
        _ => "",
    }
}
