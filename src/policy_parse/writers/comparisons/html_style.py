"""The looks of the page that compares two plans: two columns, one on a narrow screen; light, dark, print."""

STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1c1c;--faint:#5a5a5a;--rule:#c9c9c9;--old:#faf7f2;--new:#f4f8fb;
--del:#8e1414;--del-ground:#fbdcdc;--ins:#0b5a1e;--ins-ground:#d6f2da;--link:#0b4fa0}
@media (prefers-color-scheme:dark){:root{--paper:#161616;--ink:#e8e8e8;--faint:#a8a8a8;--rule:#4a4a4a;--old:#201e1b;
--new:#1a1f24;--del:#ffb4b4;--del-ground:#4d1a1a;--ins:#a9e8b5;--ins-ground:#173d20;--link:#8cbcff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.75 "Songti SC","SimSun","Noto Serif CJK SC",serif;
overflow-wrap:anywhere}
main{max-width:76rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem;line-height:1.4;margin:.5rem 0}h2,summary{font-size:1.05rem;font-weight:bold;margin:0 0 .4rem}
h2{white-space:pre-line}
a{color:var(--link)}
del{color:var(--del);background:var(--del-ground);text-decoration:line-through}
ins{color:var(--ins);background:var(--ins-ground);text-decoration:underline;text-underline-offset:.2em}
.legend,.note,.place{color:var(--faint);font-size:.875rem}
.kind{display:inline-block;border:1px solid currentColor;border-radius:.2rem;padding:0 .3rem;font-size:.875rem;
font-weight:normal;color:var(--faint)}
.kind.added{color:var(--ins)}.kind.dropped{color:var(--del)}
nav dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem .8rem;margin:1rem 0}
nav dd{margin:0}nav a{margin-right:1rem;display:inline-block}
.work{border-top:1px solid var(--rule);padding:.8rem 0;scroll-margin-top:3rem}
.changes{margin:.2rem 0 .6rem;padding-left:1.2rem}
.pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.side{padding:.1rem .8rem}.side.old{background:var(--old)}.side.new{background:var(--new)}
.side p{margin:.3rem 0}.words{white-space:pre-wrap}.words b{color:var(--faint);font-weight:normal;font-size:.875rem}
.plans{position:sticky;top:0;z-index:1;border-bottom:1px solid var(--rule)}.plans .side{padding:.3rem .8rem}
@media (max-width:640px){main{padding:.6rem}.work .pair{grid-template-columns:minmax(0,1fr)}
.plans{font-size:.875rem;line-height:1.4}.side{padding:.1rem .5rem}
.work .old .words::before{content:"原 "}.work .new .words::before{content:"新 "}}
@media print{:root{--paper:#fff;--ink:#000;--faint:#333;--old:#fff;--new:#fff;--del:#000;--del-ground:#fff;--ins:#000;
--ins-ground:#fff;--link:#000}body{font-size:10.5pt;line-height:1.5}main{max-width:none;padding:0}nav{display:none}
.plans{position:static}h2{break-after:avoid}.changes{break-after:avoid}
.work .side{border:1px solid var(--rule)}a{text-decoration:none}}
@page{size:A4 landscape;margin:15mm}
"""
"""Style sheet of the page; nothing in it is loaded from elsewhere."""
