"""`tripos calibrate`: the parameters of the belief, estimated again from recorded answers."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tripos.cli.output import json_option, print_json, print_table, progress, write_file

if TYPE_CHECKING:
    from tripos.belief.calibrate import Estimate


@click.command()
@click.argument("log", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the parameters to this file, for TRIPOS_PARAMETERS.")  # fmt: skip
@click.option("--resume", is_flag=True, help="Go on where an interrupted run with --output ended.")
@json_option
@click.pass_context
def calibrate(
    context: click.Context, log: Path, output: Path | None, resume: bool, as_json: bool
) -> None:
    """Estimate slip, guess, difficulty, leak and forgetting from LOG, a CSV or Parquet file.

    Its columns: learner, question, competency, kind, right (1, 0, or empty for "I don't know") and
    at (ISO time or unix seconds), in any order of rows. Prints the parameters as YAML, or writes
    them to --output and shows each beside the former one.
    """
    if resume and output is None:
        raise click.UsageError("--resume needs the --output of the run to go on with", context)
    work = _work_folder(output, resume)
    try:
        found = _estimated(log, work)
    except KeyboardInterrupt:
        if output is None:
            shutil.rmtree(work, ignore_errors=True)
            raise
        begun = f"tripos calibrate {log} --output {output}"
        click.echo(f"tripos: interrupted; {begun} --resume goes on from {work}", err=True)
        context.exit(130)
    except BaseException:
        if not resume:
            shutil.rmtree(work, ignore_errors=True)
        raise
    _show(found, output, as_json)
    shutil.rmtree(work, ignore_errors=True)


def _work_folder(output: Path | None, resume: bool) -> Path:
    """Where the log in parts and the state of each round are kept while the command runs."""
    from tripos.errors import TriposError  # noqa: PLC0415

    if output is None:
        return Path(tempfile.mkdtemp(prefix="tripos-calibrate-"))
    work = output.with_name(f"{output.name}.checkpoint")
    if resume and not work.is_dir():
        raise TriposError(f"{work}: there is nothing to go on with; leave out --resume")
    try:
        if not resume:
            shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TriposError(f"{work}: cannot be written ({error.strerror})") from error
    return work


def _estimated(log: Path, work: Path) -> Estimate:
    from tripos.atlas import load_atlas  # noqa: PLC0415 - heavy
    from tripos.belief.calibrate import calibrate as estimate  # noqa: PLC0415
    from tripos.belief.network import Graph  # noqa: PLC0415
    from tripos.belief.parameters import current  # noqa: PLC0415
    from tripos.exam import all_generators  # noqa: PLC0415

    authored = {key: one.difficulty for key, one in all_generators().items()}
    with progress("calibrating") as tell:
        return estimate(log, work, Graph.of(load_atlas()), current(), authored, tell)


def _show(found: Estimate, output: Path | None, as_json: bool) -> None:
    import yaml  # noqa: PLC0415

    held = found.parameters.model_dump()
    text = f"# Estimated by tripos calibrate from {found.answers} answers.\n"
    text += yaml.safe_dump(held, sort_keys=False)
    if output is not None:
        write_file(output, text)
    if as_json:
        figures = [
            {"name": one.name, "before": one.before, "after": one.after, "told_by": one.told_by}
            for one in found.figures
        ]
        print_json({"answers": found.answers, "rounds": found.rounds, "parameters": held,
                    "figures": figures})  # fmt: skip
    elif output is None:
        click.echo(text, nl=False)
    else:
        rows = [(one.name, one.before, one.after, one.told_by) for one in found.figures]
        print_table(["parameter", ">before", ">after", ">answers or pairs"], rows)
        click.echo(f"{found.answers} answers, {found.rounds} rounds.")
