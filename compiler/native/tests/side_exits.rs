//! Side exits: a guard that fails goes on in generic code, which finds everything in the frame.

mod support;

use support::lowered::check;

/// What `compiler/filetests/cases/side_exits/loop.txt` shows: adds the numbers up to the guard, and a hundred for each later
/// one, and negates what generic code has made.
const LOOP: &str = r#"function1 "f" "f" function counted line 1 {
  parameter "n" positional
  parameter "stop" positional
  local0 = "i"
  local1 = "total"
  local2 = "failed"
  frame 0
  slot0 = value parameter 0
  slot1 = value parameter 1
  slot2 = value local0
  slot3 = value local1
  slot4 = value local2
  entry0 = block4
  exit0 = entry0 [local0, local1, local2]
block0(v0: value, v1: value):
  v2 = constant 0
  jump block1(v2, v2)
block1(v3: value, v4: value):
  v5 = compare_truth lt v3, v0
  try block8, block20
block8:
  branch v5, block2, block21
block21:
  release v3
  jump block3(v4)
block2:
  v6 = compare_truth eq v3, v1
  try block10, block20
block10:
  v7 = not v6
  guard exit0 v7, v3, v4, v6, v4, v3
  v8 = binary add v4, v3
  try block11, block20
block11:
  release v4
  v9 = constant 1
  v10 = binary add v3, v9
  try block22, block23
block22:
  release v3
  jump block1(v10, v8)
block3(v11: value):
  return v11
block4:
  v12 = local_get local0
  check_bound "i" local v12
  try block13, block9
block13:
  v13 = compare_truth lt v12, v0
  try block14, block9
block14:
  branch v13, block5, block6
block5:
  v14 = local_get local1
  v15 = constant 100
  v16 = binary add v14, v15
  try block15, block9
block15:
  v17 = local_replace local1 v14, v16
  v18 = constant 1
  v19 = binary add v12, v18
  try block16, block9
block16:
  v20 = local_replace local0 v12, v19
  jump block4
block6:
  v21 = local_get local2
  v27 = constant True
  v22 = identity v21, v27
  v23 = local_get local1
  v25 = own v23
  branch v22, block7, block3(v25)
block7:
  v24 = unary neg v25
  try block18, block24
block18:
  release v25
  return v24
block9:
  return_error
block19:
  release v3
  jump block9
block20:
  release v4
  jump block19
block23:
  release v8
  jump block19
block24:
  release v25
  jump block9
}
"#;

#[test]
fn a_guard_that_fails_goes_on_in_generic_code() {
    check(
        "side-exit-loop",
        LOOP,
        "value molt_add(value a, value b) { slow++; return make_float(number(a) + number(b)); }\n\
         value molt_negative(value a) { slow++; return make_float(-number(a)); }\n\
         int32_t molt_compare_truth(uint32_t k, value a, value b) { slow++; return k == 2 ? number(a) < number(b) : number(a) == number(b); }\n\
         int32_t molt_raise_unbound_local(value name) { (void)name; raised = 1; return -1; }\n\
         int main(void) {\n\
           run_module(); value f = record.globals[0];\n\
           value never[2] = {make_int(5), make_int(-1)}; report(call(f, never));\n\
           value third[2] = {make_int(5), make_int(3)}; report(call(f, third));\n\
           value first[2] = {make_int(5), make_int(0)}; report(call(f, first));\n\
           value floats[2] = {make_float(4.5), make_float(2.0)}; report(call(f, floats));\n\
           finish();\n\
         }",
        "10 -203 -500 -301 | slow 10 freed 0 depth 0\n",
    );
}

/// The exit moves one reference into a slot, takes one for the argument, drops one, and boxes a truth value.
const OWNERSHIP: &str = r#"function1 "f" "f" function counted line 2 {
  parameter "a" positional
  parameter "b" positional
  local0 = "x"
  local1 = "y"
  local2 = "z"
  frame 0
  slot0 = value parameter 0
  slot1 = value parameter 1
  slot2 = value local0
  slot3 = value local1
  slot4 = value local2
  entry0 = block2
  entry1 = block1
  exit0 = entry0 [local1, local0, local2]
block0(v0: value, v1: value):
  v2 = own v0
  v3 = own v0
  v4 = constant None
  v5 = identity v1, v4
  v6 = own v0
  v7 = local_set local0 v6
  guard exit0 v5, v2, v0, v5, v2, v3
  release v2
  release v3
  return v4
block1:
  v8 = local_get local1
  retain v8
  return v8
block2:
  v9 = local_get local2
  v10 = constant False
  v11 = identity v9, v10
  branch v11, block1, block3
block3:
  v12 = local_get local2
  retain v12
  return v12
}
"#;

#[test]
fn an_exit_owns_what_it_puts_into_slots() {
    check(
        "side-exit-ownership",
        OWNERSHIP,
        "int main(void) {\n\
           run_module(); value f = record.globals[0]; value object = make_object(0);\n\
           value stays[2] = {object, NONE}; report(call(f, stays)); printf(\"%u \", count_of(object));\n\
           value leaves[2] = {object, make_int(1)}; printf(\"%d \", call(f, leaves) == object); printf(\"%u \", count_of(object));\n\
           finish();\n\
         }",
        "None 1 1 2 | slow 0 freed 0 depth 0\n",
    );
}
