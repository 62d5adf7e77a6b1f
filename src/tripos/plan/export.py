"""A plan for other programs: calendar, table and Markdown."""

from __future__ import annotations

import csv
import datetime as dt
import io

from tripos.plan.result import Plan, PlanItem


def to_ics(plan: Plan, stamp: dt.datetime) -> str:
    """The plan as an iCalendar file (RFC 5545): an all-day event a line, and each payment."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - loaded only for this export

    calendar = Calendar()
    calendar.add("prodid", "-//Tripos//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Tripos plan")
    for item in plan.items:
        event = Event()
        event.add("uid", f"{item.id}@tripos.plan")
        event.add("dtstamp", stamp)
        event.add("dtstart", item.start)
        event.add("dtend", item.end + dt.timedelta(days=1))
        event.add("summary", item.title)
        event.add("description", _details(item))
        if item.url:
            event.add("url", item.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    for number, paid in enumerate(plan.payments):
        event = Event()
        event.add("uid", f"payment-{number}-{paid.item}@tripos.plan")
        event.add("dtstamp", stamp)
        event.add("dtstart", paid.date)
        event.add("dtend", paid.date + dt.timedelta(days=1))
        event.add("summary", f"Pay {paid.amount:.0f} USD: {paid.what}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def _details(item: PlanItem) -> str:
    lines = [f"{item.hours.mode:.0f} h ({item.hours.low:.0f} to {item.hours.high:.0f})", item.why]
    return "\n".join([*lines, *item.reading])


def to_csv(plan: Plan) -> str:
    """The plan's lines as comma-separated values with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        ["id", "kind", "title", "provider", "start", "end", "hours_low", "hours", "hours_high",
         "cost_usd", "covers", "why", "url"]
    )  # fmt: skip
    for item in plan.items:
        span = item.hours
        writer.writerow(
            [_plain(cell) for cell in (item.id, item.kind, item.title, item.provider)]
            + [item.start, item.end, *(f"{h:.1f}" for h in (span.low, span.mode, span.high))]
            + [f"{item.cost:.2f}", " ".join(item.covers), _plain(item.why), item.url or ""]
        )
    return text.getvalue()


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def to_markdown(plan: Plan) -> str:
    """The plan as a page of Markdown."""
    name = plan.person.get("name") or "you"
    if plan.status == "infeasible":
        lines = [f"# No plan for {name} yet", "", *(f"- {reason}" for reason in plan.reasons)]
        lines += ["", "What would help (each alone):", ""]
        return "\n".join([*lines, *(f"- {item.change}" for item in plan.relaxations), ""])
    lines = [f"# A plan for {name}", "", _summary(plan), ""]
    lines += [
        "| from | to | hours | cost | what | why |",
        "| --- | --- | ---: | ---: | --- | --- |",
    ]
    for item in plan.items:
        title = f"[{item.title}]({item.url})" if item.url else item.title
        cost = item.product or (f"{item.cost:.0f} USD" if item.cost else "free")
        cells = (str(item.start), str(item.end), f"{item.hours.mode:.0f}", cost, title, item.why)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    if plan.payments:
        lines += ["", "## Payments", ""]
        lines += [f"- {p.date}: {p.amount:.0f} USD, {p.what}" for p in plan.payments]
    reading = [line for item in plan.items for line in item.reading]
    if reading:
        lines += ["", "## Reading for self-study", "", *(f"- {line}" for line in reading)]
    if plan.uncovered:
        lines += ["", "## What no course on offer teaches deep enough", ""]
        lines += [f"- {item.name}: {item.fill}" for item in plan.uncovered]
    if plan.warnings:
        lines += ["", "## To verify", "", *(f"- {warning}" for warning in plan.warnings)]
    return "\n".join([*lines, ""])


def _summary(plan: Plan) -> str:
    assert plan.finish is not None
    span, finish = plan.hours, plan.finish
    proof = "proven optimal" if plan.status == "optimal" else "best found"
    return (
        f"{len(plan.items)} lines, {span.mode:.0f} h of study ({span.low:.0f} to {span.high:.0f}),"
        f" {plan.cost:.0f} USD, {proof} within {100 * (plan.gap or 0):.1f} %."
        f" Planned to end on {plan.planned_finish} if all goes as expected; of 100 people with"
        f" these ranges 10 would be done by {finish.p10}, 50 by {finish.p50}, 90 by {finish.p90}."
    )
