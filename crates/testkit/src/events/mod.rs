//! One event of every type: what each test of coverage goes through. An event that is not here does not compile.

mod stored;
mod wire;

pub use stored::{complete_document, invoice_events};
pub use wire::{payer_events, staff_only_events};

/// A list of values with every variant of an enum. A variant that is missing does not compile; one may be there more
/// than once.
#[macro_export]
macro_rules! every_variant {
    ($kind:ident: $($variant:ident $({ $($fields:tt)* })? $(( $($content:tt)* ))?),+ $(,)?) => {{
        #[allow(unreachable_patterns)]
        let _every_variant_is_listed = |one: &$kind| match one {
            $($kind::$variant { .. } => (),)+
        };
        vec![$($kind::$variant $({ $($fields)* })? $(( $($content)* ))?),+]
    }};
}
