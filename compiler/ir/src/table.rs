//! The op table: the one place that says which ops exist.
//!
//! A row reads: documentation, mnemonic (also the name of the builder method), Rust name, `(immediates)`, `[operands]`,
//! result, `[effects]`. From it derive the `Op` enumeration, the builder's methods, printer and parser, the verifier's
//! checks, ownership for reference counting, and the reference page (`docs/reference/ir.md`). To add an op, add a row
//! here and say in `lir` how it is lowered.
//!
//! Conventions:
//! - operand kinds are those of `OperandKind`, results those of `ResultKind`, effects the words of `molt_abi::effects`;
//! - a consumed operand is gone even when the instruction raises;
//! - an op that raises and has a value result yields ERROR when it does; one without a result yields a nonzero status;
//!   a bool result is negative;
//! - UNBOUND is a value: "no such argument", "unbound variable", "iterator exhausted".

/// Calls `$with!` with every row of the op table.
#[macro_export]
macro_rules! for_each_op {
    ($with:ident) => {
        $with! {
            // Constants, variables.

            /// A constant of the pool.
            constant Constant (constant: ConstantId) [] -> Immortal, [];
            /// The UNBOUND sentinel.
            unbound Unbound () [] -> Immortal, [];
            /// A machine truth value: 0 or 1.
            bool_constant BoolConstant (truth: Index) [] -> Bool, [];
            /// The value of a local slot, which keeps it alive until it is set again; may be UNBOUND.
            local_get LocalGet (local: Local) [] -> Activation, [reads(SLOTS)];
            /// Stores into a local slot and releases what was there. Storing UNBOUND is `del`. The result is the value, which
            /// the slot keeps alive until it is set again.
            local_set LocalSet (local: Local) [value: Consume] -> Activation, [user_code];
            /// `local_set` of a slot that is known to hold the value `old`.
            local_replace LocalReplace (local: Local) [old: Borrow, value: Consume] -> Activation, [user_code];
            /// The argument of the parameter with this index, in a generator, whose frame holds it.
            parameter_get ParameterGet (parameter: Index) [] -> Activation, [reads(SLOTS)];
            /// The same value with a reference of its own.
            own Own () [value: Borrow] -> Owned, [];
            /// Raises if the value of the named variable is UNBOUND.
            check_bound CheckBound (name: NameId, kind: BindingKind) [value: Borrow] -> Nothing, [raises];
            /// The function object being run (the module object in a module body).
            callee Callee () [] -> Activation, [];
            /// The closure's cell for the free variable with this index.
            closure_cell ClosureCell (index: Index) [] -> Activation, [];
            /// A new cell holding the value, which may be UNBOUND.
            cell_new CellNew () [value: Consume] -> Owned, [allocates];
            /// The content of a cell; may be UNBOUND.
            cell_get CellGet () [cell: Borrow] -> Owned, [reads(CELLS)];
            /// Stores into a cell and releases what was there. Storing UNBOUND is `del`.
            cell_set CellSet () [cell: Borrow, value: Consume] -> Nothing, [user_code];
            /// The value of a global or builtin; NameError if there is none.
            global_get GlobalGet (global: GlobalId) [] -> Owned, [raises, reads(GLOBALS)];
            /// Stores into a global and releases what was there.
            global_set GlobalSet (global: GlobalId) [value: Consume] -> Nothing, [user_code];
            /// Deletes a global; NameError if there is none.
            global_delete GlobalDelete (global: GlobalId) [] -> Nothing, [raises, user_code];

            // Operators.

            /// `left OP right`
            binary Binary (operator: BinaryOperator) [left: Borrow, right: Borrow] -> Owned, [raises, user_code];
            /// The value of `left OP= right`.
            inplace Inplace (operator: BinaryOperator) [left: Borrow, right: Borrow] -> Owned, [raises, user_code];
            /// `inplace` for a left operand read from the local slot where the result is about to be stored: while the slot
            /// still holds it, and nobody else does, it may be changed in place and be the result.
            inplace_local InplaceLocal (operator: BinaryOperator, local: Local) [left: Borrow, right: Borrow] -> Owned, [raises, user_code];
            /// `OP operand`
            unary Unary (operator: UnaryOperator) [operand: Borrow] -> Owned, [raises, user_code];
            /// `left OP right` as a value (rich comparison, any result).
            compare Compare (operator: CompareOperator) [left: Borrow, right: Borrow] -> Owned, [raises, user_code];
            /// The truth of `left OP right`.
            compare_truth CompareTruth (operator: CompareOperator) [left: Borrow, right: Borrow] -> Bool, [raises, user_code];
            /// `left is right`
            identity Identity () [left: Borrow, right: Borrow] -> Bool, [];
            /// `item in container`
            contains Contains () [item: Borrow, container: Borrow] -> Bool, [raises, user_code];
            /// The truth of a value.
            truth Truth () [operand: Borrow] -> Bool, [raises, user_code];
            /// Negation of a machine truth value.
            not Not () [operand: Bool] -> Bool, [];
            /// `True` or `False`.
            box_bool BoxBool () [operand: Bool] -> Immortal, [];
            /// Whether the value is the UNBOUND sentinel.
            is_unbound IsUnbound () [operand: Borrow] -> Bool, [];

            // Attributes and items.

            /// `object.name`
            attribute_get AttributeGet (name: NameId) [object: Borrow] -> Owned, [raises, user_code];
            /// `object.name = value`
            attribute_set AttributeSet (name: NameId) [object: Borrow, value: Borrow] -> Nothing, [raises, user_code];
            /// `del object.name`
            attribute_delete AttributeDelete (name: NameId) [object: Borrow] -> Nothing, [raises, user_code];
            /// `object[key]`
            item_get ItemGet () [object: Borrow, key: Borrow] -> Owned, [raises, user_code];
            /// `object[key] = value`
            item_set ItemSet () [object: Borrow, key: Borrow, value: Borrow] -> Nothing, [raises, user_code];
            /// `del object[key]`
            item_delete ItemDelete () [object: Borrow, key: Borrow] -> Nothing, [raises, user_code];

            // Calls.

            /// `callee(arguments...)`
            call Call () [callee: Borrow, arguments: BorrowAll] -> Owned, [raises, user_code];
            /// A call whose last arguments are keyword arguments; `names` is the tuple constant of their names.
            call_keywords CallKeywords (names: ConstantId) [callee: Borrow, arguments: BorrowAll] -> Owned, [raises, user_code];
            /// `receiver.name(arguments...)`: the lookup, marked at `lookup` when it raises, then the call. The lookup
            /// happens after the arguments are evaluated, so the builder uses it only where that cannot be observed, or
            /// orders `attribute_get` itself.
            call_method CallMethod (name: NameId, lookup: LocationId) [receiver: Borrow, arguments: BorrowAll] -> Owned, [raises, user_code];
            /// `call_method` with keyword arguments, as in `call_keywords`.
            call_method_keywords CallMethodKeywords (name: NameId, lookup: LocationId, names: ConstantId)
                [receiver: Borrow, arguments: BorrowAll] -> Owned, [raises, user_code];
            /// What a call of `receiver.name` calls: a function found on the type, which wants the receiver in front, or the
            /// value of the attribute.
            method_get MethodGet (name: NameId) [receiver: Borrow] -> Owned, [raises, user_code];
            /// Whether what the `method_get` just before found is the value of the attribute. Follows it at once.
            method_is_bound MethodIsBound () [callee: Borrow] -> Bool, [];
            /// `callee(receiver, arguments...)`, or `callee(arguments...)` if the callee is bound already: the call after a
            /// `method_get`.
            call_found CallFound (name: NameId) [callee: Borrow, bound: Bool, receiver: Borrow, arguments: BorrowAll] -> Owned, [raises, user_code];
            /// `call_found` with keyword arguments, as in `call_keywords`.
            call_found_keywords CallFoundKeywords (name: NameId, names: ConstantId)
                [callee: Borrow, bound: Bool, receiver: Borrow, arguments: BorrowAll] -> Owned, [raises, user_code];
            /// `callee(*positional, **keywords)`: a list or tuple, and a dict or UNBOUND.
            call_spread CallSpread () [callee: Borrow, positional: Borrow, keywords: Borrow] -> Owned, [raises, user_code];

            // Iteration.

            /// `iter(iterable)`
            iterate Iterate () [iterable: Borrow] -> Owned, [raises, user_code];
            /// The next item, or UNBOUND when the iterator is exhausted.
            next Next () [iterator: Borrow] -> Owned, [raises, user_code];

            // New objects.

            /// `(items...)`
            make_tuple MakeTuple () [items: ConsumeAll] -> Owned, [allocates];
            /// `[items...]`
            make_list MakeList () [items: ConsumeAll] -> Owned, [allocates];
            /// `{items...}`
            make_set MakeSet () [items: BorrowAll] -> Owned, [raises, user_code];
            /// `{key: value, ...}`: keys and values alternate.
            make_dict MakeDict () [entries: BorrowAll] -> Owned, [raises, user_code];
            /// `slice(start, stop, step)`
            make_slice MakeSlice () [start: Borrow, stop: Borrow, step: Borrow] -> Owned, [allocates];
            /// The concatenation of str values (an f-string's parts, already formatted).
            make_string MakeString () [parts: BorrowAll] -> Owned, [raises, allocates];
            /// The item of an exact tuple known to be long enough.
            tuple_item TupleItem (index: Index) [tuple: Borrow] -> Borrowed, [];
            /// A function object: positional defaults (a tuple or UNBOUND), keyword-only defaults (a dict or UNBOUND),
            /// then the cells of its free variables in order.
            make_function MakeFunction (function: FunctionId)
                [defaults: Borrow, keyword_defaults: Borrow, cells: BorrowAll] -> Owned, [allocates];

            // Exceptions.

            /// `raise exception from cause`; the cause is UNBOUND when there is no `from`. Always raises.
            raise Raise () [exception: Borrow, cause: Borrow] -> Nothing, [raises, user_code];
            /// Raises the exception again as it is: no new context, the traceback goes on growing. Always raises.
            reraise Reraise () [exception: Consume] -> Nothing, [raises, writes(EXCEPTIONS)];
            /// At the start of a handler: the pending exception, which is then no longer pending.
            take_exception TakeException () [] -> Owned, [reads(EXCEPTIONS), writes(EXCEPTIONS)];
            /// Makes the exception the one being handled (`sys.exception()`, context of new ones) and gives the one
            /// that was (None if there was none).
            begin_handling BeginHandling () [exception: Borrow] -> Owned, [reads(EXCEPTIONS), writes(EXCEPTIONS)];
            /// Ends handling: makes the value that `begin_handling` gave the handled exception again.
            end_handling EndHandling () [previous: Consume] -> Nothing, [user_code];

            // Everything else the runtime does.

            /// Calls the row of the intrinsic table: `numbers` are its `U32` arguments, the operands its value
            /// arguments. Ownership, effects and result are the row's (`Maybe` results are owned, `Status` none, `Truth`
            /// bool). Rows with `Pointer` arguments cannot be called this way, save for `import_star` and
            /// `module_namespace`, whose target is the running module.
            intrinsic Intrinsic (intrinsic: Intrinsic, numbers: Numbers) [arguments: ByIntrinsic] -> ByIntrinsic, [raises, user_code];

            // Generators.

            /// Suspends the generator, giving the value away; the result is what `send` brings. Raises what `throw`
            /// brings.
            yield_value YieldValue () [value: Consume] -> Owned, [raises, user_code];
            /// Suspends the generator; the result is what `send` brings, or ERROR with an exception pending when one was
            /// thrown in. Nothing is raised here: the result goes straight to the intrinsic `delegate`, nowhere else.
            yield_delegated YieldDelegated () [value: Consume] -> Activation, [user_code];
            /// In a split generator: the index of the resume entry to go to.
            resume_index ResumeIndex () [] -> I64, [reads(SLOTS)];
            /// In a split generator, first in a resume entry: the value sent in; raises if an exception was thrown in.
            sent_value SentValue () [] -> Activation, [raises, reads(SLOTS)];
            /// In a split generator, first in a resume entry: the value sent in, or ERROR; the result of
            /// `yield_delegated`.
            sent_or_error SentOrError () [] -> Activation, [reads(SLOTS)];
            /// In a split generator: moves a frame slot's content out, leaving UNBOUND.
            frame_take FrameTake (slot: FrameSlotId) [] -> Owned, [reads(SLOTS), writes(SLOTS)];
            /// In a split generator: moves a value into an empty frame slot.
            frame_put FramePut (slot: FrameSlotId) [value: Consume] -> Nothing, [writes(SLOTS)];

            // Side exits.

            /// Goes on if the condition is true; else takes the side exit: the values go into the exit's slots, in their
            /// order, and generic code goes on at the exit's entry. From phase `counted` on, values behind those of the
            /// slots are the references that the exit gives up.
            guard Guard (exit: ExitId) [condition: Bool, values: ExitValues] -> Nothing, [stays];

            // Lifetimes.

            /// No code: the value is needed up to here.
            keep_alive KeepAlive () [value: Borrow] -> Nothing, [stays];
            /// One more reference.
            retain Retain () [value: Borrow] -> Nothing, [stays];
            /// One reference less; may free the object and so run finalizers.
            release Release () [value: Consume] -> Nothing, [user_code];
        }
    };
}
