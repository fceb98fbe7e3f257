/// The style of the report.
///
/// Each two of the servers' twelve colours differ by 20 or more (CIELAB 1976), for full colour vision
/// and in Machado's simulations (2009) of its three deficiencies, and each has a contrast of 3 or more
/// to the paper.
enum ReportStyle {
  /// One style sheet for wide and narrow screens, light and dark mode, and print.
  static let css = light + dark + page + tables + charts + small + print

  private static let light = """
    :root { --ink: #1b1f24; --quiet: #57606a; --paper: #fff; --line: #d0d7de; --soft: #f3f5f7;
      --bad: #b3261e; --link: #0b57b0; --warn: #c98500;
      --shade0: #eef4fa; --shade1: #d3e5f5; --shade2: #aed1ee;
      --c0: #2b6dfd; --c1: #b38f18; --c2: #0c6c46; --c3: #da5ed6; --c4: #630041;
      --c5: #1daa62; --c6: #2723a9; --c7: #82568b; --c8: #566704; --c9: #809995;
      --c10: #59006e; --c11: #3b3000;
      --p0: #8a6d00; --p1: #a8468c; --p2: #d55e00; --p3: #00795c; --p4: #0072b2; --p5: #7fb9dd; }

    """

  private static let dark = """
    @media screen and (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --quiet: #a3adb8;
      --paper: #14171a; --line: #3a424b; --soft: #1e2328; --bad: #ff8f85; --link: #8ab8ff;
      --shade0: #1b2733; --shade1: #1f3a52; --shade2: #245075;
      --c0: #73b7ff; --c1: #e47f23; --c2: #39704d; --c3: #9a40ac; --c4: #ffcc27;
      --c5: #54fec0; --c6: #8376ff; --c7: #755d7d; --c8: #7cb368; --c9: #ada0b0;
      --c10: #f7dfff; --c11: #995007;
      --p0: #dfc13f; --p1: #e08fc6; --p2: #ff8a3d; --p3: #35b592; --p4: #3f8fc9; --p5: #a5dcf7; } }

    """

  private static let page = """
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    body { margin: 0 auto; padding: 1.5rem; max-width: 84rem; background: var(--paper);
      color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
    h1 { font-size: 1.7rem; line-height: 1.2; margin: .2rem 0 .6rem; }
    h2 { font-size: 1.3rem; margin: 2.6rem 0 .4rem; }
    a { color: var(--link); }
    section { scroll-margin-top: 6rem; }
    .kicker, .note, .cells { color: var(--quiet); }
    .kicker { margin: 0; }
    .note { max-width: 62rem; margin: 0 0 .8rem; }
    h3:has(+ .row:not(:has(figure:not([hidden])))) { display: none; }
    h3 { font-size: 1.05rem; margin: 1.4rem 0 .2rem; }
    .lead { font-size: 1.1rem; max-width: 62rem; margin: .6rem 0; }
    .answers { padding-left: 1.2rem; }
    .answers li { margin: .2rem 0; }
    .warnings { border-left: .3rem solid var(--warn); padding-left: 1rem; }
    .warnings h2 { margin-top: 1.6rem; }
    code, pre { font: .85rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
    pre { background: var(--soft); padding: .7rem; overflow-x: auto; white-space: pre-wrap; }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; }
    .facts dd { margin: 0; overflow-wrap: anywhere; }
    .facts dt { color: var(--quiet); }
    dt { font-weight: 600; }
    details { margin: .6rem 0; }
    summary { cursor: pointer; }
    button { font: inherit; font-size: .8rem; color: var(--link); background: none; cursor: pointer;
      border: 1px solid var(--line); border-radius: .3rem; padding: .05rem .5rem; }
    nav { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: 1rem 0 0; font-size: .9rem; }
    #filters { position: sticky; top: 0; z-index: 2; background: var(--paper); padding: .5rem 0;
      border-bottom: 1px solid var(--line); margin-top: 2rem; display: flex; flex-wrap: wrap;
      gap: .3rem 1.6rem; align-items: center; max-height: 40vh; overflow-y: auto; }
    #filters fieldset { border: 0; margin: 0; padding: 0; }
    #filters legend { float: left; margin-right: .6rem; color: var(--quiet); font-size: .85rem; }
    #filters label { display: inline-block; margin-right: .7rem; white-space: nowrap;
      font-size: .9rem; }
    #filters p { margin: 0; }
    html:not(.js) #filters input, html:not(.js) .buttons { display: none; }
    .mk { width: 1px; height: 1px; overflow: visible; margin: 0 .7rem 0 .3rem;
      vertical-align: middle; }
    .swatch { width: 1.5rem; height: .75rem; margin: 0 .25rem 0 .1rem; }
    #tip { position: fixed; z-index: 3; pointer-events: none; white-space: pre; padding: .4rem .6rem;
      background: var(--ink); color: var(--paper); border-radius: .3rem; font-size: .8rem;
      line-height: 1.4; }
    .hide { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }

    """

