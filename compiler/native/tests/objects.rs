//! Inline work on objects: items, attributes, calls, iteration, appending, generators. The small runtime in C has the layouts
//! that `molt_abi` fixes; `slow` counts what was left to it.

mod support;

use support::lowered::{binary_function, check};

/// C helpers that make the objects under test.
const OBJECTS: &str = r#"
static value make_list(int capacity, int length, value *items) {
  object *list = (object *)make_object(LIST_TYPE);
  value *memory = calloc(capacity + 1, 8);
  memcpy(memory, items, 8 * length);
  list->payload[0] = (value)memory; list->payload[1] = length; list->payload[2] = capacity;
  return (value)list;
}
static value make_tuple(int length, value *items) {
  object *tuple = (object *)make_object(TUPLE_TYPE);
  tuple->payload[0] = length; memcpy(tuple->payload + 1, items, 8 * length);
  return (value)tuple;
}
#define PLAIN 200
static value make_instance(void) {
  object *o = (object *)make_object(PLAIN);
  o->payload[2] = UNBOUND; o->payload[3] = UNBOUND; o->payload[4] = UNBOUND;
  return (value)o;
}
static void set_type_version(int type, uint32_t version) { memcpy(molt_core_types + TYPE_OBJECT_SIZE * type + 16, &version, 4); }
typedef struct { uint32_t version, area, slot, kind, inline_version; value function; } attribute_cache;
"#;

fn check_objects(name: &str, function: &str, program: &str, expected: &str) {
    check(name, function, &format!("{OBJECTS}\n{program}"), expected);
}

#[test]
fn items_of_lists_and_tuples_are_read_inline_and_counted() {
    check_objects(
        "item-get",
        &binary_function("item_get v0, v1", "  return v2\n"),
        "value molt_item_get(value a, value b) { slow++; (void)a; (void)b; return NONE; }\n\
         int main(void) { run_module(); value f = record.globals[0];\n\
         value o = make_object(0), items[] = {make_int(7), o, make_float(1.5)};\n\
         value objects[] = {make_list(3, 3, items), make_tuple(3, items), make_int(5), make_object(0)};\n\
         int keys[] = {0, 1, 2, -1, -3, 3, -4};\n\
         for (int i = 0; i < 4; i++) { for (int j = 0; j < 7; j++) { value v[] = {objects[i], make_int(keys[j])}; report(call(f, v)); }\n\
           value v[] = {objects[i], NONE}; report(call(f, v)); printf(\"slow %d\\n\", slow); slow = 0; }\n\
         printf(\"count %u \", count_of(o)); finish(); }",
        "7 object 1.5 1.5 7 None None None slow 3\n7 object 1.5 1.5 7 None None None slow 3\n\
         None None None None None None None None slow 8\nNone None None None None None None None slow 8\n\
         count 3 | slow 0 freed 0 depth 0\n",
    );
}

#[test]
fn items_of_lists_are_replaced_inline_and_counted() {
    let function = binary_function("constant 1", "  return v2\n")
        .replace("v2 = constant 1 @loc0\n", "v2 = constant 1\n  item_set v0, v2, v1 @loc0\n");
    check_objects(
        "item-set",
        &function,
        "int32_t molt_item_set(value a, value b, value c) { slow++; (void)b; (void)c; return is_int(a); }\n\
         int main(void) { run_module(); value f = record.globals[0];\n\
         value a = make_object(0), b = make_object(0), items[] = {NONE, a}, list = make_list(2, 2, items);\n\
         value v[] = {list, b}; report(call(f, v)); printf(\"counts %u %u freed %d\\n\", count_of(a), count_of(b), freed);\n\
         v[0] = make_list(1, 1, items); report(call(f, v)); v[0] = make_int(1); report(call(f, v));\n\
         printf(\"count %u \", count_of(b)); finish(); }",
        "1 counts 0 2 freed 1\n1 ERROR count 2 | slow 2 freed 1 depth 0\n",
    );
}

