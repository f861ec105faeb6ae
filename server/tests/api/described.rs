//! Holds answers against the OpenAPI description: the status is named, every field is described and has
//! its type, and nothing required is missing.

use std::sync::OnceLock;

use serde_json::Value;

use crate::client::Answer;

static DESCRIPTION: OnceLock<Value> = OnceLock::new();

/// The template of a path in the description.
pub fn template<'a>(description: &'a Value, path: &str) -> Option<&'a str> {
    let matches = |template: &str| {
        let (mut ours, mut theirs) = (template.split('/'), path.split('/'));
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return true,
                (Some(part), Some(_)) if part.starts_with('{') => {}
                (Some(a), Some(b)) if a == b => {}
                _ => return false,
            }
        }
    };
    description["paths"].as_object().unwrap().keys().map(String::as_str).find(|one| matches(one))
}

/// Holds an answer against the description; answers of addresses that are not in it have to be problems.
pub fn check(method: &str, path: &str, answer: &Answer) {
    let description = DESCRIPTION.get_or_init(read);
    let media_type = answer.header("content-type").split(';').next().unwrap().to_owned();
    if !answer.status.is_success() {
        if path.starts_with("/api/") {
            assert_eq!(media_type, "application/problem+json", "{method} {path} {}", answer.status);
            let problem = answer.json();
            holds(&problem, &serde_json::json!({"$ref": "#/components/schemas/Problem"}), description, "");
            assert_eq!(problem["status"], answer.status.as_u16());
            assert_eq!(problem["type"], format!("/api/docs#problem-{}", problem["code"].as_str().unwrap()));
            assert_eq!(problem["request_id"], answer.header("x-request-id"));
        }
        return;
    }
    let Some(template) = template(description, path) else { return };
    let operation = &description["paths"][template][method];
    let response = &operation["responses"][answer.status.as_str()];
    assert!(!response.is_null(), "{method} {template} does not say that it answers {}", answer.status);
    match response["content"].as_object() {
        None => assert!(answer.bytes.is_empty(), "{method} {template} answers more than it says"),
        Some(contents) => {
            let content = contents.get(&media_type).unwrap_or_else(|| panic!("{template}: {media_type}"));
            if media_type == "application/json" {
                holds(&answer.json(), &content["schema"], description, template);
            }
        }
    }
}

/// The description, read outside of any runtime that a test may be in.
fn read() -> Value {
    std::thread::spawn(|| {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            use tower::ServiceExt;
            let server = crate::support::TestServer::start().await;
            let request = axum::http::Request::get("/api/openapi.json").body(axum::body::Body::empty());
            let response = server::router(server.app.clone()).oneshot(request.unwrap()).await.unwrap();
            let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            serde_json::from_slice(&bytes).unwrap()
        })
    })
    .join()
    .unwrap()
}

pub fn description() -> &'static Value {
    DESCRIPTION.get_or_init(read)
}

/// Whether `value` is what `schema` says.
fn holds(value: &Value, schema: &Value, description: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return holds(value, &description["components"]["schemas"][name], description, at);
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(variants) = schema[key].as_array() {
            let variant = variants.iter().find(|one| (one["type"] == "null") == value.is_null());
            return holds(value, variant.unwrap_or_else(|| panic!("{at}: {value}")), description, at);
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.is_empty() || types.contains(&found), "{at}: {value} is not {types:?}");
    if let Some(names) = schema["enum"].as_array() {
        assert!(names.contains(value), "{at}: {value} is not one of {names:?}");
    }
    if let Value::Array(items) = value {
        for (index, item) in items.iter().enumerate() {
            holds(item, &schema["items"], description, &format!("{at}/{index}"));
        }
    }
    let (Value::Object(fields), Some(properties)) = (value, schema["properties"].as_object()) else { return };
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(fields.contains_key(name.as_str().unwrap()), "{at}: {name} is missing in {value}");
    }
    for (name, field) in fields {
        let property = properties.get(name).unwrap_or_else(|| panic!("{at}: {name} is not described"));
        holds(field, property, description, &format!("{at}/{name}"));
    }
}
