//! Property: the passes do not change what a function does.
//!
//! An interpreter runs a random function before and after the passes. Effects are recorded in a trace; whether an
//! instruction raises, what a truth is and what a generator is sent come from a hash of the seed and the position in the
//! trace. Both traces must agree. Passes that remove effects that are known not to happen are left out: the interpreter knows
//! no classes.

mod support;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use moltc_ir::{Block, BlockCall, Function, FunctionId, Instruction, Module, Op, Terminator, Value, print_module};
use moltc_passes::{Options, PASSES, Pass, run_passes};
use support::{random_module, seeds};

/// A symbolic value: what it is, and a hash of how it came to be.
#[derive(Clone, Debug, PartialEq)]
struct Symbol {
    hash: u64,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Unbound,
    Error,
    Truth(bool),
    Index(i64),
    Tuple(Vec<Symbol>),
    Other,
}

fn hash_of(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn other(value: impl Hash) -> Symbol {
    Symbol { hash: hash_of(value), kind: Kind::Other }
}

fn truth(value: bool) -> Symbol {
    Symbol { hash: hash_of(("truth", value)), kind: Kind::Truth(value) }
}

fn unbound() -> Symbol {
    Symbol { hash: hash_of("unbound"), kind: Kind::Unbound }
}

const EVENT_LIMIT: usize = 60;
const STEP_LIMIT: usize = 2000;

struct Machine<'a> {
    module: &'a Module,
    function: &'a Function,
    seed: u64,
    trace: Vec<String>,
    values: Vec<Option<Symbol>>,
    locals: BTreeMap<u32, Symbol>,
    frame: BTreeMap<u32, Symbol>,
    pending: String,
    resume_index: i64,
    sent: Symbol,
    steps: usize,
}

/// What running an instruction came to.
enum Result {
    Value(Option<Symbol>),
    Raised,
    /// A guard failed, and control is at this block.
    Left(Block),
}

