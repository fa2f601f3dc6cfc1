use serde::{Deserialize, Serialize};

use super::RecordError;

/// The part of an imported shift that a server finds fault with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ShiftPart {
    /// Who works.
    Agent,
    /// When it starts.
    Start,
    /// When it ends.
    End,
    /// One of its skills, counted from 0; all of them where the server does not say which.
    Skill(Option<usize>),
    /// How well a skill is served, counted alike.
    Proficiency(Option<usize>),
    /// Draft or published.
    Status,
    /// When the agent does not work.
    Breaks,
}

impl RecordError {
    /// The part of the shift that it is about, where its field leads to one, or the
    /// contract's code tells.
    ///
    /// A path may begin at the request (`shifts[3].skills[0].skillId`), at the shift
    /// (`skills[0].skillId`), or be written as a JSON pointer (`/shifts/3/startDate`).
    #[must_use]
    pub fn part(&self) -> Option<ShiftPart> {
        let Some(field) = self.field.as_deref() else {
            return match self.code.as_str() {
                "UNKNOWN_AGENT" => Some(ShiftPart::Agent),
                "UNKNOWN_SKILL" => Some(ShiftPart::Skill(None)),
                _ => None,
            };
        };
        let path = steps(field);
        let path = match path.as_slice() {
            ["shifts", index, rest @ ..] if index.parse::<usize>().is_ok() => rest,
            rest => rest,
        };
        Some(match path {
            ["agentId", ..] => ShiftPart::Agent,
            ["startDate", ..] => ShiftPart::Start,
            ["endDate", ..] => ShiftPart::End,
            ["status", ..] => ShiftPart::Status,
            ["breaks", ..] => ShiftPart::Breaks,
            ["skills", index, "proficiencyLevel"] => ShiftPart::Proficiency(index.parse().ok()),
            ["skills", index, ..] => ShiftPart::Skill(index.parse().ok()),
            ["skills" | "skillId"] => ShiftPart::Skill(None),
            ["proficiencyLevel"] => ShiftPart::Proficiency(None),
            _ => return None,
        })
    }
}

/// Which record of the request a field's path begins at, where it says so.
pub(super) fn record(field: &str) -> Option<usize> {
    match steps(field).as_slice() {
        ["shifts", index, ..] => index.parse().ok(),
        _ => None,
    }
}

fn steps(path: &str) -> Vec<&str> {
    let steps = path.trim_start_matches('$').split(['.', '[', ']', '/']);
    steps.filter(|step| !step.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(json: &str) -> RecordError {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn paths_lead_to_parts_of_a_shift() {
        let cases = [
            ("startDate", Some(ShiftPart::Start)),
            ("shifts[3].endDate", Some(ShiftPart::End)),
            ("/shifts/3/agentId", Some(ShiftPart::Agent)),
            ("$.shifts[3].status", Some(ShiftPart::Status)),
            ("breaks[1].duration", Some(ShiftPart::Breaks)),
            ("skills[1].skillId", Some(ShiftPart::Skill(Some(1)))),
            ("skills", Some(ShiftPart::Skill(None))),
            (
                "skills[0].proficiencyLevel",
                Some(ShiftPart::Proficiency(Some(0))),
            ),
            ("metadata.source", None),
            ("shifts", None),
            ("", None),
        ];
        for (field, expected) in cases {
            let error = RecordError {
                field: Some(field.to_owned()),
                ..RecordError::default()
            };
            assert_eq!(error.part(), expected, "{field}");
        }
        assert_eq!(RecordError::default().part(), None);
        let unknown_agent = error(r#"{"code": "UNKNOWN_AGENT"}"#);
        assert_eq!(unknown_agent.part(), Some(ShiftPart::Agent));
    }

    #[test]
    fn a_path_from_the_request_on_says_which_record_it_is() {
        let written = error(r#"{"field": "shifts[3].skills[0].skillId", "message": "unknown"}"#);
        let both = error(r#"{"index": 2, "field": "shifts[3].startDate"}"#);
        let neither = error(r#"{"field": "skills[0].skillId"}"#);

        assert_eq!(written.index, Some(3));
        assert_eq!(both.index, Some(2), "what is said outright counts");
        assert_eq!(neither.index, None);
    }
}