  private static let tables = """
    .scroll { overflow-x: auto; position: relative; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .875rem; }
    th, td { text-align: left; padding: .15rem .6rem; border-bottom: 1px solid var(--line);
      vertical-align: middle; }
    th { font-weight: 600; white-space: nowrap; }
    caption { text-align: left; color: var(--quiet); }
    .n, .figures td:nth-child(n+3), .figures thead th:nth-child(n+3),
    .parts td + td, .parts th + th + th,
    .strip .s + td { text-align: right; white-space: nowrap; }
    .figures .unsupported, .figures .failed { text-align: left; white-space: normal; }
    .overviews { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: .6rem 0; }
    .overviews > div { max-width: 100%; }
    .overview td { vertical-align: top; padding: .3rem .8rem; }
    .overview th[scope=row] { vertical-align: top; padding-top: .3rem; }
    .overview caption { font-weight: 600; color: var(--ink); padding-bottom: .2rem; }
    .shade0 { background: var(--shade0); } .shade1 { background: var(--shade1); }
    .shade2 { background: var(--shade2); }
    .coverage td, .coverage th + th { text-align: center; }
    .unsupported { color: var(--quiet); }
    .odd { color: var(--bad); margin-left: .3rem; }
    .best { color: var(--warn); margin-left: .25rem; }
    .audit th[scope=rowgroup], .parts th[scope=rowgroup] { padding-top: .7rem; }
    .failed, .bad { color: var(--bad); font-weight: 600; }
    tr[data-c]:hover { background: var(--soft); }
    figure { margin: 0 0 1rem; content-visibility: auto; contain-intrinsic-size: auto 320px;
      min-width: 0; }
    figcaption { font-weight: 600; margin: .4rem 0; }
    .tools { display: flex; gap: .4rem; align-items: baseline; flex-wrap: wrap; margin-top: .25rem; }
    .tools details { margin: 0; font-size: .85rem; }
    .tools details[open] { flex-basis: 100%; }

    """

