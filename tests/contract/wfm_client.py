"""A client of the WFM API, written from the contract's text alone: it knows nothing of the program's own client."""

import asyncio
import email.utils
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx

ALL_SCOPES = "wfm:schedule:read wfm:schedule:write wfm:optimization:read wfm:optimization:write"


class Refused(Exception):
    """The server answered, and did not do what was asked."""

    def __init__(self, response: httpx.Response):
        super().__init__(f"{response.request.method} {response.request.url}: {response.status_code} {response.text}")
        self.status = response.status_code
        self.body = response.json()


@dataclass
class Gap:
    skill_id: str
    deficit_hours: float
    priority: str


class WfmClient:
    """Signs in by itself, renews its token, and waits as long as it is told to."""

    def __init__(self, base_url: str, client_id: str, client_secret: str, *, scope: str = ALL_SCOPES):
        self.http = httpx.AsyncClient(base_url=base_url, timeout=30, trust_env=False)
        self._form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": client_secret,
            "scope": scope,
        }
        self._signing_in = asyncio.Lock()
        self._token: str | None = None
        self._good_until = 0.0
        self._not_before = 0.0
        self.times_signed_in = 0
        self.times_slowed_down = 0

    async def __aenter__(self) -> "WfmClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    async def import_shifts(self, shifts: list[dict], **options: object) -> dict:
        return await self._call("POST", "schedule/shifts/import", json={"shifts": shifts, **options})

    async def coverage(self, start: str, end: str, **parameters: object) -> list[dict]:
        """All pages of it."""
        query = {"dateFrom": start, "dateTo": end, **parameters}
        items: list[dict] = []
        tokens: set[str] = set()
        while True:
            page = await self._call("GET", "schedule/coverage", params=query)
            items += page["items"]
            assert len(items) <= page["totalCount"], "pages past totalCount"
            token = page.get("nextPageToken")
            if not token:
                assert len(items) == page["totalCount"], "pages end before totalCount"
                return items
            assert token not in tokens, "a page token repeats"
            tokens.add(token)
            query["nextPageToken"] = token

    async def run(self, request: dict) -> dict:
        return await self._call("POST", "schedule/optimization/run", expected=202, retry=False, json=request)

    async def job(self, job_id: str) -> dict:
        return await self._call("GET", f"schedule/optimization/jobs/{job_id}")

    async def cancel(self, job_id: str) -> dict:
        return await self._call("DELETE", f"schedule/optimization/jobs/{job_id}")

    async def jobs(self) -> list[dict]:
        return (await self._call("GET", "schedule/optimization/jobs"))["items"]

    async def states(self, job_id: str, every: float) -> AsyncIterator[dict]:
        """The job as it is polled, until it has ended."""
        while True:
            job = await self.job(job_id)
            yield job
            if job["status"] in ("COMPLETED", "FAILED", "CANCELLED"):
                return
            await asyncio.sleep(every)

    async def _call(
        self, method: str, path: str, *, expected: int = 200, retry: bool = True, **request: object
    ) -> dict:
        attempts, replayed = 0, False
        while True:
            await asyncio.sleep(max(0.0, self._not_before - time.monotonic()))
            token = await self._signed_in()
            headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
            # A habit of some clients: a Content-Type on every call, with a body or without.
            headers["Content-Type"] = "application/json; charset=utf-8"
            response = await self.http.request(method, f"/api/v1/wfm/{path}", headers=headers, **request)
            if response.status_code == 401 and not replayed:
                replayed, self._token = True, None
                continue
            if response.status_code in (429, 503) and retry and attempts < 5:
                attempts += 1
                self.times_slowed_down += 1
                self._not_before = max(self._not_before, time.monotonic() + retry_after(response))
                continue
            if response.status_code != expected:
                raise Refused(response)
            return response.json()

    async def _signed_in(self) -> str:
        async with self._signing_in:
            if self._token is None or time.monotonic() >= self._good_until - 30:
                response = await self.http.post("/oauth/token", data=self._form)
                if response.status_code != 200:
                    raise Refused(response)
                granted = response.json()
                assert granted["token_type"] == "Bearer"
                self._token = granted["access_token"]
                self._good_until = time.monotonic() + granted["expires_in"]
                self.times_signed_in += 1
            return self._token


def retry_after(response: httpx.Response) -> float:
    """Seconds to wait: the header says a number of them, or a date."""
    told = response.headers["Retry-After"]
    if told.isdigit():
        return float(told)
    until = email.utils.parsedate_to_datetime(told)
    return max(0.0, (until - email.utils.parsedate_to_datetime(response.headers["Date"])).total_seconds())


def gaps(records: list[dict], threshold: float = 0.85) -> list[Gap]:
    """The contract's arithmetic, on unrounded ratios."""
    found = []
    for record in records:
        required, available = record["requiredHours"], record["availableHours"]
        if required > 0 and (ratio := available / required) < threshold:
            priority = "HIGH" if ratio < 0.70 else "MEDIUM"
            found.append(Gap(record["skillId"], round(required - available, 2), priority))
    return found
