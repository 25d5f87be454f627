//! Expressions. Operands are evaluated in the order in which the fields are listed.

use moltc_diagnostics::Span;

use crate::{Constant, FunctionId, LocalId, Place, Statement, Target, Text};

/// An expression with the range that tracebacks mark for its operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// What it computes.
    pub kind: ExpressionKind,
    /// The whole expression in the source.
    pub span: Span,
}

/// The kinds of expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A literal.
    Constant(Constant),
    /// The builtin class `AssertionError`, whatever that name is bound to.
    AssertionError,
    /// The value of a name.
    Load(Place),
    /// `-x`, `+x`, `~x`.
    Unary(UnaryOperator, Box<Expression>),
    /// `not x`.
    Not(Box<Expression>),
    /// `left operator right`.
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// `first op a op b ...`: each operand evaluated at most once; stops at the first false result, whose value is the
    /// result. One comparison is a chain of one. The span of each comparison is the whole expression.
    Compare {
        /// The left-most operand.
        first: Box<Expression>,
        /// Comparison and right operand, at least one.
        rest: Vec<(Comparison, Expression)>,
    },
    /// `and`/`or` of at least two operands; the value is the last one evaluated.
    Boolean(BooleanOperator, Vec<Expression>),
    /// `body if test else orelse`. `test` is evaluated first.
    Conditional {
        /// The test.
        test: Box<Expression>,
        /// The value if true.
        body: Box<Expression>,
        /// The value if false.
        orelse: Box<Expression>,
    },
    /// `object.name`.
    Attribute {
        /// The object.
        object: Box<Expression>,
        /// The attribute, mangled.
        name: String,
    },
    /// `object[index]`.
    Subscript {
        /// The object.
        object: Box<Expression>,
        /// The index, maybe a [`Slice`](ExpressionKind::Slice).
        index: Box<Expression>,
    },
    /// A slice object; missing parts are `None`.
    Slice {
        /// Lower bound.
        lower: Option<Box<Expression>>,
        /// Upper bound.
        upper: Option<Box<Expression>>,
        /// Step.
        step: Option<Box<Expression>>,
    },
    /// A call. Callee, then positional arguments, then keywords, whatever their order in the source.
    Call {
        /// The callee. If it is an `Attribute`, a method call need not make the bound method, but the lookup happens
        /// before the arguments are evaluated.
        function: Box<Expression>,
        /// Positional arguments, stars in place.
        arguments: Vec<Element>,
        /// Keyword arguments, double stars in place.
        keywords: Vec<Keyword>,
        /// Set for `super()` without arguments inside a method: what it would look up in the frame, should the callee turn
        /// out to be the builtin `super`.
        implicit_super: Option<ImplicitSuper>,
    },
    /// A tuple display.
    Tuple(Vec<Element>),
    /// A list display.
    List(Vec<Element>),
    /// A set display, never empty.
    Set(Vec<Element>),
    /// A dict display.
    Dict(Vec<DictItem>),
    /// An f-string: the parts, formatted and joined. Each value is evaluated and formatted before the next.
    FormattedString(Vec<FormatPart>),
    /// `name := value`; the value of the expression is `value`.
    Assign {
        /// Where it is stored.
        place: Place,
        /// The value.
        value: Box<Expression>,
    },
    /// Makes a function object from a unit. Defaults are evaluated first; then the cells of
    /// [`free_variables`](crate::Function::free_variables) are captured.
    MakeFunction {
        /// The unit.
        function: FunctionId,
        /// Values of the positional defaults.
        defaults: Vec<Expression>,
        /// Values of the keyword-only defaults, by name.
        keyword_defaults: Vec<(String, Expression)>,
        /// The unit that evaluates the annotations; it is made last.
        annotate: Option<FunctionId>,
    },
    /// Makes a class: `__build_class__(body, name, *bases, **keywords)`.
    MakeClass {
        /// The class body's unit; its cells are captured first.
        body: FunctionId,
        /// The class's name.
        name: String,
        /// The bases, stars in place.
        bases: Vec<Element>,
        /// The keywords (`metaclass=` too), double stars in place.
        keywords: Vec<Keyword>,
    },
    /// A list, set or dict comprehension, run inside this unit.
    Comprehension(Box<Comprehension>),
    /// A generator expression: evaluates `iterable`, takes `iter()` of it (an error is marked at `iterable`), then makes
    /// the generator from the unit with that iterator as the argument.
    Generator {
        /// The unit.
        function: FunctionId,
        /// The iterable of the first `for`.
        iterable: Box<Expression>,
    },
    /// `yield [value]`; the value is what is sent in.
    Yield(Option<Box<Expression>>),
    /// `yield from iterable`; the value is what the inner iterator returns.
    YieldFrom(Box<Expression>),
    /// A primitive of `match`.
    Pattern(Box<PatternOperation>),
    /// Statements run for effect, then a value. Only `match` makes it, to bind inside a test; the statements are
    /// [`Assign`](crate::StatementKind::Assign).
    Block(Vec<Statement>, Box<Expression>),
}

