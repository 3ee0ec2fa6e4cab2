/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes the controls of the other plugins. Their meaning is from the plugins' descriptions
 * and from their impulse responses (x42-plugins 20221119, lsp-plugins 1.2.5;
 * tests/test_cli_export.c). Each filter is the cookbook's within 0.003 dB, with
 *   fil4's shelves    q = 0.2129 + bandwidth / 2.25
 *   fil4's sections   sin(w0) / (2 q) = 7 bandwidth freq / rate
 *   LSP, "APO (DR)"   q = q
 */

#include "ui/cli/export/lv2_preset.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli/files/bundle_folder.h"
#include "ui/cli/files/target_file.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"

#define TAU 6.283185307179586

typedef struct {
  const char *uri;
  const char *file; /* of the preset, in the bundle */
  int n_filters;    /* of LSP's */
} Variant;

#define MANIFEST "manifest.ttl"

enum { MAX_VARIANTS = 3, LONGEST_PATH = 2000 };

typedef struct {
  const char *name;
  double least_gain_db, most_gain_db; /* the range of the gain that takes the preamp */
  Variant variant[MAX_VARIANTS];
  void (*write)(const HeldCurve *curve, const Variant *variant, FILE *to);
} Format;

static void port(FILE *to, const char *symbol, double value)
{
  fprintf(to, "\tlv2:port [ lv2:symbol \"%s\" ; pset:value %.6f ] ;\n", symbol, value);
}

/* --- x42 fil4 ------------------------------------------------------------------------- */

static double fil4_bandwidth(const CookbookSection *section, double rate_hz)
{
  if (section->kind != COOKBOOK_BELL) {
    return 2.25 * (section->q - 0.2129);
  }
  const double part = section->freq_hz / rate_hz;
  return sin(TAU * part) / (14.0 * section->q * part);
}

static void write_fil4(const HeldCurve *curve, const Variant *variant, FILE *to)
{
  static const struct {
    const char *on, *freq, *bandwidth, *gain;
  } symbols[] = {{"LSsec", "LSfreq", "LSq", "LSgain"}, {"sec1", "freq1", "q1", "gain1"},
                 {"sec2", "freq2", "q2", "gain2"},     {"sec3", "freq3", "q3", "gain3"},
                 {"sec4", "freq4", "q4", "gain4"},     {"HSsec", "HSfreq", "HSq", "HSgain"}};
  (void)variant;
  port(to, "enable", 1.0);
  port(to, "gain", curve->fitted_preamp_db);
  port(to, "HighPass", 0.0);
  port(to, "LowPass", 0.0);
  for (int i = 0; i < curve->n_fitted; ++i) {
    const CookbookSection *section = &curve->fitted[i];
    port(to, symbols[i].on, 1.0);
    port(to, symbols[i].freq, section->freq_hz);
    port(to, symbols[i].bandwidth, fil4_bandwidth(section, curve->rate_hz));
    port(to, symbols[i].gain, section->gain_db);
  }
}

/* --- LSP ------------------------------------------------------------------------------- */

static void lsp_port(FILE *to, const char *name, int filter, double value)
{
  char symbol[16];
  snprintf(symbol, sizeof symbol, "%s_%d", name, filter);
  port(to, symbol, value);
}

static void write_lsp(const HeldCurve *curve, const Variant *variant, FILE *to)
{
  enum { OFF = 0, BELL = 1, HIGH_SHELF = 3, LOW_SHELF = 5, MODE_APO = 6 };
  static const int type[] = {
      [COOKBOOK_LOW_SHELF] = LOW_SHELF, [COOKBOOK_BELL] = BELL, [COOKBOOK_HIGH_SHELF] = HIGH_SHELF};
  port(to, "enabled", 1.0);
  port(to, "g_in", 1.0);
  port(to, "g_out", pow(10.0, curve->fitted_preamp_db / 20.0));
  port(to, "mode", 0.0); /* IIR: no latency */
  port(to, "bal", 0.0);
  for (int filter = 0; filter < variant->n_filters; ++filter) {
    lsp_port(to, "ft", filter, filter < curve->n_fitted ? type[curve->fitted[filter].kind] : OFF);
    if (filter < curve->n_fitted) {
      const CookbookSection *section = &curve->fitted[filter];
      lsp_port(to, "fm", filter, MODE_APO);
      lsp_port(to, "s", filter, 0.0);
      lsp_port(to, "xs", filter, 0.0); /* not solo */
      lsp_port(to, "xm", filter, 0.0); /* not muted */
      lsp_port(to, "f", filter, section->freq_hz);
      lsp_port(to, "g", filter, pow(10.0, section->gain_db / 20.0));
      lsp_port(to, "q", filter, section->q);
    }
  }
}

/* --- both ------------------------------------------------------------------------------ */

#define LSP "http://lsp-plug.in/plugins/lv2/para_equalizer_"
static const Format formats[] = {
    [EXPORT_FIL4] = {"x42-eq",
                     -18.0,
                     18.0,
                     {{"http://gareus.org/oss/lv2/fil4#stereo", "stereo.ttl", 0},
                      {"http://gareus.org/oss/lv2/fil4#mono", "mono.ttl", 0}},
                     write_fil4},
    [EXPORT_LSP] = {"LSP Parametric Equalizer",
                    -120.0,
                    20.0,
                    {{LSP "x8_stereo", "x8.ttl", 8},
                     {LSP "x16_stereo", "x16.ttl", 16},
                     {LSP "x32_stereo", "x32.ttl", 32}},
                    write_lsp},
};

