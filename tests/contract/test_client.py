"""Another client of the contract does the whole job, and has habits that ours has not."""

import asyncio
import csv
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from wfm_client import ALL_SCOPES, Refused, WfmClient, gaps

pytestmark = pytest.mark.anyio

ROSTER = Path(__file__).parents[1] / "data/shifts-week-49.csv"
ZONE = ZoneInfo("Europe/London")
WEEK = ("2026-11-30T00:00:00Z", "2026-12-06T23:59:59Z")


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def client(serve):
    """A client of the sample contact centre, with the contract's own limits."""
    served = serve("--sample")
    async with WfmClient(served.base_url, served.client_id, served.client_secret) as client:
        yield client


async def test_import_coverage_gaps_run_and_poll(client):
    roster = shifts()
    checked = await client.import_shifts(roster, validateOnly=True)
    assert (checked["status"], checked["processedCount"], checked["errors"]) == ("VALIDATED", len(roster), [])
    before = await client.coverage(*WEEK, groupBy="skill", pageSize=2)
    assert len(before) == 6

    for batch in (roster[:200], roster[200:]):
        imported = await client.import_shifts(batch)
        assert (imported["status"], imported["processedCount"]) == ("COMPLETED", len(batch))
        assert (imported["failedCount"], imported["errors"]) == (0, [])
    after = await client.coverage(*WEEK, groupBy="skill", pageSize=2)
    assert hours(after) > hours(before), "nothing was written by the check, and all by the import"

    for batch in (roster[:200], roster[200:]):
        assert (await client.import_shifts(batch))["processedCount"] == len(batch)
    assert await client.coverage(*WEEK) == after, "the same shifts once more change nothing"

    blocks = await client.coverage(*WEEK, groupBy="timeBlock", intervalMinutes=60, pageSize=100)
    assert len(blocks) == 6 * 7 * 24
    required = sum(block["requiredHours"] for block in blocks)
    assert required == pytest.approx(sum(record["requiredHours"] for record in after))

    found = gaps(after)
    assert {gap.priority for gap in found} == {"HIGH", "MEDIUM"}
    job = await run_to_its_end(client, run_request(found))
    assert job["status"] == "COMPLETED", job
    result = job["result"]
    assert 0 < result["projectedCoverageImprovement"] <= 1
    recommended = [
        (agent["agentId"], shift)
        for agent in result["assignmentRecommendations"]
        for shift in agent["recommendedShifts"]
    ]
    assert recommended
    known = {record["skillId"] for record in after}
    week = instant(WEEK[0]), instant(WEEK[1]) + timedelta(seconds=1)
    for _, shift in recommended:
        assert shift["skillId"] in known
        assert shift["coverageImpact"] >= 0
        assert week[0] <= instant(shift["startTime"]) < instant(shift["endTime"]) <= week[1]
    for agent in result["assignmentRecommendations"]:
        assert 0 <= agent["complianceScore"] <= 1
        assert no_two_at_once(agent["recommendedShifts"])
    assert client.times_signed_in == 1


async def test_other_habits_are_understood(client):
    plain = shifts()[:40]
    # Another zone's time with microseconds, fields that nobody knows, numbers with a point.
    habits = [
        {
            **shift,
            "startDate": elsewhere(shift["startDate"], 250_000),
            "endDate": elsewhere(shift["endDate"], 999_999),
            "skills": [{**skill, "weight": 1} for skill in shift["skills"]],
            "breaks": [{"startTimeOffset": 3600.0, "duration": 1800.0, "paid": False}],
            "externalId": f"row-{number}",
        }
        for number, shift in enumerate(plain)
    ]
    assert (await client.import_shifts(habits, traceId={"a": [1]}))["processedCount"] == 40
    written = await client.coverage(*WEEK)
    assert (await client.import_shifts(plain))["processedCount"] == 40
    assert await client.coverage(*WEEK) == written, "to the minute, they are the same shifts"

    same = await client.coverage("2026-11-30T01:00:00.000001+01:00", "2026-12-07T00:59:59.999999+01:00")
    assert same == written

    found = gaps(written)
    request = run_request(found)
    request["dateRange"] = {"start": elsewhere(WEEK[0], 1), "end": elsewhere(WEEK[1], 999_999)}
    request |= {"requestedBy": "another client", "complianceRules": {"maxConsecutiveHours": 10.0, "minBreakDuration": 30.0}}
    job = await client.run(request)
    await client.cancel(job["jobId"])
    assert (await client.job(job["jobId"]))["status"] in ("CANCELLED", "COMPLETED")


async def test_ten_calls_at_once_sign_in_once_and_agree(client):
    await client.import_shifts(shifts())
    client._token = None
    answers = await asyncio.gather(*(client.coverage(*WEEK, pageSize=3) for _ in range(10)))
    assert all(answer == answers[0] for answer in answers)
    assert client.times_signed_in == 2

    # The same shifts from ten sides are still written once.
    roster = shifts()
    imported = await asyncio.gather(*(client.import_shifts(roster) for _ in range(10)))
    assert {answer["processedCount"] for answer in imported} == {len(roster)}
    assert await client.coverage(*WEEK, pageSize=3) == answers[0]


async def test_whoever_polls_too_often_is_told_to_wait_and_then_served(client):
    job = await client.run(run_request(gaps(await client.coverage(*WEEK))))

    # In one breath, so that a slow machine is too quick as well.
    answers = await polled_in_one_breath(client, job["jobId"], 200)
    assert {answer[:3] for answer in answers} == {"200", "429"}
    refused = next(answer for answer in answers if answer.startswith("429")).lower()
    assert int(refused.split("retry-after: ")[1].split("\r\n")[0]) >= 1

    # A client that waits as long as it is told is served.
    async for _ in client.states(job["jobId"], every=0.1):
        if client.times_slowed_down:
            break
    assert (await client.job(job["jobId"]))["jobId"] == job["jobId"]