#[test]
fn attributes_in_slots_are_read_inline_once_cached() {
    let function = binary_function("attribute_get \"x\" v0", "  return v2\n");
    check_objects(
        "attribute-get",
        &function,
        "value molt_attribute_get(value o, value name, attribute_cache *cache) { slow++;\n\
           if (o >> 49) return 0;\n\
           if (text_of(name)[0] == 'x') *cache = (attribute_cache){5, 16, 40, 1, 5, 0};\n\
           return make_int(-1); }\n\
         int main(void) { run_module(); value f = record.globals[0]; set_type_version(PLAIN, 5);\n\
         value o = make_instance(), v[] = {o, NONE}, held = make_object(0); ((object *)o)->payload[3] = held;\n\
         for (int i = 0; i < 3; i++) report(call(f, v)); printf(\"count %u slow %d\\n\", count_of(held), slow);\n\
         ((object *)o)->payload[3] = UNBOUND; report(call(f, v));\n\
         set_type_version(PLAIN, 6); ((object *)o)->payload[3] = held; report(call(f, v));\n\
         v[0] = make_int(3); report(call(f, v)); finish(); }",
        "-1 object object count 3 slow 1\n-1 -1 ERROR | slow 4 freed 0 depth 0\n",
    );
}

#[test]
fn attributes_in_slots_are_set_inline_in_ascending_order() {
    let function = binary_function("constant None", "  return v2\n")
        .replace("v2 = constant None @loc0\n", "v2 = constant None\n  attribute_set \"x\" v0, v1 @loc0\n");
    check_objects(
        "attribute-set",
        &function,
        "int32_t molt_attribute_set(value o, value name, value v, attribute_cache *cache) { slow++; (void)name; (void)v;\n\
           if (o >> 49) return 1;\n\
           *cache = (attribute_cache){5, 16, 40, 1, 5, 0}; return 0; }\n\
         int main(void) { run_module(); value f = record.globals[0]; set_type_version(PLAIN, 5);\n\
         value held = make_object(0), v[] = {make_instance(), held}; object *o;\n\
         call(f, v);                                              /* fills the cache */\n\
         o = (object *)v[0]; call(f, v);                          /* slot 1, none filled: inline */\n\
         printf(\"%d filled %u count %u slow %d\\n\", o->payload[3] == held, (uint32_t)o->payload[1], count_of(held), slow);\n\
         v[1] = make_int(3); call(f, v); printf(\"%d count %u slow %d\\n\", o->payload[3] == v[1], count_of(held), slow);\n\
         v[0] = make_instance(); o = (object *)v[0]; o->payload[1] = 2; call(f, v); /* a later slot was filled before */\n\
         printf(\"%d slow %d\\n\", o->payload[3] == UNBOUND, slow);\n\
         v[0] = make_instance(); o = (object *)v[0]; o->payload[0] = make_object(0); call(f, v); /* has a dict */\n\
         printf(\"%d slow %d\\n\", o->payload[3] == UNBOUND, slow);\n\
         v[0] = NONE; report(call(f, v)); finish(); }",
        "1 filled 2 count 2 slow 1\n1 count 1 slow 1\n1 slow 2\n1 slow 3\nERROR | slow 4 freed 0 depth 0\n",
    );
}

#[test]
fn plain_functions_are_entered_directly() {
    // f(a, b) calls a(b); function 2 takes one parameter and gives it back.
    let function = binary_function("call v0, v1", "  return v2\n")
        + "\nfunction2 \"g\" \"g\" function counted line 5 {\n  parameter \"x\" positional\nblock0(v0: value):\n  retain v0\n  return v0\n}\n\
           \nfunction3 \"h\" \"h\" function counted line 7 {\n  parameter \"x\" var_positional\nblock0(v0: value):\n  retain v0\n  return v0\n}\n";
    check_objects(
        "call",
        &function,
        "value molt_call_with_1(value callee, value first) { slow++; (void)callee; (void)first; return NONE; }\n\
             int main(void) { run_module(); value f = record.globals[0]; value v[] = {NONE, make_int(42)};\n\
             report(call(f, v)); printf(\"slow %d\\n\", slow);\n\
             v[0] = record.globals[1]; report(call(f, v)); printf(\"slow %d count %u\\n\", slow, count_of(v[0]));\n\
             v[0] = record.globals[2]; report(call(f, v)); finish(); }",
        "None slow 1\n42 slow 1 count 1\nNone | slow 2 freed 0 depth 0\n",
    );
}

#[test]
fn methods_are_entered_directly_once_cached() {
    let function = binary_function("call_method \"m\" loc0 v0, v1", "  return v2\n")
        + "\nfunction2 \"g\" \"g\" function counted line 5 {\n  parameter \"self\" positional\n  parameter \"x\" positional\nblock0(v0: value, v1: value):\n  retain v1\n  return v1\n}\n";
    check_objects(
        "call-method",
        &function,
        "value molt_call_method_with_1(value receiver, value first, value name, attribute_cache *cache) { slow++; (void)first;\n\
           if (text_of(name)[0] != 'm' || receiver >> 49) return 0;\n\
           *cache = (attribute_cache){5, 16, 0, 2, 5, record.globals[1]}; return make_int(-1); }\n\
         int main(void) { run_module(); value f = record.globals[0]; set_type_version(PLAIN, 5);\n\
         value v[] = {make_instance(), make_int(42)};\n\
         report(call(f, v)); report(call(f, v)); printf(\"slow %d\\n\", slow);\n\
         ((object *)v[0])->payload[0] = make_object(0); report(call(f, v)); v[0] = NONE; report(call(f, v)); finish(); }",
        "-1 42 slow 1\n-1 ERROR | slow 3 freed 0 depth 0\n",
    );
}

