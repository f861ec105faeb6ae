//! Links over the API.

use axum::body::Body;
use serde_json::{Value, json};

use crate::client::Client;

/// The status of the page at a link.
async fn opens(client: &Client, link: &Value) -> u16 {
    let path = link.as_str().unwrap().trim_start_matches("https://pay.example.com").to_owned();
    client.get(&path).await.status.as_u16()
}

async fn revoke(client: &Client, id: &Value) -> crate::client::Answer {
    let path = format!("/api/v1/links/{}", id.as_str().unwrap());
    client.send(client.request("DELETE", &path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn there_is_one_link_for_each_channel_and_copy() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/links");
    let email = client.post(&path, &json!({"channel": "email"})).await.expect(201);
    let again = client.post(&path, &json!({"channel": "email"})).await.expect(201);
    assert_eq!(email, again, "the one that works is shown");
    let copy = client.post(&path, &json!({"channel": "email", "copy": 2})).await.expect(201);
    assert_ne!(copy["link"], email["link"]);
    let list = client.get(&path).await.expect(200);
    let shown: Vec<&Value> = list["links"].as_array().unwrap().iter().map(|link| &link["link"]).collect();
    assert_eq!(shown.len(), 3, "with the one that was made with the invoice");
    assert!(shown.contains(&&email["link"]) && shown.contains(&&copy["link"]));
    assert_eq!(opens(&client, &email["link"]).await, 200);
}

#[tokio::test]
async fn a_revoked_link_ends_and_comes_back_under_another_address() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/links");
    let link = client.post(&path, &json!({"channel": "sms"})).await.expect(201);
    assert_eq!(revoke(&client, &link["id"]).await.status, 204);
    assert_eq!(revoke(&client, &link["id"]).await.status, 204, "again it changes nothing");
    assert_eq!(opens(&client, &link["link"]).await, 404);
    let list = client.get(&path).await.expect(200);
    let found = list["links"].as_array().unwrap().iter().find(|one| one["id"] == link["id"]).unwrap().clone();
    assert_eq!(found["state"], "revoked");
    assert!(found["revoked_at"].is_i64());
    let anew = client.post(&path, &json!({"channel": "sms"})).await.expect(201);
    assert_eq!(anew["id"], link["id"]);
    assert_ne!(anew["link"], link["link"]);
    assert_eq!(opens(&client, &anew["link"]).await, 200);
    assert_eq!(opens(&client, &link["link"]).await, 404, "the old address stays ended");
}

#[tokio::test]
async fn a_rotated_link_has_another_address() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/links");
    let old = client.post(&path, &json!({"channel": "print"})).await.expect(201);
    let new = client.post(&path, &json!({"channel": "print", "rotate": true})).await.expect(201);
    assert_eq!(opens(&client, &old["link"]).await, 404);
    assert_eq!(opens(&client, &new["link"]).await, 200);
}

#[tokio::test]
async fn what_cannot_be_a_link_is_refused() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/links");
    for (body, place) in [
        (json!({"channel": "pigeon"}), "/channel"),
        (json!({"channel": "email", "copy": 0}), "/copy"),
        (json!({"channel": "email", "copy": 1_001}), "/copy"),
        (json!({"channel": "email", "expires_at": 1}), "/expires_at"),
        (json!({}), ""),
    ] {
        assert_eq!(client.post(&path, &body).await.only_error(422).0, place, "{body}");
    }
    let far = json!({"channel": "email", "expires_at": 4_102_444_800_000_i64});
    let made = client.post(&path, &far).await.expect(201);
    assert_eq!(made["expires_at"], far["expires_at"]);
}