impl Machine<'_> {
    fn get(&self, value: Value) -> Symbol {
        self.values[value.index()].clone().unwrap_or_else(|| panic!("{value} is read before it is defined"))
    }

    /// A number that depends on the seed and on everything that has happened.
    fn chance(&self, bound: u64) -> u64 {
        hash_of((self.seed, self.trace.len())) % bound
    }

    fn event(&mut self, text: String) {
        self.trace.push(text);
    }

    fn raise(&mut self, why: String) -> Result {
        self.pending = why;
        Result::Raised
    }

    /// Records an effect that may raise.
    fn effect(&mut self, name: &str, hashes: &[u64]) -> Result {
        self.event(format!("{name} {hashes:x?}"));
        if self.chance(5) == 0 {
            return self.raise(format!("exception {}", self.trace.len()));
        }
        Result::Value(Some(other(("result", self.trace.len()))))
    }

    fn instruction(&mut self, instruction: &Instruction) -> Result {
        let operands: Vec<Symbol> = instruction.operands.iter().map(|&operand| self.get(operand)).collect();
        let hashes: Vec<u64> = operands.iter().map(|operand| operand.hash).collect();
        let value = match instruction.op {
            Op::Constant => other(format!("{:?}", self.module.constants.get(instruction.constant()))),
            Op::Unbound => unbound(),
            Op::BoolConstant => truth(instruction.index() != 0),
            Op::Callee => other("callee"),
            Op::ParameterGet => other(("parameter", instruction.index() as usize)),
            Op::Own => operands[0].clone(),
            Op::LocalGet => self.locals.get(&instruction.local().0).cloned().unwrap_or_else(unbound),
            Op::LocalSet => {
                self.locals.insert(instruction.local().0, operands[0].clone());
                operands[0].clone()
            }
            Op::LocalReplace => {
                let held = self.locals.insert(instruction.local().0, operands[1].clone()).unwrap_or_else(unbound);
                assert_eq!(held, operands[0], "the slot holds something else");
                operands[1].clone()
            }
            Op::CheckBound if operands[0].kind == Kind::Unbound => {
                return self.raise(format!("unbound {:?}", instruction.name()));
            }
            Op::Guard if operands[0].kind == Kind::Truth(false) => return Result::Left(self.leave(instruction)),
            Op::Guard => return Result::Value(None),
            Op::CheckBound | Op::KeepAlive | Op::Retain | Op::Release => return Result::Value(None),
            Op::IsUnbound => truth(operands[0].kind == Kind::Unbound),
            Op::Not => match operands[0].kind {
                Kind::Truth(value) => truth(!value),
                _ => panic!("`not` of no truth value"),
            },
            Op::BoxBool => operands[0].clone(),
            Op::Identity => truth(operands[0] == operands[1]),
            Op::Truth if matches!(operands[0].kind, Kind::Truth(_)) => operands[0].clone(),
            Op::Truth => return self.truth_of(&hashes),
            Op::CompareTruth => {
                return match self.effect("compare", &hashes) {
                    Result::Value(Some(compared)) => self.truth_of(&[compared.hash]),
                    other => other,
                };
            }
            Op::MakeTuple => Symbol { hash: hash_of(("tuple", &hashes)), kind: Kind::Tuple(operands) },
            Op::TupleItem => match &operands[0].kind {
                Kind::Tuple(items) => items[instruction.index() as usize].clone(),
                _ => panic!("item of no tuple"),
            },
            Op::MakeList | Op::CellNew => other((instruction.op.row().mnemonic, &hashes)),
            Op::TakeException => other(std::mem::take(&mut self.pending)),
            Op::Raise => {
                self.event(format!("raise {hashes:x?}"));
                return self.raise(format!("raised {}", self.trace.len()));
            }
            Op::YieldValue | Op::YieldDelegated => {
                self.suspend(&operands[0]);
                return self.resume(instruction.op == Op::YieldDelegated);
            }
            Op::SentValue | Op::SentOrError => return self.resume(instruction.op == Op::SentOrError),
            Op::ResumeIndex => Symbol { hash: 0, kind: Kind::Index(self.resume_index) },
            Op::FrameTake => self.frame.remove(&instruction.frame_slot().0).unwrap_or_else(unbound),
            Op::FramePut => {
                let previous = self.frame.insert(instruction.frame_slot().0, operands[0].clone());
                assert_eq!(previous, None, "the frame slot is in use");
                return Result::Value(None);
            }
            Op::Intrinsic if !instruction.raises() => {
                self.event(format!("{:?} {hashes:x?}", instruction.intrinsic()));
                return Result::Value(None);
            }
            Op::Intrinsic => return self.effect(instruction.intrinsic().signature().name, &hashes),
            op => return self.effect(op.row().mnemonic, &hashes),
        };
        Result::Value(Some(value))
    }

    /// Takes a side exit: nothing survives but the frame and the arguments.
    fn leave(&mut self, guard: &Instruction) -> Block {
        let function = self.function;
        for (local, value) in function.exit_values(guard) {
            let value = self.get(value);
            self.locals.insert(local.0, value);
        }
        let arguments = &function.block(function.entry()).parameters;
        for (index, value) in self.values.iter_mut().enumerate() {
            if !arguments.contains(&Value::from_index(index)) {
                *value = None;
            }
        }
        function.entries[function.exit(guard).entry.index()]
    }

    fn truth_of(&mut self, hashes: &[u64]) -> Result {
        match self.effect("truth", hashes) {
            Result::Value(_) => Result::Value(Some(truth(self.chance(7) < 4))),
            other => other,
        }
    }

    /// Records what is yielded and decides what is sent.
    fn suspend(&mut self, yielded: &Symbol) {
        self.event(format!("yield {:x}", yielded.hash));
        self.sent = if self.chance(4) == 0 {
            self.pending = format!("thrown {}", self.trace.len());
            Symbol { hash: 1, kind: Kind::Error }
        } else {
            other(("sent", self.trace.len()))
        };
    }

    fn resume(&mut self, is_delegated: bool) -> Result {
        if self.sent.kind == Kind::Error && !is_delegated {
            Result::Raised
        } else {
            Result::Value(Some(self.sent.clone()))
        }
    }

    fn follow(&mut self, call: &BlockCall) -> Block {
        let arguments: Vec<Symbol> = call.arguments.iter().map(|&argument| self.get(argument)).collect();
        for (&parameter, argument) in self.function.block(call.block).parameters.iter().zip(arguments) {
            self.values[parameter.index()] = Some(argument);
        }
        call.block
    }

    fn run(&mut self) {
        let function = self.function;
        for (index, &parameter) in function.block(function.entry()).parameters.iter().enumerate() {
            self.values[parameter.index()] = Some(other(("parameter", index)));
        }
        let mut block = function.entry();
        while self.trace.len() < EVENT_LIMIT && self.steps < STEP_LIMIT {
            self.steps += 1;
            match self.run_block(block) {
                Some(next) => block = next,
                None => return,
            }
        }
    }

    fn run_block(&mut self, block: Block) -> Option<Block> {
        let data = self.function.block(block);
        for instruction in &data.instructions {
            match self.instruction(instruction) {
                Result::Value(value) => {
                    if let Some(result) = instruction.result {
                        self.values[result.index()] = value;
                    }
                }
                Result::Left(entry) => return Some(entry),
                Result::Raised => {
                    return match (data.terminator(), data.handler) {
                        (Terminator::Try { error, .. }, _) => Some(self.follow(error)),
                        (_, Some(handler)) => Some(handler),
                        (_, None) => {
                            self.event(format!("leaves with {}", self.pending));
                            None
                        }
                    };
                }
            }
        }
        match data.terminator() {
            Terminator::Jump(call) | Terminator::Try { normal: call, .. } => Some(self.follow(call)),
            Terminator::Branch { condition, then, otherwise } => match self.get(*condition).kind {
                Kind::Truth(true) => Some(self.follow(then)),
                Kind::Truth(false) => Some(self.follow(otherwise)),
                _ => panic!("branch on no truth value"),
            },
            Terminator::Switch { index, cases, default } => {
                let Kind::Index(index) = self.get(*index).kind else { panic!("switch on no index") };
                let call = cases.iter().find(|(case, _)| *case == index).map_or(default, |(_, call)| call);
                Some(self.follow(call))
            }
            Terminator::Return(value) => {
                self.event(format!("returns {:x}", self.get(*value).hash));
                None
            }
            Terminator::ReturnError => {
                self.event(format!("leaves with {}", self.pending));
                None
            }
            Terminator::Suspend { value, resume_index } => {
                let value = self.get(*value);
                self.suspend(&value);
                self.resume_index = i64::from(*resume_index);
                // Nothing survives but the frame.
                self.values.fill(None);
                Some(self.function.entry())
            }
            Terminator::Unreachable => panic!("{block} is reached"),
        }
    }
}

