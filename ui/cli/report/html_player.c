/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: the player. The sounds are in audio elements, which a browser without scripts shows.
 * player.js takes them from there.
 */
#include <math.h>

#include "ui/cli/report/html.h"
#include "ui/cli/report/html_files.h"

static const char *const sound_name[SOUND_COUNT] = {"Before", "After", "Reference"};

static bool has(const Listening *listening, ExcerptSound sound)
{
  return listening->flac[sound].byte != NULL;
}

static double factor(double db)
{
  return pow(10.0, db / 20.0);
}

/* A choice: the gain of each sound that is there. */
static void put_choice(FILE *to, const Listening *listening, int number, const char *name,
                       const double mix[SOUND_COUNT])
{
  const char *between = "";
  fputs("<button type=\"button\" data-mix=\"", to);
  for (int i = 0; i < SOUND_COUNT; ++i) {
    if (has(listening, (ExcerptSound)i)) {
      fprintf(to, "%s%.6g", between, mix[i]);
      between = " ";
    }
  }
  fprintf(to, "\" data-name=\"%s\" aria-pressed=\"%s\"><kbd>%d</kbd> %s</button>\n", name,
          number == 1 ? "true" : "false", number, name);
}

/* Returns how many there are. */
static int put_choices(FILE *to, const Listening *listening)
{
  int number = 0;
  for (int i = 0; i <= SOUND_AFTER; ++i) {
    double mix[SOUND_COUNT] = {0.0};
    mix[i] = 1.0;
    put_choice(to, listening, ++number, sound_name[i], mix);
  }
  if (listening->has_difference) {
    const double mix[SOUND_COUNT] = {
        -factor(listening->difference_db - listening->gain_db[SOUND_BEFORE]),
        factor(listening->difference_db - listening->gain_db[SOUND_AFTER]), 0.0};
    put_choice(to, listening, ++number, "Difference", mix);
  }
  if (has(listening, SOUND_REFERENCE)) {
    const double mix[SOUND_COUNT] = {[SOUND_REFERENCE] = 1.0};
    put_choice(to, listening, ++number, sound_name[SOUND_REFERENCE], mix);
  }
  return number;
}

static void put_gain(FILE *to, const char *name, double gain_db)
{
  fprintf(to, ", %s ", name);
  html_change(to, gain_db, 1);
  fputs(" dB", to);
}

/* Which excerpt it is, and how much louder or softer each sound is than in its file. */
static void put_words(FILE *to, const Listening *listening, int n_choices)
{
  fputs("<p class=\"faint\" id=\"excerpt\">", to);
  if (listening->is_whole) {
    fputs("The whole song", to);
  } else {
    fprintf(to, "%.1f s from ", listening->seconds);
    html_time(to, listening->from_s[SOUND_BEFORE]);
    fprintf(to, ", where the %s loudest", listening->has_difference ? "difference is" : "song is");
  }
  if (has(listening, SOUND_REFERENCE)) {
    fputs("; the reference from ", to);
    html_time(to, listening->from_s[SOUND_REFERENCE]);
  }
  fputs(". All are played at ", to);
  html_number(to, listening->loudness_lufs, 1);
  fputs(" LUFS, so that you compare tone and not loudness: before ", to);
  html_change(to, listening->gain_db[SOUND_BEFORE], 1);
  fputs(" dB", to);
  put_gain(to, "after", listening->gain_db[SOUND_AFTER]);
  if (listening->has_difference) {
    put_gain(to, "difference", listening->difference_db);
  }
  if (has(listening, SOUND_REFERENCE)) {
    put_gain(to, "reference", listening->gain_db[SOUND_REFERENCE]);
  }
  fprintf(to,
          ".%s <span class=\"keys\" hidden>Keys: 1 %s %d switch, the space bar plays.</span></p>\n",
          listening->has_difference ? "" : " The difference is too soft to be heard.",
          n_choices > 2 ? "to" : "and", n_choices);
}

static void put_sound(FILE *to, const char *name, const FlacBytes *flac)
{
  fprintf(to,
          "<p>%s <audio controls preload=\"none\" aria-label=\"%s\" "
          "src=\"data:audio/flac;base64,",
          name, name);
  html_base64(to, flac->byte, flac->count);
  fputs("\"></audio></p>\n", to);
}

void html_player(FILE *to, const SongReport *report)
{
  const Listening *listening = &report->listening;
  if (!has(listening, SOUND_BEFORE)) {
    return;
  }
  fputs("<section id=\"player\" hidden aria-label=\"Listen\">\n<div class=\"row\">"
        "<button type=\"button\" id=\"play\">Play</button>\n",
        to);
  const int n_choices = put_choices(to, listening);
  fprintf(to,
          "</div>\n<div class=\"row\"><input type=\"range\" id=\"place\" min=\"0\" max=\"%.6f\" "
          "step=\"any\" value=\"0\" aria-label=\"Position\"><span id=\"time\"></span></div>\n"
          "<p id=\"fault\" hidden>This browser cannot mix the sounds. They play one by one below."
          "</p>\n<p id=\"silent\" hidden>The browser gets no sound device. Another program may "
          "hold it. "
          "When it is free, start the browser anew.</p>\n</section>\n",
          listening->seconds);
  put_words(to, listening, n_choices);
  fputs("<div id=\"plain\">\n", to);
  for (int i = 0; i < SOUND_COUNT; ++i) {
    if (has(listening, (ExcerptSound)i)) {
      put_sound(to, sound_name[i], &listening->flac[i]);
    }
  }
  fputs("</div>\n", to);
}

void html_player_script(FILE *to, const SongReport *report)
{
  if (has(&report->listening, SOUND_BEFORE)) {
    fputs("<script>\n", to);
    fputs(player_js, to);
    fputs("</script>\n", to);
  }
}
