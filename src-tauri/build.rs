//! Prepares what Tauri compiles into the program.

fn main() {
    // The window's content is compiled in: build anew when it was.
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/*.json");
    if let Err(fault) = tauri_build::try_build(attributes) {
        eprintln!("{fault:#}");
        std::process::exit(1);
    }
}
