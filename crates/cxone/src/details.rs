use std::fmt;

/// What a helpdesk wants to know about a failed call. Holds neither secret nor token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// What was tried, for example "import shifts".
    pub call: &'static str,
    /// The HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// The server's own words, shortened.
    pub words: Option<String>,
    /// The server's name for the request, for its log.
    pub request_id: Option<String>,
    /// What the network or the reading of the answer said.
    pub cause: Option<String>,
    /// Whether an earlier try of the same call may have been carried out.
    pub earlier_unsure: bool,
}

/// One line for each thing known, ready to copy.
impl fmt::Display for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status.map(|status| status.to_string());
        let earlier = self
            .earlier_unsure
            .then_some("no answer, may have been carried out");
        let lines = [
            ("Tried", Some(self.call)),
            ("Status", status.as_deref()),
            ("Server says", self.words.as_deref()),
            ("Request id", self.request_id.as_deref()),
            ("Cause", self.cause.as_deref()),
            ("Earlier try", earlier),
        ];
        let known = lines
            .iter()
            .filter_map(|(label, text)| text.map(|text| (label, text)));
        for (place, (label, text)) in known.enumerate() {
            if place > 0 {
                writeln!(f)?;
            }
            write!(f, "{label}: {text}")?;
        }
        Ok(())
    }
}
