//! The host that start-up installed.

use molt_host::Host;
use molt_object::{Token, token};

struct Installed(Box<dyn Host>);

/// Sets the host; to be called once, at start-up.
pub fn install(token: Token<'_>, host: Box<dyn Host>) {
    token.interpreter().hooks.provide(Box::leak(Box::new(Installed(host))));
}

/// The host.
pub fn host() -> &'static dyn Host {
    let installed = token().interpreter().hooks.provided::<Installed>();
    installed.expect("start-up installs the host first").0.as_ref()
}