async def test_a_second_run_waits_for_the_first(client):
    request = run_request(gaps(await client.coverage(*WEEK)))
    first = await client.run(request)

    with pytest.raises(Refused) as refused:
        await client.run(request)

    assert refused.value.status == 429
    assert [job["jobId"] for job in await client.jobs()] == [first["jobId"]]
    assert (await client.cancel(first["jobId"]))["jobId"] == first["jobId"]
    async for job in client.states(first["jobId"], every=0.1):
        last = job
    assert last["status"] in ("CANCELLED", "COMPLETED")


async def test_what_one_may_not_do_is_refused_and_named(serve):
    served = serve("--sample")
    async with WfmClient(served.base_url, served.client_id, "a guess") as stranger:
        with pytest.raises(Refused) as refused:
            await stranger.jobs()
    assert (refused.value.status, refused.value.body["error"]) == (401, "invalid_client")

    reader = "wfm:schedule:read"
    async with WfmClient(served.base_url, served.client_id, served.client_secret, scope=reader) as client:
        assert await client.coverage(*WEEK)
        for call in (client.import_shifts([]), client.jobs(), client.run({})):
            with pytest.raises(Refused) as refused:
                await call
            assert refused.value.status == 403
            assert refused.value.body["errorCode"] and refused.value.body["message"]
    assert reader in ALL_SCOPES


async def test_a_faulty_record_is_named_and_nothing_is_written(client):
    roster = shifts()[:3]
    before = await client.coverage(*WEEK)
    faulty = [roster[0], {**roster[1], "endDate": roster[1]["startDate"]}, {**roster[2], "startDate": "tomorrow"}]

    with pytest.raises(Refused) as refused:
        await client.import_shifts(faulty)

    assert (refused.value.status, refused.value.body["errorCode"]) == (400, "INVALID_SHIFT_FORMAT")
    faults = refused.value.body["errors"]
    assert [(fault["index"], fault["field"]) for fault in faults] == [(1, "endDate"), (2, "startDate")]
    assert faults[1]["code"] == "INVALID_DATETIME"
    assert await client.coverage(*WEEK) == before

    unknown = {**roster[0], "agentId": "NOBODY"}
    mixed = await client.import_shifts([unknown, roster[1]])
    assert (mixed["status"], mixed["processedCount"], mixed["failedCount"]) == ("COMPLETED", 1, 1)
    assert [(fault["index"], fault["code"]) for fault in mixed["errors"]] == [(0, "UNKNOWN_AGENT")]


async def polled_in_one_breath(client: WfmClient, job_id: str, times: int) -> list[str]:
    """Sends all requests before it reads an answer; each answer from its status on."""
    base = client.http.base_url
    reader, writer = await asyncio.open_connection(base.host, base.port)
    path = f"/api/v1/wfm/schedule/optimization/jobs/{job_id}"
    head = f"GET {path} HTTP/1.1\r\nHost: {base.host}\r\nAuthorization: Bearer {client._token}\r\n"
    writer.write((f"{head}\r\n" * (times - 1) + f"{head}Connection: close\r\n\r\n").encode())
    said = (await reader.read()).decode()
    writer.close()
    return said.split("HTTP/1.1 ")[1:]


def shifts() -> list[dict]:
    """The roster of the week as the contract writes it."""
    with open(ROSTER, encoding="utf-8-sig", newline="") as file:
        return [
            {
                "agentId": row["Agent ID"],
                "startDate": utc(row["Start"]),
                "endDate": utc(row["End"]),
                "skills": [{"skillId": skill.strip()} for skill in row["Skills"].split(";")],
                "status": row["Status"].upper(),
            }
            for row in csv.DictReader(file)
        ]


def utc(local: str) -> str:
    moment = datetime.strptime(local, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def elsewhere(text: str, microseconds: int) -> str:
    """The same second, told in another zone, with a fraction."""
    moment = instant(text).replace(microsecond=microseconds)
    return moment.astimezone(timezone(timedelta(hours=5, minutes=30))).isoformat()


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def hours(records: list[dict]) -> float:
    return sum(record["availableHours"] for record in records)


def run_request(found: list) -> dict:
    return {
        "dateRange": {"start": WEEK[0], "end": WEEK[1]},
        "optimizationGoals": ["MINIMIZE_OVERTIME", "MAXIMIZE_SKILL_COVERAGE"],
        "gapResolutionRules": [
            {
                "targetSkillId": gap.skill_id,
                "deficitHours": gap.deficit_hours,
                "priority": gap.priority,
                "allowOvertime": True,
                "maxOvertimeHoursPerAgent": 4.0,
                "preferredAgentPool": "AVAILABLE",
            }
            for gap in found
        ],
        "complianceRules": {"maxConsecutiveHours": 10, "minBreakDuration": 30, "respectPublishedShifts": True},
    }


async def run_to_its_end(client: WfmClient, request: dict) -> dict:
    job = await client.run(request)
    assert job["status"] == "QUEUED"
    async for state in client.states(job["jobId"], every=0.5):
        assert state["jobId"] == job["jobId"]
        job = state
    return job


def no_two_at_once(worked: list[dict]) -> bool:
    times = sorted((instant(shift["startTime"]), instant(shift["endTime"])) for shift in worked)
    return all(end <= start for (_, end), (start, _) in zip(times, times[1:], strict=False))
