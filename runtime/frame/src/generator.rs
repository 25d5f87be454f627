//! Generators: running them, throwing into them, closing them, and the type's methods.

use molt_object::exception::{self, Exception, Traceback};
use molt_object::raised::{self, Raised};
use molt_object::slots::Slots;
use molt_object::{Borrowed, CoreType, Downcast, Generator, Owned, Result, Str, Tuple, core_type, name, raise};
use molt_protocol::native_type::{self, GetSet, TypeDefinition};
use molt_protocol::{call, convert, exceptions, native_function};

use crate::{frame, raising};

/// What a step of a generator came to.
pub enum Step {
    /// It yielded.
    Yielded(Owned),
    /// It returned.
    Returned(Owned),
}

/// What is being done when a generator, or what it delegates to, is closed.
const CLOSING: &str = "while closing generator";

fn generator(value: Borrowed<'_>) -> &Generator {
    match value.downcast::<Generator>() {
        Some(generator) => generator,
        None => unreachable!("a generator's method on another object"),
    }
}

/// Runs a generator: sends a value in or, without one, throws the pending exception in.
pub fn step(own: Borrowed<'_>, sent: Option<Borrowed<'_>>) -> Result<Step> {
    let generator = generator(own);
    if generator.is_running() {
        let pending = raised::take_pending();
        drop(pending);
        return Err(raise(CoreType::ValueError, "generator already executing"));
    }
    if generator.is_finished() {
        return match sent {
            Some(_) => Ok(Step::Returned(Owned::none())),
            None => Err(raised::assume_raised()),
        };
    }
    if generator.resume_index() == 0
        && let Some(sent) = sent
        && !sent.is_none()
    {
        return Err(raise(CoreType::TypeError, "can't send non-None value to a just-started generator"));
    }
    run(generator, sent)
}

fn run(generator: &Generator, sent: Option<Borrowed<'_>>) -> Result<Step> {
    generator.clear_delegate();
    raised::enter_generator(generator.take_handled());
    if sent.is_none() {
        raised::chain_pending();
    }
    generator.set_running(true);
    let result = generator.resume(sent);
    generator.set_running(false);
    let handled = raised::leave_generator();
    match result {
        Ok(value) if generator.is_finished() => {
            generator.finish();
            Ok(Step::Returned(value))
        }
        Ok(value) => {
            generator.set_handled(handled);
            generator.settle_delegate();
            Ok(Step::Yielded(value))
        }
        Err(raised) => {
            let exception = raised::take(raised);
            generator.finish();
            if !exception::is_instance(exception.borrow(), CoreType::StopIteration) {
                return Err(raised::restore(exception));
            }
            Err(raise_caused("generator raised StopIteration", exception))
        }
    }
}

/// RuntimeError with this cause and context.
fn raise_caused(message: &str, cause: Owned) -> Raised {
    let message = Str::from_rust(message);
    let error = exception::new(core_type(CoreType::RuntimeError), &[message.borrow()]);
    if let Some(data) = Exception::of(error.borrow()) {
        data.suppress_context.set(true);
        drop(data.context.replace(Some(cause.clone())));
        drop(data.cause.replace(Some(cause)));
    }
    raised::restore(error)
}

fn value_of(step: Step) -> Result {
    match step {
        Step::Yielded(value) => Ok(value),
        Step::Returned(value) => Err(raising::raise_stop_iteration(value)),
    }
}

/// The `next` slot: None at the end, StopIteration when there is a result.
pub fn next(own: Borrowed<'_>) -> Result<Option<Owned>> {
    let none = Owned::none();
    match step(own, Some(none.borrow()))? {
        Step::Yielded(value) => Ok(Some(value)),
        Step::Returned(value) if value.borrow().is_none() => Ok(None),
        Step::Returned(value) => Err(raising::raise_stop_iteration(value)),
    }
}

fn send(own: Borrowed<'_>, value: Borrowed<'_>) -> Result {
    value_of(step(own, Some(value))?)
}

fn throw(
    own: Borrowed<'_>,
    class: Borrowed<'_>,
    value: Option<Borrowed<'_>>,
    traceback: Option<Borrowed<'_>>,
) -> Result {
    let exception = thrown(class, value.filter(|value| !value.is_none()), traceback.filter(|value| !value.is_none()))?;
    // The pending exception is thrown in by `step`.
    let _ = raised::restore(exception);
    value_of(step(own, None)?)
}