const char *export_plugin_name(ExportPlugin plugin)
{
  return formats[plugin].name;
}

#define PREFIXES                                                                                   \
  "@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n"                                               \
  "@prefix pset: <http://lv2plug.in/ns/ext/presets#> .\n"                                          \
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n"

static void write_preset(const Format *format, const Variant *variant, const HeldCurve *curve,
                         FILE *to)
{
  char label[512];
  snprintf(label, sizeof label, "%.480s (Genre EQ)", curve->song);
  fprintf(to, PREFIXES "<>\n\ta pset:Preset ;\n\tlv2:appliesTo <%s> ;\n", variant->uri);
  format->write(curve, variant, to);
  fputs("\trdfs:label ", to);
  json_string(to, label); /* Turtle understands JSON's escapes */
  fputs(" .\n", to);
}

static void write_manifest(const Format *format, FILE *to)
{
  fputs(PREFIXES, to);
  for (int i = 0; i < MAX_VARIANTS && format->variant[i].uri; ++i) {
    const Variant *variant = &format->variant[i];
    fprintf(to, "<%s>\n\ta pset:Preset ;\n\tlv2:appliesTo <%s> ;\n\trdfs:seeAlso <%s> .\n\n",
            variant->file, variant->uri, variant->file);
  }
}

static FILE *open_in(const char *directory, const char *file)
{
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%.*s/%s", LONGEST_PATH + 7, directory, file);
  return fopen(path, "w");
}

static bool complete(FILE *file)
{
  const bool fine = file && !ferror(file);
  return file && fclose(file) == 0 && fine;
}

static bool write_all(const Format *format, const HeldCurve *curve, const char *directory)
{
  bool fine = true;
  for (int i = 0; i < MAX_VARIANTS && format->variant[i].uri && fine; ++i) {
    FILE *to = open_in(directory, format->variant[i].file);
    if (to) {
      write_preset(format, &format->variant[i], curve, to);
    }
    fine = complete(to);
  }
  FILE *to = fine ? open_in(directory, MANIFEST) : NULL;
  if (to) {
    write_manifest(format, to);
  }
  return complete(to);
}

/* --- in the place of one that is there -------------------------------------------------- */

/* The manifest is first: a host ignores a bundle without it. */
static void list_files(const Format *format, const char *files[MAX_VARIANTS + 2])
{
  int n = 0;
  files[n++] = MANIFEST;
  for (int i = 0; i < MAX_VARIANTS && format->variant[i].uri; ++i) {
    files[n++] = format->variant[i].file;
  }
  files[n] = NULL;
}

static bool is_allowed(const char *directory, bool taken, bool replace, const char *const *files)
{
  struct stat there;
  if (strlen(directory) > LONGEST_PATH) {
    message_error(directory, "the name is too long; choose a shorter one");
  } else if (!taken) {
    return target_file_place(directory);
  } else if (lstat(directory, &there) != 0 || !S_ISDIR(there.st_mode)) {
    message_error(directory, "exists and is not a directory; name another with -o");
  } else if (!replace) {
    message_error(directory, "exists already; name another directory with -o, or give --force");
  } else if (!bundle_folder_holds_only(directory, files)) {
    message_error(directory, "holds more than such presets; name another directory with -o");
  } else {
    return target_file_place(directory);
  }
  return false;
}

/* Copies without slashes at the end, so that a name with a suffix lies beside it. */
static void copy_place(const char *place, char directory[PATH_MAX])
{
  snprintf(directory, PATH_MAX, "%s", place);
  for (size_t n = strlen(directory); n > 1 && directory[n - 1] == '/'; --n) {
    directory[n - 1] = '\0';
  }
}

/* The plugin would clamp it without a word. */
static void warn_of_gain(const Format *format, const HeldCurve *curve)
{
  const double gain_db = curve->fitted_preamp_db;
  if (gain_db < format->least_gain_db || gain_db > format->most_gain_db) {
    message_warning(curve->song,
                    "its curve needs a gain of %+.1f dB, and %s has %.0f to %+.0f dB; bring "
                    "output_gain nearer to 0, or set the rest behind it",
                    gain_db, format->name, format->least_gain_db, format->most_gain_db);
  }
}

bool export_preset_allowed(ExportPlugin plugin, const char *place, bool replace)
{
  const char *files[MAX_VARIANTS + 2];
  char directory[PATH_MAX];
  struct stat there;
  copy_place(place, directory);
  list_files(&formats[plugin], files);
  return is_allowed(directory, lstat(directory, &there) == 0, replace, files);
}

bool export_preset(ExportPlugin plugin, const HeldCurve *curve, const char *place, bool replace)
{
  const Format *format = &formats[plugin];
  const char *files[MAX_VARIANTS + 2];
  char directory[PATH_MAX];
  char temporary[PATH_MAX];
  if (!export_preset_allowed(plugin, place, replace)) {
    return false;
  }
  copy_place(place, directory);
  list_files(format, files);
  if (!bundle_folder_make(directory, temporary)) {
    message_error(directory, "cannot be written (%s); %s", strerror(errno), message_remedy(errno));
    return false;
  }
  const bool fine =
      write_all(format, curve, temporary) && bundle_folder_keep(temporary, directory, replace);
  if (!fine) {
    message_error(directory, "cannot be written (%s); %s", strerror(errno), message_remedy(errno));
  } else {
    warn_of_gain(format, curve);
  }
  bundle_folder_remove(temporary, files); /* the new one if it failed, else an old one */
  return fine;
}
