//! The API's description: OpenAPI 3.1 for programs, a page for people. The page loads nothing from other sites and runs
//! no script.

mod page;
mod problems;
mod sample;

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse;
use utoipa::ToSchema;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref,
    ResponseBuilder, Server,
};

use super::problem::Problem;
use super::tags;
use crate::state::App;

/// The parts of the description that are not endpoints.
pub fn frame() -> OpenApi {
    let key = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("An API key of the biller: `billow apikey add NAME` prints one."))
        .build();
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Billow")
                .version("1")
                .description(Some(
                    "Invoices as live pages: create them, record payments, follow what happens.",
                ))
                .license(Some(
                    LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build(),
                )),
        )
        .servers(Some([Server::new("/")]))
        .tags(Some(tags::ALL.map(|name| {
            let mut tag = utoipa::openapi::Tag::new(name);
            tag.description = Some(tags::about(name).into());
            tag
        })))
        .components(Some(components().security_scheme("key", SecurityScheme::Http(key)).build()))
        .security(Some([SecurityRequirement::new("key", Vec::<String>::new())]))
        .build()
}

/// The schema that every operation refers to, and no handler names.
fn components() -> ComponentsBuilder {
    let mut inner = Vec::new();
    Problem::schemas(&mut inner);
    ComponentsBuilder::new().schema_from::<Problem>().schemas_from_iter(inner)
}

/// Adds the problem answer to every operation.
pub fn complete(mut description: OpenApi) -> OpenApi {
    for item in description.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            add_problem(operation);
        }
    }
    description
}

fn add_problem(operation: &mut Operation) {
    let schema = Ref::from_schema_name("Problem");
    let response = ResponseBuilder::new()
        .description("The call failed, and nothing was changed; with the code outcome_unknown (503) nobody knows whether \
             it was done, and the same Idempotency-Key tells")
        .content("application/problem+json", ContentBuilder::new().schema(Some(schema)).build())
        .build();
    operation.responses.responses.insert("default".into(), response.into());
}

/// `GET /api/docs`
pub async fn page(State(app): State<App>, description: Arc<OpenApi>) -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'",
        ),
    ];
    (headers, page::render(&description, &app.settings.base_url))
}

/// `GET /api/docs.css`
pub async fn style() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, include_str!("docs.css"))
}
