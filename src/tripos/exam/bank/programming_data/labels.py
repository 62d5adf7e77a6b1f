"""Label quality: agreement beyond chance, noise, votes, rules that label."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "label-quality"


@question("labels-cohen-kappa", "Agreement beyond chance", ABOUT, skill="compute", minutes=4,
          difficulty=0.2)  # fmt: skip
def cohen_kappa(rng: Rng) -> Variant:
    """Cohen's kappa of two annotators from their table."""
    while True:
        cells = rng.integers(2, 15, (2, 2))
        cells[0, 0] += int(rng.integers(10, 60))
        cells[1, 1] += int(rng.integers(0, 25))
        n = int(cells.sum())
        seen = float(np.trace(cells)) / n
        rows, columns = cells.sum(axis=1) / n, cells.sum(axis=0) / n
        chance = float(rows @ columns)
        value = (seen - chance) / (1 - chance)
        if 0.1 < value < 0.85:
            break
    kind = pick(rng, [("toxic", "fine"), ("tumour", "none"), ("fraud", "regular"),
                      ("sarcastic", "plain"), ("crack", "whole"), ("urgent", "later")])  # fmt: skip

    def again() -> float:
        # disagreement seen against disagreement expected, by pairs of labels
        one = np.repeat([0, 0, 1, 1], cells.ravel())
        two = np.repeat([0, 1, 0, 1], cells.ravel())
        apart = float((one != two).mean())
        expected = float((one[:, None] != two[None, :]).mean())
        return 1 - apart / expected

    (a, b), (c, d) = cells.tolist()
    shown = table(("A / B", *kind), [(kind[0], a, b), (kind[1], c, d)])
    return number(
        f"Two annotators labelled {n} items (rows: A, columns: B):{shown}What is Cohen's kappa? Two"
        " decimals.",
        value, again=again, rel=0, tol=0.0101, digits=3,
        solution=f"Agreement: $({a} + {d}) / {n} = {seen:.3f}$. By chance: ${rows[0]:.3f} \\cdot"
        f" {columns[0]:.3f} + {rows[1]:.3f} \\cdot {columns[1]:.3f} = {chance:.3f}$. $\\kappa ="
        f" ({seen:.3f} - {chance:.3f}) / (1 - {chance:.3f}) = {value:.3f}$.",
        mistakes=[
            (seen, "That is the plain agreement; two annotators who guess would also agree"
             " sometimes."),
            (seen - chance, "Divide by the largest possible gain over chance, 1 minus chance."),
            ((seen - 0.5) / 0.5, "Chance agreement follows from how often each uses each label, not"
             " from one half."),
            (chance, "That is only the agreement expected by chance."),
        ],
    )  # fmt: skip


@question("labels-noisy-accuracy", "Accuracy against noisy labels", ABOUT, skill="derive",
          minutes=4, difficulty=0.6)  # fmt: skip
def noisy_accuracy(rng: Rng) -> Variant:
    """The true accuracy behind one measured on test labels with symmetric noise."""
    noise = int(rng.integers(3, 25)) / 100
    classes = int(rng.integers(2, 6))
    truth = float(rng.integers(70, 97)) / 100
    back = noise / (classes - 1)  # chance that a wrong prediction meets a wrong label
    seen = round(truth * (1 - noise) + (1 - truth) * back, 3)
    value = (seen - back) / (1 - noise - back)

    def again() -> float:
        low, high = 0.0, 1.0
        for _ in range(60):  # bisect on the expected share of agreeing labels
            middle = (low + high) / 2
            rest = [(1 - middle) / (classes - 1)] * (classes - 1)
            wrong = [noise / (classes - 1)] * (classes - 1)
            agree = float(np.dot([middle, *rest], [1 - noise, *wrong]))
            low, high = (middle, high) if agree < seen else (low, middle)
        return low

    other = "the other class" if classes == 2 else "the other classes evenly"
    return number(
        f"The test labels of a problem with {classes} classes are wrong with probability"
        f" {noise:.2f}, whatever the class, and then fall on {other}; a"
        " model's errors are independent of those of the labels"
        + ("" if classes == 2 else " and fall on wrong classes evenly too")
        + f". It agrees with {100 * seen:.1f} % of the test labels. What is its true accuracy (as a"
        " fraction)?",
        value, again=again, rel=0, tol=0.003, digits=3,
        solution=f"With true accuracy $a$ the agreement is $a(1 - {noise:.2f}) + (1 - a) \\cdot"
        f" {back:.4g} = {seen:.3f}$, since a wrong prediction meets a wrong label of the same kind"
        f" with probability {back:.4g}. So $a = ({seen:.3f} - {back:.4g}) / {1 - noise - back:.4g}"
        f" = {value:.3f}$.",
        mistakes=[
            (seen, "Wrong labels count correct predictions as errors: correct for them."),
            (seen / (1 - noise), "A wrong prediction can agree with a wrong label."),
            (seen + noise, "Not every wrong label is counted against the model; solve for the"
             " accuracy."),
            ((seen - noise) / (1 - 2 * noise), "That is for two classes: here a wrong prediction"
             " rarely meets the same wrong class."),
        ],
    )  # fmt: skip