#[test]
fn lists_grow_inline_while_there_is_room() {
    check_objects(
        "append",
        &binary_function("call_method \"append\" loc0 v0, v1", "  return v2\n"),
        "int molt_list_append(value list, value item) { slow++; ((object *)list)->payload[1] += 100; (void)item; return 0; }\n\
         value molt_call_method_with_1(value receiver, value first, value name, attribute_cache *cache) { slow++; (void)receiver; (void)first; (void)name; (void)cache; return 0; }\n\
         int main(void) { run_module(); value f = record.globals[0]; set_type_version(PLAIN, 5);\n\
         value o = make_object(0), v[] = {make_list(2, 1, &o), o}; object *list = (object *)v[0];\n\
         report(call(f, v)); printf(\"length %d count %u slow %d\\n\", (int)list->payload[1], count_of(o), slow);\n\
         report(call(f, v)); printf(\"length %d count %u slow %d\\n\", (int)list->payload[1], count_of(o), slow);\n\
         v[0] = make_object(PLAIN); report(call(f, v)); finish(); }",
        "None length 2 count 2 slow 0\nNone length 102 count 3 slow 1\nERROR | slow 2 freed 0 depth 0\n",
    );
}

#[test]
fn ranges_and_lists_are_iterated_inline() {
    check_objects(
        "next",
        &binary_function("next v0", "  return v2\n"),
        "value molt_next(value iterator) { slow++; (void)iterator; return UNBOUND; }\n\
         int main(void) { run_module(); value f = record.globals[0];\n\
         value range = make_object(RANGE_ITERATOR_TYPE); object *r = (object *)range; r->payload[0] = -3; r->payload[1] = 5; r->payload[2] = 3;\n\
         value v[] = {range, NONE}; for (int i = 0; i < 5; i++) report(call(f, v)); printf(\"slow %d\\n\", slow);\n\
         value o = make_object(0), items[] = {make_int(1), o}, iterator = make_object(LIST_ITERATOR_TYPE);\n\
         ((object *)iterator)->payload[0] = make_list(2, 2, items); v[0] = iterator;\n\
         for (int i = 0; i < 3; i++) report(call(f, v)); printf(\"count %u slow %d\\n\", count_of(o), slow);\n\
         v[0] = make_object(0); report(call(f, v)); finish(); }",
        "-3 2 7 UNBOUND UNBOUND slow 0\n1 object UNBOUND count 2 slow 1\nUNBOUND | slow 2 freed 0 depth 0\n",
    );
}

#[test]
fn recursion_stops_at_the_limit() {
    let function = "function1 \"f\" \"f\" function counted line 2 {\n  parameter \"a\" positional\n  loc0 = 3:4-3:9\n\
        block0(v0: value):\n  v1 = global_get \"f\" @loc0\n  try block1, block3\nblock1:\n  v2 = call v1, v0 @loc0\n  try block2, block4\n\
        block2:\n  release v1\n  return v2\nblock3:\n  return_error\nblock4:\n  release v1\n  return_error\n}\n";
    check_objects(
        "recursion",
        function,
        "value molt_global_get(module_record *m, uint32_t slot, void *cache) { (void)m; (void)slot; (void)cache; return 0; }\n\
         value molt_call_with_1(value callee, value first) { slow++; (void)callee; (void)first; return 0; }\n\
         int main(void) { run_module(); molt_thread_state.depth_limit = 10; value f = record.globals[0], v = NONE; report(call(f, &v));\n\
         printf(\"raised %d entries %d count %u \", raised, traceback_length, count_of(f)); finish(); }",
        "ERROR raised 99 entries 10 count 1 | slow 0 freed 0 depth 0\n",
    );
}