  private static let charts = """
    .row { display: grid; gap: .6rem 2rem; grid-template-columns: repeat(auto-fit,
      minmax(min(100%, max(20rem, (100% - (var(--n) - 1) * 2rem) / var(--n))), 1fr)); }
    .body, .panels { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; }
    .panels { flex: 4 1 18rem; } .panels .panel { flex: 1 1 18rem; }
    .legend { flex: 1 1 9rem; list-style: none; margin: .4rem 0 0; padding: 0; font-size: .85rem;
      display: flex; flex-wrap: wrap; gap: 0 1rem; align-content: flex-start; }
    .figures { width: 100%; } .figures td, .figures th { padding: .15rem .4rem; }
    td.s, th.s { min-width: 9rem; width: 34%; padding-left: .9rem; padding-right: .9rem; }
    .strip { table-layout: fixed; width: 100%; }
    .strip th { white-space: normal; } .strip th, .strip td { padding: .1rem .25rem; }
    .strip th:first-child { overflow-wrap: break-word; }
    .strip .name { width: 9rem; } .strip .value { width: 3.6rem; }
    .strip td.s, .strip th.s { width: auto; min-width: 3rem; padding: .1rem .6rem; }
    .strip th.s { text-align: left; }
    .strip div.axis span:not(:first-child):not(:last-child),
    .figures div.axis:has(span:nth-child(5)) span:not(:first-child):not(:last-child) {
      display: none; }
    td.s svg { display: block; width: 100%; height: 18px; overflow: visible;
      background: repeating-linear-gradient(to right, var(--line) 0 1px, transparent 1px
      var(--step)); border-right: 1px solid var(--line); }
    tr.axis td, tr.axis th { border-bottom: 0; padding-top: .5rem; }
    div.axis { position: relative; height: 1.1rem; font-size: .75rem; color: var(--quiet); }
    div.axis span { position: absolute; transform: translateX(-50%); }
    .panel { cursor: crosshair; width: 100%; height: auto; display: block; max-width: 48rem; }
    .panel text { font-size: 11px; fill: var(--quiet); }
    .panel .grid { stroke: var(--line); stroke-width: 1; fill: none; }
    .warm { fill: var(--line); opacity: .45; }
    .c0 { color: var(--c0); } .c1 { color: var(--c1); } .c2 { color: var(--c2); }
    .c3 { color: var(--c3); } .c4 { color: var(--c4); } .c5 { color: var(--c5); }
    .c6 { color: var(--c6); } .c7 { color: var(--c7); } .c8 { color: var(--c8); }
    .c9 { color: var(--c9); } .c10 { color: var(--c10); } .c11 { color: var(--c11); }
    .l, .e, .t, .i, .d, .b, .w { fill: none; stroke: currentColor; vector-effect: non-scaling-stroke; }
    .l { stroke-width: 2; stroke-linejoin: round; }
    .thin { stroke-width: 1; opacity: .75; }
    .far .l { stroke-dasharray: 6 3; }
    .e { stroke-width: 1.5; }
    .a { fill: currentColor; opacity: .16; }
    use { fill: currentColor; fill-rule: evenodd; }
    .t { stroke-width: 1; } .i { stroke-width: 5; opacity: .55; }
    .d { stroke-width: 9; stroke-linecap: round; }
    .b { stroke-width: 10; }
    .w { stroke: var(--ink); stroke-width: 1; }
    .p0 { color: var(--p0); } .p1 { color: var(--p1); } .p2 { color: var(--p2); }
    .p3 { color: var(--p3); } .p4 { color: var(--p4); } .p5 { color: var(--p5); }
    .key { white-space: nowrap; }
    .key i { display: inline-block; width: .8rem; height: .8rem; background: currentColor;
      margin-right: .3rem; vertical-align: -.08rem; }

    """

  private static let small = """
    @media screen and (max-width: 46rem) { body { padding: .8rem; } h1 { font-size: 1.35rem; }
      #filters { position: static; max-height: none; }
      th, td { padding: .15rem .35rem; } td.s, th.s { min-width: 8rem; }
      .scroll th[scope=row] { position: sticky; left: 0; z-index: 1; background: var(--paper);
        white-space: normal; font-size: .8rem; overflow-wrap: break-word; }
      .strip .name { width: 7rem; } .overview td { padding: .2rem .4rem; }
      .facts { grid-template-columns: 1fr; } .facts dd { margin-bottom: .4rem; } }

    """

  private static let print = """
    @media print { nav { display: none; } body { max-width: none; padding: 0; font-size: 9.5pt; }
      #filters { position: static; border: 0; max-height: none; overflow: visible; }
      #filters input, .buttons, .tools, #tip { display: none; }
      .scroll { overflow: visible; } figure { content-visibility: visible; break-inside: avoid; }
      table { font-size: 7.5pt; } th, td { padding: .1rem .25rem; }
      td.s, th.s { min-width: 5rem; width: auto; } div.axis { font-size: 6.5pt; }
      .strip .name { width: 7rem; } .strip .value { width: 2.6rem; }
      .note, .lead { max-width: none; } h3 { break-after: avoid; }
      .row { grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); }
      .figures th.s { width: 22%; } pre, .facts { font-size: 7.5pt; }
      h2, .note { break-after: avoid; break-inside: avoid; } * { print-color-adjust: exact; }
      .overview td, .overview th { padding: .15rem .4rem; } }
    """
}
