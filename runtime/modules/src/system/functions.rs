//! The functions of `sys`.

use molt_frame::frame;
use molt_heap::collector;
use molt_kernel::modules::Module;
use molt_object::description::Functions;
use molt_object::exception::Exception;
use molt_object::function::Arity;
use molt_object::{
    Arguments, Borrowed, CoreType, Definition, Dict, Downcast, Owned, Result, Str, Token, Tuple, core_type, integer,
    raise, raised, type_of,
};
use molt_protocol::call;
use molt_support::arguments::int_argument;

/// Forgets the strs given to `sys.intern`, at shutdown.
pub fn forget_interned(token: Token<'_>) {
    drop(token.interpreter().values.interned.take());
}

fn exit(_: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    molt_protocol::parameters::no_keywords("sys.exit", &arguments)?;
    molt_protocol::parameters::positional("exit", &arguments, 0, 1)?;
    let status = arguments.positional().first().copied().filter(|status| !status.is_none());
    let class = core_type(CoreType::SystemExit).as_borrowed();
    let error = match status {
        None => call::call(class, &[])?,
        Some(status) => match status.downcast::<Tuple>() {
            Some(several) => call::call(class, several.items())?,
            None => call::call(class, &[status])?,
        },
    };
    Err(raised::raise_exception(error))
}

fn exception(_: Borrowed<'_>, _: Arguments<'_>) -> Result {
    Ok(raised::handled().unwrap_or(Owned::none()))
}

fn exc_info(_: Borrowed<'_>, _: Arguments<'_>) -> Result {
    let Some(error) = raised::handled() else {
        return Ok(Tuple::from_vec(vec![Owned::none(), Owned::none(), Owned::none()]));
    };
    let traceback = Exception::of(error.borrow()).and_then(|data| data.traceback.borrow().clone());
    let class = type_of(error.borrow()).own();
    Ok(Tuple::from_vec(vec![class, error, traceback.unwrap_or(Owned::none())]))
}

fn get_frame(_: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    molt_protocol::parameters::positional("_getframe", &arguments, 0, 1)?;
    let depth = arguments.positional().first().map_or(Ok(0), |&depth| int_argument(depth))?;
    frame::caller(usize::try_from(depth).unwrap_or(0))
        .ok_or_else(|| raise(CoreType::ValueError, "call stack is not deep enough"))
}

fn get_recursion_limit(own: Borrowed<'_>, _: Arguments<'_>) -> Result {
    Ok(integer::from_i64(i64::from(collector::recursion_limit(own.token()))))
}

fn set_recursion_limit(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let limit = int_argument(arguments.positional()[0])?;
    let Some(limit) = u32::try_from(limit).ok().filter(|&limit| limit > 0) else {
        return Err(raise(CoreType::ValueError, "recursion limit must be greater or equal than 1"));
    };
    let depth = collector::recursion_depth(own.token());
    if depth >= limit {
        return Err(raise(
            CoreType::RecursionError,
            format_args!(
                "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
            ),
        ));
    }
    collector::set_recursion_limit(own.token(), limit);
    Ok(Owned::none())
}

fn intern(_: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let text = arguments.positional()[0];
    let Some(own) = text.downcast_exact::<Str>() else {
        let found = type_of(text).name();
        if text.downcast::<Str>().is_some() {
            return Err(raise(CoreType::TypeError, format_args!("can't intern {found}")));
        }
        return Err(raise(CoreType::TypeError, format_args!("intern() argument must be str, not {found}")));
    };
    let table = text.token().interpreter().values.interned.get_or_insert_with(Dict::new);
    let Some(table) = Dict::of(table.borrow()) else { unreachable!("a dict") };
    if let Some(known) = table.get_str(own) {
        return Ok(known);
    }
    drop(table.try_insert_str_key(text.own(), text.own())?);
    Ok(text.own())
}

fn utf_8(_: Borrowed<'_>, _: Arguments<'_>) -> Result {
    Ok(Str::from_rust("utf-8"))
}

static FUNCTIONS: Functions = Functions::new(&[
    Definition {
        name: "exit",
        documentation: "Exit the interpreter by raising SystemExit(status).",
        arity: Arity::Any,
        function: exit,
    },
    Definition {
        name: "exception",
        documentation: "Return the current exception.",
        arity: Arity::None,
        function: exception,
    },
    Definition {
        name: "exc_info",
        documentation: "Return current exception information: (type, value, traceback).",
        arity: Arity::None,
        function: exc_info,
    },
    Definition {
        name: "_getframe",
        documentation: "Return a frame object from the call stack.",
        arity: Arity::Any,
        function: get_frame,
    },
    Definition {
        name: "getrecursionlimit",
        documentation: "Return the current value of the recursion limit.",
        arity: Arity::None,
        function: get_recursion_limit,
    },
    Definition {
        name: "setrecursionlimit",
        documentation: "Set the maximum depth of the Python interpreter stack to n.",
        arity: Arity::One,
        function: set_recursion_limit,
    },
    Definition { name: "intern", documentation: "``Intern'' the given string.", arity: Arity::One, function: intern },
    Definition {
        name: "getdefaultencoding",
        documentation: "Return the current default encoding used by the Unicode implementation.",
        arity: Arity::None,
        function: utf_8,
    },
    Definition {
        name: "getfilesystemencoding",
        documentation: "Return the encoding used to convert Unicode filenames to OS filenames.",
        arity: Arity::None,
        function: utf_8,
    },
    Definition {
        name: "getfilesystemencodeerrors",
        documentation: "Return the error mode used for Unicode to OS filename conversion.",
        arity: Arity::None,
        function: |_, _| Ok(Str::from_rust("surrogateescape")),
    },
    Definition {
        name: "is_finalizing",
        documentation: "Return True if Python is exiting.",
        arity: Arity::None,
        function: |_, _| Ok(Owned::bool(false)),
    },
]);

/// Defines the names.
pub(super) fn fill(module: &Module) {
    module.define_functions(&super::MODULE, &FUNCTIONS);
    super::hooks::fill(module);
}
