/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Restores valid sessions in which some properties have any type, size and content; then plays
 * sound, and saves. A session is restored whole or refused whole, and the sound is normal.
 */
#include <math.h>

#include "plugin/memory.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support_threads.h"

static StateProperty *find(StateBag *bag, const char *uri)
{
  const LV2_URID key = urids_map(NULL, uri);
  for (int i = 0; i < bag->n_properties; ++i) {
    if (bag->property[i].key == key) {
      return &bag->property[i];
    }
  }
  return NULL;
}

static void damage(Input *input, StateBag *bag)
{
  const uint8_t which = take_byte(input);
  const uint8_t how = take_byte(input);
  StateProperty *property = &bag->property[which % bag->n_properties];
  if (which < MEMORY_FIELD_COUNT) {
    char uri[MEMORY_URI_BYTES];
    memory_uri(&memory_field[which], how % memory_field[which].n_properties, uri);
    property = find(bag, uri);
  }
  if (!property) {
    return;
  }
  switch (how % 6) {
  case 0: /* any type */
    property->type = take_word(input) % 32;
    break;
  case 1: /* shorter or longer than it should be */
    property->size = take_short(input) % sizeof property->value;
    break;
  case 2: /* not there */
    property->key = 0;
    break;
  case 3: /* any bytes */
    take(input, property->value + take_short(input) % 512, take_byte(input));
    break;
  default: { /* a well-formed value of any bits */
    uint64_t bits = 0;
    char text[17];
    take(input, &bits, sizeof bits);
    snprintf(text, sizeof text, "%016llx", (unsigned long long)bits);
    const size_t place = take_byte(input) % 64 * (size_t)17;
    if (place + 17 <= property->size) {
      memcpy(property->value + place, text, 16);
    }
  }
  }
}

/* After a refused session, two saves are equal. */
static bool is_same(const StateBag *a, const StateBag *b)
{
  bool same = a->n_properties == b->n_properties;
  for (int i = 0; same && i < a->n_properties; ++i) {
    same = a->property[i].size == b->property[i].size &&
           memcmp(a->property[i].value, b->property[i].value, a->property[i].size) == 0;
  }
  return same;
}

/* No forged session is louder than five sections at their limit and the makeup at its limit. */
static bool is_sound(float sample)
{
  return isfinite(sample) &&
         fabs((double)sample) < pow(10.0, (5.0 * SECTION_GAIN_LIMIT_DB + 12.0) / 20.0);
}

static void play(ThreadsHost *host)
{
  float left[480], right[480];
  float *sound[2] = {left, right};
  for (int block = 0; block < 40; ++block) {
    for (int i = 0; i < 480; ++i) {
      left[i] = right[i] = 0.3f * sinf((float)i * 0.1f);
    }
    threads_host_run(host, sound, 480);
    for (int i = 0; i < 480; ++i) {
      promise(is_sound(left[i]), "a sound that stays one");
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  Input input = {data, size};
  static StateBag good, bag, again, last;
  ThreadsHost *host =
      threads_host_new(lv2_descriptor(take_byte(&input) & 1), 48000.0, THREADS_INSIDE_RUN, false);
  threads_host_save(host, &good);
  bag = good;
  while (input.size > 0) {
    damage(&input, &bag);
  }
  const LV2_State_Status status = threads_host_restore(host, &bag);
  threads_host_save(host, &again);
  promise(status == LV2_STATE_SUCCESS || is_same(&good, &again), "refused whole");
  play(host);
  promise(threads_host_save(host, &again) == LV2_STATE_SUCCESS, "it can be saved");
  promise(threads_host_restore(host, &again) == LV2_STATE_SUCCESS, "what was saved is restored");
  threads_host_save(host, &last); /* values beyond their range were clamped before */
  promise(threads_host_restore(host, &last) == LV2_STATE_SUCCESS, "that, too");
  threads_host_save(host, &again);
  promise(is_same(&again, &last), "it is saved as it was restored");
  threads_host_free(host);
  return 0;
}