@question("labels-majority-vote", "What a majority of annotators is worth", ABOUT, skill="derive",
          minutes=4, difficulty=0.4)  # fmt: skip
def majority_vote(rng: Rng) -> Variant:
    """The accuracy of a vote of independent annotators who are not all alike."""
    p, q = float(rng.integers(60, 80)) / 100, float(rng.integers(82, 97)) / 100
    two_weak = bool(rng.integers(2))
    skills = [p, p, q] if two_weak else [p, q, q]
    value = skills[0] * skills[1] * skills[2] + sum(
        (1 - skills[at]) * skills[(at + 1) % 3] * skills[(at + 2) % 3] for at in range(3)
    )

    def again() -> float:
        total = 0.0
        for hits in itertools.product((0, 1), repeat=3):
            if sum(hits) >= 2:
                total += math.prod(s if h else 1 - s for s, h in zip(skills, hits, strict=True))
        return total

    who = pick(rng, ["radiologists", "crowd workers", "moderators", "field biologists", "linguists",
                     "inspectors"])  # fmt: skip
    mean = sum(skills) / 3
    return number(
        f"Three {who} label the same yes/no items independently; they are right with probability"
        f" {skills[0]:.2f}, {skills[1]:.2f} and {skills[2]:.2f}. How often is the label of the"
        " majority right? Three decimals.",
        value, again=again, rel=0, tol=0.0016, digits=4,
        solution="All three right, or just one of them wrong: the four probabilities add up to"
        f" {value:.4f}. The best one alone has {max(skills):.2f}: a vote of unequal annotators is"
        f" {'better' if value > max(skills) else 'worse'} than the best here; weight them by the"
        " logarithm of their odds instead.",
        mistakes=[
            (mean, "That is the average annotator, not the majority."),
            (mean**3 + 3 * mean**2 * (1 - mean), "The three differ: multiply each one's own"
             " probability."),
            (math.prod(skills), "Two right ones suffice for the majority."),
            (1 - math.prod(1 - s for s in skills), "One right annotator is not a majority."),
        ],
    )  # fmt: skip


@question("labels-rules-weak", "Rules that vote", ABOUT, skill="read", minutes=4, difficulty=0.4)
def rules_weak(rng: Rng) -> Variant:
    """Coverage, conflict and accuracy of labelling rules on a small checked sample."""
    while True:
        votes = rng.choice([-1, 0, 1], (8, 3), p=[0.25, 0.4, 0.35])
        truth = rng.choice([-1, 1], 8)
        sums = votes.sum(axis=1)
        any_vote = (votes != 0).any(axis=1)
        clash = (votes == 1).any(axis=1) & (votes == -1).any(axis=1)
        decided = sums != 0
        hits = (np.sign(sums) == truth) & decided
        if 5 <= any_vote.sum() <= 7 and 1 <= clash.sum() <= 3 and 0 < hits.sum() < decided.sum():
            break
    sign = {-1: "no", 0: "–", 1: "yes"}
    rows = [(at + 1, *(sign[int(v)] for v in line), sign[int(t)])
            for at, (line, t) in enumerate(zip(votes, truth, strict=True))]  # fmt: skip
    values = [any_vote.sum() / 8, clash.sum() / 8, hits.sum() / decided.sum()]

    def again() -> list[float]:
        covered = clashing = right = settled = 0
        for row in rows:
            said = [word for word in row[1:4] if word != "–"]
            covered += bool(said)
            clashing += len(set(said)) > 1
            ayes, noes = said.count("yes"), said.count("no")
            settled += ayes != noes
            right += ayes != noes and row[4] == ("yes" if ayes > noes else "no")
        return [covered / 8, clashing / 8, right / settled]

    return matrix(
        "Three labelling rules vote on eight items that were checked by hand; – means that a rule"
        f" abstains.{table(('item', 'rule 1', 'rule 2', 'rule 3', 'truth'), rows)}The majority of"
        " the votes labels an item; ties and items without a vote stay unlabelled. Write three"
        " fractions: the coverage (items with at least one vote), the conflict rate (items with"
        " both votes, of all eight), and the accuracy on the items that get a label.",
        values, again=again, rel=0, tol=0.006, digits=4,
        solution=f"{int(any_vote.sum())} of 8 items have a vote, {int(clash.sum())} of 8 have both"
        f" kinds; {int(decided.sum())} get a label, of which {int(hits.sum())} are right.",
        mistakes=[
            ([values[0], values[1], hits.sum() / 8], "The accuracy is that of the labelled items."),
            ([(votes != 0).mean(), values[1], values[2]], "Coverage counts items with any vote, not"
             " votes."),
            ([decided.sum() / 8, values[1], values[2]], "An item with a tie is covered, though it"
             " gets no label."),
            ([values[0], clash.sum() / any_vote.sum(), values[2]],
             "The conflict rate is asked of all eight items."),
        ],
    )  # fmt: skip


