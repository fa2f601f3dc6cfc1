"""A check of our own for schemathesis: valid requests are refused only for a rule that no schema can say."""

import schemathesis

# By openapi.yaml, where each stands in a description.
RULES = {
    "BREAK_OUTSIDE_SHIFT",
    "END_NOT_AFTER_START",
    "FOREIGN_PAGE_TOKEN",
    "RANGE_TOO_LONG",
    "UNKNOWN_SKILL",
}


@schemathesis.check
def refused_for_a_rule_only(ctx, response, case):
    meta = case.meta
    if meta is None or not meta.generation.mode.is_positive or response.status_code not in (400, 413, 415, 422):
        return
    # Random credentials are well formed, and wrong.
    if case.operation.path == "/oauth/token":
        return
    codes = {fault["code"] for fault in response.json().get("errors", [])}
    assert codes and codes <= RULES, f"a valid request was refused for {codes or 'no rule at all'}: {response.text}"
