/// The name under which someone is signed in to this computer, for receipts;
/// empty where the system does not tell.
#[must_use]
pub fn this_person() -> String {
    whoami::username().unwrap_or_default()
}
