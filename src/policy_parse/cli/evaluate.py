"""``policy-parse evaluate``: figures of a folder of marked documents."""

from __future__ import annotations

import argparse

from policy_parse.cli.messages import EXIT_OK, EXIT_UNREADABLE, UsageError, complain, put, put_data
from policy_parse.cli.sources import lexicon_of, not_replaced


def evaluate(args: argparse.Namespace) -> int:
    """Print figures or faults; 1 where a document cannot be read or a gold file has faults."""
    from policy_parse.evaluate import (
        check_corpus,
        compare_runs,
        evaluate_corpus,
        is_run,
        marked_sources,
        read_run,
        unscored,
    )
    from policy_parse.evaluate.report import report, report_faults, report_json
    from policy_parse.writers.safe_files import is_free, write_whole

    marked = marked_sources(args.corpus)
    if args.save and any(args.save.exists() and args.save.samefile(f) for s in marked for f in (s.file, s.gold)):
        raise UsageError(f"{args.save}: 会覆盖标注或原文件，请另起文件名（would overwrite a marked document）")
    if args.save and not is_free(args.save, is_run):
        raise UsageError(not_replaced(args.save))
    for name, lacks in unscored(args.corpus):
        complain(f"{name}: 没有 {lacks}，未评测（no {lacks}, not scored）")
    if args.check:
        faults = dict(check_corpus(args.corpus))
        put(report_faults(faults))
        return EXIT_UNREADABLE if any(faults.values()) else EXIT_OK
    before = read_run(args.against) if args.against else None
    run = evaluate_corpus(args.corpus, lexicon=lexicon_of(args))
    comparison = compare_runs(before, run) if before else None
    if args.save:
        write_whole(args.save, run.dumps().encode())
    if args.json:
        put_data(report_json(run, comparison))
    else:
        put(report(run, comparison, verbose=args.verbose))
    return EXIT_UNREADABLE if any(d.unread for d in run.documents) else EXIT_OK
