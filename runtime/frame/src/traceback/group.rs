//! Exception groups as trees, and the margin that nested output gets.

use super::report::{Report, ReportId, Reports};

const MOST_MEMBERS: usize = 15;
const DEEPEST: usize = 10;

/// Text written so far, and how deep in groups the writer is.
#[derive(Default)]
pub(super) struct Output {
    pub text: String,
    depth: usize,
    needs_close: bool,
}

impl Output {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }
    /// Writes text, each line behind the margin.
    pub fn emit(&mut self, text: &str, margin: Option<char>) {
        if self.depth == 0 {
            self.text.push_str(text);
            return;
        }
        let prefix = format!("{}{} ", self.indent(), margin.unwrap_or('|'));
        for line in text.split_inclusive('\n') {
            if line.trim_end_matches('\n').chars().all(char::is_whitespace) {
                // Like `textwrap.indent` with a predicate that accepts every line.
                self.text.push_str(&prefix);
                self.text.push_str(line);
            } else {
                self.text.push_str(&prefix);
                self.text.push_str(line);
            }
        }
    }
}

/// Writes a group and its members.
pub(super) fn write(reports: &Reports, report: &Report, members: &[ReportId], output: &mut Output) {
    if output.depth > DEEPEST {
        output.emit(&format!("... (max_group_depth is {DEEPEST})\n"), None);
        return;
    }
    let is_top = output.depth == 0;
    if is_top {
        output.depth += 1;
    }
    if !report.stack.is_empty() {
        output.emit("Exception Group Traceback (most recent call last):\n", is_top.then_some('+'));
    }
    for text in report.stack.iter().chain(&report.summary) {
        output.emit(text, None);
    }
    let shown = if members.len() <= MOST_MEMBERS { members.len() } else { MOST_MEMBERS + 1 };
    output.needs_close = false;
    for index in 0..shown {
        let is_last = index + 1 == shown;
        if is_last {
            output.needs_close = true;
        }
        let truncated = index >= MOST_MEMBERS;
        let title = if truncated { "...".to_owned() } else { (index + 1).to_string() };
        let lead = if index == 0 { "+-" } else { "  " };
        let line = format!("{}{lead}+---------------- {title} ----------------\n", output.indent());
        output.text.push_str(&line);
        output.depth += 1;
        if truncated {
            let remaining = members.len() - MOST_MEMBERS;
            output.emit(&format!("and {remaining} more exception{}\n", if remaining > 1 { "s" } else { "" }), None);
        } else {
            reports.write(members[index], output);
        }
        if is_last && output.needs_close {
            let line = format!("{}+------------------------------------\n", output.indent());
            output.text.push_str(&line);
            output.needs_close = false;
        }
        output.depth -= 1;
    }
    if is_top {
        output.depth = 0;
    }
}
