//! Strs the runtime itself looks up, made once and immortal.

use molt_abi::layout::IMMORTAL;
use molt_heap::interpreter::NAMES;

use crate::description::mark_reached;
use crate::native::Downcast;
use crate::{Borrowed, Str};

macro_rules! names {
    ($($variant:ident $text:literal,)*) => {
        /// A name the runtime looks up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Name { $(#[doc = concat!("`", $text, "`")] $variant),* }

        impl Name {
            const ALL: &[Name] = &[$(Name::$variant),*];
        }

        /// The texts, in order. Code that asks any object for an attribute refers to the one that is the attribute's name.
        #[unsafe(export_name = "molt_name_marks")]
        static TEXTS: [&str; Name::ALL.len()] = [$($text),*];
    };
}

names! {
    Abs "__abs__", Add "__add__", And "__and__", Annotations "__annotations__", Args "args", Bases "__bases__",
    Bool "__bool__", Builtins "builtins", Bytes "__bytes__", Call "__call__", Ceil "__ceil__", Class "__class__",
    ClassCell "__classcell__", ClassDictCell "__classdictcell__", ClassGetItem "__class_getitem__", Close "close", Code "__code__", Complex "__complex__",
    Contains "__contains__", Defaults "__defaults__", Del "__del__", DelAttr "__delattr__", DelItem "__delitem__",
    Delete "__delete__", Dict "__dict__", Dir "__dir__", DivMod "__divmod__", Doc "__doc__", Enter "__enter__",
    Eq "__eq__", Exit "__exit__", File "__file__", FirstLineNo "__firstlineno__", Float "__float__", Floor "__floor__",
    FloorDiv "__floordiv__", Format "__format__", Ge "__ge__", Get "__get__", GetAttr "__getattr__",
    GetAttribute "__getattribute__", GetItem "__getitem__", Gt "__gt__", Hash "__hash__", IAdd "__iadd__",
    IAnd "__iand__", IFloorDiv "__ifloordiv__", ILShift "__ilshift__", IMatMul "__imatmul__", IMod "__imod__",
    IMul "__imul__", IOr "__ior__", IPow "__ipow__", IRShift "__irshift__", ISub "__isub__", ITrueDiv "__itruediv__",
    IXor "__ixor__", Index "__index__", Init "__init__", InitSubclass "__init_subclass__", Instancecheck "__instancecheck__",
    Int "__int__", Invert "__invert__", Iter "__iter__", Keys "keys", KwDefaults "__kwdefaults__", LShift "__lshift__",
    Le "__le__", Len "__len__", LengthHint "__length_hint__", Lt "__lt__", Main "__main__", MatMul "__matmul__",
    Metaclass "metaclass", Missing "__missing__", Mod "__mod__", Module "__module__", Mro "__mro__", MroMethod "mro",
    MroEntries "__mro_entries__", Mul "__mul__", NameName "__name__", Ne "__ne__", Neg "__neg__", New "__new__",
    Next "__next__", Notes "__notes__", Or "__or__", Package "__package__", Path "__path__", Pos "__pos__", Pow "__pow__",
    Prepare "__prepare__", QualName "__qualname__", RAdd "__radd__", RAnd "__rand__", RDivMod "__rdivmod__",
    RFloorDiv "__rfloordiv__", RLShift "__rlshift__", RMatMul "__rmatmul__", RMod "__rmod__", RMul "__rmul__",
    ROr "__ror__", RPow "__rpow__", RRShift "__rrshift__", RShift "__rshift__", RSub "__rsub__", RTrueDiv "__rtruediv__",
    RXor "__rxor__", Repr "__repr__", Reversed "__reversed__", Round "__round__", Send "send", Set "__set__",
    SetAttr "__setattr__", SetItem "__setitem__", SetName "__set_name__", Slots "__slots__",
    StaticAttributes "__static_attributes__", Str "__str__", Sub "__sub__", Subclasscheck "__subclasscheck__",
    Throw "throw", TrueDiv "__truediv__", Trunc "__trunc__", TypeParams "__type_params__", Wrapped "__wrapped__",
    Xor "__xor__", All "__all__", AliasArguments "__args__", Derive "derive", ExitCode "code", FsPath "__fspath__",
    MappingGet "get", MatchArgs "__match_args__", Origin "__origin__", OriginalClass "__orig_class__", ReadLine "readline",
    Stdout "stdout", Stderr "stderr", Write "write", Flush "flush", Weakref "__weakref__",
}

const _: () = assert!(Name::ALL.len() <= NAMES);

/// [`name!`](crate::name).
#[inline(always)]
pub fn asked<const NUMBER: usize>() -> Name {
    mark_reached!(TEXTS, NUMBER * size_of::<&str>());
    const { Name::ALL[NUMBER] }
}

/// A [`Name`] to ask any object for an attribute with. The link step keeps the attributes of native types that go by the names
/// of this kind which are met in code that can be reached, and those that the program mentions itself; special methods that
/// belong to operations are found through their slots, and need not be asked for in this way.
#[macro_export]
macro_rules! name {
    ($variant:ident) => {
        $crate::names::asked::<{ $crate::Name::$variant as usize }>()
    };
}

impl Name {
    /// The text.
    pub const fn text(self) -> &'static str {
        TEXTS[self as usize]
    }
    /// The str as a value.
    pub fn value(self) -> Borrowed<'static> {
        let known = &crate::token().caches().names[self as usize];
        let mut value = known.get();
        // SAFETY: the strs are immortal.
        unsafe {
            if value.is_error() {
                value = Str::from_rust(self.text()).into_value();
                if let Some(header) = value.as_pointer() {
                    (*header).reference_count.set(IMMORTAL);
                }
                known.set(value);
            }
            Borrowed::from_value(value)
        }
    }
    /// The str.
    pub fn str(self) -> &'static Str {
        match self.value().downcast::<Str>() {
            Some(text) => text,
            None => unreachable!("names are strs"),
        }
    }
}