/// The exception that the arguments of `throw` describe.
fn thrown(class: Borrowed<'_>, value: Option<Borrowed<'_>>, traceback: Option<Borrowed<'_>>) -> Result {
    if traceback.is_some_and(|traceback| traceback.payload::<Traceback>().is_none()) {
        return Err(raise(CoreType::TypeError, "throw() third argument must be a traceback object"));
    }
    let exception = if raising::exception_class(class).is_some() {
        match value {
            Some(value) if raising::matches_instance(value, class) => value.own(),
            Some(value) => match value.downcast::<Tuple>() {
                Some(values) => raising::instantiate(class, values.items())?,
                None => raising::instantiate(class, &[value])?,
            },
            None => raising::instantiate(class, &[])?,
        }
    } else if raising::is_exception(class) {
        if value.is_some() {
            return Err(raise(CoreType::TypeError, "instance exception may not have a separate value"));
        }
        class.own()
    } else {
        let found = molt_object::type_of(class).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("exceptions must be classes or instances deriving from BaseException, not {found}"),
        ));
    };
    if let (Some(traceback), Some(data)) = (traceback, Exception::of(exception.borrow())) {
        drop(data.traceback.replace(Some(traceback.own())));
    }
    Ok(exception)
}

/// `close()`: throws GeneratorExit in; gives the generator's return value.
pub fn close(own: Borrowed<'_>) -> Result {
    let generator = generator(own);
    if generator.is_finished() {
        return Ok(Owned::none());
    }
    // One that runs must keep its frame, also until its first `yield`; the step below refuses.
    if !generator.is_running() {
        if generator.resume_index() == 0 {
            generator.finish();
            return Ok(Owned::none());
        }
        let _ = raised::raise_with(CoreType::GeneratorExit, &[]);
    }
    match step(own, None) {
        Ok(Step::Returned(value)) => Ok(value),
        Ok(Step::Yielded(_)) => Err(raise(CoreType::RuntimeError, "generator ignored GeneratorExit")),
        Err(raised) => {
            let exception = raised::take(raised);
            let is_exit = exception::is_instance(exception.borrow(), CoreType::GeneratorExit);
            if is_exit { Ok(Owned::none()) } else { Err(raised::restore(exception)) }
        }
    }
}

fn finalize(own: Borrowed<'_>) {
    let generator = generator(own);
    if generator.is_finished() || generator.is_running() {
        return;
    }
    let pending = raised::take_pending();
    if let Err(raised) = close(own) {
        exceptions::report_unraisable(raised::take(raised), CLOSING, own.own());
    }
    if let Some(pending) = pending {
        let _ = raised::restore(pending);
    }
}

fn repr(own: Borrowed<'_>) -> Result {
    let name = generator(own).qualified_name();
    let name = convert::str_text(name.borrow())?;
    Ok(Str::from_rust(&format!("<generator object {name} at {:#x}>", convert::identity(own))))
}

fn itself(own: Borrowed<'_>) -> Result {
    Ok(own.own())
}

fn code(own: Borrowed<'_>) -> Result {
    molt_protocol::attribute::get(generator(own).function().borrow(), name!(Code).str())
}

fn checked_name(value: Option<Borrowed<'_>>, attribute: &str) -> Result {
    match value {
        Some(value) if value.downcast::<Str>().is_some() => Ok(value.own()),
        _ => Err(raise(CoreType::TypeError, format_args!("{attribute} must be set to a string object"))),
    }
}

