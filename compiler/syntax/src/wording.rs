//! Complaints about trees that parsed, in CPython's words where it has an equivalent.

use moltc_diagnostics::{Category, Diagnostic, Span};
use rustpython_ruff_python_ast::IrrefutablePatternKind;
use rustpython_ruff_python_parser::UnsupportedSyntaxError;
use rustpython_ruff_python_parser::semantic_errors::{
    SemanticSyntaxError, SemanticSyntaxErrorKind, WriteToDebugKind, YieldOutsideFunctionKind,
};
use rustpython_ruff_text_size::TextRange;

/// The parser's range as a span.
#[must_use]
pub fn span(range: TextRange) -> Span {
    Span::new(range.start().into(), range.end().into())
}

/// Syntax newer than the target version.
pub fn version_error(error: &UnsupportedSyntaxError) -> Diagnostic {
    Diagnostic::error(Category::SyntaxError, error.to_string(), span(error.range))
}

/// A complaint about a tree that parsed.
pub fn semantic_error(error: &SemanticSyntaxError) -> Diagnostic {
    use SemanticSyntaxErrorKind as Kind;
    let message = match &error.kind {
        Kind::LateFutureImport => "from __future__ imports must occur at the beginning of the file".to_owned(),
        Kind::ReboundComprehensionVariable => {
            "assignment expression cannot rebind comprehension iteration variable".to_owned()
        }
        Kind::MultipleCaseAssignment(name) => {
            format!("multiple assignments to name '{name}' in pattern")
        }
        Kind::IrrefutableCasePattern(IrrefutablePatternKind::Name(name)) => {
            format!("name capture '{name}' makes remaining patterns unreachable")
        }
        Kind::WriteToDebug(WriteToDebugKind::Store) => "cannot assign to __debug__".to_owned(),
        Kind::WriteToDebug(WriteToDebugKind::Delete(_)) => "cannot delete __debug__".to_owned(),
        Kind::DuplicateMatchClassAttribute(name) => {
            format!("attribute name repeated in class pattern: {name}")
        }
        Kind::DuplicateMatchKey(key) => format!("mapping pattern checks duplicate key ({key})"),
        Kind::InvalidStarExpression => "can't use starred expression here".to_owned(),
        Kind::MultipleStarredExpressions => "multiple starred expressions in assignment".to_owned(),
        Kind::YieldOutsideFunction(YieldOutsideFunctionKind::Await) => "'await' outside function".to_owned(),
        Kind::YieldOutsideFunction(YieldOutsideFunctionKind::YieldFrom) => "'yield from' outside function".to_owned(),
        Kind::YieldOutsideFunction(_) => "'yield' outside function".to_owned(),
        Kind::ReturnOutsideFunction => "'return' outside function".to_owned(),
        Kind::DuplicateParameter(name) => {
            format!("duplicate parameter '{name}' in function definition")
        }
        Kind::NonlocalAndGlobal(name) => format!("name '{name}' is nonlocal and global"),
        Kind::NonModuleImportStar(_) => "import * only allowed at module level".to_owned(),
        Kind::FutureFeatureNotDefined(name) => format!("future feature {name} is not defined"),
        Kind::BreakOutsideLoop => "'break' outside loop".to_owned(),
        Kind::ContinueOutsideLoop => "'continue' not properly in loop".to_owned(),
        Kind::GlobalParameter(name) => format!("name '{name}' is parameter and global"),
        Kind::InvalidExpression(..) => error.to_string().replace("a type annotation", "an annotation"),
        _ => error.to_string().replace('`', "'"),
    };
    Diagnostic::error(Category::SyntaxError, message, span(error.range))
}
