"""The root command: options that hold everywhere, and commands found by name when asked for."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import click

import tripos

_COMMANDS = {
    "accounts": ("tripos.cli.serve", "The accounts of a shared server."),
    "atlas": ("tripos.cli.atlas", "The competencies and what they require."),
    "bank": ("tripos.cli.bank", "The questions: what they cover, and one with its answer."),
    "belief": ("tripos.cli.belief", "What you are believed to know, and on what grounds."),
    "calibrate": ("tripos.cli.calibrate", "Re-estimate the belief's parameters from answers."),
    "catalog": ("tripos.cli.catalog", "Programs and courses, each figure with its source."),
    "check": ("tripos.cli.check", "Validate all content, saying file, line and remedy."),
    "completion": ("tripos.cli.completion", "Print shell completion for bash, zsh or fish."),
    "decide": ("tripos.cli.decide", "Degree or courses, honestly, for one person."),
    "exam": ("tripos.cli.exam", "Find out what you know; practise, review, sit a mock paper."),
    "gym": ("tripos.cli.gym", "Broken training runs to diagnose, repair and guard against."),
    "lab": ("tripos.cli.lab", "Hands-on work on real data, judged by running it."),
    "me": ("tripos.cli.me", "Your record: show, set, export, import, delete."),
    "plan": ("tripos.cli.plan", "A person's file in, a dated curriculum out."),
    "posting": ("tripos.cli.posting", "What job postings ask for, with the words that say so."),
    "replan": ("tripos.cli.plan", "Plan the rest again, changing as little as possible."),
    "serve": ("tripos.cli.serve", "Serve many people with accounts."),
    "up": ("tripos.cli.serve", "Open the web application for yourself."),
    "worker": ("tripos.cli.serve", "Do the long work of a shared server."),
}


class LazyGroup(click.Group):
    """Knows its commands by name and loads the module of the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All command names."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command called `cmd_name`."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(_COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help text, without loading any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As usual, but a misspelt command is answered with the nearest one."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from tripos.content import nearest  # noqa: PLC0415 - only on a mistake

            near = nearest(args[0], _COMMANDS, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"there is no command '{args[0][:40]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)


def default_home() -> Path:
    """Where a person's own figures and courses are kept, unless --home or TRIPOS_HOME says."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed for `--help`

    return Path(os.environ.get("TRIPOS_HOME") or user_data_path("tripos"))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of your own figures and courses (default: TRIPOS_HOME or your data folder).",
)
@click.version_option(tripos.__version__, prog_name="tripos")
@click.pass_context
def app(context: click.Context, home: Path | None) -> None:
    """The machine learning master's you can run yourself.

    \b
    Start here:
      tripos up                           the web application, on this machine only
      tripos plan examples/ben.yaml       a dated curriculum for one person
      tripos atlas show ridge-regression  one competency and its place
      tripos catalog search "regression"  courses and programs
    """
    context.obj = home or default_home()
