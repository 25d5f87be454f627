/* A very small runtime for tests: ints, floats, and objects that only count. `slow` counts calls of intrinsics that inline
   code is meant to avoid; `freed` counts deallocations. */
#include <stdlib.h>
#include <string.h>

typedef uint64_t value;
#define INT_TAG (0xFFFEull << 48)
#define UNBOUND ((0xFFFCull << 48) | 5)
#define NONE ((0xFFFCull << 48) | 2)
#define FALSE_VALUE (0xFFFCull << 48)

typedef struct { uint32_t count, state; char *type; value payload[24]; } object;
typedef struct {
  value (*direct)(value, ...);
  value (*entry)(const void *, value, value *);
  value (*resume)(value, value);
  void *module; value name, qualified_name, documentation; value *parameter_names;
  const uint8_t *locations;
  value *free_names;
  void *variables;
  value *names;
  uint32_t flags, parameter_count, positional_only_count, positional_count, keyword_only_count, cell_count, frame_slots,
      first_line, variable_count, location_count, name_count, direct_count;
} code_record;
typedef struct {
  /* The source is an LZ4 block: a short text stands there after one byte. */
  value name, file; char *source; uint32_t source_size, source_length; value *globals, *global_names; uint32_t global_count, is_package;
  code_record *body; value module_object, documentation, namespace;
} module_record;

typedef struct frame {
  struct frame *previous; code_record *code; value callee; uint32_t location, is_observed; value object, slots[];
} frame;

extern module_record record __asm__("molt_module.m");
char molt_core_types[256 * TYPE_OBJECT_SIZE];
struct { uint64_t builtins_version; } molt_interpreter = {1};
struct { frame *frame; uint32_t depth, depth_limit; uint64_t stack_limit; } molt_thread_state = {0, 0, 50, 0};
static int slow, freed, raised, traceback[16], traceback_length;

static inline int is_int(value v) { return v >= INT_TAG; }
static inline int64_t get_int(value v) { return (int64_t)(v << 15) >> 15; }
static inline value make_int(int64_t i) { return INT_TAG | (value)i; }
static inline double get_float(value v) { double d; v -= 1ull << 49; memcpy(&d, &v, 8); return d; }
static inline value make_float(double d) { value v; memcpy(&v, &d, 8); return v + (1ull << 49); }
static inline double number(value v) { return is_int(v) ? (double)get_int(v) : get_float(v); }
static value make_object(int type) {
  object *o = calloc(1, sizeof *o);
  o->count = 1; o->type = molt_core_types + TYPE_OBJECT_SIZE * type;
  return (value)o;
}
static uint32_t count_of(value v) { return ((object *)v)->count; }
static char *text_of(value v) { return (char *)v + 40; }

void molt_deallocate(void *o) { freed++; (void)o; }
static void leave(void) { molt_thread_state.frame = molt_thread_state.frame->previous; molt_thread_state.depth--; }
/* As in runtime/abi/src/locations.rs. */
static int64_t location_number(const uint8_t **at) {
  int64_t number = 0;
  int shift = 0;
  uint8_t byte;
  do { byte = *(*at)++; number |= (int64_t)(byte & 0x7F) << shift; shift += 7; } while (byte & 0x80);
  return byte & 0x40 ? number | -((int64_t)1 << shift) : number;
}
static int location_line(const uint8_t *locations, uint32_t index) {
  uint32_t group;
  memcpy(&group, locations + 4 * (index / LOCATION_GROUP), sizeof group);
  const uint8_t *at = locations + group;
  int64_t line = 0;
  for (uint32_t place = 0; place <= index % LOCATION_GROUP; place++) {
    int64_t first = location_number(&at);
    line += first >> 1;
    for (int rest = first & 1 ? 3 : 2; rest; rest--) location_number(&at);
  }
  return (int)line;
}
static void add_to_traceback(void) {
  frame *f = molt_thread_state.frame;
  if (f->location) traceback[traceback_length++] = location_line(f->code->locations, f->location - 1);
}
value molt_leave_with_error(void) { add_to_traceback(); leave(); return 0; }
value molt_leave_frame(uint32_t held, value result) { (void)held; leave(); return result; }
value molt_raise_recursion(void) { raised = 99; return 1; }
static int collections, exhausted;
int molt_safe_point(void) { collections++; molt_thread_state.depth_limit = 50; return exhausted; }
value molt_function_new(code_record *code, value defaults, value keyword_defaults, value *cells) {
  object *o = (object *)make_object(FUNCTION_TYPE);
  o->payload[0] = (value)code;
  for (uint32_t i = 0; i < code->cell_count; i++) o->payload[8 + i] = cells[i];
  (void)defaults; (void)keyword_defaults;
  return (value)o;
}
void molt_global_set(module_record *module, uint32_t slot, value v) { module->globals[slot] = v; }
static code_record *code_of(value function) { return (code_record *)((object *)function)->payload[0]; }
static value call(value function, value *arguments) { return code_of(function)->entry(code_of(function)->direct, function, arguments); }

/* Runs the module body; global 0 is the function under test. */
static value run_module(void) {
  value body = make_object(0);
  return record.body->direct(body);
}
static void report(value v) {
  if (v == 0) printf("ERROR");
  else if (is_int(v)) printf("%ld", (long)get_int(v));
  else if (v == NONE) printf("None");
  else if (v == UNBOUND) printf("UNBOUND");
  else if ((v & ~1ull) == FALSE_VALUE) printf(v & 1 ? "True" : "False");
  else if (v >> 49 == 0) printf("object");
  else printf("%g", get_float(v));
  printf(" ");
}
static void finish(void) { printf("| slow %d freed %d depth %u\n", slow, freed, molt_thread_state.depth); }
