//! Random functions in phase `built`.

use moltc_ir::{
    BinaryOperator, BindingKind, Block, BlockCall, CompareOperator, Constant, ExitId, Function, FunctionBuilder,
    FunctionKind, Intrinsic, Local, Module, Numbers, Parameter, ParameterKind, SideExit, Type, Value,
};

/// A small deterministic generator (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn pick(&mut self, values: &[Value]) -> Value {
        values[self.below(values.len())]
    }
}

struct Plan {
    blocks: Vec<Block>,
    handlers: Vec<Block>,
}

/// A module with one random function, valid in phase `built`.
pub fn random_module(seed: u64) -> Module {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut module = Module::new("m", "", "m.py");
    let mut function = Function::new("f", "f", FunctionKind::Function);
    function.is_generator = random.below(2) == 0;
    for name in ["a", "b"] {
        let name = module.names.intern(name);
        function.parameters.push(Parameter { name, kind: ParameterKind::Positional, has_default: false, hint: None });
    }
    // With many locals reads are not forwarded everywhere.
    for index in 0..if random.below(16) == 0 { 4_000 } else { 3 } {
        let name = module.names.intern(&format!("x{index}"));
        function.add_local(name, false);
    }
    let mut builder = FunctionBuilder::new(function);
    let entry = builder.current();
    let plan = Plan {
        blocks: (0..1 + random.below(7)).map(|_| builder.create_block()).collect(),
        handlers: (0..random.below(3)).map(|_| builder.create_block()).collect(),
    };
    for &block in &plan.blocks {
        for _ in 0..random.below(3) {
            builder.block_parameter(block, Type::Value);
        }
    }
    let arguments = vec![builder.parameter(0), builder.parameter(1)];
    // Where guards lead, nothing is known but the arguments.
    let generic = if builder.function.is_generator { 0 } else { random.below(4) };
    let generic = Plan { blocks: (0..generic).map(|_| builder.create_block()).collect(), handlers: vec![] };
    for &block in &generic.blocks {
        let entry = builder.function.add_entry(block);
        let slots = (0..3).filter(|_| random.below(2) == 0).map(Local::from_index).collect();
        builder.function.add_exit(SideExit { entry, slots });
    }
    let mut everywhere = arguments.clone();
    everywhere.extend(random_instructions(&mut builder, &mut module, &mut random, &everywhere.clone(), 3));
    random_terminator(&mut builder, &mut random, &plan, &everywhere);
    for (index, &block) in plan.blocks.iter().chain(&plan.handlers).enumerate() {
        builder.switch_to(block);
        let mut values = everywhere.clone();
        values.extend(&builder.function.block(block).parameters.clone());
        if index >= plan.blocks.len() {
            values.push(builder.take_exception());
        }
        let length = random.below(7);
        values.extend(random_instructions(&mut builder, &mut module, &mut random, &values.clone(), length));
        random_terminator(&mut builder, &mut random, &plan, &values);
        if !plan.handlers.is_empty() && random.below(2) == 0 {
            let handler = plan.handlers[random.below(plan.handlers.len())];
            builder.function.block_mut(block).handler = Some(handler);
        }
    }
    for &block in &generic.blocks {
        builder.switch_to(block);
        let mut values = arguments.clone();
        let length = random.below(7);
        values.extend(random_instructions(&mut builder, &mut module, &mut random, &values.clone(), length));
        random_terminator(&mut builder, &mut random, &generic, &values);
    }
    assert_eq!(builder.function.entry(), entry);
    module.add_function(builder.finish());
    module
}

fn random_instructions(
    builder: &mut FunctionBuilder,
    module: &mut Module,
    random: &mut Random,
    given: &[Value],
    count: usize,
) -> Vec<Value> {
    let mut values = given.to_vec();
    for _ in 0..count {
        let (left, right) = (random.pick(&values), random.pick(&values));
        let local = Local::from_index(random.below(3));
        let made = match random.below(21) {
            0 => builder.constant(module.constants.intern(Constant::Int(random.below(3) as i64))),
            1 => builder.constant(module.constants.intern(Constant::str("text"))),
            2 => builder.unbound(),
            3 | 4 => {
                builder.local_set(local, left);
                continue;
            }
            5 | 6 => {
                let value = builder.local_get(local);
                let name = builder.function.locals[local.index()].name;
                builder.check_bound(name, BindingKind::Local, value);
                value
            }
            7 => builder.local_get(local),
            8 => builder.binary(BinaryOperator::Add, left, right),
            9 => {
                let old = builder.local_get(local);
                let new = builder.inplace_local(BinaryOperator::Add, local, old, right);
                builder.local_set(local, new);
                new
            }
            10 => builder.call(left, &[right, right, left]),
            11 => builder.make_list(&[left, right, left]),
            12 => {
                let tuple = builder.make_tuple(&[left, right]);
                builder.tuple_item(1, tuple)
            }
            13 => {
                builder.intrinsic(Intrinsic::list_append, Numbers::default(), &[left, right]);
                continue;
            }
            14 => {
                let compared = builder.compare(CompareOperator::Less, left, right);
                let truth = builder.truth(compared);
                builder.box_bool(truth)
            }
            15 if builder.function.is_generator => builder.yield_value(left),
            16 if builder.function.is_generator => {
                let sent = builder.yield_delegated(left);
                builder.intrinsic_value(Intrinsic::delegate, Numbers::default(), &[right, sent])
            }
            17 => builder.callee(),
            18 | 19 if !builder.function.exits.is_empty() => {
                let exit = random.below(builder.function.exits.len());
                let slots = builder.function.exits[exit].slots.len();
                let kept: Vec<Value> = (0..slots).map(|_| random.pick(&values)).collect();
                let condition = builder.is_unbound(left);
                let condition = if random.below(2) == 0 { condition } else { builder.not(condition) };
                builder.guard(ExitId::from_index(exit), condition, &kept);
                continue;
            }
            _ => builder.cell_new(left),
        };
        values.push(made);
    }
    values.split_off(given.len())
}

fn random_terminator(builder: &mut FunctionBuilder, random: &mut Random, plan: &Plan, values: &[Value]) {
    let call = |builder: &FunctionBuilder, random: &mut Random| {
        let block = plan.blocks[random.below(plan.blocks.len())];
        let count = builder.function.block(block).parameters.len();
        BlockCall::with(block, (0..count).map(|_| random.pick(values)).collect())
    };
    match random.below(6) {
        0 => {
            let value = random.pick(values);
            builder.ret(value);
        }
        1 => {
            let exception = random.pick(values);
            let none = builder.unbound();
            builder.raise(exception, none);
            builder.unreachable();
        }
        2 => {
            let target = call(builder, random);
            builder.jump(target.block, &target.arguments);
        }
        kind => {
            let value = random.pick(values);
            let condition = if kind == 3 { builder.is_unbound(value) } else { builder.truth(value) };
            let (then, otherwise) = (call(builder, random), call(builder, random));
            builder.branch(condition, then, otherwise);
        }
    }
}

/// The seeds to try: `MOLT_SEED` or many.
pub fn seeds() -> Vec<u64> {
    match std::env::var("MOLT_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => vec![seed],
        None => (1..=2000).collect(),
    }
}
