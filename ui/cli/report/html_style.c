/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: the style sheet. The charts stretch to any width. Their labels are text beside
 * them, so the labels keep their size on a telephone.
 */
#include "ui/cli/report/html.h"
#include "ui/draw/theme.h"

static void put_color(FILE *to, const char *name, Color color)
{
  fprintf(to, "--%s:rgba(%.0f,%.0f,%.0f,%.2f);", name, 255.0 * color.red, 255.0 * color.green,
          255.0 * color.blue, color.alpha);
}

static void put_theme(FILE *to, const Theme *theme)
{
  put_color(to, "background", theme->background);
  put_color(to, "panel", theme->panel);
  put_color(to, "grid", theme->grid);
  put_color(to, "edge", theme->edge);
  put_color(to, "text", theme->text);
  put_color(to, "faint", theme->faint_text);
  put_color(to, "zone", theme->zone);
  put_color(to, "zone-line", theme->zone_line);
  put_color(to, "before", theme->before);
  put_color(to, "after", theme->after);
  put_color(to, "curve", theme->curve);
  put_color(to, "curve-fill", theme->curve_fill);
  put_color(to, "bar", theme->bar);
  put_color(to, "bar-heard", theme->bar_heard);
}

static const char rules[] =
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--background);color:var(--text);"
    "font:16px/1.5 \"DejaVu Sans\",system-ui,sans-serif;-webkit-print-color-adjust:exact;"
    "print-color-adjust:exact}\n"
    "main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:0;overflow-wrap:anywhere}\n"
    "h2{font-size:1.15rem;margin:2.2rem 0 .6rem}\n"
    "p{margin:.4rem 0;max-width:46rem}\n"
    ".faint,figcaption,caption{color:var(--faint);font-size:.9rem}\n"
    "caption{text-align:left;padding:.2rem 0 .4rem;caption-side:top}\n"
    ".heard{font-size:1.15rem;margin-top:.8rem}\n"
    "figure{margin:0;break-inside:avoid}\n"
    ".panel{position:relative;height:17rem;margin:1.6rem 1rem 3.2rem 2.9rem;"
    "background:var(--panel)}\n"
    ".panel svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}\n"
    ".panel svg *{vector-effect:non-scaling-stroke}\n"
    ".panel span{position:absolute;font-size:.78rem;line-height:1.1;white-space:nowrap;"
    "color:var(--faint)}\n"
    ".y{right:100%;margin-right:.4rem;transform:translateY(50%)}\n"
    "small{font-size:inherit}\n"
    ".x{top:100%;margin-top:.45rem;transform:translateX(-50%);text-align:center}\n"
    ".panel .top{bottom:100%;margin-bottom:.35rem;transform:translateX(-50%);"
    "color:var(--after);font-weight:bold}\n"
    ".grid{stroke:var(--grid);stroke-width:1}\n"
    ".zero{stroke:var(--edge);stroke-width:1}\n"
    ".edge{stroke:var(--grid);stroke-width:1;stroke-dasharray:2 3}\n"
    ".zone{fill:var(--zone)}\n"
    ".zone-line{stroke:var(--zone-line);stroke-width:1}\n"
    ".before{stroke:var(--before);stroke-width:2;stroke-dasharray:7 5}\n"
    ".after{stroke:var(--after);stroke-width:4}\n"
    ".way{stroke:var(--after);stroke-width:1.5}\n"
    ".curve{fill:none;stroke:var(--curve);stroke-width:3;stroke-linejoin:round}\n"
    ".under{fill:var(--curve-fill);stroke:none}\n"
    ".key{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;padding:0;margin:0;"
    "font-size:.85rem}\n"
    ".key svg{width:2.2rem;height:.9rem;vertical-align:-.1rem;margin-right:.4rem}\n"
    ".probabilities{display:grid;grid-template-columns:max-content 1fr max-content;"
    "gap:.35rem .8rem;align-items:center;margin:.6rem 0;max-width:40rem}\n"
    ".bar{height:.7rem;background:var(--grid)}\n"
    ".bar i{display:block;height:100%;background:var(--bar)}\n"
    ".bar.is i{background:var(--bar-heard)}\n"
    ".wide{overflow-x:auto}\n"
    "table{border-collapse:collapse;min-width:min(100%,26rem);font-variant-numeric:tabular-nums;"
    "font-size:.92rem}\n"
    "th,td{padding:.28rem .8rem .28rem 0;text-align:right;white-space:nowrap;"
    "border-bottom:1px solid var(--grid)}\n"
    "th:first-child,td:first-child{text-align:left}\n"
    ".words{text-align:left!important}\n"
    "thead th{color:var(--faint);font-weight:normal}\n"
    "tbody th{font-weight:normal}\n"
    "tr.is th{font-weight:bold}\n"
    ".evidence td{padding:.28rem .6rem;text-align:center;border:1px solid var(--background)}\n"
    "pre{background:var(--panel);padding:.8rem;overflow-x:auto;font-size:.88rem;"
    "white-space:pre-wrap;overflow-wrap:anywhere}\n"
    "footer{margin-top:2.5rem;border-top:1px solid var(--grid);padding-top:.6rem}\n"
    "@media(max-width:30rem){body{font-size:15px}table{font-size:.8rem}"
    "th,td{padding-right:.4rem}thead th,.words{white-space:normal}.evidence td{padding:.28rem "
    ".1rem}"
    ".panel{height:14rem}.x small{display:none}}\n"
    "@media print{body{font-size:10.5pt}main{max-width:none;padding:0}"
    "h2{break-after:avoid}tr,figure,.probabilities{break-inside:avoid}.panel{height:5cm;margin-top:"
    "1rem;margin-bottom:2.4rem}h2{margin-top:1.2rem}th,td{padding-top:.1rem;"
    "padding-bottom:.1rem}}\n";

void html_style(FILE *to)
{
  fputs("<style>\n:root{color-scheme:light dark;", to);
  put_theme(to, &theme_light);
  fputs("}\n@media screen and (prefers-color-scheme:dark){:root{", to);
  put_theme(to, &theme_dark);
  fputs("}}\n", to);
  fputs(rules, to);
  fputs("</style>\n", to);
}
