/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq controls: the controls table, for people and for ui/guide/controls.md.
 */
#include "ui/cli/commands/commands.h"

#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"

static void print_markdown(bool outputs)
{
  printf("| Symbol | Name | Range | %sWhat it %s |\n|---|---|---|%s---|\n",
         outputs ? "" : "Default | ", outputs ? "says" : "does", outputs ? "" : "---|");
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    const ControlInfo *info = &control_info[i];
    if (info->is_output == outputs) {
      char range[256];
      char value[64];
      settings_describe_range((Control)i, range, sizeof range);
      settings_describe_value((Control)i, info->default_value, value, sizeof value);
      printf("| `%s` | %s | %s | %s%s%s |\n", info->symbol, info->name, range, outputs ? "" : value,
             outputs ? "" : " | ", info->comment);
    }
  }
}

static void print_text(void)
{
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    const ControlInfo *info = &control_info[i];
    if (!info->is_output) {
      char range[256];
      char value[64];
      settings_describe_range((Control)i, range, sizeof range);
      settings_describe_value((Control)i, info->default_value, value, sizeof value);
      printf("%s (%s): %s; default %s\n    %s\n", info->symbol, info->name, range, value,
             info->comment);
    }
  }
}

static void print_json_line(Control control)
{
  const ControlInfo *info = &control_info[control];
  int n_points = 0;
  const ScalePoint *point = settings_points(control, &n_points);
  fputs("{\"symbol\":", stdout);
  json_string(stdout, info->symbol);
  fputs(",\"name\":", stdout);
  json_string(stdout, info->name);
  fprintf(stdout, ",\"output\":%s,\"minimum\":", info->is_output ? "true" : "false");
  json_number(stdout, (double)info->minimum, 3);
  fputs(",\"maximum\":", stdout);
  json_number(stdout, (double)info->maximum, 3);
  fputs(",\"default\":", stdout);
  json_number(stdout, (double)info->default_value, 3);
  fputs(",\"unit\":", stdout);
  json_string(stdout, settings_unit_symbol(info->unit));
  fputs(",\"values\":", stdout);
  for (int i = 0; i < n_points; ++i) {
    fprintf(stdout, "%s{\"value\":%d,\"symbol\":", i > 0 ? "," : "[", point[i].value);
    json_string(stdout, point[i].symbol);
    fputs(",\"name\":", stdout);
    json_string(stdout, point[i].name);
    fputc('}', stdout);
  }
  fputs(n_points > 0 ? "],\"comment\":" : "null,\"comment\":", stdout);
  json_string(stdout, info->comment);
  fputs("}\n", stdout);
}

static int run(const Arguments *arguments)
{
  if (arguments->given[OPTION_JSON]) {
    for (int i = 0; i < CONTROL_COUNT; ++i) {
      print_json_line((Control)i);
    }
    return EXIT_FINE;
  }
  if (!arguments->given[OPTION_MARKDOWN]) {
    print_text();
  } else {
    fputs("# Controls\n\n`make ttl` writes this page from `plugin/controls.def`, by `genre-eq "
          "controls "
          "--markdown`.\n\n## What you set\n\n",
          stdout);
    print_markdown(false);
    fputs("\n## What the plugin tells\n\n", stdout);
    print_markdown(true);
  }
  return EXIT_FINE;
}

const Command command_controls = {
    .name = "controls",
    .operands = "",
    .summary = "List the controls that --set takes.",
    .takes = TAKES(OPTION_MARKDOWN) | TAKES(OPTION_JSON),
    .run = run,
};