/// Unary operators that call a special method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOperator {
    /// `-`
    Negative,
    /// `+`
    Positive,
    /// `~`
    Invert,
}

/// Binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `@`
    MatrixMultiply,
    /// `/`
    TrueDivide,
    /// `//`
    FloorDivide,
    /// `%`
    Remainder,
    /// `**`
    Power,
    /// `<<`
    LeftShift,
    /// `>>`
    RightShift,
    /// `&`
    BitAnd,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
}

/// `and` and `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BooleanOperator {
    /// `and`
    And,
    /// `or`
    Or,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `in`
    In,
    /// `not in`
    NotIn,
}

/// An item of a display or a positional argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    /// One value.
    Item(Expression),
    /// `*iterable`. Errors about iterating it are marked at the whole display or call.
    Star(Expression),
}

/// A keyword argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Keyword {
    /// `name=value`.
    Named(String, Expression),
    /// `**mapping`. Errors about it are marked at the whole display or call.
    DoubleStar(Expression),
}

/// An entry of a dict display.
#[derive(Clone, Debug, PartialEq)]
pub enum DictItem {
    /// `key: value`; the key is evaluated first.
    Pair(Expression, Expression),
    /// `**mapping`. Errors about it are marked at the whole display or call.
    DoubleStar(Expression),
}

/// A piece of an f-string.
#[derive(Clone, Debug, PartialEq)]
pub enum FormatPart {
    /// Literal text.
    Literal(Text),
    /// `{value!conversion:specification}`.
    Value {
        /// The value.
        value: Expression,
        /// Applied first.
        conversion: Conversion,
        /// The format specification, evaluated after `value` and its conversion; `None` is the empty one.
        specification: Option<Box<Expression>>,
        /// The field with its braces: where formatting errors are marked.
        span: Span,
    },
}

/// The conversion of a formatted value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Conversion {
    /// None given.
    None,
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

/// What zero-argument `super()` finds in its frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImplicitSuper {
    /// The `__class__` cell: `Free`, or `Cell` directly in a class body; `None` if there is no such cell
    /// ("super(): __class__ cell not found").
    pub class: Option<Place>,
    /// The first positional parameter; `None` if there is none ("super(): no arguments").
    pub first_argument: Option<Place>,
}

/// An inlined comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    /// What is built, and from which expressions.
    pub kind: ComprehensionKind,
    /// The `for` clauses, outermost first, at least one.
    pub clauses: Vec<ComprehensionClause>,
    /// The hidden locals. They are unbound on entry (a fresh cell is made for those that are cells) and cleared on exit.
    pub hidden_locals: Vec<LocalId>,
}

/// What a comprehension builds.
#[derive(Clone, Debug, PartialEq)]
pub enum ComprehensionKind {
    /// A list of the element.
    List(Expression),
    /// A set of the element.
    Set(Expression),
    /// A dict of key (evaluated first) and value.
    Dict(Expression, Expression),
}

/// One `for` of a comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct ComprehensionClause {
    /// The iterable. The outermost is evaluated before the hidden locals are set up.
    pub iterable: Expression,
    /// Where each item is stored.
    pub target: Target,
    /// The `if`s.
    pub conditions: Vec<Expression>,
}

/// The primitives that `match` is lowered to; they are CPython's `MATCH_*` operations.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternOperation {
    /// Whether the subject can match a sequence pattern.
    IsSequence(Expression),
    /// Whether the subject can match a mapping pattern.
    IsMapping(Expression),
    /// `len(subject)`, whatever the name `len` is bound to.
    Length(Expression),
    /// The tuple of the subject's values for the keys or `None` if one is missing.
    Keys {
        /// The mapping.
        subject: Expression,
        /// The keys, a tuple.
        keys: Expression,
    },
    /// A new dict of the mapping's items without the keys.
    Rest {
        /// The mapping.
        subject: Expression,
        /// The keys, a tuple.
        keys: Expression,
    },
    /// The tuple of the attributes that a class pattern asks for, or `None` if the subject is no instance.
    Class {
        /// The subject.
        subject: Expression,
        /// The class.
        class: Expression,
        /// Number of positional subpatterns.
        positional: u32,
        /// Names of keyword subpatterns.
        keywords: Vec<String>,
    },
}