/// The trace, and whether the function came to its end within the limits.
fn trace(module: &Module, seed: u64) -> (Vec<String>, bool) {
    let function = module.function(FunctionId(0));
    let mut machine = Machine {
        module,
        function,
        seed,
        trace: Vec::new(),
        values: vec![None; function.values.len()],
        locals: BTreeMap::new(),
        frame: BTreeMap::new(),
        pending: String::new(),
        resume_index: 0,
        sent: unbound(),
        steps: 0,
    };
    machine.run();
    let is_complete = machine.steps < STEP_LIMIT && machine.trace.len() < EVENT_LIMIT;
    (machine.trace, is_complete)
}

#[test]
fn passes_keep_what_a_function_does() {
    let passes = PASSES.iter().filter(|pass| !["constant_propagation", "decide_by_facts"].contains(&pass.name));
    let passes: Vec<Pass> = passes.copied().collect();
    let mut events = 0;
    for seed in seeds().into_iter().take(300) {
        let built = random_module(seed);
        for end in 1..=passes.len() {
            let mut module = built.clone();
            run_passes(&mut module, &passes[..end], &Options::default()).expect("the passes fit");
            for run in 0..4 {
                let (expected, expected_complete) = trace(&built, seed * 16 + run);
                let (found, found_complete) = trace(&module, seed * 16 + run);
                let length = if expected_complete && found_complete {
                    expected.len().max(found.len())
                } else {
                    expected.len().min(found.len())
                };
                events += length;
                if expected.iter().take(length).ne(found.iter().take(length)) {
                    let pass = passes[end - 1].name;
                    let [before, after] = [&built, &module].map(print_module);
                    panic!(
                        "seed {seed}, run {run}: {pass} changes the behaviour\nbefore: {expected:#?}\nafter: {found:#?}\n\
                         {before}\n{after}\nrepeat with MOLT_SEED={seed}"
                    );
                }
            }
        }
    }
    assert!(events > 1000 || std::env::var_os("MOLT_SEED").is_some(), "the traces are too short to mean anything");
}
