//! How WebKitGTK draws.

/// Without a graphics card (a virtual or remote desktop), WebKitGTK would let
/// the processor play one: a frame takes three times as long then as when it
/// draws plainly, and the window 100 MB more (`cargo xtask bench window`).
///
/// To be called first of all, before there is a second thread.
#[cfg(target_os = "linux")]
#[expect(
    unsafe_code,
    reason = "WebKit asks the environment, and no other thread does at this moment"
)]
pub(crate) fn suit_this_computer() {
    const PLAINLY: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(PLAINLY).is_none() && !has_graphics_card() {
        unsafe { std::env::set_var(PLAINLY, "1") };
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn suit_this_computer() {}

/// Whether the system offers one to programs.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let Ok(devices) = std::fs::read_dir("/dev/dri") else {
        return false;
    };
    let mut names = devices.flatten().map(|device| device.file_name());
    names.any(|name| name.to_string_lossy().starts_with("renderD"))
}