static DEFINITION: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        iterate: Some(itself),
        next: Some(next),
        finalize: Some(finalize),
        ..Slots::EMPTY
    }),
    methods: &[
        native_function!(
            "send($self, object, /)",
            "send(value) -> send 'value' into generator,\n\
            return next yielded value or raise StopIteration.",
            fn(own: Borrowed<'_>, object: Borrowed<'_>) { send(own, object) }
        ),
        native_function!(
            no_text_signature "throw(type[, value[, tb]], /)",
            "throw(value)\n\
            throw(type[,value[,tb]])\n\n\
            Raise exception in generator, return next yielded value or raise\n\
            StopIteration.\n\
            the (type, val, tb) signature is deprecated, \n\
            and may be removed in a future version of Python.",
            fn(own: Borrowed<'_>, class: Borrowed<'_>, value: Option<Borrowed<'_>>, tb: Option<Borrowed<'_>>) {
                throw(own, class, value, tb)
            }
        ),
        native_function!(
            "close($self, /)",
            "close() -> raise GeneratorExit inside generator.",
            fn(own: Borrowed<'_>) { close(own) }
        ),
    ],
    getters: &[
        GetSet {
            name: "gi_running",
            documentation: "",
            get: |own| Ok(Owned::bool(generator(own).is_running())),
            set: None,
        },
        GetSet {
            name: "gi_suspended",
            documentation: "",
            get: |own| {
                let generator = generator(own);
                let started = generator.resume_index() != 0 && !generator.is_finished();
                Ok(Owned::bool(started && !generator.is_running()))
            },
            set: None,
        },
        GetSet {
            name: "gi_yieldfrom",
            documentation: "object being iterated by yield from, or None",
            get: |own| Ok(generator(own).delegate().unwrap_or(Owned::none())),
            set: None,
        },
        GetSet { name: "gi_code", documentation: "", get: code, set: None },
        GetSet { name: "gi_frame", documentation: "", get: frame::of_generator, set: None },
        GetSet {
            name: "__name__",
            documentation: "name of the generator",
            get: |own| Ok(generator(own).name()),
            set: Some(|own, value| {
                drop(generator(own).set_name(checked_name(value, "__name__")?));
                Ok(())
            }),
        },
        GetSet {
            name: "__qualname__",
            documentation: "qualified name of the generator",
            get: |own| Ok(generator(own).qualified_name()),
            set: Some(|own, value| {
                drop(generator(own).set_qualified_name(checked_name(value, "__qualname__")?));
                Ok(())
            }),
        },
    ],
    class_methods: &[molt_protocol::class_get_item!(
        "generators are generic over the types of their yield, send, and return values"
    )],
    objects: Some(molt_object::generator::OBJECTS),
    ..TypeDefinition::new(CoreType::Generator)
};

/// Defines the type.
pub fn initialise() {
    native_type::define(&DEFINITION);
    frame::initialise();
    molt_object::instance::update_finalizer(core_type(CoreType::Generator));
}

/// The iterator `yield from` delegates to.
pub fn delegate_iterator(operand: Borrowed<'_>) -> Result {
    if operand.downcast::<Generator>().is_some() {
        return Ok(operand.own());
    }
    molt_protocol::iterate::iterate(operand)
}

/// One step of `yield from`. Without `sent`, the pending exception is thrown in. `Returned` carries the result.
pub fn delegate(iterator: Borrowed<'_>, sent: Option<Borrowed<'_>>) -> Result<Step> {
    let step = delegate_step(iterator, sent);
    if step.is_err() && sent.is_none() {
        // What comes back is thrown in once more, here.
        raised::chain_pending();
    }
    step
}

fn delegate_step(iterator: Borrowed<'_>, sent: Option<Borrowed<'_>>) -> Result<Step> {
    if iterator.downcast::<Generator>().is_some() {
        return match sent {
            Some(_) => step(iterator, sent),
            None => delegate_throw_to_generator(iterator),
        };
    }
    let Some(sent) = sent else { return delegate_throw(iterator) };
    if sent.is_none() {
        return match molt_protocol::iterate::next_or_stop(iterator) {
            Ok(Some(value)) => Ok(Step::Yielded(value)),
            Ok(None) => Ok(Step::Returned(Owned::none())),
            Err(raised) => raising::take_stop_iteration(raised).map(Step::Returned),
        };
    }
    finished_on_stop(call::call_method(iterator, name!(Send).str(), &[sent]))
}

fn finished_on_stop(result: Result) -> Result<Step> {
    match result {
        Ok(value) => Ok(Step::Yielded(value)),
        Err(raised) => raising::take_stop_iteration(raised).map(Step::Returned),
    }
}

fn pending_is_exit() -> bool {
    raised::pending().is_some_and(|pending| exception::is_instance(pending.borrow(), CoreType::GeneratorExit))
}

fn delegate_throw_to_generator(iterator: Borrowed<'_>) -> Result<Step> {
    if !pending_is_exit() {
        return step(iterator, None);
    }
    let exit = raised::take(raised::assume_raised());
    close(iterator)?;
    Err(raised::restore(exit))
}

fn delegate_throw(iterator: Borrowed<'_>) -> Result<Step> {
    let is_exit = pending_is_exit();
    let thrown = raised::take(raised::assume_raised());
    let name = if is_exit { name!(Close) } else { name!(Throw) };
    let method = match molt_protocol::attribute::find(iterator, name.str()) {
        Ok(method) => method,
        Err(raised) if is_exit => {
            // Closing goes on without.
            exceptions::report_unraisable(raised::take(raised), CLOSING, iterator.own());
            None
        }
        Err(raised) => return Err(raised),
    };
    match method {
        None => Err(raised::restore(thrown)),
        Some(method) if is_exit => {
            call::call(method.borrow(), &[])?;
            Err(raised::restore(thrown))
        }
        Some(method) => finished_on_stop(call::call(method.borrow(), &[thrown.borrow()])),
    }
}
