"""``policy-parse collect``: documents into an archive, and corrections of those that it holds."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from policy_parse.cli.messages import EXIT_OK, UsageError, complain, note, say
from policy_parse.cli.progress import bar
from policy_parse.cli.sources import documents_of, refuse_to_overwrite, refuse_without_place, say_passed_over


def collect(args: argparse.Namespace) -> int:
    """Read what is not in the archive yet; 1 at the end if a document could not be read."""
    from policy_parse.archive.base import Archive
    from policy_parse.archive.collect import Options, settings
    from policy_parse.archive.collect import collect as collected
    from policy_parse.cli.tally import Tally, limits_of, processes

    documents, passed_over, ledgers, _ = documents_of(args.files)
    refuse_to_overwrite(documents, [args.into])
    refuse_without_place(args.into)
    say_passed_over(passed_over, ledgers, quiet=args.quiet)
    options = Options(
        tuple(args.lexicon),
        args.year,
        args.password,
        processes(args, len(documents)),
        limits_of(args),
        redact=args.redact is not None,
    )
    tally = Tally(len(documents), quiet=args.quiet)
    with closing(Archive(args.into)) as archive, bar(len(documents), quiet=args.quiet) as advance:
        for one in collected(archive, documents, options):
            tally.known += one.is_known
            is_bare = one.error is None and not one.tasks and not one.is_known
            notice = f"{one.name}: 没有读到任务（no task found）" if is_bare else None
            tally.take(one.error, tasks=one.tasks, notice=notice)
            advance(one.name, one.error is not None)
        if old := archive.others(settings(options)):
            words = f"库里有 {old} 份是用别的版本、词表或年份读的，这次没有给出，保持原样"
            note(f"{words}（{old} that were read otherwise were not given and stay as they are）", quiet=args.quiet)
    return tally.finish()


def correct(path: Path, args: argparse.Namespace) -> int:
    """Keep corrections of plans that the archive at `path` holds. Raises UsageError, CorrectionsError, WriteError."""
    from policy_parse.archive.base import Archive
    from policy_parse.archive.corrections import correct as corrected
    from policy_parse.cli.sources import lexicon_of

    if args.output or args.format:
        raise UsageError("更正存进库里，-o 和 --format 不起作用（an archive keeps them: no -o, no --format）")
    lexicon = lexicon_of(args)
    with closing(Archive(path)) as archive:
        for name in args.corrections:
            for finding in corrected(archive, name, lexicon, without_contacts=args.redact is not None):
                complain(finding.message)
    say(f"并入 {len(args.corrections)} 份更正（{len(args.corrections)} files of corrections merged）: {path}")
    return EXIT_OK
