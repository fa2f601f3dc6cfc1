//! The window's bindings are those of the commands.

use std::path::Path;

use specta_typescript::Typescript;

const BINDINGS: &str = "ui/src/bindings.ts";

/// With `UPDATE_BINDINGS` set, writes them instead (`cargo xtask bindings`).
#[test]
fn the_committed_bindings_are_up_to_date() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join(BINDINGS);
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("bindings.ts");
    let header = "// Generated from the commands of src-tauri. Do not edit: `cargo xtask bindings` writes it.\n";

    shiftwright::bindings::<tauri::Wry>()
        .export(Typescript::default().header(header), &fresh)
        .unwrap();

    let fresh = std::fs::read_to_string(fresh).unwrap();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(&committed, fresh).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(committed).unwrap();
    assert!(
        fresh == committed,
        "{BINDINGS} is not what the commands say. Run `cargo xtask bindings`."
    );
}
