//! Every command of the window over Tauri's mock runtime, success and failure,
//! against the real embedded workspace.

mod bindings;
mod connect;
mod desk;
mod job;
