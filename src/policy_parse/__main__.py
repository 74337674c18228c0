from policy_parse.cli import main

raise SystemExit(main())
