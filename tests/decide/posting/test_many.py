"""Many postings at once are read by several processes, with the same result."""

from __future__ import annotations

from tripos.decide.posting import Document, read_postings


def test_sharing_the_work_changes_nothing():
    """Two processes give what one gives, in the same order."""
    documents = [
        Document(
            f"{number}.txt", "Data Scientist",
            f"Data Scientist\nTeam {number} of {number * 7} at firm {number * 13}\nRequirements\n"
            f"- {number % 6} years of experience in field {number}\n"
            f"- {'Master' if number % 2 else 'Bachelor'}'s degree in statistics\n"
            "- Python and SQL\n",
        )
        for number in range(220)
    ]  # fmt: skip
    one = [posting.to_json() for posting in read_postings(documents, {})]
    two = [posting.to_json() for posting in read_postings(documents, {}, processes=2)]

    assert len(one) > 100
    assert one == two
