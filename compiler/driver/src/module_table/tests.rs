//! Tests of the module table.

use super::*;

#[test]
fn packages_without_a_file_are_found() {
    let found = namespace_packages(["a.b.c", "a.b.d", "x", "y.z", "y"]);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "a.b"]);
}

#[test]
fn the_table_lists_the_modules_by_name() {
    let module = table(&BTreeSet::from(["b", "a.c", "a"]), "b", Some(41));
    let target = |data: &Data, index: usize| module.symbols.get(data.relocations[index].target).name.clone();
    let [list, table] = &module.data[..] else { panic!() };
    assert_eq!(
        (0..3).map(|index| target(list, index)).collect::<Vec<_>>(),
        ["molt_module.a", "molt_module.a.c", "molt_module.b"]
    );
    assert_eq!(table.bytes.len(), size_of::<molt_abi::ModuleTable>());
    assert_eq!(table.bytes[8..16], 3_u64.to_le_bytes());
    assert_eq!(table.bytes[24..], 42_u64.to_le_bytes());
    assert_eq!(target(table, 1), "molt_module.b");
    assert_eq!(moltc_lir::verify_module(&module).err().map(|error| error.to_string()), None);
}
