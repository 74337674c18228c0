"""Help of the command line: a table of texts, each Chinese in the first line and English in the second.

``""`` is the program, ``parse`` a command, ``parse.output`` its option or argument; names without a command are shared.
"""

from __future__ import annotations

from collections.abc import Mapping

HELP: Mapping[str, str] = {
    "": "把政府工作方案、行动计划、任务分解表读成结构化任务。\nChinese government plans as data.",
    "help": "显示本说明\nshow this help",
    "version": "显示版本\nshow the version",
    "quiet": "只说错误，不报进度\nno progress, nothing but what is wrong",
    "debug": "出错时显示调用栈，并记录过程，便于报告程序错误\nshow tracebacks and what is done, to report a fault",
    "limit": "放宽或收紧一项限额，如 pages=200（见 SECURITY.md）；可多次给出\n"
    "another limit on what is read, as pages=200 (see SECURITY.md); may be given several times",
    "parse": "解析文件，输出任务；可一次给出多个文件或文件夹\nprint or write what files say",
    "show": "方案一览：任务、单位、目标、时限、疑点\nthe plan at a glance",
    "ledger": "生成督办台账；再次运行则更新台账，填写的内容都保留\nmake or update a ledger, what people typed is kept",
    "collect": "把大批方案汇集到一个库（SQLite）：没变的不再读，更正都保留\n"
    "collect plans in an archive (SQLite): what has not changed is not read again, corrections stay",
    "collect.into": "库文件（plans.sqlite），没有则新建\nthe archive (plans.sqlite), made if it is not there",
    "query": "查询库：现成的查询，或一条 SQL；只读\nask an archive: a ready query or a statement of SQL; reads only",
    "query.archive": "collect 建立的库，或 -o plans.sqlite 的表\n"
    "an archive of `collect`, or the tables of `-o plans.sqlite`",
    "query.question": "现成查询的名称（不写则列出），或 SQL\nname of a ready query (all are listed without it), or SQL",
    "query.unit": "只看名称含有这些字的单位\nonly units whose name holds these words",
    "query.month": "到期的月份，如 2025-06\nthe month of last days, as 2025-06",
    "query.today": "把这一天当作今天\nthis day instead of today",
    "query.region": "只看这个地区：六位代码（含下级）或名称\n"
    "only this region: six digits, with all in it, or words of its name",
    "query.year": "只看这些年份的方案，如 2025 或 2022..2024\nonly plans of these years, as 2025 or 2022..2024",
    "query.limit": "现成的查询最多列多少行；显示成表格时默认 1000，0 为全部\n"
    "rows of a ready query, 1000 if not said where they are shown as a table; 0: all",
    "query.sql": "不查，只显示语句，可粘贴到 Datasette 等\nshow the statement and ask nothing",
    "query.output": "写入的文件（.csv .json .ndjson .graphml .txt），格式由结尾决定；不写则为表格\n"
    "file to write, its ending names the format; else a table",
    "query.time-limit": "最多查多少秒，默认 60\nseconds that it may take, 60 if not said",
    "search": "在库里全文检索任务：标题、内容、单位、指标\nfull text of an archive: titles, tasks, units, indicators",
    "search.archive": "collect 建立的库\nan archive of `collect`",
    "search.terms": "要找的词，都要有；单位的简称和全称通用\n"
    "words that a task must hold, all of them; an office is found under its other names too",
    "search.unit": "只找这个单位的任务，简称、全称均可\nonly tasks of this unit, by any of its names",
    "search.limit": "最多显示几项，默认 20\nhow many at most, 20 if not said",
    "search.format": "输出为数据，带命中的位置\nas data, with the places of the words",
    "apply": "把审核页保存的更正并入方案\nmerge what a reviewer corrected on the review page into the plan",
    "compare": "比较两份方案：任务、指标、时限、单位有什么变化\nshow what changed from one plan to another",
    "trend": "汇总多份方案的指标，逐年、逐地对照\nshow each indicator of several plans over years and offices",
    "blocks": "逐段、逐格显示读到的文字\nshow what was read, block by block, with places",
    "outline": "显示章节结构\nshow the sections and their roles",
    "check": "列出疑点，可批注在副本上\nlist findings, or write them on a copy",
    "explain": "说明每一栏是怎么得来的、出自哪里\nshow which rule made each field",
    "evaluate": "用人工标注过的文件检验准确率\nscore marked documents, show what was missed or wrong",
    "schema": "输出结果的 JSON Schema\nprint the JSON Schema of the output",
    "schema.of": "哪一种结果：方案、比较、趋势、疑点、更正\nof which result (plan)",
    "formats": "列出本机能读的格式，以及还缺什么\nlist what this installation reads",
    "rules": "列出或查看规则\nlist vocabulary rules, or show one",
    "rules.id": "规则名，或其开头\na rule's id or the beginning of one",
    "rules.findings": "列出各种疑点提示：代码、轻重、含义、例子\n"
    "the codes of findings: how grave, what each means, an example",
    "rules.check": "检验自备词表的例子；没有 --lexicon 则检验内置词表\n"
    "try the examples of own entries, without DIR of all",
    "serve": "打开本机网页：拖入文件，核对、更正，下载台账、任务分解表、日历，比较两份方案；不用命令行，什么也不外传\n"
    "a local page: drop plans, review, correct, download, compare; no command line, nothing leaves the machine",
    "mcp": "供智能助手调用的 MCP 服务（标准输入输出），只读\nan MCP server for assistants, which reads only",
    "parse.files": "文件（docx、pdf、txt、html、ofd、doc、wps、rtf、odt 等）、文件夹、ZIP 压缩包、"
    "通配式（'方案/**/*.pdf'）、@清单.txt（一行一个），或 - 表示标准输入\n"
    "files, folders, ZIP archives, patterns, @LIST (one a line), or - for standard input",
    "parse.resume": "接着上次做：内容、版本、词表都没有变的文件不再重读；以后也能接着做\n"
    "go on: what was done with the same bytes, version and vocabulary is not done again; the record of it is kept",
    "jobs": "同时读几个文件（进程数），不写则用全部处理器\n"
    "how many documents are read at a time, all cores if not said",
    "time-limit": "多个文件时，每个最多用多少秒，默认 600；0 为不限\n"
    "of several documents, the seconds that each may take, 600 if not said; 0: no limit",
    "memory-limit": "多个文件时，每个最多用多少内存（MB），默认 2048；0 为不限\n"
    "of several documents, the memory that each may take (Linux), 2048 if not said; 0: no limit",
    "parse.output": "写入的文件，格式由结尾决定；文件夹（OUT/）则每个文件各写一份；- 表示标准输出\n"
    "file to write, its ending names the format; a folder (OUT/): one file each; -: standard output",
    "parse.format": "输出格式，不按结尾；tables- 各表一份，写入文件夹\n"
    "instead of the ending's: json, ndjson, csv, xlsx, docx, html, md, text, ics, sqlite; a folder of flat tables: "
    "tables-csv, tables-ndjson, tables-parquet",
    "ledger.files": "方案文件、文件夹，或 - 表示标准输入\nfiles, folders, or - for standard input",
    "ledger.output": "台账（.xlsx）：没有则新建；有则更新，原来的存为 .bak\n"
    "the ledger (.xlsx): made if it is not there, else brought up to date; the earlier one is kept as .bak",
    "ledger.template": "新建时填入本单位的表格（.xlsx）：按表头认栏目，样式、公式和其他栏目不动\n"
    "an office's own workbook to fill in the first time: heads are recognised, its look, formulas and columns stay",
    "ledger.columns": '表头认不出时写明对照（.toml）："主抓科室" = "牵头单位"；'
    "等号右边为空，该栏不动；以后更新不必再给\n"
    "a TOML file that says what heads mean that are not recognised; noted in the workbook",
    "apply.plan": "方案：parse 写出的 .json，或原文件，或 collect 建立的库（更正存入库中），或 - 表示标准输入\n"
    "the plan: JSON that `parse` wrote, the document itself, an archive (which keeps the corrections), or - for "
    "standard input",
    "apply.corrections": "审核页保存的更正文件，可多个，依次并入\n"
    "corrections files of the review page, merged in this order",
    "apply.output": "写入的文件，格式由结尾决定；不写则输出 JSON\n"
    "file to write, its ending names the format; else JSON is printed",
    "format": "输出格式，不按结尾\ninstead of the ending's",
    "compare.old": "原来的文件，或 -\nthe earlier plan, or - for standard input",
    "compare.new": "现在的文件，或 -\nthe later plan, or - for standard input",
    "compare.output": "写入的文件（xlsx、docx、html、json、txt），格式由结尾决定；不写则为表格\n"
    "file to write, in the format of its ending; else a table",
    "compare.format": "输出格式，不按结尾\ninstead of the ending's: json, text, xlsx, docx, html",
    "compare.only": "只看指标 targets、单位 units 或时限 deadlines 的变化，可多次给出\n"
    "only changes of targets, units or deadlines; may be given several times",
    "compare.annotate": "把变化批注在新文件的副本上（docx 批注、pdf 高亮），原文件不动\n"
    "write a copy of NEW with what changed as comments (docx) or highlights (pdf)",
    "compare.fail-on-change": "有变化时退出码为 1\nexit status 1 if anything changed",
    "plans": "文件、文件夹，或 - 表示标准输入\nfiles, folders, or - for standard input",
    "trend.output": "写入的文件（.csv、.json、.svg 图），格式由结尾决定；不写则为表格\n"
    "file to write (.csv, .json, .svg: a plot), in the format of its ending; else a table",
    "trend.format": "输出格式：csv、json、svg、text\noutput format: csv, json, svg, text",
    "trend.indicator": "只看名称含有这些字的指标\nonly indicators whose name holds these words",
    "trend.region": "只看这个地区或机关的数值\nonly values of this region or office",
    "serve.port": "端口，不写则用空闲的\nport to listen at, any free one if not said",
    "serve.no-browser": "只显示地址，不打开浏览器\nonly print the address, open no browser",
    "serve.limit-mb": "单个文件的大小上限，默认 50 MB\nlargest file that is taken, 50 MB if not said",
    "serve.time-limit": "读一份文件最多用多少秒，默认 300\nseconds that one document may take, 300 if not said",
    "serve.memory-limit": "读一份文件最多用多少内存（MB），默认 2048；0 为不限\n"
    "memory that one document may take (Linux), 2048 if not said; 0: no limit",
    "mcp.directories": "允许读取的目录，不写则为当前目录\ndirectories that may be read, else the working directory",
    "mcp.max-mb": "单个文件的大小上限，默认 50 MB\nlargest file that is read, 50 MB if not said",
    "file": "文件，或 - 表示标准输入\na file, or - for standard input",
    "explain.task": "任务编号，或第几项；header 文件头，targets 任务之外的指标，findings 疑点提示；不写则为全部任务\n"
    "id of a task or its 1-based position; or header, targets, findings; every task without it",
    "explain.why-not": "说明某处为什么没有读成指标、责任单位或任务：写文中的字（取第一处），或位置（数字）\n"
    "why something was not read: words of the text (their first place), or an offset",
    "check.output": "写入的文件，格式由结尾决定：.txt .json .sarif\nfile to write, its ending names the format",
    "check.select": "只要这些代码的疑点，逗号分隔（rules --findings 列出代码）\nonly these codes, parted by commas",
    "check.ignore": "不要这些代码的疑点\nfindings without these codes",
    "check.fail-on": "有这样轻重或更重的疑点时退出状态为 1\nexit status 1 for a finding as grave as this or graver",
    "check.annotate": "把疑点批注在副本上（docx 批注、pdf 高亮），原文件不动；一次一个文件\n"
    "write a copy with the findings as comments (docx) or highlights (pdf)",
    "evaluate.corpus": "文件夹，内有 名称/gold.json 和 名称/source.*\nfolders NAME with gold.json and source.*",
    "evaluate.verbose": "逐条列出：漏读 -，多读 +，读得不同 ~\nevery note: missed -, wrong +, otherwise ~",
    "evaluate.json": "以 JSON 输出\nfigures and notes as JSON",
    "evaluate.save": "把这次结果存下来\nkeep this run in a file",
    "evaluate.against": "与存下的结果比较\nshow gains and losses since a kept run",
    "evaluate.check": "只检查标注有无差错\nonly check that the gold files are sound",
    "year": "“6月底前”这类没写年份的时限按哪一年算\nyear of times without one (6月底前), instead of the document's",
    "redact": "contacts：隐去联系人姓名、电话、传真、邮箱、微信和 QQ 号，位置不变，任务、指标不变\n"
    "contacts: names, telephones, mail addresses of whom to ask are masked; nothing moves",
    "password": "加密文件的密码\npassword of an encrypted document",
    "lexicon": "自备词表的目录，可多次给出\nown vocabularies over the built-in ones",
}
