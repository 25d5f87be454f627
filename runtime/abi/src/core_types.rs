//! The built-in types that compiled code or the lower runtime crates know by number. All others are static descriptions
//! (`molt_object::native_type`).

macro_rules! core_types {
    ($($variant:ident $name:literal $base:ident),* $(,)?) => {
        /// Index of a built-in type in the exported array `molt_core_types`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u32)]
        pub enum CoreType {
            $(#[doc = concat!("`", $name, "`")] $variant),*
        }
        impl CoreType {
            /// Every core type in index order.
            pub const ALL: &'static [CoreType] = &[$(CoreType::$variant),*];
            /// Number of core types.
            pub const COUNT: usize = Self::ALL.len();
            /// `__name__`.
            pub const fn name(self) -> &'static str {
                match self { $(CoreType::$variant => $name),* }
            }
            /// The first base; `object` is its own.
            pub const fn base(self) -> CoreType {
                match self { $(CoreType::$variant => CoreType::$base),* }
            }
        }
    };
}

core_types! {
    Object "object" Object,
    Type "type" Object,
    NoneType "NoneType" Object,
    NotImplementedType "NotImplementedType" Object,
    EllipsisType "ellipsis" Object,
    Int "int" Object,
    Bool "bool" Int,
    Float "float" Object,
    Str "str" Object,
    Bytes "bytes" Object,
    ByteArray "bytearray" Object,
    List "list" Object,
    Tuple "tuple" Object,
    Dict "dict" Object,
    Set "set" Object,
    FrozenSet "frozenset" Object,
    Function "function" Object,
    NativeFunction "builtin_function_or_method" Object,
    MethodDescriptor "method_descriptor" Object,
    SlotWrapper "wrapper_descriptor" Object,
    MethodWrapper "method-wrapper" Object,
    ClassMethodDescriptor "classmethod_descriptor" Object,
    GetSetDescriptor "getset_descriptor" Object,
    MemberDescriptor "member_descriptor" Object,
    Method "method" Object,
    StaticMethod "staticmethod" Object,
    ClassMethod "classmethod" Object,
    GenericAlias "types.GenericAlias" Object,
    Cell "cell" Object,
    Code "code" Object,
    Frame "frame" Object,
    Traceback "traceback" Object,
    Generator "generator" Object,
    ListIterator "list_iterator" Object,
    RangeIterator "range_iterator" Object,
    BaseException "BaseException" Object,
    BaseExceptionGroup "BaseExceptionGroup" BaseException,
    Exception "Exception" BaseException,
    GeneratorExit "GeneratorExit" BaseException,
    KeyboardInterrupt "KeyboardInterrupt" BaseException,
    SystemExit "SystemExit" BaseException,
    ArithmeticError "ArithmeticError" Exception,
    FloatingPointError "FloatingPointError" ArithmeticError,
    OverflowError "OverflowError" ArithmeticError,
    ZeroDivisionError "ZeroDivisionError" ArithmeticError,
    AssertionError "AssertionError" Exception,
    AttributeError "AttributeError" Exception,
    BufferError "BufferError" Exception,
    EOFError "EOFError" Exception,
    ImportError "ImportError" Exception,
    ModuleNotFoundError "ModuleNotFoundError" ImportError,
    LookupError "LookupError" Exception,
    IndexError "IndexError" LookupError,
    KeyError "KeyError" LookupError,
    MemoryError "MemoryError" Exception,
    NameError "NameError" Exception,
    UnboundLocalError "UnboundLocalError" NameError,
    OsError "OSError" Exception,
    BlockingIoError "BlockingIOError" OsError,
    ChildProcessError "ChildProcessError" OsError,
    ConnectionError "ConnectionError" OsError,
    BrokenPipeError "BrokenPipeError" ConnectionError,
    ConnectionAbortedError "ConnectionAbortedError" ConnectionError,
    ConnectionRefusedError "ConnectionRefusedError" ConnectionError,
    ConnectionResetError "ConnectionResetError" ConnectionError,
    FileExistsError "FileExistsError" OsError,
    FileNotFoundError "FileNotFoundError" OsError,
    InterruptedError "InterruptedError" OsError,
    IsADirectoryError "IsADirectoryError" OsError,
    NotADirectoryError "NotADirectoryError" OsError,
    PermissionError "PermissionError" OsError,
    ProcessLookupError "ProcessLookupError" OsError,
    TimeoutError "TimeoutError" OsError,
    UnsupportedOperation "UnsupportedOperation" OsError,
    ReferenceError "ReferenceError" Exception,
    RuntimeError "RuntimeError" Exception,
    NotImplementedError "NotImplementedError" RuntimeError,
    PythonFinalizationError "PythonFinalizationError" RuntimeError,
    RecursionError "RecursionError" RuntimeError,
    StopAsyncIteration "StopAsyncIteration" Exception,
    StopIteration "StopIteration" Exception,
    SyntaxError "SyntaxError" Exception,
    IndentationError "IndentationError" SyntaxError,
    TabError "TabError" IndentationError,
    IncompleteInputError "_IncompleteInputError" SyntaxError,
    SystemError "SystemError" Exception,
    TypeError "TypeError" Exception,
    ValueError "ValueError" Exception,
    UnicodeError "UnicodeError" ValueError,
    UnicodeDecodeError "UnicodeDecodeError" UnicodeError,
    UnicodeEncodeError "UnicodeEncodeError" UnicodeError,
    UnicodeTranslateError "UnicodeTranslateError" UnicodeError,
    Warning "Warning" Exception,
    BytesWarning "BytesWarning" Warning,
    DeprecationWarning "DeprecationWarning" Warning,
    EncodingWarning "EncodingWarning" Warning,
    FutureWarning "FutureWarning" Warning,
    ImportWarning "ImportWarning" Warning,
    PendingDeprecationWarning "PendingDeprecationWarning" Warning,
    ResourceWarning "ResourceWarning" Warning,
    RuntimeWarning "RuntimeWarning" Warning,
    SyntaxWarning "SyntaxWarning" Warning,
    UnicodeWarning "UnicodeWarning" Warning,
    UserWarning "UserWarning" Warning,
    ExceptionGroup "ExceptionGroup" BaseExceptionGroup,
}