#[test]
fn generators_are_made_and_resumed_by_number() {
    let function = "function1 \"g\" \"g\" function counted generator line 1 {\n  parameter \"a\" positional\n  loc0 = 2:4-2:9\n  \
        frame 2\n  slot0 = value parameter 0\n  slot1 = bool spill\nblock0:\n  v0 = resume_index\n  switch v0 [0: block1, 1: block2], block4\n\
        block1:\n  v1 = frame_take slot0\n  v5 = bool_constant 1\n  frame_put slot1 v5\n  suspend v1, 1\nblock2:\n  v2 = sent_value @loc0\n  \
        try block3, block5\nblock3:\n  v6 = frame_take slot1\n  v7 = box_bool v6\n  return v7\nblock4:\n  unreachable\nblock5:\n  return_error\n}\n";
    check_objects(
        "generator",
        function,
        "value molt_generator_new(value function) { object *g = (object *)make_object(0); code_record *code = code_of(function);\n\
           g->payload[6] = (value)code; g->payload[7] = function; for (uint32_t i = 0; i < code->frame_slots; i++) g->payload[10 + i] = UNBOUND;\n\
           return (value)g; }\n\
         int main(void) { run_module(); value f = record.globals[0]; code_record *code = code_of(f); value o = make_object(0);\n\
         for (int thrown = 0; thrown < 2; thrown++) { value g = call(f, &o); object *frame = (object *)g;\n\
           printf(\"count %u flags %u slots %u \", count_of(o), code->flags, code->frame_slots);\n\
           report(code->resume(g, NONE)); printf(\"at %u \", (uint32_t)frame->payload[0]);\n\
           report(code->resume(g, thrown ? 0 : make_int(9))); printf(\"at %d entries %d\\n\", (int32_t)frame->payload[0], traceback_length); }\n\
         finish(); }",
        "count 2 flags 4 slots 2 object at 1 True at -1 entries 0\ncount 3 flags 4 slots 2 object at 1 ERROR at -1 entries 1\n\
         | slow 0 freed 0 depth 0\n",
    );
}

#[test]
fn tuples_of_the_right_length_are_their_own_unpacking() {
    check_objects(
        "unpack",
        &binary_function("intrinsic unpack_sequence [2] v0", "  return v2\n"),
        "value molt_unpack_sequence(value operand, uint32_t count) { slow++; (void)operand; return count == 2 ? NONE : 0; }\n\
         int main(void) { run_module(); value f = record.globals[0], items[] = {NONE, NONE, NONE};\n\
         value two = make_tuple(2, items), v[] = {two, NONE}; printf(\"%d \", call(f, v) == two); printf(\"count %u \", count_of(two));\n\
         v[0] = make_tuple(3, items); report(call(f, v)); v[0] = make_list(2, 2, items); report(call(f, v));\n\
         v[0] = make_int(1); report(call(f, v)); finish(); }",
        "1 count 2 None None None | slow 3 freed 0 depth 0\n",
    );
}

#[test]
fn static_constants_are_counted_so_that_they_never_die() {
    let function = binary_function("constant \"text\"", "  retain v2\n  return v2\n")
        .replace("  v2 = constant \"text\" @loc0\n  try block1, block2\nblock1:\n", "  v2 = constant \"text\"\n")
        .replace("block2:\n  return_error\n", "");
    check_objects(
        "static",
        &function,
        "int main(void) { run_module(); value f = record.globals[0], v[] = {NONE, NONE}; call(f, v); value text = call(f, v);\n\
         printf(\"%s %x \", text_of(text), count_of(text)); finish(); }",
        "text 80000002 | slow 0 freed 0 depth 0\n",
    );
}

#[test]
fn loops_let_the_runtime_collect() {
    let function = "function1 \"f\" \"f\" function counted line 2 {\n  parameter \"a\" positional\n  loc0 = 3:4-3:9\nblock0(v0: value):\n  \
        jump block1\nblock1:\n  intrinsic safe_point @loc0\n  try block6, block5\nblock6:\n  v1 = next v0 @loc0\n  try block2, block5\n\
        block2:\n  v2 = is_unbound v1\n  branch v2, block3, block4\nblock3:\n  v3 = constant None\n  return v3\nblock4:\n  release v1\n  jump block1\nblock5:\n  return_error\n}\n";
    check_objects(
        "safe-point",
        function,
        "value molt_next(value iterator) { (void)iterator; slow++; if (slow == 2 || slow == 4) molt_thread_state.depth_limit = 0;\n\
           return slow < 6 ? make_int(slow) : UNBOUND; }\n\
         int main(void) { run_module(); value f = record.globals[0], v = make_object(0); report(call(f, &v));\n\
         printf(\"collections %d \", collections); slow = 0; exhausted = 1; report(call(f, &v)); finish(); }",
        "None collections 2 ERROR | slow 2 freed 0 depth 0\n",
    );
}
