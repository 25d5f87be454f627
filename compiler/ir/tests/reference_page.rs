//! The committed reference page is what the op table gives.

use std::path::Path;

#[test]
fn the_reference_page_is_up_to_date() {
    let package = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| "compiler/ir".to_string());
    let path = Path::new(&package).join("../../docs/reference/ir.md");
    let expected = moltc_ir::reference::reference_page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(path.parent().expect("the path has a folder")).expect("the folder can be made");
        std::fs::write(&path, &expected).expect("the page can be written");
    }
    let found = std::fs::read_to_string(&path).expect("the page exists");
    assert!(found == expected, "rewrite it with UPDATE_EXPECT=1 cargo test -p moltc_ir --test reference_page");
}
