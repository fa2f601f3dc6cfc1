//! Prepares what Tauri compiles into the program.

use std::error::Error;

use serde_json::Value;
use tauri_build::{AppManifest, Attributes};

const CAPABILITY: &str = "src-tauri/capabilities/main.json";

fn main() {
    // The window's content is compiled in: build anew when it was.
    println!("cargo:rerun-if-changed=ui/dist");
    let built = allowed_commands().and_then(|commands| {
        let attributes = Attributes::new()
            .capabilities_path_pattern("./src-tauri/capabilities/*.json")
            .app_manifest(AppManifest::new().commands(commands));
        Ok(tauri_build::try_build(attributes)?)
    });
    if let Err(fault) = built {
        eprintln!("{fault:#}");
        std::process::exit(1);
    }
}

/// The program's own commands that the window may call, as its capability lists
/// them: Tauri refuses all others once it knows of these.
fn allowed_commands() -> Result<&'static [&'static str], Box<dyn Error>> {
    println!("cargo:rerun-if-changed={CAPABILITY}");
    let capability: Value = serde_json::from_str(&std::fs::read_to_string(CAPABILITY)?)?;
    let listed = capability["permissions"].as_array().into_iter().flatten();
    let commands: Vec<&'static str> = listed
        .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
        .map(|name| &*name.replace('-', "_").leak())
        .collect();
    Ok(commands.leak())
}
