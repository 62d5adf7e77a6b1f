"""The command line: one module a capability, loaded only when its command runs."""

from __future__ import annotations

import os
import sys

import click

from tripos.cli.app import app
from tripos.errors import TriposError

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; what a user can mend becomes one sentence and exit code 2."""
    try:
        result = app.main(args=arguments, prog_name="tripos", standalone_mode=False)
    except TriposError as error:
        click.echo(f"tripos: {error}", err=True)
        code = 2
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = 0
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        click.echo(f"tripos: {error.format_message()}", err=True)
        if context is not None:
            click.echo(f"See '{context.command_path} --help'.", err=True)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("tripos: interrupted; nothing was changed", err=True)
        code = 130
    except BrokenPipeError:
        # The reader of our output has gone; a second error while closing must not show.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    else:
        code = result if isinstance(result, int) else 0
    if arguments is None:
        sys.exit(code)
    return code
