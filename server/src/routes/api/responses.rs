//! Responses that several endpoints share, for `responses(…)` of a `utoipa::path`.
//!
//! They refer to schemas by name. `Problem` is in the frame of the description, and a [`Repeated`] is always used
//! beside the 201 response that brings its schema in.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

use super::problem::Problem;

type Responses = BTreeMap<String, RefOr<Response>>;

fn one<T: ToSchema>(status: u16, description: &str, media_type: &str) -> Responses {
    let schema = Ref::from_schema_name(T::name());
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let response = ResponseBuilder::new().description(description).content(media_type, content).build();
    BTreeMap::from([(status.to_string(), response.into())])
}

macro_rules! problems {
    ($($name:ident = $status:literal $description:literal),+ $(,)?) => {$(
        pub enum $name {}

        impl IntoResponses for $name {
            fn responses() -> Responses {
                one::<Problem>($status, $description, "application/problem+json")
            }
        }
    )+};
}

problems! {
    Refused = 409 "The rules do not allow it",
    RefusedOrOtherContent = 409 "The rules do not allow it, or it was recorded with other content",
    NumberTaken = 409 "The number is taken by another document",
    NotPending = 409 "It is not pending",
    NotSettled = 409 "It is not settled",
    NotMatched = 409 "It is not matched, or was paid back in part",
    NotJoined = 409 "It is not joined, or the other one was taken back",
    AlreadyEnded = 409 "It had ended before",
    TooLittle = 409 "There is less than asked for",
    InvalidIdentity = 422 "It is none",
    InvalidDocument = 422 "It does not add up, or a field is wrong",
    InvalidBankFile = 422 "It is no bank file, or does not agree with itself",
    MovedOnByHand = 422 "Something of it was moved on by hand",
}

macro_rules! known {
    ($($name:ident = $description:literal),+ $(,)?) => {$(
        pub struct $name<T>(PhantomData<T>);

        impl<T: ToSchema> IntoResponses for $name<T> {
            fn responses() -> Responses {
                one::<T>(200, $description, "application/json")
            }
        }
    )+};
}

known! {
    Repeated = "The same call again",
    AlreadyThere = "It was there already",
}
