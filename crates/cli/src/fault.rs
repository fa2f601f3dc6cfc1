use workflow::WorkError;

/// Why a command ends without having done its job, for people.
pub(crate) type Fault = Box<dyn std::error::Error>;

/// What happened; where a server is part of it, what to do and what a helpdesk
/// wants to know, too.
pub(crate) fn in_words(fault: &Fault) -> String {
    let Some(WorkError::Server(server)) = fault.downcast_ref() else {
        return fault.to_string();
    };
    let details = server.details().map(ToString::to_string);
    let details = details.iter().flat_map(|details| details.lines());
    let told = details.map(|line| format!("\n    {line}"));
    format!("{fault} {}{}", server.hint(), told.collect::<String>())
}
