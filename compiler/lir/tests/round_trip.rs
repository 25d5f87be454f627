//! Printing then parsing gives the same module, and parsing then printing the same text.

use moltc_lir::{
    Access, BinaryOperator, BlockCall, Data, FloatCondition, FunctionBuilder, IntCondition, Linkage, LoadKind, Module,
    OverflowOperator, ParameterType, Signature, StoreKind, SymbolKind, Type, UnaryOperator, parse_module,
    verify_module,
};

/// A module that holds every construct at least once.
fn sample() -> Module {
    let mut module = Module { name: "app.main".into(), source_path: "app/ma\"in.py".into(), ..Module::default() };
    let callee_signature = Signature::new(&[ParameterType::I64, ParameterType::Pointer], Some(ParameterType::I32));
    let callee = module.symbols.import_function("molt_callee", callee_signature.clone());
    let nothing = module.symbols.import_function("molt_nothing", Signature::default());
    let table = module.symbols.import_data("molt_core_types");
    let object = module.symbols.declare("\u{e9}.<lambda>", SymbolKind::Data, Linkage::Local);
    let area = module.symbols.declare("area", SymbolKind::Data, Linkage::Export);
    let signature = Signature::new(&[ParameterType::I64, ParameterType::F64], Some(ParameterType::I64));
    let symbol = module.symbols.declare("f", SymbolKind::Function(signature), Linkage::Export);

    let mut data = Data::new(object, 16, Access::Writable);
    data.push_u32(0x8000_0000);
    data.push_u32(0);
    data.push_address(table, 64);
    data.push_bytes(b"hello");
    data.align_to(8);
    data.push_address(object, -8);
    module.data.push(data);
    let mut zeros = Data::new(area, 8, Access::Writable);
    zeros.zeros = 24;
    module.data.push(zeros);

    let mut builder = FunctionBuilder::new(&mut module.symbols, symbol);
    let (integer, float) = (builder.parameter(moltc_lir::Block(0), 0), builder.parameter(moltc_lir::Block(0), 1));
    let slot = builder.create_slot(32);
    builder.set_line(3);
    let frame = builder.slot_address(slot, 8);
    builder.store(StoreKind::F64, float, frame, -8);
    let small = builder.load(LoadKind::U8, frame, 0);
    let wide = builder.unary(UnaryOperator::ExtendUnsigned, small);
    let sum = builder.binary(BinaryOperator::Add, integer, wide);
    let sum = builder.binary_constant(BinaryOperator::ShiftLeft, sum, 15);
    let (sum, overflow) = builder.overflow(OverflowOperator::Multiply, sum, integer);
    let slow = builder.create_cold_block(&[]);
    let next = builder.create_block(&[Type::I64]);
    builder.branch_with(overflow, BlockCall::new(slow, &[]), BlockCall::new(next, &[sum]));
    builder.switch_to(slow);
    builder.call(nothing, &[]);
    builder.trap();
    builder.switch_to(next);
    builder.set_line(0);
    let half = builder.float64(0.5);
    let less = builder.float_compare(FloatCondition::LessEqual, float, half);
    let equal = builder.int_compare_constant(IntCondition::UnsignedLess, integer, -5);
    let both = builder.binary(BinaryOperator::And, less, equal);
    let address = builder.symbol_address(object, 16);
    let chosen = builder.select(both, address, integer);
    let status = builder.call(callee, &[chosen, address]).unwrap();
    let code = builder.symbol_address(callee, 0);
    builder.call_indirect(callee_signature, code, &[chosen, address]);
    let (first, second) = (builder.create_block(&[]), builder.create_block(&[Type::I64]));
    builder.switch(
        status,
        vec![BlockCall::new(first, &[]), BlockCall::new(second, &[chosen])],
        BlockCall::new(first, &[]),
    );
    builder.switch_to(first);
    builder.jump(second, &[integer]);
    builder.switch_to(second);
    let result = builder.parameter(second, 0);
    builder.return_value(Some(result));
    let function = builder.finish();
    module.functions.push(function);
    module
}

#[test]
fn every_construct_round_trips() {
    let module = sample();
    verify_module(&module).unwrap();
    let text = module.to_string();
    let parsed = parse_module(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(parsed, module);
    assert_eq!(parsed.to_string(), text);
}

#[test]
fn text_reads_as_documented() {
    let text = sample().to_string();
    for expected in [
        "module \"app.main\" source \"app/ma\\\"in.py\"\n",
        "import function @molt_callee(i64, ptr) -> i32\n",
        "local data @\"\\u{e9}.<lambda>\"\n",
        "  bytes 0000008000000000\n  address @molt_core_types + 64\n  bytes 68656c6c6f000000\n",
        "  zeros 24\n",
        "block1 cold:\n  call @molt_nothing() !3\n  trap !3\n",
        "imul_overflow",
        "  switch v",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in\n{text}");
    }
}

#[test]
fn mistakes_in_text_are_errors_with_a_line() {
    let cases = [
        ("module \"m\" source \"m.py\"\nbanana", 2, "unexpected \"banana\""),
        ("module \"m\" source \"m.py\"\nfunction @f {\n}", 2, "symbol \"f\" is not declared"),
        (
            "module \"m\" source \"m.py\"\nlocal function @f()\nfunction @f {\nblock0:\n  explode\n}",
            5,
            "unknown instruction",
        ),
        (
            "module \"m\" source \"m.py\"\nlocal function @f()\nfunction @f {\nblock1:\n  return\n}",
            4,
            "expected block0",
        ),
        ("module \"m\" source \"m.py", 1, "unterminated string"),
    ];
    for (text, line, message) in cases {
        let error = parse_module(text).expect_err(text);
        assert!(error.message.contains(message), "{text:?}: {error}");
        assert!(error.line.abs_diff(line) <= 1, "{text:?}: {error}");
    }
}