_PROTOCOL = {
    "guide": Verdict("sharpen the guideline with decided border cases, then label again",
                     "unclear", "The categories are clear to the annotators: rewriting the"
                     " guideline does not reach the fault."),
    "train": Verdict("retrain or replace the annotator, and relabel their share", "oneodd",
                     "No single annotator stands out."),
    "blind": Verdict("hide the model's suggestion (or show it only after the label)", "anchored",
                     "No suggestion was shown to the annotators."),
    "soft": Verdict("keep the share of votes as a soft label", "opinion", "The items have a truth"
                    " that can be found: votes should not stand for it."),
    "clean": Verdict("review the items where confident cross-validated predictions disagree",
                     "hiddenerrors", "The errors are not a random few that a model could single"
                     " out."),
    "expert": Verdict("let experts label a smaller sample: the annotators lack what it takes",
                      "beyond", "The annotators have the knowledge that the task needs."),
}  # fmt: skip
_TROUBLES = [
    ("Kappa is {k} for 'urgent'. Annotators agree on most mails but part on those that ask for a"
     " call back, each by a rule of their own.", "unclear", "guide", "They apply different"
     " definitions to the same kind of case."),
    ("Two teams mark the ends of named entities differently: with and without titles. Kappa {k}.",
     "unclear", "guide", "The guideline does not say where an entity ends."),
    ("Kappa is about 0.8 for all pairs but those with annotator 7, where it is {k}.", "oneodd",
     "train", "One annotator differs from all others alike."),
    ("Gold items hidden in the stream show 95 % right answers for all but one worker, who has"
     " {k} kappa with the gold.", "oneodd", "train", "Gold items single out the worker."),
    ("Since the tool fills in the model's label, agreement rose from {k} to 0.95, and so did the"
     " share of the model's own errors among the labels.", "anchored", "blind", "Annotators follow"
     " the suggestion instead of looking."),
    ("Annotators correct a transcript that a recogniser wrote first; errors of the recogniser stay"
     " in three times as often (kappa of blind labels: {k}).", "anchored", "blind", "The first"
     " text anchors the labels."),
    ("Readers rate whether a joke is offensive; the definition is clear and they still part, with"
     " kappa {k}, along their background.", "opinion", "soft", "The disagreement is the thing"
     " measured, not an error."),
    ("How beautiful a photograph is gets votes from ten people each; kappa {k}, and repeating does"
     " not change it.", "opinion", "soft", "There is no single truth to vote for."),
    ("A data set of 200 000 images with single labels has about 3 % slips of the mouse, spread at"
     " random (kappa of a double-labelled sample: 0.9).", "hiddenerrors", "clean", "A few random"
     " errors are found where a good model disagrees strongly."),
    ("A bought set of 90 000 labelled tickets is sound by a sample, up to 2 % mistyped codes.",
     "hiddenerrors", "clean", "Rare random slips are found by confident disagreement."),
    ("Crowd workers label skin lesions by photograph: they agree with one another, but kappa with"
     " the biopsy is {k}.", "beyond", "expert", "Agreement without validity: they share an error."),
    ("Students label whether a contract clause is void, consistently, but lawyers overrule a third"
     " (kappa with them {k}).", "beyond", "expert", "The task needs knowledge they lack."),
]  # fmt: skip


@question("labels-protocol-repair", "Repair the labelling", ABOUT, skill="diagnose", minutes=2,
          difficulty=0.2)  # fmt: skip
def protocol_repair(rng: Rng) -> Variant:
    """What to change in a labelling protocol, from the pattern of disagreement."""
    k = f"{rng.integers(20, 50) / 100:.2f}"
    scenes = [Scene(text.format(k=k), *rest) for text, *rest in _TROUBLES]
    return judged(rng, scenes, _PROTOCOL, "What should be done first?")
