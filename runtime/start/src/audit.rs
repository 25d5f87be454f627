//! The leak audit (`MOLT_DEBUG_REFCOUNTS=1`): after shutdown, says on the standard error what is alive and which
//! reference counts are uneven, in any case with the line `molt: N objects alive`.

use molt_heap::audit::{Audit, Findings};
use molt_object::{Token, builtins, native_type};
use molt_support::host::host;

use crate::static_objects;

/// Exit status when something is wrong.
const LEAKED: i32 = 120;

/// Starts an audit, if one is asked for.
pub fn start(token: Token<'_>) -> Option<Audit> {
    let asked = host().runtime_setting("MOLT_DEBUG_REFCOUNTS");
    if asked.as_deref() != Some(b"1") {
        return None;
    }
    // What is made while the program runs, and kept, would count as alive.
    let builtins = builtins::namespace();
    native_type::complete_all();
    Some(Audit::start(token, static_objects::all(), Some(builtins)))
}

/// Reports what the audit found; gives the exit status.
pub fn finish(token: Token<'_>, audit: Audit, status: i32) -> i32 {
    let findings = audit.finish(token);
    print(&findings);
    if findings.alive_count() + findings.uneven_count() == 0 { status } else { LEAKED }
}

fn print(findings: &Findings) {
    eprintln!("molt: {} objects alive", findings.alive_count());
    for (name, count) in &findings.alive {
        eprintln!("molt:   {count} {name}");
    }
    if findings.uneven_count() > 0 {
        eprintln!("molt: {} references to permanent objects uneven", findings.uneven_count());
        for (name, count) in &findings.uneven {
            eprintln!("molt:   {count} {name}");
        }
    }
}
